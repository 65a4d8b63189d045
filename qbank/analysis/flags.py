"""What the figures of an item say against it, and how sure that is.

A flag is *sure* where the whole interval lies beyond the limit and enough people were there; where only the figure
does, it is one to *watch*. Limits are settings; the defaults are common practice, not law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from qbank.analysis.rounding import above, below

if TYPE_CHECKING:
    from qbank.analysis.classical import ItemFigures
    from qbank.analysis.dif import Difference
    from qbank.analysis.drift import Step
    from qbank.analysis.intervals import Interval
    from qbank.analysis.option_figures import OptionFigures

Code = Literal[
    "no-variance",
    "mis-key",
    "negative",
    "below-chance",
    "weak",
    "hard",
    "at-chance",
    "dif",
    "drift",
    "easy",
    "dead-option",
    "omitted",
    "not-reached",
    "alpha-rises",
]
_ONE_SIDED = 1.6448536269514722
"""Normal deviate that one in twenty exceeds."""
CODES: tuple[Code, ...] = get_args(Code)
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a figure counts against an item; shares and correlations as such, people as numbers."""

    weak: float = 0.10
    fair: float = 0.20
    hard: float = 0.20
    easy: float = 0.90
    dead: float = 0.05
    dead_people: int = 100
    omitted: float = 0.10
    not_reached: float = 0.20
    alpha_gain: float = 0.01
    enough: int = 60
    """People below whom a correlation makes nothing sure."""
    dif: float = 1.5
    dif_surely: float = 1.0
    """Of the Mantel–Haenszel delta: its size, and what it must lie beyond at 95 % (one-sided); class C of ETS."""
    drift: float = 3.0
    """Of robust z."""
    false: float = 0.05
    """The share of chance that is borne among items of one exam that differ for a group, or drift."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing against an item; ``value`` is the figure that says so.

    ``option`` is the option it is about, of ``dif`` the group of people, if any.
    """

    code: Code
    sure: bool
    value: float | None = None
    option: str | None = None


def flags(
    item: ItemFigures,
    options: Sequence[OptionFigures] = (),
    keys: Sequence[str] = (),
    alpha: float | None = None,
    limits: Limits | None = None,
) -> list[Flag]:
    """Return the flags of an item, the gravest first.

    Args:
        item: its figures.
        options: those of its options, empty where they are not known.
        keys: the options that are right.
        alpha: of the whole test.
        limits: other limits than the usual ones.
    """
    return in_order(_flags(item, options, keys, alpha, limits or Limits()))


def of_difference(found: Difference, limits: Limits | None = None) -> Flag | None:
    """Return the flag of an item that is much harder or easier for a group; sure where chance among all is ruled out.

    ``value`` is the Mantel–Haenszel delta, below 0 where it is harder for the group.
    """
    limits, mantel = limits or Limits(), found.mantel
    if mantel is None or below(abs(mantel.delta), limits.dif):
        return None
    if not above(abs(mantel.delta) - _ONE_SIDED * mantel.delta_error, limits.dif_surely):
        return None
    return Flag("dif", sure=mantel.adjusted < limits.false, value=mantel.delta, option=found.group)


def of_step(step: Step, limits: Limits | None = None) -> Flag | None:
    """Return the flag of an item that became easier or harder; it is always sure.

    ``value`` is the change in logits beyond that of its sitting, above 0 where the item became easier.
    """
    limits = limits or Limits()
    if step.z is None or not above(abs(step.z), limits.drift) or step.adjusted >= limits.false:
        return None
    return Flag("drift", sure=True, value=step.change)


def in_order(found: Iterable[Flag]) -> list[Flag]:
    """Return flags, the gravest first."""
    return sorted(found, key=lambda flag: (CODES.index(flag.code), not flag.sure))


def _flags(
    item: ItemFigures, options: Sequence[OptionFigures], keys: Sequence[str], alpha: float | None, limits: Limits
) -> Iterator[Flag]:
    if not item.n or item.facility is None or item.facility_interval is None:
        return
    if item.sd is not None and not above(item.sd, 0.0):
        yield Flag("no-variance", sure=True, value=item.facility)
    many = item.n >= limits.enough
    other = _likelier_key(item, options, keys)
    if other is not None:
        interval = item.rest_interval
        sure = many and interval is not None and not above(interval[0], 0.0)
        yield Flag("mis-key", sure=sure, value=other.rest, option=other.option)
    if item.rest is not None:
        yield from _discrimination(item.rest, item.rest_interval, limits, many=many)
    yield from _difficulty(item.facility, item.facility_interval, item.guess, limits)
    for option in options:
        if option.option is not None and option.option not in keys and below(option.share, limits.dead):
            yield Flag("dead-option", sure=item.n >= limits.dead_people, value=option.share, option=option.option)
    for code, count, limit in (
        ("omitted", item.omitted, limits.omitted),
        ("not-reached", item.not_reached, limits.not_reached),
    ):
        if above(count / item.n, limit):
            yield Flag(code, sure=_beyond(count / item.n, item.n, limit), value=count / item.n)  # type: ignore[arg-type]
    gain = None if alpha is None or item.alpha_without is None else item.alpha_without - alpha
    if gain is not None and not below(gain, limits.alpha_gain):
        yield Flag("alpha-rises", sure=many, value=gain)


def _likelier_key(item: ItemFigures, options: Sequence[OptionFigures], keys: Sequence[str]) -> OptionFigures | None:
    """Return a wrong option that those who know chose rather than the key; for a single key only."""
    if len(keys) != 1 or item.rest is None:
        return None
    right = next((each for each in options if each.option == keys[0]), None)
    wrong = [each for each in options if each.option is not None and each.option != keys[0] and each.rest is not None]
    if right is None or not wrong:
        return None
    best = wrong[0]
    for each in wrong[1:]:
        # Of two that go with the rest alike the first one, as they were offered.
        best = each if above(each.rest or 0.0, best.rest or 0.0) else best
    is_likelier = above(best.rest or 0.0, max(item.rest, 0.0)) and above(best.top, right.top)
    return best if is_likelier else None


def _discrimination(rest: float, interval: Interval | None, limits: Limits, *, many: bool) -> Iterator[Flag]:
    if below(rest, 0.0):
        yield Flag("negative", sure=many and interval is not None and below(interval[1], 0.0), value=rest)
    elif below(rest, limits.fair):
        yield Flag("weak", sure=many and interval is not None and below(interval[1], limits.fair), value=rest)


def _difficulty(share: float, interval: Interval, guess: float | None, limits: Limits) -> Iterator[Flag]:
    if guess is not None and below(interval[1], guess):
        yield Flag("below-chance", sure=True, value=share)
    elif guess is not None and not above(share, guess):
        yield Flag("at-chance", sure=False, value=share)
    elif below(share, limits.hard):
        yield Flag("hard", sure=below(interval[1], limits.hard), value=share)
    if above(share, limits.easy):
        yield Flag("easy", sure=above(interval[0], limits.easy), value=share)


def _beyond(share: float, n: int, limit: float) -> bool:
    from qbank.analysis.intervals import wilson

    interval = wilson(share, n)
    return interval is not None and above(interval[0], limit)
