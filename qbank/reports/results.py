"""What an exam shows of people: by department, who has to sit again, what was answered wrongly, one person's record.

Departments are compared on the share of marks. Of a small group nothing is told that would tell of a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from qbank.analysis.hiding import hidden
from qbank.analysis.intervals import of_mean
from qbank.analysis.rounding import SAME, below, rank
from qbank.model.sitting import ABSENT, TOTAL, Asked, Person, Sheet, SittingHead
from qbank.model.sorting import natural, natural_path

BANDS = 10
"""Classes of equal width in which shares of the marks are counted."""
Again = Literal["absent", "failed", "near"]


@dataclass(frozen=True, slots=True)
class Rules:
    """From which share of the marks on somebody has passed or is excellent, and what is hidden.

    ``least`` people must have sat for a group's figures to be shown, and have been asked an item for its own;
    ``least_items`` items must have been asked for a chapter's.
    """

    passed: float = 0.6
    excellent: float = 0.85
    least: int = 5
    least_items: int = 4


@dataclass(frozen=True, slots=True)
class Group:
    """A department in an exam. Shares are 0–1; all of them are None where ``analysis.hiding`` hides the department.

    ``interval`` is the 95 % t interval of the mean; ``weakest`` are the chapters with the lowest share, worst first.
    """

    department: tuple[str, ...]
    listed: int
    sat: int
    mean: float | None = None
    interval: tuple[float, float] | None = None
    passed: float | None = None
    excellent: float | None = None
    weakest: tuple[tuple[str, float], ...] = ()

    @property
    def absent(self) -> int:
        """Return how many were on the list and did not sit."""
        return self.listed - self.sat


@dataclass(frozen=True, slots=True)
class SitsAgain:
    """Somebody for the make-up list, and why; ``share`` is None where they were absent."""

    person: Person
    why: Again
    share: float | None


@dataclass(frozen=True, slots=True)
class WrongItem:
    """An item that people of a department got wrong: ``wrong`` of ``n`` earned less than half of its marks."""

    asked: Asked
    n: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Record:
    """One exam in a person's record: their share, that of everybody who sat, and the chapters they lost marks in."""

    head: SittingHead
    share: float | None
    mean: float | None
    lost: tuple[tuple[str, float], ...]

    def has_passed(self, limit: float) -> bool:
        """Tell whether they earned at least a share of the marks."""
        return self.share is not None and not below(self.share, limit)


def share_of(head: SittingHead, sheet: Sheet) -> float | None:
    """Return the share of the marks that somebody earned of those they were asked for; None for who was absent."""
    if sheet.state == ABSENT:
        return None
    asked = [(mark, each.most) for mark, each in zip(sheet.marks, head.asked, strict=False) if mark is not None]
    most = sum(most for _, most in asked)
    if most:
        return sum(mark for mark, _ in asked) / most
    whole = sum(each.most for each in head.asked)
    return sheet.total / whole if sheet.total is not None and whole else None


def groups(
    head: SittingHead,
    sheets: Iterable[Sheet],
    chapters: Mapping[str, str],
    rules: Rules | None = None,
    *,
    depth: int = 1,
) -> list[Group]:
    """Return the departments of an exam at a depth of their tree, by name; who has none stands under ().

    Args:
        head: the exam.
        sheets: what was handed in, absent people too.
        chapters: the chapter, or point of knowledge, of each item.
        rules: marks and limits.
        depth: how many levels of the tree tell departments apart.
    """
    rules, by_name = rules or Rules(), by_department(sheets, depth)
    few = _hidden(by_name, head, rules, depth)
    return [
        _counted(name, head, own) if name in few else _group(name, head, own, chapters, rules)
        for name, own in by_name.items()
    ]


