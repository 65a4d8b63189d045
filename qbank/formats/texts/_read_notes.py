"""What stands beside stem and key of an item: explanation, difficulty, chapter, tags, sources, rules of marking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from qbank.errors import Problem
from qbank.formats.texts import _read_stems as stems
from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_raw import Entry, Raw
from qbank.formats.texts._read_values import numbered
from qbank.formats.texts._read_words import TYPE, Kind, Part, kind_of
from qbank.locale import brief
from qbank.model.item import Choice, Difficulty, ExtendedText, Interaction, Match, Order, TextEntry

_LEVELS: dict[str, Difficulty] = {
    **dict.fromkeys(("易", "容易", "简单", "较易", "低", "easy"), "easy"),
    **dict.fromkeys(("中", "中等", "一般", "适中", "普通", "medium"), "medium"),
    **dict.fromkeys(("难", "困难", "较难", "高", "hard"), "hard"),
}  # fmt: skip
_EASY, _HARD = 0.65, 0.35
"""Where a difficulty in brackets (larger is easier) is nearer to 0.9 or 0.2 than to 0.5."""
_NAMED = re.compile(rf"({TYPE})题?")
_SHARE = r"(?:0?\.[0-9]{1,17}|[01](?:\.0+)?)"
_PART_MARKS = re.compile(rf"漏选得分\s*(?P<table>{_SHARE}(?:、{_SHARE})*)")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?")
ANY_ORDER = "各空不分先后"
PART_MARKS = "漏选得分 "


@dataclass(frozen=True, slots=True)
class Notes:
    """The parts of an item beside its stem, options and key; ``problems`` are warnings."""

    rationale: str
    difficulty: Difficulty
    chapter: str
    tags: tuple[str, ...]
    audience: tuple[str, ...]
    proof: tuple[str, ...]
    stimulus: str
    item_id: str
    kind: Kind | None
    marks: float | None
    more_answers: str
    rules: str
    problems: tuple[Problem, ...]

    def texts(self) -> tuple[str, ...]:
        """Return the texts a picture may have stood in."""
        return self.rationale, self.stimulus, self.more_answers

    def accepted(self, given: Sequence[str]) -> list[list[str]]:
        """Return the accepted answers of each blank, the given one first."""
        more = numbered(self.more_answers) if len(given) > 1 else [self.more_answers]
        if len(more) != len(given):
            return [[each] for each in given]
        return [[first, *filter(None, re.split("[；;]", rest))] for first, rest in zip(given, more, strict=True)]

    def rules_for(self, interaction: Interaction) -> dict[str, Any]:
        """Return how marks are given, as far as the item says it for such an interaction."""
        match interaction:
            case Choice(multiple=True):
                found = _PART_MARKS.fullmatch(self.rules)
                table = [float(each) for each in found["table"].split("、")] if found else []
                return {"marking": {"rule": "part", "table": table}} if table else {}
            case TextEntry():
                return {"any_order": True} if self.rules == ANY_ORDER else {}
            case Choice() | ExtendedText() | Match() | Order():
                return {}
            case _:
                assert_never(interaction)


def notes_of(raw: Raw, entry: Entry | None) -> Notes:
    """Return what stands in an item beside stem and key, and in its entry of a list of answers."""
    explained = [*_texts(raw, "rationale"), *([stems.joined(entry.rationale)] if entry else ())]
    level, unclear = _difficulty(raw)
    kind, unknown = _type(raw)
    marks = _NUMBER.match(fold(_first(raw, "marks")).strip())
    return Notes(
        rationale="\n".join(filter(None, explained)),
        difficulty=level,
        chapter=_first(raw, "chapter"),
        tags=_listed(raw, "tags"),
        audience=_listed(raw, "audience"),
        proof=tuple(texts_of(raw, "proof")),
        stimulus=_first(raw, "stimulus"),
        item_id=_first(raw, "id"),
        kind=kind,
        marks=float(marks[0]) if marks else None,
        more_answers=_first(raw, "accepted"),
        rules=_first(raw, "rules"),
        problems=(*unclear, *unknown),
    )


def texts_of(raw: Raw, part: Part) -> list[str]:
    """Return what stands under the labels of a part, label by label; empty ones are left out."""
    return list(filter(None, _texts(raw, part)))


def _texts(raw: Raw, part: Part) -> Iterator[str]:
    return (stems.undrawn(stems.joined(lines)) for lines in raw.parts.get(part, ()))


def _first(raw: Raw, part: Part) -> str:
    if part not in raw.parts:
        return ""
    return next(filter(None, _texts(raw, part)), "")


def _listed(raw: Raw, part: Part) -> tuple[str, ...]:
    text = _first(raw, part)
    if not text:
        return ()
    separator = "[；;]" if re.search("[；;]", text) else "[、，,]"
    return tuple(dict.fromkeys(each.strip() for each in re.split(separator, text) if each.strip()))


def _difficulty(raw: Raw) -> tuple[Difficulty, tuple[Problem, ...]]:
    text = _first(raw, "difficulty")
    word = fold(text).strip(" 。.").removesuffix("题").lower()
    if not word:
        return "medium", ()
    if word in _LEVELS:
        return _LEVELS[word], ()
    if "difficulty" in raw.valued and re.fullmatch(r"[01](?:\.[0-9]+)?", word):
        share = float(word)
        return ("easy" if share >= _EASY else "hard" if share <= _HARD else "medium"), ()
    # Of a bare number nobody can say whether a larger one is easier.
    return "medium", (Problem("text-difficulty-unclear", values={"text": brief(text, 30)}),)


def _type(raw: Raw) -> tuple[Kind | None, tuple[Problem, ...]]:
    text = _first(raw, "type")
    if not text:
        return None, ()
    found = _NAMED.fullmatch(fold(text).strip(" 。."))
    return (
        (kind_of(found[1]), ()) if found else (None, (Problem("text-type-unknown", values={"text": brief(text, 30)}),))
    )
