"""A text cut into items: which line begins one, and what part of it every other line belongs to.

Nothing is decided here about what an item means; what is odd in its shape is noted on it. Where a number may
begin an item or a point of an answer, the lines below it decide; where they cannot, both items are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qbank.errors import Problem
from qbank.formats.texts import _read_ahead as ahead
from qbank.formats.texts import _read_stems as stems
from qbank.formats.texts import _read_turns as turns
from qbank.formats.texts._read_between import Between, asks_of, stray
from qbank.formats.texts._read_keylines import pairs_in
from qbank.formats.texts._read_keylists import KeyScan
from qbank.formats.texts._read_lines import Line, Lines
from qbank.formats.texts._read_manner import manner_of
from qbank.formats.texts._read_marks import (
    Chapter,
    Heading,
    Label,
    Letter,
    Number,
    Plain,
    label_at,
    may_be_asked,
    weak_letter_at,
)
from qbank.formats.texts._read_open import Open
from qbank.formats.texts._read_raw import Keys, Raw, Section
from qbank.formats.texts._read_waiting import Waiting
from qbank.locale import brief

Event = Raw | Keys | Problem
_MOST_LOOSE = 50
"""Lines of a stem without a number; more are no stem."""


@dataclass(slots=True)
class Scan:
    """Where a reader of the lines is: the section, the item, and what was found so far.

    ``waiting`` is what waits for a list of answers, ``between`` what waits for the next item; ``last`` is the newest
    item, ``doubtful`` one that may have had one point more, which was taken for the next item; ``gap`` tells whether
    the line before was empty.
    """

    lines: Lines
    between: Between
    out: list[Event] = field(default_factory=list)
    section: Section = field(default_factory=Section)
    chapters: dict[int, str] = field(default_factory=dict)
    open: Open | None = None
    loose: list[Line] = field(default_factory=list)
    keys: KeyScan | None = None
    waiting: Waiting = field(default_factory=Waiting)
    last: Raw | None = None
    doubtful: Raw | None = None
    gap: bool = False

    def take(self, line: Line) -> None:
        """Take in the next line."""
        if self.keys is not None:
            if self.keys.takes(line, self.lines):
                return
            self._end_keys()
        self.waiting.note(line, self.last)
        if not isinstance(line.mark, Label) and line.mark != Plain("empty"):
            self.between.run = {}
        if self._begins_passage(line):
            return
        is_read = self.open is None or not self.open.is_passed_over
        if is_read and self.waiting.has_bare_list(line, self._item()):
            self._begin_keys(line)
            return
        match line.mark:
            case Plain(what="empty"):
                self.gap = True
                return
            case Heading() as heading:
                self._begin_section(line, heading)
            case Chapter(level=level):
                self._begin_chapter(line.text, level)
            case Plain(what="answers" | "table"):
                self._answers(line)
            case Label() as label:
                self._label(line, label)
            case Number() as number:
                self._number(line, number)
            case Letter() as letter:
                self._letter(line, letter)
            case _:
                self._text(line)
        self.gap = False

    def end(self) -> None:
        """Close what is open."""
        self._end_keys()
        self._close()
        self._drop_loose()
        self.out += self.between.drop()

    # --- sections and lists of answers ------------------------------------------------------------

    def _begin_section(self, line: Line, heading: Heading) -> None:
        self._close()
        self._drop_loose()
        self.out += self.between.drop()
        if self.waiting.keyless and (heading.has_keys or pairs_in(heading.rest.strip(" :"))):
            self._begin_keys(line)
            return
        before, grouped = self.section.last or self.section.before, heading.is_group
        self.section = Section(
            heading.kind, heading.order, self._chapter(), heading.marks, [line.text], before, grouped
        )

    def _begin_chapter(self, text: str, level: int) -> None:
        self._close()
        self._drop_loose()
        self.out += self.between.drop()
        self.between.chapter = ""
        above = {each: name for each, name in self.chapters.items() if each < level}
        self.chapters = above | {level: " ".join(text.split())}
        self.section = self.section.anew(self._chapter())

    def _answers(self, line: Line) -> None:
        """Begin a list of answers, or the answer of one item that stands below its label."""
        label = label_at(line.folded) if line.mark == Plain("answers") else None
        if self.open is not None and label is not None and label.part == "rationale" and not self._is_below_list():
            self.open.part(line, label.part, label.end)
            return
        is_label = line.mark == Plain("answers") and ahead.is_bare_answer(line.folded)
        if self.open is not None and is_label and not self._is_below_list():
            self.open.part(line, "answer", len(line.text))
        elif self.open is not None or self.waiting.items:
            self._begin_keys(line)

    def _is_below_list(self) -> bool:
        return self.waiting.is_list_below(self.lines, self._item())

    def _begin_keys(self, line: Line) -> None:
        self._close()
        self.keys = KeyScan(line.place, self.waiting.items, self._chapter(), self.waiting.titles)
        self.keys.takes(line, self.lines)

    def _end_keys(self) -> None:
        if (keys := self.keys) is None:
            return
        self.out.append(Keys(keys.place, keys.found(), tuple(self.waiting.titles)))
        self.keys, self.waiting = None, Waiting()
        # What comes now is a section of its own, whatever its numbers are.
        self.section = Section(None, 0, self._chapter(), before=self.section.last or self.section.before)
        if keys.heading is not None and isinstance(keys.heading.mark, Heading):
            self._begin_section(keys.heading, keys.heading.mark)

    def _item(self) -> Raw | None:
        return self.open.item if self.open is not None else None

    def _begins_passage(self, line: Line) -> bool:
        """Take in a line that says of which items the passage below it is (根据以下材料，回答3～5题)."""
        asking = None if self.lines.is_whole else asks_of(line)
        if asking is None or (self.open is not None and not self._is_complete(self.open, asking)):
            return False
        self._close()
        self._drop_loose()
        self.out += self.between.drop()
        if asking:
            self.between.begin_passage(line, asking)
        else:
            self.out.append(stray(line))
        self.gap = False
        return True

    def _is_complete(self, opened: Open, asking: range) -> bool:
        is_next = bool(asking) and asking.start == (opened.item.number or 0) + 1
        return is_next or opened.state != "stem" or ahead.is_keyed(opened.item)

    # --- labels -----------------------------------------------------------------------------------

    def _label(self, line: Line, label: Label) -> None:
        if self._is_next(line, label):
            return
        content = line.folded[label.end :]
        is_answer = label.part in {"answer", "rationale"}
        if is_answer and self.waiting.is_list_of_several(content, self.lines, self._item()):
            self._begin_keys(line)
        elif self.open is None or (label.part == "stem" and ahead.is_keyed(self.open.item)):
            self._label_without_item(line, label)
        elif label.part == "stem" and (label.bracketed or not any(self.open.item.stem)):
            self.open.stem(line, label.end)
        elif (
            self.open.state == "stem" and label.is_word and not self.between.run and not ahead.is_keyed(self.open.item)
        ):
            self._text(line)
        else:
            self.open.part(line, label.part, label.end, label.value)

    def _is_next(self, line: Line, label: Label) -> bool:
        """Take in a label between two items that is the next one's; where nobody can tell, both are told."""
        is_open = self.open is not None
        turn = self.between.turn(line, label, self.lines, is_open=is_open, is_loose=bool(self.loose))
        if turn == "above":
            self._close()
            self._drop_loose()
            self.between.above.append([line])
        elif turn == "unclear" and self.open is not None:
            self.open.item.fault("text-label-between", text=brief(line.text, 30))
            self.between.unclear = line
        return turn == "above"

    def _label_without_item(self, line: Line, label: Label) -> None:
        if label.part == "stem":
            self._begin(line, None).stem(line, label.end)
        elif label.part == "stimulus" and label.bracketed:
            self._begin(line, None).part(line, label.part, label.end)
        elif self.loose:
            self._begin_loose().part(line, label.part, label.end, label.value)
        elif self.lines.is_whole and label.is_word:
            self._text(line)
        else:
            self.out.append(stray(line))

    # --- numbers ----------------------------------------------------------------------------------

    def _number(self, line: Line, number: Number) -> None:
        if self.lines.is_whole:
            self._number_in_whole(line, number)
            return
        proof = ahead.has_proof(line, number.end, self.lines)
        state, nested = (self.open.state, self.open.nested) if self.open else ("none", None)
        if self.open is not None and nested and turns.goes_on(nested, number, self.section, proof=proof):
            self.open.more(line)
            nested.next += 1
        elif turns.begins_item(number, self.section, state, nested, proof=proof):
            is_like = nested is not None and (nested.group, nested.delim) == (number.group, number.delim)
            before = self.open.item if self.open is not None and is_like else None
            self._begin(line, number).content(line, number.end)
            self.doubtful = before
        elif number.group in {"han", "han_bracket"} and ahead.heads_items(self.lines, (1, self.section.last + 1)):
            self._begin_chapter(line.text, 1)
        else:
            self._number_in_text(line, number)

    def _number_in_whole(self, line: Line, number: Number) -> None:
        """Take in a number where there is one item only: before it, or what its stem or its answer counts."""
        nested = self.open.nested if self.open else None
        if self.open is None and not self.loose and number.group in {"figure", "bracket"}:
            self._begin(line, number).content(line, number.end)
        elif self.open is None or self.open.state == "stem":
            self._text(line)
        elif nested and turns.goes_on(nested, number, self.section, proof=False):
            self.open.more(line)
            nested.next += 1
        else:
            self._number_in_text(line, number)

    def _number_in_text(self, line: Line, number: Number) -> None:
        if self.open is None:
            self._text(line)
            return
        first = turns.nested_from(number)
        if turns.is_amiss(number, self.section, self.open.points):
            self.open.item.fault("text-number-inside", number=number.value)
        self.open.more(line)
        self.open.nested = first or self.open.nested

    # --- options and text -------------------------------------------------------------------------

    def _letter(self, line: Line, letter: Letter) -> None:
        if self.open is None and self.loose:
            self._begin_loose()
        if self.open is None:
            self._without_item(line)
        elif self.open.state == "free" or (self.open.state == "answer" and not self.open.begins_options(letter)):
            # C of a rationale is an option there is; the letter after the last one is an option out of place.
            if self.open.item.options and letter.letter == self.open.wanted:
                self.open.item.fault("text-option-apart", letter=letter.letter)
            self.open.more(line)
        else:
            self.open.option(line, letter)

    def _text(self, line: Line) -> None:
        if self.open is None and not self.loose and self.between.more(line):
            return
        weak = weak_letter_at(line.folded)
        if weak and self._is_weak_option(weak, line):
            self._letter(line, weak)
        elif self.open is None:
            self._without_item(line)
        elif self.gap and self._may_end(self.open):
            self._close()
            self._without_item(line)
        else:
            self.open.more(line)

    def _may_end(self, opened: Open) -> bool:
        if not self.lines.is_whole and opened.state == "stem" and opened.item.section.kind == "verdict":
            return stems.ends_with_bracket(opened.item.stem)
        if self.lines.is_whole or not ahead.is_keyed(opened.item):
            return False
        is_done = opened.state == "option" and not opened.is_broken and not ahead.has_answer(self.lines)
        return opened.item.number is None or is_done

    def _is_weak_option(self, weak: Letter, line: Line) -> bool:
        if self.open is not None:
            return self.open.is_weak_option(weak, line)
        return weak.letter == "A" and bool(self.loose) and ahead.follows("B", self.lines)

    def _without_item(self, line: Line) -> None:
        """Keep a line that may be an unnumbered stem; a statement with its verdict is an item by itself."""
        if self.gap and not self.lines.is_whole:
            self._drop_loose()
        if self.section.kind == "verdict" and ahead.KEYED.search(line.folded):
            self._drop_loose()
            self._begin(line, None).content(line, 0)
            self._close()
            return
        self.loose.append(line)
        if len(self.loose) > _MOST_LOOSE:
            self._drop_loose()

    def _begin(self, line: Line, number: Number | None) -> Open:
        section, fault = self.section, None
        if number is not None and section.last and number.value == 1:
            section = section.anew(section.chapter)
        elif number is not None and turns.is_out_of_turn(number.value, section):
            last = section.last or section.before
            fault = turns.out_of_turn(number.value, last, self.last)
            if number.value == last and self.doubtful is not None:
                self.doubtful.fault("text-number-twice", number=number.value)
        self.doubtful = None
        self._close()
        self._drop_loose()
        self.section = section
        section.count += 1
        item = Raw(line.place, number.value if number else None, section, self.between.chapter or self._chapter())
        if number is not None:
            section.last, item.mark = number.value, number.mark
            section.group, section.delim = section.group or number.group, section.delim or number.delim
        if fault:
            item.fault(fault[0], **fault[1])
        self.open, self.last = Open(item, self.lines), item
        self.out += self.between.give(self.open)
        return self.open

    def _begin_loose(self) -> Open:
        first, *rest = self.loose
        self.loose = []
        opened = self._begin(first, None)
        opened.content(first, 0)
        for line in rest:
            opened.more(line)
        return opened

    def _close(self) -> None:
        if self.open is not None:
            self.open.check()
            self.waiting.closed(self.open.item)
            self.out.append(self.open.item)
        self.open = None

    def _drop_loose(self) -> None:
        """Give up lines that belong to no item: before the first they tell how to answer, later it is said."""
        may_ask = (line for line in self.loose if may_be_asked(line.folded) or ahead.KEYED.search(line.folded))
        asked = next(may_ask, None)
        if self.loose and (self.section.count or self.lines.is_whole):
            self.out.append(stray(self.loose[0]))
        elif asked is not None:
            self.out.append(stray(asked))
        if self.loose and not self.section.count and len(self.section.notes) < _MOST_LOOSE:
            self.section.notes += [line.text for line in self.loose]
        self.loose.clear()

    def _chapter(self) -> str:
        return "/".join(self.chapters[level] for level in sorted(self.chapters))


def scan(lines: Lines) -> Iterator[Event]:
    """Yield items in pieces, lists of answers, and what belongs to nothing, in their order."""
    again = lines.again() if lines.again is not None else None
    state = Scan(lines, Between(manner_of(again) if again is not None else None))
    for line in lines:
        state.take(line)
        if state.doubtful is None:
            yield from state.out
            state.out.clear()
    state.end()
    yield from state.out
