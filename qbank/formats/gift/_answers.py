"""From what stands between the braces of a GIFT question to an interaction; what is not surely right is no key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from qbank.formats import _incoming as incoming
from qbank.formats import _moodle_family as family
from qbank.formats._grades import are_forfeited, are_shared, marking_of
from qbank.formats.gift._source import GiftError, Piece
from qbank.formats.gift._text import Text, read, untagged, verbatim
from qbank.locale import brief
from qbank.model.item import ExtendedText, Interaction, MarkingPoint
from qbank.model.verdict import verdict_of
from qbank.types._folding import same_wording

Words = Callable[..., str]
"""A sentence of the catalogue in the language asked for, by key and values."""

MOST_ANSWERS = 500
"""Of a question; no list that people choose from is longer."""
_Note = tuple[str, Mapping[str, object]]
_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_VERDICTS = frozenset({"T", "TRUE", "F", "FALSE"})
"""All that the format itself reads as a verdict; any other word is a short answer to it."""
_NUMBER = r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
_NUMERIC = re.compile(rf"{_NUMBER}(?:\s*:\s*{_NUMBER}|\s*\.\.\s*{_NUMBER})?")
_NEARLY = 1.0
"""Per cent by which the shares of right options may miss 100: 33 three times is meant to be all."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the braces say.

    ``remarks`` are the answers' own feedback with the answers' words, ``told`` the codes of what a person has to
    look at, with values.
    """

    interaction: Interaction
    rules: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[tuple[str, str], ...] = ()
    told: tuple[_Note, ...] = ()
    has_picture: bool = False


class _Entry(NamedTuple):
    """One answer: its mark (``=``, ``~`` or none), its weight in per cent (None: not told), words and feedback."""

    mark: str
    weight: float | None
    text: Text
    feedback: Text

    @property
    def is_right(self) -> bool:
        """Tell whether it earns all marks."""
        return self.weight == 100 if self.weight is not None else self.mark == "="


def answers_of(inside: Piece, form: str, words: Words) -> Answers:
    """Return what stands between the braces.

    Args:
        inside: without the general feedback.
        form: the format of the stem, which texts without a format of their own take over.
        words: how a numeric answer with a tolerance is told to a person.

    Raises:
        GiftError: there is no key, or it cannot be told for sure.
    """
    marks = inside.marks
    if not inside.raw:
        return Answers(ExtendedText(()))
    if marks.startswith("#"):
        return _numeric(list(_entries(inside.part(1), "[=~]", form, is_typed=True)), words)
    if "~" in marks:
        return _choice(list(_entries(inside, "[=~]", form)))
    if "=" in marks and "->" in marks:
        return _match(inside, form)
    word = inside.halves("#")[0].raw.strip()
    if word in _VERDICTS:
        return _verdict(verdict_of(word) is True, inside, form)
    return _short(list(_entries(inside, "=", form, is_typed=True)))


def _entries(inside: Piece, marks: str, form: str, *, is_typed: bool = False) -> Iterator[_Entry]:
    """Yield the answers; ``is_typed`` says that people type them, so that nothing in them is markup."""
    places = [match.start() for match in re.finditer(marks, inside.marks)]
    if len(places) > MOST_ANSWERS:
        raise GiftError("gift-many-answers", found=len(places), limit=MOST_ANSWERS)
    first = inside.part(0, places[0] if places else None)
    if first.raw.strip():
        yield _entry("", first, form, is_typed)
    for start, end in pairwise([*places, len(inside.raw)]):
        yield _entry(inside.marks[start], inside.part(start + 1, end), form, is_typed)


def _entry(mark: str, rest: Piece, form: str, is_typed: bool) -> _Entry:
    weight = _WEIGHT.match(rest.marks)
    rest = rest.part(weight.end()) if weight else rest
    words, feedback = rest.halves("#")
    text = Text(verbatim(untagged(words.raw)), "plain") if is_typed else read(words.raw, form)
    return _Entry(mark, float(weight[1]) if weight else None, text, read(feedback.raw if feedback else "", form))


def _choice(entries: Sequence[_Entry]) -> Answers:
    _check(entries)
    texts = [each.text.words for each in entries]
    if all(each.mark == "~" for each in entries):
        return _several(entries, texts)
    right = [at for at, each in enumerate(entries) if each.is_right]
    if len(right) != 1:
        raise GiftError("gift-several-right", found=brief("；".join(texts[at] for at in right)))
    return _told(incoming.choice(texts, right, multiple=False), entries, told=_parts(entries))


def _several(entries: Sequence[_Entry], texts: Sequence[str]) -> Answers:
    """Return a multiple choice: its marks are shared by weights alone."""
    weights = [each.weight or 0.0 for each in entries]
    right = [at for at, weight in enumerate(weights) if weight > 0]
    if not right:
        raise GiftError("gift-no-right-answer")
    if abs(sum(weights[at] for at in right) - 100) > _NEARLY:
        raise GiftError("gift-weights", found=f"{sum(weights[at] for at in right):g}")
    is_ours = are_shared(weights) and are_forfeited(weights)
    told: list[_Note] = [] if is_ours else [("gift-marking", {})]
    return _told(incoming.choice(texts, right, multiple=True), entries, rules=marking_of(weights), told=told)


def _check(entries: Sequence[_Entry]) -> None:
    """Raise a fault unless there are two options, each with a mark, words, and a weight that goes with its mark."""
    _check_marks(entries)
    for each in entries:
        if not each.text.words:
            raise GiftError("gift-empty-answer")
        if each.mark == "=" and each.weight not in {None, 100.0}:
            raise GiftError("gift-weights", found=f"{each.weight:g}")
    if len(entries) < 2:
        raise GiftError("gift-one-option")


def _check_marks(entries: Sequence[_Entry]) -> None:
    """Raise a fault for text before the first mark; an answer that is the only one may do without."""
    if len(entries) > 1 and not entries[0].mark:
        raise GiftError("gift-stray-text", found=brief(entries[0].text.words))


def _verdict(verdict: bool, inside: Piece, form: str) -> Answers:
    # The feedback for the wrong answer, then that for the right one; all beyond is part of the latter.
    _, rest = inside.halves("#")
    wrong, right = rest.halves("#") if rest else (None, None)
    remarks = [("", read(each.raw, form).words) for each in (wrong, right) if each]
    return Answers(incoming.verdict(verdict), remarks=tuple(each for each in remarks if each[1]))


def _short(entries: Sequence[_Entry]) -> Answers:
    _check_marks(entries)
    right = [each for each in entries if each.is_right or not each.mark]
    if not right:
        raise GiftError("gift-no-right-answer")
    if any(not each.text.words for each in right):
        raise GiftError("gift-empty-answer")
    exact = [each for each in right if not family.WILD.search(each.text.words)]
    if not exact:
        raise GiftError("gift-wildcard", found=brief(right[0].text.words))
    told: list[_Note] = _parts(entries)
    if len(exact) < len(right):
        told.append((
            "gift-wildcard-left",
            {"found": brief("；".join(each.text.words for each in right if each not in exact))},
        ))
    return _told(incoming.blanks([_accepted(exact)]), entries, told=told)


def _accepted(entries: Sequence[_Entry]) -> list[str]:
    """Return the answers' words; what has a weight though it is right may be a further spelling of one before it."""
    accepted: list[str] = []
    for each in entries:
        answer = each.text.words.replace(r"\*", "*")
        if each.weight is None or not any(same_wording(answer, other) for other in accepted):
            accepted.append(answer)
    return accepted


