"""What is asked of a year's plan, and the files it is read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from qbank.assembly.rota import Filled
from qbank.errors import Problem, QbankError, reason_of
from qbank.locale import Listed
from qbank.model.plan import KINDS, Plan
from qbank.text.charset import decode

ALL, NONE = "all", "none"
_SOON = 7
_MOST_BYTES = 20_000_000
_WORDS = {
    "daily": "日抽背", "weekly": "周测", "monthly": "月练", "quarterly": "季考", "yearly": "年赛",
    "unannounced": "突击抽查",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of a plan.

    Args:
        file: the plan.
        out: the folder for everything.
        simulate: show the use of every item; files of tests only where ``events`` asks for them.
        events: which tests get their files: a kind (daily, 周测), a day, "all", "none"; "" for the next seven days.
        again: choose the items of all tests from today on anew.
        today: the day that "next" counts from.
    """

    file: Path
    out: Path
    simulate: bool = False
    events: str = ""
    again: bool = False
    today: date


def asked(wish: Wish, filled: Sequence[Filled], plan: Plan) -> Iterator[Filled]:
    """Yield the tests whose files are asked for.

    Raises:
        QbankError: ``plan-events-unknown``.
    """
    word = _WORDS.get(wish.events, wish.events)
    if word == NONE:
        return
    if not word:
        first = max(wish.today, plan.start)
        last = first + timedelta(days=_SOON - 1)
        yield from (each for each in filled if first <= each.event.day <= last)
        return
    day = _day(word)
    names = {each.event.series.name for each in filled}
    if word not in {ALL, *KINDS, *names} and day is None:
        allowed = Listed((*_WORDS, *KINDS, "2026-03-02", ALL, NONE))
        raise QbankError(Problem("plan-events-unknown", values={"found": wish.events, "allowed": allowed}))
    for each in filled:
        if word == ALL or each.event.day == day or word in {each.event.series.kind, each.event.series.name}:
            yield each


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def bytes_of(path: Path) -> bytes:
    """Return what a file holds; raises QbankError where it cannot be read or is no plan by its size."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise QbankError(Problem("plan-too-large", str(path), values={"limit": _MOST_BYTES // 1_000_000}))
        return path.read_bytes()
    except OSError as error:
        raise QbankError(Problem("plan-unreadable", str(path), values={"reason": reason_of(error)})) from error


def text_of(data: bytes, path: Path) -> str:
    """Return the text of a plan, whatever its encoding; raises QbankError where that cannot be told."""
    try:
        return decode(data).text
    except QbankError as error:
        raise QbankError(replace(error.problem, file=str(path))) from error
