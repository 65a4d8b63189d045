"""Lines that hold answers of several items: 1-5 ABCDA, 1.A 2.B, and tables with numbers over letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qbank.formats.texts._read_words import VERDICTS
from qbank.model.numerals import is_figures

Pairs = list[tuple[int, str]]
"""Numbers of items and their answers."""


@dataclass(frozen=True, slots=True)
class Uncut:
    """Answers of items from one number to another that are not as many as the items are: 6-8 CA."""

    first: int
    last: int
    keys: str
    count: int


_KEY = rf"(?:{VERDICTS}|[A-Za-z])"
_KEYS = re.compile(rf"{_KEY}(?:[\s,、;/|.。]*{_KEY})*[\s,、;/|.。]*", re.I)
_TOKEN = re.compile(
    r"""(?<![0-9A-Za-z.])(?:第\s*)?(?P<from>[0-9]{1,7})(?:\s*(?:-+|至|到)\s*(?P<to>[0-9]{1,7}))?\s*题?\s*
    (?:[.:、)]\s*)?(?:答案\s*:?\s*)?(?=[^\s0-9])""",
    re.VERBOSE,
)
_ORDER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.:]|\([一二三四五六七八九十]{1,3}\))\s*(?=第?[0-9])")
_ONE_KEY = re.compile(_KEY, re.I)
_APART = re.compile(r"[\s,、;/|.。]+")
_MOST = 500


def pairs_in(folded: str) -> Pairs | None:
    """Return the answers of a folded line that holds nothing else; None for any other line."""
    found = _read(folded)
    return None if found is None or found[1] else found[0]


def uncut_in(folded: str) -> tuple[Pairs, list[Uncut]] | None:
    """Return the answers of a line that holds nothing else, and those that are not one for each of their items.

    None for any line that has no such, or holds anything else.
    """
    found = _read(folded)
    return found if found and found[1] else None


def numbers_answered(folded: str) -> list[int]:
    """Return the numbers that a line of answers is about, whether or not it has as many; none for any other line."""
    pairs, uncut = _read(folded) or ([], [])
    return [
        *(number for number, _ in pairs),
        *(number for each in uncut for number in range(each.first, each.last + 1)),
    ]


def _read(folded: str) -> tuple[Pairs, list[Uncut]] | None:
    order = _ORDER.match(folded)
    start = order.end() if order else 0
    tokens = list(_TOKEN.finditer(folded, start)) if len(folded) < 20_000 else []
    if not tokens or folded[start : tokens[0].start()].strip(" ([.:、"):
        return None
    ends = [token.start() for token in tokens[1:]] + [len(folded)]
    pairs: Pairs = []
    uncut: list[Uncut] = []
    for token, end in zip(tokens, ends, strict=True):
        found = _of_token(token, folded[token.end() : end].strip(" ()[]"))
        if found is None:
            return None
        if isinstance(found, Uncut):
            uncut.append(found)
        else:
            pairs += found
    return pairs, uncut


def order_of(folded: str) -> str:
    """Return the section number that stands before the answers of a line, "" without one."""
    found = _ORDER.match(folded)
    return found[0].strip() if found else ""


def _of_token(token: re.Match[str], keys: str) -> Pairs | Uncut | None:
    first, last = int(token["from"]), int(token["to"] or token["from"])
    if not _KEYS.fullmatch(keys) or not first <= last < first + _MOST:
        return None
    cut = _cut(keys, last - first + 1)
    if not cut:
        return Uncut(first, last, keys, len(_ONE_KEY.findall(keys)))
    return list(zip(range(first, last + 1), cut, strict=True))


def _cut(keys: str, count: int) -> list[str]:
    """Return so many answers: one for all, as the spaces cut them, or a key each; none where neither fits."""
    if count == 1:
        return [keys.strip()]
    spaced = [each for each in _APART.split(keys) if each]
    if len(spaced) == count:
        return spaced
    single = _ONE_KEY.findall(keys)
    return single if len(single) == count else []


def pairs_in_table(rows: Sequence[str]) -> Pairs | None:
    """Return the answers of two rows, numbers over keys, whether or not they are named at their beginning."""
    numbers, keys = (_cells(row) for row in rows)
    if len(numbers) != len(keys) or not numbers or not all(is_figures(each) for each in numbers):
        return None
    if not all(_KEYS.fullmatch(key) for key in keys):
        return None
    return list(zip(map(int, numbers), keys, strict=True))


def numbers_in(folded: str) -> bool:
    """Tell whether a folded line is a row of numbers that rise by one."""
    cells = _cells(folded)
    return len(cells) > 1 and all(map(is_figures, cells)) and list(_steps(cells)) == [1] * (len(cells) - 1)


def _steps(cells: Sequence[str]) -> Iterator[int]:
    return (int(after) - int(before) for before, after in pairwise(cells))


def _cells(row: str) -> list[str]:
    cells = [cell for cell in re.split(r"[\s|]+", re.sub(r"(题|序|答)\s+(号|案)", r"\1\2", row)) if cell]
    return cells[1:] if cells and re.fullmatch(r"(?:题号|序号|(?:参考|正确)?答案):?", cells[0]) else cells
