"""A file of right answers: one row an item with its key, and its marks where a third column says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qbank.answers._numbers import number_of
from qbank.answers._open import Grid, grids
from qbank.answers._plain import plain, tidy
from qbank.errors import Problem, QbankError

_ITEM = {
    plain(each)
    for each in ("item", "题", "题目", "题号", "题目编号", "试题", "id", "question", "name", "no", "序号", "题干")
}
_KEY = {
    plain(each) for each in ("key", "答案", "正确答案", "标准答案", "answer", "correct", "right answer", "参考答案")
}
MOST = {plain(each) for each in ("分值", "满分", "分数", "marks", "mark", "most", "max", "points", "score")}
"""What a column of highest marks is called."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Right answers by item, as ``plain`` has its name.

    ``left_out`` are items with two different keys; ``names`` say how the file spells an item.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def read_keys(path: Path) -> Keys:
    """Return the right answers of a file.

    Raises:
        QbankError: it cannot be read, or has no columns of items and keys.
    """
    file = str(path)
    with grids(path, file) as sheets:
        grid = sheets[0]
        head = _head(grid)
        if head is None:
            turned = _turned(grid)
            if turned is not None:
                return turned
            # Two columns and no headings: the item, its key.
            if max((len(texts) for _, texts in grid.top), default=0) != 2:
                raise QbankError(Problem("answers-key-headings", file))
            head = _Head(0, 0, 1)
        rows, cells = grid.columns(head.row, max(head.item, head.key, head.most or 0) + 1)
    mosts = cells[head.most].texts() if head.most is not None else [""] * len(rows)
    named = zip(rows.tolist(), cells[head.item].texts(), cells[head.key].texts(), mosts, strict=True)
    return _listed(grid, file, named)


class _Head(NamedTuple):
    """The row above the keys, and the columns of items, keys and, where there is one, of highest marks."""

    row: int
    item: int
    key: int
    most: int | None = None


def _head(grid: Grid) -> _Head | None:
    """Return the first row with headings of items and of keys."""
    for number, texts in grid.top:
        folded = [plain(tidy(text)) for text in texts]
        item, key = (next((at for at, text in enumerate(folded) if text in known), None) for known in (_ITEM, _KEY))
        if item is not None and key is not None and item != key:
            most = next((at for at, text in enumerate(folded) if text in MOST and at not in {item, key}), None)
            return _Head(number, item, key, most)
    return None


def _listed(grid: Grid, file: str, rows: Iterable[tuple[int, str, str, str]]) -> Keys:
    """Return the keys of rows of item, key and highest mark; of an item that has two keys, none."""
    keys: dict[str, str] = {}
    most: dict[str, float] = {}
    names: dict[str, str] = {}
    twice: dict[str, set[str]] = {}
    problems = list(grid.problems)
    for number, name, said, worth in rows:
        own = plain(tidy(name))
        if not own:
            continue
        if not said:
            problems.append(Problem("answers-key-empty", file, grid.place(number), {"heading": name, "key": ""}))
        elif own in keys and plain(keys[own]) != plain(said):
            twice.setdefault(own, {keys[own]}).add(said)
        else:
            keys[own], names[own] = said, name
            value = number_of(worth) if worth else None
            if value is not None and 0 < value < float("inf"):
                most[own] = value
    for own, all_ in sorted(twice.items()):
        values = {"heading": names[own], "keys": " / ".join(sorted(all_))}
        problems.append(Problem("answers-key-twice", file, values=values))
        del keys[own]
    return Keys(keys, most, names, frozenset(twice), tuple(problems))


def _turned(grid: Grid) -> Keys | None:
    """Return the keys of a file that has a column an item and one row of keys; None for any other."""
    rows = [texts for _, texts in grid.top if any(texts)]
    if len(rows) != 2 or len(rows[0]) < 3:
        return None
    pairs = [(tidy(name), key) for name, key in zip(*rows, strict=False) if plain(tidy(name)) and key]
    if len({plain(name) for name, _ in pairs}) < len(pairs) or not pairs:
        return None
    return Keys({plain(name): key for name, key in pairs}, {}, {plain(name): name for name, _ in pairs})
