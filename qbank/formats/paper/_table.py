"""The two-way table of specifications (双向细目表): what a paper asks about, by type and by difficulty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from qbank.formats.paper._layout import Block, Cell, Line, Table, Text
from qbank.formats.paper._plan import KINDS, Entry, Kind, Plan
from qbank.formats.paper._words import brief_name, level_name
from qbank.locale import Lang, say
from qbank.model.item import Difficulty

_LEVELS: tuple[Difficulty, ...] = get_args(Difficulty)
_TITLE = re.compile("《[^《》]+》")
_NUMBER_WIDTH = 2.6
_WHAT_WIDTH, _SHARE_WIDTH, _NUMBERS_WIDTH = 7.4, 3.2, 6.8
_MOST_NUMBERED = 300
"""Items whose numbers are listed; of more, a cell of numbers would fill a page."""


def _chapter(entry: Entry) -> str:
    return entry.portable.item.chapter


def _document(entry: Entry) -> str:
    """Return the title that the main proof line begins with."""
    found = _TITLE.match(entry.portable.proof[0]) if entry.portable.proof else None
    return found.group() if found else ""


def _tag(entry: Entry) -> str:
    return next(iter(entry.portable.item.tags), "")


_ROWS: Sequence[tuple[str, Callable[[Entry], str]]] = (
    ("paper-table-chapter", _chapter), ("paper-table-document", _document), ("paper-table-tag", _tag),
)  # fmt: skip
"""What rows may stand for; the first that at least half of the items have is taken."""


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    entries: tuple[Entry, ...]
    is_sum: bool = False


def two_way_table(plan: Plan) -> Iterator[Block]:
    """Yield heading and table; rows in the order in which their first items stand on the paper."""
    lang = plan.lang
    yield Line((Text(plan.title),), "title")
    yield Line((Text(say("paper-table", lang), "head"),), "subtitle")
    entries = plan.entries
    kinds = [kind for kind in KINDS if any(entry.kind == kind for entry in entries)]
    name, of = next((each for each in _ROWS if 2 * sum(map(bool, map(each[1], entries))) >= len(entries)), _ROWS[0])
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(of(entry), []).append(entry)
    # What says nothing comes last.
    named = sorted(by_name.items(), key=lambda row: not row[0])
    rows = [_Row(words or say("paper-table-none", lang), tuple(found)) for words, found in named]
    rows.append(_Row(say("paper-table-sum", lang), entries, is_sum=True))
    numbered = len(entries) <= _MOST_NUMBERED
    body = [_cells(row, kinds, len(entries), lang)[: None if numbered else -1] for row in rows]
    counts = (_NUMBER_WIDTH,) * (len(kinds) + len(_LEVELS) + 1)
    widths = (_WHAT_WIDTH, *counts, _SHARE_WIDTH, *((_NUMBERS_WIDTH,) if numbered else ()))
    left = (0, len(widths) - 1) if numbered else (0,)
    yield Table((*_head(name, kinds, lang, numbered=numbered), *body), widths, head=2, left=left, tall=1.7)


def _head(name: str, kinds: Sequence[Kind], lang: Lang, *, numbered: bool) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    def cell(words: str, wide: int = 1) -> Cell:
        return Cell((Text(words, "head"),), wide)

    whole = ["paper-table-count", "paper-table-share", *(["paper-table-numbers"] if numbered else [])]
    first = (
        cell(say("paper-table-what", lang)),
        *([cell(say("paper-table-kinds", lang), wide=len(kinds))] if kinds else []),
        cell(say("paper-table-levels", lang), wide=len(_LEVELS)),
        cell(say("paper-table-sum", lang), wide=len(whole)),
    )
    names = [brief_name(kind, lang) for kind in kinds]
    second = (
        say(name, lang),
        *names,
        *(level_name(each, lang) for each in _LEVELS),
        *(say(each, lang) for each in whole),
    )
    return first, tuple(cell(words) for words in second)


def _cells(row: _Row, kinds: Sequence[Kind], of: int, lang: Lang) -> tuple[Cell, ...]:
    by_kind = Counter(entry.kind for entry in row.entries)
    by_level = Counter(entry.portable.item.difficulty for entry in row.entries)
    counts = [*(by_kind[kind] for kind in kinds), *(by_level[level] for level in _LEVELS)]
    share = f"{100 * len(row.entries) / of:.0f}%" if of else ""
    numbers = "" if row.is_sum else _runs([entry.number for entry in row.entries], lang)
    told = [row.name, *(str(count or "") for count in counts), str(len(row.entries)), share, numbers]
    return tuple(Cell((Text(words),) if words else ()) for words in told)


def _runs(numbers: Sequence[int], lang: Lang) -> str:
    """Return 1～3, 7 for 1, 2, 3, 7."""
    told = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        to = say("paper-to", lang) if len(found) > 2 else say("paper-table-comma", lang)
        told.append(str(found[0]) if len(found) == 1 else f"{found[0]}{to}{found[-1]}")
    return say("paper-table-comma", lang).join(told)
