"""Lines that hold answers of several items: 1-5 ABCDA, 1.A 2.B, and tables with numbers over letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qbank.formats.texts._read_words import VERDICTS

Pairs = list[tuple[int, str]]
"""Numbers of items and their answers."""

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
    order = _ORDER.match(folded)
    start = order.end() if order else 0
    tokens = list(_TOKEN.finditer(folded, start)) if len(folded) < 20_000 else []
    if not tokens or folded[start : tokens[0].start()].strip(" ([.:、"):
        return None
    ends = [token.start() for token in tokens[1:]] + [len(folded)]
    found: Pairs = []
    for token, end in zip(tokens, ends, strict=True):
        pairs = _of_token(token, folded[token.end() : end].strip(" ()[]"))
        if pairs is None:
            return None
        found += pairs
    return found


def order_of(folded: str) -> str:
    """Return the section number that stands before the answers of a line, "" without one."""
    found = _ORDER.match(folded)
    return found[0].strip() if found else ""


def _of_token(token: re.Match[str], keys: str) -> Pairs | None:
    first, last = int(token["from"]), int(token["to"] or token["from"])
    if not _KEYS.fullmatch(keys) or not first <= last < first + _MOST:
        return None
    cut = _cut(keys, last - first + 1)
    return list(zip(range(first, last + 1), cut, strict=True)) if cut else None


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
    if len(numbers) != len(keys) or not numbers or not all(each.isdigit() for each in numbers):
        return None
    if not all(_KEYS.fullmatch(key) for key in keys):
        return None
    return list(zip(map(int, numbers), keys, strict=True))


def numbers_in(folded: str) -> bool:
    """Tell whether a folded line is a row of numbers that rise by one."""
    cells = _cells(folded)
    return len(cells) > 1 and all(map(str.isdigit, cells)) and list(_steps(cells)) == [1] * (len(cells) - 1)


def _steps(cells: Sequence[str]) -> Iterator[int]:
    return (int(after) - int(before) for before, after in pairwise(cells))


def _cells(row: str) -> list[str]:
    cells = [cell for cell in re.split(r"[\s|]+", re.sub(r"(题|序|答)\s+(号|案)", r"\1\2", row)) if cell]
    return cells[1:] if cells and re.fullmatch(r"(?:题号|序号|(?:参考|正确)?答案):?", cells[0]) else cells
