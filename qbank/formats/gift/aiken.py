"""Aiken, the simplest text format of Moodle: single choice and true or false, and nothing beside stem, options and key.

A question is three kinds of lines::

    应当自收到申请之日起多少日内作出答复？
    A. 10日
    B. 15日
    ANSWER: B

Letters, full stops and colons are half-width, or the receiver takes no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from qbank.errors import Problem, QbankError
from qbank.formats import _incoming as incoming
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._held import with_interaction, with_stimulus_in_stem, without
from qbank.formats.gift._hold import stem_of
from qbank.formats.gift._text import clean
from qbank.locale import brief
from qbank.model.item import BLANK, VERDICT, Choice, Option, is_verdict
from qbank.model.letters import LETTERS
from qbank.model.portable import Portable
from qbank.model.verdict import are_verdicts, verdict_of

_UNDERLINE = "_____"
_OPTION = re.compile(r"([A-Z])[.)]\s*(.*)")
_ANSWER = re.compile(r"ANSWER:\s*(.*)")
_WIDE = str.maketrans(".):", "．）：")
_LEAST = 2
"""Bytes of a line that the receiver looks at, and options of a question."""


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return stem, options and key of a choice of one, the stem in one line; any other item is a Problem."""
    told = without(with_stimulus_in_stem(portable), *_LOST)
    item = told.item
    choice = item.body.interaction()
    if not isinstance(choice, Choice) or choice.multiple:
        return Problem("aiken-not-held", place=item.id)
    if sum(option.id in choice.keys for option in choice.options) != 1:
        return Problem("keys-not-one", place=item.id, values={"found": len(choice.keys)})
    options = tuple(replace(option, text=_in_one_line(option.text)) for option in choice.options)
    choice = _as_found(replace(choice, options=options))
    stem = _shielded(stem_of(_in_one_line(item.stem), choice))
    if len(stem.encode("utf-8", "replace")) < _LEAST or not all(option.text for option in choice.options):
        return Problem("aiken-nothing-left", place=item.id)
    if not _LEAST <= len(choice.options) <= len(LETTERS):
        return Problem("aiken-options", place=item.id, values={"found": len(choice.options)})
    return replace(told, item=with_interaction(replace(item, stem=stem), choice, {}))


_LOST = (
    "id", "rules", "rationale", "difficulty", "chapter", "tags", "audience", "proof", "spans", "reasons",
)  # fmt: skip


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write held portables, an empty line between them."""
    for number, portable in enumerate(portables):
        stream.write(("\n" if number else "").encode() + _question(portable).encode())


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the questions of a file; of one that departs from the format a Problem, and never half of it."""
    file = settings.file or str(path)
    question = _Question()
    told: list[Problem] = []
    try:
        for number, line in enumerate(incoming.text_lines(path, file, told), 1):
            if question.is_broken_off_before(line.strip()):
                yield question.without_answer(file)
                question = _Question()
            question.take(number, line.strip())
            if question.answer is not None:
                yield question.read(file)
                question = _Question()
        if question.line:
            yield question.without_answer(file)
    except QbankError as error:
        told.append(error.problem)
    yield from told


@dataclass(slots=True)
class _Question:
    """The lines of a question so far."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str | None = None
    stray: str = ""
    has_gap: bool = False
    """Whether an empty line came last."""

    def is_broken_off_before(self, line: str) -> bool:
        """Tell whether a line begins another question though this one has no answer yet."""
        return self.has_gap and bool(self.options and line) and not (_OPTION.match(line) or _ANSWER.match(line))

    def take(self, number: int, line: str) -> None:
        """Take a line; between the lines of a question empty ones say nothing."""
        self.has_gap = not line
        if not line:
            return
        self.line = self.line or number
        answer, option = _ANSWER.match(line), _OPTION.match(line)
        if answer:
            self.answer = answer[1].strip()
        elif option and self.stem:
            self.options.append((option[1], option[2].strip()))
        elif self.options:
            self.stray = self.stray or line
        else:
            self.stem.append(line)

    @property
    def begins_with(self) -> str:
        """Return the first words, for a message."""
        return brief(next(iter(self.stem), ""))

    def without_answer(self, file: str) -> Problem:
        """Return what is wrong with a question that ends here."""
        return Problem("aiken-no-answer", file, str(self.line), {"found": self.begins_with})

    def read(self, file: str) -> Portable | Problem:
        """Return the item, or the first thing that is wrong with it."""
        letters = "".join(letter for letter, _ in self.options)
        texts = [text for _, text in self.options]
        found: dict[str, object] = {"found": self.begins_with}
        if self.stray:
            return Problem("aiken-stray-line", file, str(self.line), {"found": brief(self.stray)})
        if len(self.stem) != 1 or _OPTION.match(self.stem[0]):
            return Problem("aiken-stem", file, str(self.line), {**found, "lines": len(self.stem)})
        if letters != LETTERS[: len(letters)] or len(letters) < _LEAST or not all(texts):
            return Problem("aiken-letters", file, str(self.line), {**found, "letters": letters})
        if self.answer is None or len(self.answer) != 1 or self.answer not in letters:
            return Problem("aiken-key", file, str(self.line), {**found, "key": brief(self.answer or "", 20)})
        choice = _as_found(incoming.choice(texts, [letters.index(self.answer)], multiple=False))
        stem = stem_of(self.stem[0], choice)
        return incoming.portable_of(stem, choice, place=str(self.line))


def _as_found(choice: Choice) -> Choice:
    """Return a choice between two words for true and false as a judgement of the statement."""
    if not is_verdict(choice) and are_verdicts([option.text for option in choice.options]):
        key = next(option.text for option in choice.options if option.id in choice.keys)
        return incoming.verdict(verdict_of(key) is True)
    return replace(choice, options=VERDICT) if is_verdict(choice) else choice


def _in_one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _shielded(stem: str) -> str:
    """Return a stem that is not taken for an option or an answer: the mark after its first word is made wide."""
    if _ANSWER.match(stem):
        return "ANSWER：" + stem.removeprefix("ANSWER:")
    return stem[0] + stem[1].translate(_WIDE) + stem[2:] if _OPTION.match(stem) else stem


def _question(portable: Portable) -> str:
    choice = portable.item.body.interaction()
    if not isinstance(choice, Choice):
        raise ValueError(f"{portable.item.id}: not held")
    rows = list(zip(LETTERS, choice.options, strict=False))
    stem = portable.item.stem.replace(BLANK, _UNDERLINE)
    options = "".join(f"{letter}. {option.text}\n" for letter, option in rows)
    return f"{stem}\n{options}ANSWER: {_letter_of(choice.keys[0], rows)}\n"


def _letter_of(key: str, rows: Sequence[tuple[str, Option]]) -> str:
    return next(letter for letter, option in rows if option.id == key)


FORMATS.add("aiken")(ForeignFormat(name="aiken", suffix=".txt", hold=hold, write=write, read=read, plain=True))
