"""Rows of two columns gathered over a section, and the fact they make. Finds nothing by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qbank.facts._search import is_clear
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Pairs, Part, part

LEAST = 3
_LONGEST_TOPIC = 16


class Row(NamedTuple):
    """A left and a right part, the sentences they stand in, and what the two columns are called."""

    left: Part
    right: Part
    sents: tuple[Sentence, ...]
    names: tuple[str, str] = ("", "")


def row(sent: Sentence, left: tuple[int, int], right: tuple[int, int], names: tuple[str, str] = ("", "")) -> Row:
    """Return the row of two ranges of one view."""
    return Row(part(sent, *left), part(sent, *right), (sent,), names)


def by_section(outline: Outline, rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each section that has three or more, and those left over by the section above theirs."""
    left_over = list(rows)
    for scope in (_own, _above):
        groups: defaultdict[int, list[Row]] = defaultdict(list)
        for each in left_over:
            groups[scope(outline, each)].append(each)
        yield from (group for group in groups.values() if len(group) >= LEAST)
        left_over = [each for group in groups.values() if len(group) < LEAST for each in group]


def pairs(
    rows: Sequence[Row],
    pattern: str,
    names: tuple[str, str],
    outline: Outline,
    *,
    case: str = "",
    everywhere: bool = False,
) -> Iterator[Pairs]:
    """Yield the fact that the rows make, nothing where too few are left or a redaction touches them.

    Of a left named twice no row stays: which of its rights is meant nobody can tell. Sides that hang on
    what was said before, or point elsewhere, are left out as well.
    """
    kept = _kept(rows)
    if len(kept) < LEAST:
        return
    sents = list({sent.index: sent for each in kept for sent in each.sents}.values())
    fact = Pairs(
        sent=sents[0],
        pattern=pattern,
        topic="" if everywhere else title_above(outline, sents),
        left=tuple(each.left for each in kept),
        right=tuple(each.right for each in kept),
        names=names,
        case=case,
        rests_on=tuple(sents[1:]),
    )
    if is_clear(fact):
        yield fact


def _kept(rows: Sequence[Row]) -> list[Row]:
    lefts = [each.left.text for each in rows]
    kept = [each for each in rows if lefts.count(each.left.text) == 1 and _stands(each)]
    return sorted(kept, key=lambda each: min(each.left.start, each.right.start))


def title_above(outline: Outline, sents: Sequence[Sentence]) -> str:
    """Return the title of the innermost section that holds all sentences, "" where it is the document or too long."""
    paths = [_path(outline, sent.section) for sent in sents]
    index = next((each for each in paths[0] if all(each in path for path in paths)), 0)
    section = outline.sections[index]
    title = wording.numberless(re.sub("（[^（）]*）$", "", section.title.rstrip("。：: ")))
    heading = next((sent for sent in outline.sentences if sent.start == section.start and sent.role == "heading"), None)
    whole = wording.is_balanced(title) and not wording.refers_elsewhere(title) and not re.search("[，；。：]", title)
    if heading is None or heading.vetoes or not whole or section.label.startswith("第"):
        return ""
    return title if 2 <= len(title) <= _LONGEST_TOPIC else ""


def _path(outline: Outline, index: int) -> list[int]:
    path: list[int] = []
    at: int | None = index
    while at is not None:
        path.append(at)
        at = outline.sections[at].parent
    return path


def _stands(each: Row) -> bool:
    return all(
        wording.is_balanced(side.text)
        and not wording.refers_elsewhere(side.text)
        and not wording.dangling_word(side.text)
        for side in (each.left, each.right)
    )


def _own(outline: Outline, each: Row) -> int:
    return each.sents[0].section


def _above(outline: Outline, each: Row) -> int:
    parent = outline.sections[each.sents[0].section].parent
    return each.sents[0].section if parent is None else parent
