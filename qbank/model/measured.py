"""The kinds of facts about numbers and times; ``fact`` gives them on with all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qbank.model.part import Fact, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """A number with its measure: 750份, 每季度2期, 三十日内, 百分之五.

    ``number`` is the digits as printed, ``value`` what they mean, ``measure`` the
    unit words after them, ``whole`` both with 以上/以内/余 where fused.
    """

    kind: ClassVar[str] = "quantity"
    number: Part
    value: float
    measure: Part
    whole: Part

    def __hash__(self) -> int:
        """Hash the place alone: much that is known of an amount is remembered by it."""
        return hash((self.whole.start, self.whole.text, self.number.start))

    def parts(self) -> tuple[Part, ...]:
        """Return number with measure as one part."""
        return (self.whole,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Fact):
    """A date and what happened or applies then."""

    kind: ClassVar[str] = "date"
    date: Part
    event: Part | None = None

    def parts(self) -> tuple[Part, ...]:
        """Return the date."""
        return (self.date,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Fact):
    """By when something has to be done: 8月底前完成改造. ``act`` is what is to be done, from its verb on."""

    kind: ClassVar[str] = "deadline"
    date: Part
    act: Part

    def parts(self) -> tuple[Part, ...]:
        """Return date and act in order of position."""
        return tuple(sorted((self.date, self.act), key=lambda each: each.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Fact):
    """What an indicator is to reach: 居民知晓率达98%以上. ``link`` is the word between (达到, 提高到)."""

    kind: ClassVar[str] = "target"
    indicator: Part
    link: Part
    amount: Quantity

    def parts(self) -> tuple[Part, ...]:
        """Return the indicator and the amount."""
        return (self.indicator, self.amount.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency(Fact):
    """How often something is done: ``period`` is 每季度, ``act`` what is done once in it, up to 一次 (测一次)."""

    kind: ClassVar[str] = "frequency"
    period: Part
    act: Part

    def parts(self) -> tuple[Part, ...]:
        """Return period and act."""
        return (self.period, self.act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Fact):
    """How long something is to be kept: ``kept`` is 会诊记录, ``term`` 三年; ``at_least`` where it may be longer.

    ``lead`` are the clauses that say what a name is about that takes up their words (…检查一次，检查记录); it ``leans``
    where it takes up words and nothing leads.
    """

    kind: ClassVar[str] = "retention"
    kept: Part
    term: Part
    at_least: bool = False
    lead: str = ""
    leans: bool = False

    def parts(self) -> tuple[Part, ...]:
        """Return what is kept and the term."""
        return (self.kept, self.term)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Fact):
    """The event that starts the clock of a deadline: 自收到申请之日起. ``event`` is 收到申请, ``term`` 三十日内."""

    kind: ClassVar[str] = "start"
    event: Part
    term: Part

    def parts(self) -> tuple[Part, ...]:
        """Return event and term."""
        return (self.event, self.term)
