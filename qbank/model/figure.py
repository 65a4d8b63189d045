"""What an exam showed about an item, as the bank remembers it: figures of many people, never of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

FEWEST = 5
"""People below whom figures would be about persons; a bank remembers none of these."""
SEVERITY: Mapping[str, int] = {
    "mis-key": 6,
    "negative": 5,
    "below-chance": 5,
    "hard": 4,
    "at-chance": 4,
    "dif": 4,
    "drift": 3,
    "weak": 3,
    "alpha-rises": 3,
    "dead-option": 2,
    "omitted": 2,
    "easy": 1,
    "no-variance": 1,
    "not-reached": 1,
}
"""How much each flag weighs where items are put in order; ``not-reached`` is more about the paper than the item."""
MISKEYED = "mis-key"
"""The flag of an item of which those who know chose another option than its key."""
_SURE = 2


@dataclass(frozen=True, slots=True)
class Rescoring:
    """What would change if another option earned an item's marks: each pair is before and after.

    Args:
        facility: of the item, 0–1.
        discrimination: of the item, None where it is undefined.
        alpha: of the test, None where it is undefined.
        share: mean share of the marks that people earned, 0–1.
        most: the highest total, None where people were asked different items.
        people: who sat the exam.
        limit: the share of the marks from which on somebody has passed.
        passed: how many have.
        gain: how many earn more by it; ``lose`` how many earn less.
        lose: the same.
    """

    facility: tuple[float, float]
    discrimination: tuple[float | None, float | None]
    alpha: tuple[float | None, float | None]
    share: tuple[float, float]
    most: float | None
    people: int
    limit: float
    passed: tuple[int, int]
    gain: int
    lose: int


@dataclass(frozen=True, slots=True)
class FlagRecord:
    """One thing that spoke against an item: a code of ``analysis.flags``, whether it was sure, and its figure.

    ``option`` is the option it is about, as the sitting has it: an id of the item's options; of ``dif`` the group.
    ``rescored`` is what would change if this option were the right one.
    """

    code: str
    sure: bool
    value: float | None = None
    option: str | None = None
    rescored: Rescoring | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data; without ``rescored`` where that is not known, as records of old have it."""
        data = asdict(self)
        if self.rescored is None:
            del data["rescored"]
        return data

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> FlagRecord:
        """Return the flag that ``to_dict`` wrote; raises TypeError or ValueError where the data are none."""
        anew = data.get("rescored")
        if anew is not None:
            pairs: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in anew.items()
            }
            anew = Rescoring(**pairs)
        return cls(**{**data, "rescored": anew})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """What one sitting showed about one version of an item.

    Args:
        item: its id.
        revision: the one it was asked in.
        sitting: the sitting's id, an opaque code.
        name: of the sitting.
        date: its day, ISO 8601, "" if unknown.
        n: people who were asked.
        facility: mean share of its marks, 0–1 (answers in Chinese to 难度).
        facility_interval: where it lies at 95 %.
        discrimination: correlation with the total of the other items, None where it is undefined.
        discrimination_interval: where that lies at 95 %, None where it is undefined.
        guess: what guessing earns, 0–1, None where there is nothing to guess from.
        flags: what spoke against it, the gravest first.
        digest: SHA-256 of the file that was read.
        actor: who had it recorded.
        at: when, ISO 8601 in UTC; the bank fills it in.
    """

    item: str
    revision: int
    sitting: str
    name: str
    date: str
    n: int
    facility: float
    facility_interval: tuple[float, float]
    discrimination: float | None = None
    discrimination_interval: tuple[float, float] | None = None
    guess: float | None = None
    flags: tuple[FlagRecord, ...] = ()
    digest: str
    actor: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingRecord:
    """One recording of a sitting; ``counts`` tells whether no later one replaced or withdrew it.

    ``items`` is how many it has figures of; one that is ``withdrawn`` has none.
    """

    number: int
    sitting: str
    name: str
    date: str
    digest: str
    actor: str
    at: str
    items: int
    withdrawn: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Keep:
    """Somebody looked at what exams showed about an item and keeps it as it is, or (``keeps`` false) no longer does.

    ``seen`` is the number of the newest recording that they saw: what is recorded later asks for another look.
    """

    op_id: str
    item: str
    revision: int
    seen: int
    actor: str
    at: str
    reason: str = ""
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all exams showed about an item that counts today.

    ``records`` are over all versions, the newest first; ``about_now`` those about its content as it is; ``seen`` the
    number of the newest recording among these with flags, 0 for none; ``keep`` the last word on leaving it as it is.
    """

    records: tuple[ItemStatistics, ...] = ()
    about_now: tuple[ItemStatistics, ...] = ()
    seen: int = 0
    keep: Keep | None = None

    @property
    def is_kept(self) -> bool:
        """Tell whether somebody keeps the item as it is, having seen everything that speaks against it."""
        return self.keep is not None and self.keep.keeps and self.keep.seen >= self.seen

    @property
    def asks_for_work(self) -> bool:
        """Tell whether something speaks against the item as it is and nobody has said that it stays."""
        return self.seen > 0 and not self.is_kept

    @property
    def is_miskeyed(self) -> bool:
        """Tell whether an exam surely showed that the key is wrong, and nobody has said since that it stays."""
        found = (flag for each in self.about_now for flag in each.flags)
        return not self.is_kept and any(flag.code == MISKEYED and flag.sure for flag in found)

    @property
    def weight(self) -> int:
        """Return use × severity: over the records about its content, the people asked times what was found."""
        return sum(each.n * severity(each.flags) for each in self.about_now)


class Grave(Protocol):
    """A flag, as an analysis has it or as the bank remembers it."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def sure(self) -> bool: ...  # noqa: D102


def severity(flags: Iterable[Grave]) -> int:
    """Return how grave the gravest flag is, what is sure twice as much as what is to be watched; 0 for none."""
    return max((SEVERITY.get(each.code, 1) * (_SURE if each.sure else 1) for each in flags), default=0)
