"""The item that is being read, and the part of it that the next words belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qbank.formats._option_letters import joiner_of
from qbank.formats.texts import _read_ahead as ahead
from qbank.formats.texts import _read_stems as stems
from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_lines import Line, Lines
from qbank.formats.texts._read_marks import Label, Letter, number_at, page_words
from qbank.formats.texts._read_pieces import Cut, cuts_in
from qbank.formats.texts._read_raw import Raw, RawOption
from qbank.formats.texts._read_turns import Nested, State, nested_from
from qbank.formats.texts._read_values import letters
from qbank.formats.texts._read_words import Part
from qbank.locale import brief
from qbank.model.letters import letter

_BETWEEN = "；;，,、 /|／｜丨│┃"
_OPTIONS_LABEL = re.compile(r"[\s(\[]*(?:备选|可选)?选项\s*[)\]]?\s*:\s*[)\]]?\s*\Z")
"""What some write between stem and options: 选项："""
_OLD = re.compile("[旧废]|原(?:来)?(?:的)?答案")
_EMPTY = re.compile(r"[(\[][\s_]*[)\]]|_{2,}")
_WORDS = re.compile(r"\w")
_ENDED = frozenset("。?!)]_")
"""What a sentence ends with, or what stands for its answer."""


@dataclass(slots=True)
class Open:
    """An item that is open; ``where`` are the lines that text goes on in, ``state`` what part they are.

    ``nested`` is a list of points in that part, ``points`` the one its answer had; ``tail`` is a line below an option
    that may not belong to it, ``joiner`` a sign between two options that may belong to the first.
    """

    item: Raw
    lines: Lines
    state: State = "stem"
    where: list[str] = field(default_factory=list)
    nested: Nested | None = None
    points: Nested | None = None
    is_weak: bool = False
    tail: str = ""
    joiner: str = ""

    def __post_init__(self) -> None:
        self.where = self.item.stem

    @property
    def wanted(self) -> str:
        """Return the letter of the next option."""
        return letter(len(self.item.options))

    def stem(self, line: Line, at: int) -> None:
        """Go on with the stem."""
        self._go_on("stem", self.item.stem)
        self.content(line, at)

    def part(self, line: Line, part: Part, at: int, value: str = "") -> None:
        """Begin a part under its label; one whose value stands within the label ends with it."""
        if part == "answer" and _OLD.search(line.folded, 0, at):
            self.item.fault("text-answer-old", text=brief(line.text, 30))
        lines = self.item.begin(part, value)
        if value:
            if line.folded[at:].strip():
                self.content(line, at)
            return
        self._go_on("answer" if part == "answer" else "free", lines)
        self.nested = nested_from(number_at(line.folded[at:]))
        self.content(line, at)

    def above(self, line: Line, label: Label, more: Iterable[Line]) -> None:
        """Take in a part that stands above the item: its label's line and the lines that go on below it."""
        self.part(line, label.part, label.end, label.value)
        for each in more:
            self.content(each, 0)
        self._go_on("stem", self.item.stem)

    def option(self, line: Line, letter: Letter) -> None:
        """Begin an option."""
        is_alone = not letter.sure and line.folded[: letter.end][-1:].isalpha()
        self._option(letter.letter, sure=not is_alone)
        self.is_weak = not letter.sure
        self.content(line, letter.end)

    def more(self, line: Line) -> None:
        """Let a line go on with what is open."""
        self.item.runs_on = self.item.runs_on or any(self.where)
        loose = self.state == "option" and not self.is_broken
        before, option = len(self.where), self.where
        if self.state != "stem" and ahead.is_unnumbered(line, self.lines):
            self.item.fault("text-unnumbered", text=brief(line.text, 30))
        if self.state in {"stem", "option"} and any(self.where) and line.folded.strip().isdigit():
            self.item.fault("text-figure-alone", text=brief(line.text, 30))
        if self.state in {"stem", "option"} and page_words(line.folded):
            self.item.fault("text-page-within", text=brief(line.text, 30))
        if self.state == "stem" and self._is_title(line):
            self.item.fault("text-stem-runs-on", text=brief(line.text, 30))
        self.content(line, 0)
        if loose and self.state == "option":
            self.tail = self.tail or line.text
        elif loose and len(option) > before:
            self.item.fault("text-option-runs-on", text=brief(line.text, 30))

    def _is_title(self, line: Line) -> bool:
        """Tell whether a line below a sentence that has ended may head what comes next: items that count from 1."""
        above = fold(self.where[-1]).rstrip() if self.where else ""
        if above[-1:] not in _ENDED or line.folded.rstrip()[-1:] in _ENDED:
            return False
        return ahead.heads_items(self.lines, (1,))

    @property
    def is_broken(self) -> bool:
        """Tell whether what is open was broken by the width of the page, so that the next line goes on with it."""
        return stems.goes_on(self.where)

    def check(self) -> None:
        """Note an option that may have swallowed the next one, whose letter stands in it and nowhere else.

        And a line below the last option, where no answer follows: it may be its second line, or nothing of the item.
        """
        if self.tail and self.state == "option":
            self.item.fault("text-option-runs-on", text=brief(self.tail, 30))
        if self.joiner and not all("".join(option.lines).endswith(self.joiner) for option in self.item.options):
            self.item.fault("text-options-joined", sign=self.joiner)
        space = r"|\s" if self.is_weak else ""
        inside = re.compile(rf"(?<![0-9A-Za-z]){self.wanted}(?:[.、]{space})|\({self.wanted}\)")
        for option in self.item.options if len(self.item.options) > 1 else ():
            if any(inside.search(fold(line)) for line in option.lines):
                self.item.fault("text-option-missing", wanted=self.wanted, found=option.letter)

    def content(self, line: Line, at: int) -> None:
        """Put the rest of a line where it belongs; labels and options within it begin parts of their own."""
        text = ""
        for cut in cuts_in(line, at, weak=self.is_weak and self.state == "option"):
            # D. A、B都对: a letter right behind a mark is the first word of the option.
            if cut.start < at or (cut.letter and cut.start == at) or not self._is_cut(cut, line):
                continue
            text += line.text[at : cut.start]
            at = cut.end
            if cut.value:
                text += self._in_place_of(cut, line)
            else:
                self._add(text)
                text = ""
            self._cut(cut)
        self._add(text + line.text[at:])

    @property
    def is_passed_over(self) -> bool:
        """Tell whether nobody reads what is open (我的答案：A), so that a label within it begins what is read."""
        return any(lines is self.where for lines in self.item.parts.get("ignored", ()))

    def begins_options(self, letter: Letter) -> bool:
        """Tell whether options begin below a label of an answer; where the answer was given, that is a fault."""
        if letter.letter != "A" or not ahead.follows("B", self.lines):
            return False
        if self.item.is_answered:
            if self.item.options or not self._has_key_alone():
                self.item.fault("text-options-twice" if self.item.options else "text-answer-early")
        elif self.item.options:
            return False
        else:
            self.item.parts.pop("answer", None)
        return True

    def _has_key_alone(self) -> bool:
        """Tell whether letters are all that its answer says: it stands above the options, and can be no other's."""
        given = self.item.parts.get("answer", [])
        return len(given) == 1 and len(given[0]) == 1 and letters(given[0][0]) is not None

    def is_weak_option(self, weak: Letter, line: Line) -> bool:
        """Tell whether a letter with only a space behind it begins an option."""
        is_spaced = line.folded[: weak.end].endswith(" ")
        if self.state == "option":
            # A letter out of its turn is a fault that ``option`` tells.
            return self.is_weak and (weak.letter == self.wanted or (is_spaced and weak.letter <= "H"))
        on_line = any(cut.letter == "B" for cut in cuts_in(line, weak.end, weak=True))
        follows = ahead.follows("B", self.lines) or (is_spaced and ahead.follows("A", self.lines))
        if self.state != "stem" or weak.letter != "A" or not (on_line or follows):
            return False
        # Where surer options follow, this is a list of the stem's own.
        return not (
            (on_line or line.folded[: weak.end].upper() != line.folded[: weak.end]) and ahead.has_options(self.lines)
        )

    def _note_joiner(self, cut: Cut) -> None:
        self.joiner = joiner_of(self.where[-1], is_apart=cut.gap > 0) or self.joiner

    def _in_place_of(self, cut: Cut, line: Line) -> str:
        """Return what stays in a stem in place of its answer in brackets: a blank, where no other one is."""
        is_within = cut.part == "answer" and self.state == "stem" and _WORDS.search(line.folded, cut.end)
        is_blank = any(map(_EMPTY.search, (line.folded, *map(fold, self.item.stem))))
        return "（  ）" if is_within and not is_blank else ""

    def _cut(self, cut: Cut) -> None:
        if cut.part is None:
            if self.state == "option" and self.where:
                # What stands between options of one line belongs to none.
                self.where[-1] = self.where[-1].rstrip(_BETWEEN)
                self._note_joiner(cut)
            self._option(cut.letter, sure=True)
            return
        lines = self.item.begin(cut.part, cut.value)
        if not cut.value:
            self._go_on("answer" if cut.part == "answer" else "free", lines)

    def _is_cut(self, cut: Cut, line: Line) -> bool:
        if cut.part is not None:
            if self.is_passed_over:
                return cut.is_sure and cut.is_apart
            if cut.is_others and self.state in {"option", "answer"}:
                self.item.fault("text-answer-others", text=brief(line.text, 30))
                return False
            if not (cut.bracketed or cut.gap or cut.is_stop):
                return self.state in {"option", "answer"}
            if cut.bracketed or cut.gap > 1 or self.state == "answer":
                return True
            return self.state != "free" and cut.is_sure
        if self.state == "stem":
            return cut.letter == "A" and (cut.is_followed or ahead.follows("B", self.lines))
        if self.state != "option":
            return False
        if cut.letter != self.wanted and cut.gap and cut.is_sure:
            self.item.fault("text-option-missing", wanted=self.wanted, found=cut.letter)
        return cut.letter == self.wanted

    def _option(self, letter: str, *, sure: bool) -> None:
        if letter != self.wanted:
            code = "text-options-twice" if letter == "A" else "text-option-missing"
            self.item.fault(code, wanted=self.wanted, found=letter)
        if self.state == "stem" and self.where:
            self._replace(self.where[-1][: _end_of(self.where[-1])])
        option = RawOption(letter, [], sure)
        self.item.options.append(option)
        self._go_on("option", option.lines)

    def _go_on(self, state: State, where: list[str]) -> None:
        self.points = self.nested if self.state == "answer" else self.points
        self.state, self.where, self.nested, self.tail = state, where, None, ""

    def _add(self, text: str) -> None:
        if text.strip():
            self.where.append(text.strip())

    def _replace(self, text: str) -> None:
        """Put a text in place of the last line, or nothing where it is none."""
        self.where.pop()
        self._add(text)


def _end_of(stem: str) -> int:
    """Return where a line of a stem ends, without the word that announces the options."""
    found = _OPTIONS_LABEL.search(fold(stem))
    return found.start() if found else len(stem)
