"""Marking rules of multiple choice: what a part of the keys earns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qbank.errors import Problem
from qbank.types import _fields as fields

_RULES = ("all_or_nothing", "part")


@dataclass(frozen=True, slots=True)
class Marking:
    """What choosing some keys and nothing wrong earns, as shares of the marks.

    ``table[n - 1]`` is the share for n of the keys; beyond its end the last entry holds. An empty
    table is all or nothing (全对得分); ``(0.5,)`` is the usual 少选得一半. A wrong option always earns 0.
    """

    table: tuple[float, ...] = ()

    def share(self, *, right: int, wrong: int, keys: int) -> float:
        """Return the share of the marks, 0–1, for ``right`` of ``keys`` and ``wrong`` other options chosen."""
        if wrong or not right:
            return 0.0
        if right == keys:
            return 1.0
        return self.table[min(right, len(self.table)) - 1] if self.table else 0.0

    def check(self) -> list[Problem]:
        """Return a Problem unless the shares lie in 0–1 and never fall."""
        rising = list(self.table) == sorted(self.table)
        return [] if rising and all(0 <= each <= 1 for each in self.table) else [Problem("marking-table")]

    def to_dict(self) -> dict[str, Any]:
        """Return ``{"rule": "all_or_nothing"}`` or ``{"rule": "part", "table": [0.5]}``."""
        return {"rule": "part", "table": list(self.table)} if self.table else {"rule": "all_or_nothing"}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Marking:
        """Return the rule of ``to_dict``; raises ValueError naming the field."""
        rule = fields.one_of(data, "rule", _RULES, "all_or_nothing")
        if data.keys() - {"rule", "table"}:
            raise ValueError(f"marking: unknown fields {sorted(map(str, data.keys() - {'rule', 'table'}))}")
        table = tuple(fields.number({"table": each}, "table") for each in fields.rows(data, "table"))
        if bool(table) != (rule == "part"):
            raise ValueError(f"table: {len(table)} shares do not go with the rule {rule!r}")
        return cls(table)


ALL_OR_NOTHING = Marking()
