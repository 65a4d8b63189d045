"""Matching (匹配题): two columns, each left row with its one right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from qbank.errors import Problem
from qbank.model.fact import Fact, FactPool, Pairs
from qbank.model.item import Block, Columns, Difficulty, Interaction, Item, Match, Option, Response, SampleResponse
from qbank.model.type_words import label_of
from qbank.types import _columns as columns
from qbank.types import _fields as fields
from qbank.types import _options as opts
from qbank.types._contract import TYPES, Draft
from qbank.types._layout import paragraphs

LEAST_ROWS = 3
MOST_ROWS = 10
_TRUST = {
    "duty_pairs": 0.75,
    "head_pairs": 0.7,
    "term_pairs": 0.7,
    "case_pairs": 0.6,
    "label_pairs": 0.6,
    "numbered_words": 0.48,
    "paired_clauses": 0.4,
    "person": 0.4,
    "respective_pairs": 0.7,
    "grade_rows": 0.6,
    "running_rows": 0.5,
    "standing": 0.7,
    "belongs": 0.36,
    "due_pairs": 0.6,
    "case_grades": 0.64,
}


@TYPES.add("matching")
@dataclass(frozen=True, slots=True)
class Matching:
    """Two columns and the pairs (left id, right id) in the order of the left column; spare rights belong to none."""

    type_name: ClassVar[str] = "matching"
    label: ClassVar[str] = label_of("matching")
    uses: ClassVar[frozenset[str]] = frozenset({"pairs"})
    difficulty: ClassVar[Difficulty] = "medium"
    seconds: ClassVar[int] = 120

    left: tuple[Option, ...]
    right: tuple[Option, ...]
    key: tuple[tuple[str, str], ...]

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield one draft where enough rows are left that belong together by the document alone."""
        if not isinstance(fact, Pairs):
            return
        rows = columns.telling(fact)
        if len(rows) < LEAST_ROWS:
            return
        asked, spare = columns.drawn(rows, rng)
        left = opts.numbered([Option("", row.left.text) for row in asked], "l")
        rights = [row.right.text for row in (*asked, *spare)]
        right = opts.numbered([Option("", text) for text in columns.mixed(rights, rng)], "r")
        ids = {option.text: option.id for option in right}
        body = cls(left, right, tuple((each.id, ids[row.right.text]) for each, row in zip(left, asked, strict=True)))
        asks = tuple(part for row in asked for part in (row.left, row.right))
        shown = columns.narrowed(fact, [*asked, *spare])
        yield Draft(fact=shown, stem=columns.stem(fact), body=body, asks=asks, trust=_TRUST.get(fact.pattern, 0.5))

    def check(self) -> Iterator[Problem]:
        """Yield faults of the columns (too few rows, empty or repeated texts, mixed kinds) and of the pairs."""
        yield from opts.check_ids((*self.left, *self.right))
        yield from opts.check_column(self.left)
        yield from opts.check_column(self.right)
        rows = len(self.left)
        if rows < LEAST_ROWS:
            yield Problem("rows-few", values={"found": rows, "least": LEAST_ROWS})
        if rows > MOST_ROWS:
            yield Problem("rows-many", severity="warning", values={"found": rows, "most": MOST_ROWS})
        strange = columns.odd_one([option.text for option in self.right])
        if strange:
            yield Problem("rows-mixed", severity="warning", values={"text": strange})
        yield from self._check_pairs()

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the stem, then the columns."""
        return (*paragraphs(stem), Columns(self.left, self.right))

    def interaction(self) -> Match:
        """Return a match of the columns."""
        return Match(self.left, self.right, self.key)

    def key_text(self) -> str:
        """Return the pairs in words: 政工室——考试命题；督察大队——明察暗访."""
        texts = {option.id: option.text for option in (*self.left, *self.right)}
        return "；".join(f"{texts.get(left, '')}——{texts.get(right, '')}" for left, right in self.key)

    def key_strings(self) -> tuple[str, ...]:
        """Return nothing: every wording stands in the columns, only what goes with what is asked."""
        return ()

    def score(self, response: Response) -> float | Problem:
        """Return the share of left rows given their right and no other; a Problem for an id of no row.

        Args:
            response: pairs ``[[left id, right id], …]`` or an object ``{left id: right id}``.
        """
        given = _pairs(response)
        if given is None or not self._are_known(given):
            return opts.unreadable(response, "pairs")
        by_row = {option.id: {right for left, right in given if left == option.id} for option in self.left}
        keys = {option.id: {right for left, right in self.key if left == option.id} for option in self.left}
        return sum(bool(keys[row]) and by_row[row] == keys[row] for row in keys) / max(len(keys), 1)

    def responses(self) -> Iterator[SampleResponse]:
        """Yield the key in both shapes, one row of it, every row with its neighbour's right, nothing, an unknown id."""
        key = [list(pair) for pair in self.key]
        yield SampleResponse(key, 1.0)
        yield SampleResponse(dict(self.key), 1.0)
        yield SampleResponse(key[:1], 1 / len(self.left))
        rights = [right for _, right in self.key]
        if len(set(rights)) == len(rights) > 1:
            turned = zip((left for left, _ in self.key), [*rights[1:], rights[0]], strict=True)
            yield SampleResponse([list(pair) for pair in turned], 0.0)
        yield SampleResponse([], 0.0)
        yield SampleResponse([["no such row", "no such row"]], None)

    @classmethod
    def example(cls) -> Item:
        """Return three offices with their duties."""
        left = opts.numbered([Option("", text) for text in ("信息科", "财务科", "督查科")], "l")
        right = opts.numbered([Option("", text) for text in ("经费拨付", "明察暗访", "系统维护")], "r")
        stem = "根据《档案数字化工作方案》，请将下列部门与其职责进行匹配。"
        key = (("l1", "r3"), ("l2", "r1"), ("l3", "r2"))
        return Item(id="example-matching", stem=stem, body=cls(left, right, key))

    def to_dict(self) -> dict[str, Any]:
        """Return ``left``, ``right`` and ``key``, a list of pairs of ids."""
        return {
            "left": opts.options_to_data(self.left),
            "right": opts.options_to_data(self.right),
            "key": [list(pair) for pair in self.key],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Matching:
        """Return the body of ``to_dict``; raises ValueError naming the field."""
        if "key" not in data:
            raise ValueError("key: missing")
        pairs = _pairs(fields.rows(data, "key"))
        if pairs is None:
            raise ValueError(f"key: pairs of ids are wanted, not {data['key']!r}")
        for pair in pairs:
            fields.strings({"key": pair}, "key")
        return cls(opts.options_from_data(data, "left"), opts.options_from_data(data, "right"), tuple(pairs))

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> Matching | None:
        """Return the body with this interaction, None for an interaction of another type."""
        return cls(interaction.left, interaction.right, interaction.pairs) if isinstance(interaction, Match) else None

    def _check_pairs(self) -> Iterator[Problem]:
        lefts, rights = ({option.id for option in column} for column in (self.left, self.right))
        if not self.key:
            yield Problem("key-missing")
        for left, right in self.key:
            if left not in lefts or right not in rights:
                yield Problem("pair-unknown", values={"left": left, "right": right})
        for (left, right), times in Counter(self.key).items():
            if times > 1:
                yield Problem("pair-repeated", values={"left": left, "right": right})
        paired = Counter(left for left, _ in set(self.key))
        for option in self.left if self.key else ():
            if paired[option.id] != 1:
                yield Problem("row-not-one", values={"text": option.text, "found": paired[option.id]})

    def _are_known(self, pairs: list[tuple[str, str]]) -> bool:
        lefts, rights = ({option.id for option in column} for column in (self.left, self.right))
        return all(left in lefts and right in rights for left, right in pairs)


def _pairs(response: object) -> list[tuple[str, str]] | None:
    """Return the pairs a response names; nothing at all is no pairs, anything but pairs of texts is None."""
    if isinstance(response, str) and not response:
        return []
    rows = list(response.items()) if isinstance(response, Mapping) else response
    if not isinstance(rows, list | tuple):
        return None
    found = []
    for row in rows:
        if not isinstance(row, list | tuple) or len(row) != 2 or not all(isinstance(each, str) for each in row):
            return None
        found.append((row[0], row[1]))
    return found