def _numeric(entries: Sequence[_Entry], words: Words) -> Answers:
    _check_marks(entries)
    right = [each for each in entries if each.is_right or not each.mark]
    if not right:
        raise GiftError("gift-no-right-answer")
    values = []
    for each in right:
        value = _NUMERIC.fullmatch(each.text.words)
        if value is None:
            raise GiftError("gift-not-a-number", found=brief(each.text.words))
        values.append(value)
    told: list[_Note] = _parts(entries)
    if all(_is_exact(value) for value in values):
        return _told(incoming.blanks([[value[1] for value in values]]), entries, told=told)
    point = words("gift-or").join(_range(value, words) for value in values)
    told.append(("gift-tolerance", {"found": brief(point)}))
    return _told(ExtendedText((MarkingPoint(point),)), entries, told=told)


def _is_exact(value: re.Match[str]) -> bool:
    number, tolerance, most = value.groups()
    return (tolerance is None or float(tolerance) == 0) and (most is None or float(most) == float(number))


def _range(value: re.Match[str], words: Words) -> str:
    number, tolerance, most = value.groups()
    if _is_exact(value):
        return number
    if most is not None:
        return words("gift-range", least=number, most=most)
    return words("gift-about", number=number, tolerance=tolerance.lstrip("+-"))


def _match(inside: Piece, form: str) -> Answers:
    places = [match.start() for match in re.finditer("=", inside.marks)]
    if inside.raw[: places[0]].strip():
        raise GiftError("gift-stray-text", found=brief(inside.raw[: places[0]].strip()))
    if len(places) > MOST_ANSWERS:
        raise GiftError("gift-many-answers", found=len(places), limit=MOST_ANSWERS)
    rows = [_row(inside.part(start + 1, end), form) for start, end in pairwise([*places, len(inside.raw)])]
    asked = [(left.words, right) for left, right in rows if left.words]
    if len(asked) < incoming.FEWEST_PAIRS:
        raise GiftError("gift-few-pairs", found=len(asked))
    lefts, rights = zip(*asked, strict=True)
    match = incoming.matched(lefts, rights, [right for left, right in rows if not left.words])
    return Answers(match, has_picture=any(left.has_picture for left, _ in rows))


def _row(row: Piece, form: str) -> tuple[Text, str]:
    left, right = row.halves("->")
    answer = verbatim(right.raw) if right else ""
    if not answer:
        raise GiftError("gift-no-pair", found=brief(read(left.raw, form).words))
    return read(left.raw, form), answer


def _told(
    interaction: Interaction,
    entries: Sequence[_Entry],
    *,
    rules: Mapping[str, Any] | None = None,
    told: Sequence[_Note] = (),
) -> Answers:
    remarks = [(each.text.words, each.feedback.words) for each in entries if each.feedback.words]
    has_picture = any(each.text.has_picture for each in entries)
    return Answers(interaction, rules or {}, tuple(remarks), tuple(told), has_picture)


def _parts(entries: Sequence[_Entry]) -> list[_Note]:
    """Return a word on answers that earn a part of the marks: to us they are wrong."""
    parts = [each.text.words for each in entries if each.weight is not None and 0 < each.weight < 100]
    return [("gift-part-marks", {"found": brief("；".join(parts))})] if parts else []