def by_department(sheets: Iterable[Sheet], depth: int) -> dict[tuple[str, ...], list[Sheet]]:
    """Return what was handed in by department at a depth of the tree, in the order of their names."""
    found: defaultdict[tuple[str, ...], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        found[sheet.person.department[:depth]].append(sheet)
    return {name: found[name] for name in sorted(found, key=natural_path)}


def whole(head: SittingHead, sheets: Sequence[Sheet], chapters: Mapping[str, str], rules: Rules | None = None) -> Group:
    """Return all people of an exam as one group; () is its department."""
    return _group((), head, sheets, chapters, rules or Rules())


def rest(
    head: SittingHead,
    sheets: Sequence[Sheet],
    chapters: Mapping[str, str],
    parts: Sequence[Group],
    rules: Rules | None = None,
    *,
    depth: int = 1,
) -> Group | None:
    """Return the departments that are hidden as one group; None where none is, or nothing else is shown."""
    names = {each.department for each in parts if each.mean is None}
    if not any(each.sat for each in parts if each.mean is None) or len(names) == len(parts):
        return None
    own = [sheet for sheet in sheets if sheet.person.department[:depth] in names]
    return _group((), head, own, chapters, rules or Rules())


def spread(head: SittingHead, sheets: Iterable[Sheet], rules: Rules | None = None) -> tuple[int, ...]:
    """Return how many people earned 0–10 % of the marks, 10–20 %, …, the last of ``BANDS`` with its end; () of few."""
    shares = _shares(head, sheets)
    if len(shares) < (rules or Rules()).least:
        return ()
    found = Counter(min(int(share * BANDS + SAME), BANDS - 1) for share in shares)
    return tuple(found[at] for at in range(BANDS))


def band(at: int, bands: int) -> str:
    """Return a class of shares of the marks in words, 60%—70%; the last has its end."""
    return f"{at / bands:.0%}—{(at + 1) / bands:.0%}"


def sit_again(
    head: SittingHead, sheets: Iterable[Sheet], sem: float | None = None, rules: Rules | None = None
) -> list[SitsAgain]:
    """Return who was absent, who failed, and who passed or failed by less than one error of measurement.

    Args:
        head: the exam.
        sheets: what was handed in.
        sem: the standard error of measurement in marks, None where it is not known: then nobody is near.
        rules: marks and limits.
    """
    limit = (rules or Rules()).passed
    whole = sum(each.most for each in head.asked)
    near = sem / whole if sem is not None and whole else 0.0
    found = []
    for sheet in sheets:
        share = share_of(head, sheet)
        if share is None:
            found.append(SitsAgain(sheet.person, "absent", None))
        elif below(abs(share - limit), near):
            found.append(SitsAgain(sheet.person, "near", share))
        elif below(share, limit):
            found.append(SitsAgain(sheet.person, "failed", share))
    order: Sequence[Again] = ("absent", "failed", "near")
    return sorted(
        found, key=lambda each: (natural_path(each.person.department), order.index(each.why), natural(each.person.code))
    )


def wrong_items(head: SittingHead, sheets: Iterable[Sheet], rules: Rules | None = None) -> list[WrongItem]:
    """Return the items that were got wrong, the most often wrong first, of those that ``least`` people were asked."""
    sat = [sheet for sheet in sheets if sheet.state != ABSENT]
    least, found = (rules or Rules()).least, []
    for at, asked in enumerate(head.asked):
        marks = [sheet.marks[at] for sheet in sat if at < len(sheet.marks)]
        there = [mark for mark in marks if mark is not None]
        wrong = sum(below(mark, asked.most / 2) for mark in there)
        if asked.item != TOTAL and wrong and len(there) >= least:
            found.append(WrongItem(asked, len(there), wrong))
    return sorted(found, key=lambda each: (-each.wrong / each.n, each.asked.item))


def record(sittings: Iterable[tuple[SittingHead, Sheet, Sequence[Sheet]]], chapters: Mapping[str, str]) -> list[Record]:
    """Return a person's record, the exams in the order given.

    Args:
        sittings: each exam, what the person handed in, and what everybody did.
        chapters: the chapter of each item.
    """
    found = []
    for head, own, everybody in sittings:
        shares = _shares(head, everybody)
        lost = [(name, share) for name, share, *_ in _by_chapter(head, [own], chapters) if share < 1]
        mean = sum(shares) / len(shares) if shares else None
        found.append(Record(head, share_of(head, own), mean, tuple(sorted(lost, key=lambda each: rank(each[1])))))
    return found


# --- counting -----------------------------------------------------------------------------------------


def _shares(head: SittingHead, sheets: Iterable[Sheet]) -> list[float]:
    return [share for sheet in sheets if (share := share_of(head, sheet)) is not None]


def _counted(name: tuple[str, ...], head: SittingHead, sheets: Sequence[Sheet]) -> Group:
    """Return of a group only how many people it has."""
    return Group(name, len(sheets), len(_shares(head, sheets)))


def _hidden(
    by_name: Mapping[tuple[str, ...], Sequence[Sheet]], head: SittingHead, rules: Rules, depth: int
) -> frozenset[tuple[str, ...]]:
    sat = Counter[tuple[str, ...]]()
    for own in by_name.values():
        for sheet in own:
            sat[sheet.person.department] += share_of(head, sheet) is not None
    return hidden(sat, rules.least, depth=depth)


def _group(
    name: tuple[str, ...], head: SittingHead, sheets: Sequence[Sheet], chapters: Mapping[str, str], rules: Rules
) -> Group:
    shares = _shares(head, sheets)
    if len(shares) < rules.least:
        return _counted(name, head, sheets)
    n, mean = len(shares), sum(shares) / len(shares)
    weakest = [
        (chapter, share)
        for chapter, share, items, people in _by_chapter(head, sheets, chapters)
        if items >= rules.least_items and people >= rules.least
    ]
    return Group(
        department=name,
        listed=len(sheets),
        sat=n,
        mean=mean,
        interval=_interval(shares, mean),
        passed=sum(not below(share, rules.passed) for share in shares) / n,
        excellent=sum(not below(share, rules.excellent) for share in shares) / n,
        weakest=tuple(sorted(weakest, key=lambda each: rank(each[1]))[:3]),
    )


def _by_chapter(
    head: SittingHead, sheets: Iterable[Sheet], chapters: Mapping[str, str]
) -> list[tuple[str, float, int, int]]:
    """Return chapter, share of its marks, number of its items and of the people who were asked any, by name."""
    earned, most, items, people = (
        defaultdict[str, float](float),
        defaultdict[str, float](float),
        defaultdict[str, set[int]](set),
        Counter[str](),
    )
    for sheet in sheets:
        asked = set[str]()
        for at, (mark, each) in enumerate(zip(sheet.marks, head.asked, strict=False)):
            chapter = chapters.get(each.item, "")
            if mark is not None and chapter:
                asked.add(chapter)
                earned[chapter] += mark
                most[chapter] += each.most
                items[chapter].add(at)
        people.update(asked)
    return [
        (each, earned[each] / most[each], len(items[each]), people[each])
        for each in sorted(most, key=natural)
        if most[each]
    ]


def _interval(shares: Sequence[float], mean: float) -> tuple[float, float] | None:
    """Return the 95 % t interval of a mean, within 0–1."""
    n = len(shares)
    if n < 2:
        return None
    found = of_mean(mean, sqrt(sum((share - mean) ** 2 for share in shares) / (n - 1)), n)
    return None if found is None else (max(0.0, found[0]), min(1.0, found[1]))
