"""Which rows count: no previews, no staff, nothing unfinished, one attempt a person; all else has its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.answers import layouts
from qbank.answers._cells import Cells, Ints
from qbank.answers.departments import Departments
from qbank.answers.layouts import word, words_of
from qbank.answers.people import NAME, People, moment
from qbank.answers.records import AnswerFile
from qbank.errors import Problem
from qbank.locale import Listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

Attempt = Literal["first", "last", "best"]
REASONS = ("summary", "preview", "staff", "absent", "unfinished", "duplicate", "other-attempt")
"""Why a row is left out, in the order in which that is looked at."""
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """Which rows count.

    Args:
        rows: places of the rows that count, one a person, in the order of the file.
        absent: places of rows of people who were not there.
        dropped: how many rows were left out, by reason.
        people: for each row that counts the number of its person; people told apart by nothing but a name are
            numbered apart.
        problems: what is doubtful.
    """

    rows: Ints
    absent: Ints
    dropped: dict[str, int]
    problems: tuple[Problem, ...] = ()


def kept(
    file: AnswerFile,
    people: People,
    departments: Departments,
    *,
    attempt: Attempt,
    namesakes: Literal["apart", "attempts"],
    totals: Callable[[Ints], NDArray[np.float64]],
) -> Kept:
    """Return which rows count.

    Args:
        file: what was read.
        people: who the rows are.
        departments: how departments are shown.
        attempt: which attempt of a person counts.
        namesakes: whether two rows with one name in one department, without codes and attempts, are two people
            (``apart``) or one who came twice.
        totals: gives the totals of rows, for the best attempt.
    """
    count = len(file.rows)
    reasons = np.zeros(count, np.int8)
    problems: list[Problem] = []
    for number, reason in enumerate(("summary", "preview", "staff", "absent", "unfinished"), 1):
        found = _marked(file, reason)
        if found is not None:
            reasons[(reasons == 0) & found] = number
    problems += _unknown_states(file)
    open_ = np.flatnonzero(reasons == 0)
    if not people.is_row:
        _attempts(file, people, departments, open_, reasons, attempt, namesakes, totals, problems)
    names = dict(enumerate(REASONS, 1))
    counted = Counter(names[number] for number in reasons[reasons > 0].tolist())
    absent = np.flatnonzero(reasons == REASONS.index("absent") + 1)
    rows = np.flatnonzero(reasons == 0)
    if len(absent):
        # Who came in another row was not absent, and nobody is absent twice.
        there = set(people.numbers[rows].tolist())
        _, once = np.unique(people.numbers[absent], return_index=True)
        absent = np.array([at for at in absent[np.sort(once)].tolist() if people.numbers[at] not in there], np.int64)
    return Kept(rows, absent, {each: counted[each] for each in REASONS if counted[each]}, tuple(problems))


# --- by what a row says of itself ---------------------------------------------------------------------


def _marked(file: AnswerFile, reason: str) -> NDArray[np.bool_] | None:
    """Return which rows are of a kind, None for none."""
    match reason:
        case "summary":
            return _summary(file)
        case "staff" | "preview":
            return _either(_among(file, "role", reason), _among(file, "state", reason))
        case "absent":
            return _either(_among(file, "state", "absent"), _said_absent(file))
    return _among(file, "state", reason)


def _either(one: NDArray[np.bool_] | None, other: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    return other if one is None else one if other is None else one | other


def _state(file: AnswerFile, text: str) -> str:
    """Return what a word of state stands for; a layout's own words come first."""
    return file.layout.states.get(word(text), "")


def _among(file: AnswerFile, name: str, state: str) -> NDArray[np.bool_] | None:
    cells = file.fields.get(name)
    if cells is None:
        return None
    codes = [code for code, text in enumerate(cells.words) if text and _state(file, text) == state]
    return np.isin(cells.codes, codes) if codes else None


def _summary(file: AnswerFile) -> NDArray[np.bool_] | None:
    """Return which rows sum up the others: 平均分 or Overall average somewhere, and nobody's name or code."""
    known = frozenset(each.casefold() for each in layouts.words()["summary"]["rows"])
    named = [file.fields[name] for name in ("code", "name", "last_name", "first_name") if name in file.fields]
    if not named:
        return None
    found = None
    for cells in (*named, *file.others.values()):
        codes = [] if cells.are_numbers else [code for code, text in enumerate(cells.words) if _bare(text) in known]
        if codes:
            found = _either(found, np.isin(cells.codes, codes))
    if found is None:
        return None
    for cells in named:
        nobody = [code for code, text in enumerate(cells.words) if not text or _bare(text) in known]
        found = found & np.isin(cells.codes, nobody)
    return found


def _bare(text: str) -> str:
    """Return a word for looking it up among a million codes, which are quickly told to be none."""
    return text.casefold().strip(" :：")


def _said_absent(file: AnswerFile) -> NDArray[np.bool_] | None:
    """Return who was not there by a word in place of the total, or in place of all answers."""
    words = words_of("cells", "absent")

    def saying(cells: Cells) -> NDArray[np.bool_] | None:
        codes = [code for code, text in enumerate(cells.words) if word(text) in words]
        return np.isin(cells.codes, codes) if codes else None

    found = saying(file.fields["total"]) if "total" in file.fields else None
    columns = [
        each
        for column in file.columns
        for each in (column.answers, column.marks)
        if each is not None and each.people is None
    ]
    said = [(cells, own) for cells in columns if (own := saying(cells)) is not None]
    if not said:
        return found
    absent = np.logical_or.reduce([own for _, own in said])
    for cells in columns:
        # A word of absence beside answers says something else.
        quiet = [
            code
            for code, text in enumerate(cells.words)
            if not text or word(text) in words or word(text) in file.layout.nothing
        ]
        absent &= np.isin(cells.codes, quiet)
    return _either(found, absent)


def _unknown_states(file: AnswerFile) -> Iterator[Problem]:
    cells = file.fields.get("state")
    if cells is None:
        return
    counts = cells.counts
    odd = [
        text
        for text, count in zip(cells.words, counts, strict=True)
        if text and count and text != "-" and not _state(file, text)
    ]
    if odd:
        values = {"words": Listed(odd, _SHOWN)}
        yield Problem("answers-state-unknown", file.file, values=values, severity="warning")


# --- several rows of one person -----------------------------------------------------------------------


def _attempts(
    file: AnswerFile,
    people: People,
    departments: Departments,
    open_: Ints,
    reasons: NDArray[np.int8],
    attempt: Attempt,
    namesakes: str,
    totals: Callable[[Ints], NDArray[np.float64]],
    problems: list[Problem],
) -> None:
    numbers = people.numbers[open_]
    order = np.argsort(numbers, kind="stable")
    sorted_ = numbers[order]
    repeated = np.unique(sorted_[1:][sorted_[1:] == sorted_[:-1]])
    if not len(repeated):
        return
    starts, ends = np.searchsorted(sorted_, repeated), np.searchsorted(sorted_, repeated, side="right")
    for number, start, end in zip(repeated.tolist(), starts.tolist(), ends.tolist(), strict=True):
        rows = _without_duplicates(file, open_[order[start:end]].tolist(), reasons)
        if len(rows) == 1:
            continue
        if people.kinds[number] == NAME and namesakes == "apart" and not _are_attempts(file, rows):
            person = people.person(number, departments)
            where = "/".join(person.department)
            values = {"name": person.name or person.code, "department": where, "rows": _rows(file, rows)}
            problems.append(
                Problem("answers-namesakes", file.file, file.place(int(file.rows[rows[0]])), values, "warning")
            )
            continue
        chosen = _chosen(file, rows, attempt, totals)
        for row in rows:
            if row != chosen:
                reasons[row] = REASONS.index("other-attempt") + 1


def _rows(file: AnswerFile, rows: Sequence[int]) -> str:
    return Listed((file.rows[row] for row in rows), _SHOWN)


def _without_duplicates(file: AnswerFile, rows: Sequence[int], reasons: NDArray[np.int8]) -> list[int]:
    """Return the rows of a person that differ; a row that repeats another is left out as such."""
    seen: set[tuple[str, ...]] = set()
    left = []
    for row in rows:
        said = _whole(file, row)
        if said in seen:
            reasons[row] = REASONS.index("duplicate") + 1
        else:
            seen.add(said)
            left.append(row)
    return left


def _whole(file: AnswerFile, row: int) -> tuple[str, ...]:
    parts = [
        *file.fields.values(),
        *(each for column in file.columns for each in (column.answers, column.marks) if each is not None),
    ]
    return tuple(cells.text(row) for cells in parts)


def _are_attempts(file: AnswerFile, rows: Sequence[int]) -> bool:
    """Tell whether a file numbers the attempts of a person."""
    cells = file.fields.get("attempt")
    return cells is not None and len({cells.text(row) for row in rows}) == len(rows)


def _chosen(
    file: AnswerFile, rows: Sequence[int], attempt: Attempt, totals: Callable[[Ints], NDArray[np.float64]]
) -> int:
    """Return the row that counts; of two best ones the earlier."""
    ordered = sorted(rows, key=lambda row: _when(file, row))
    if attempt == "best":
        sums: list[float] = totals(np.array(ordered, np.int64)).tolist()
        return ordered[sums.index(max(sums))]
    return ordered[-1 if attempt == "last" else 0]


def _when(file: AnswerFile, row: int) -> tuple[float, str, str, int]:
    number = file.fields["attempt"].text(row) if "attempt" in file.fields else ""
    digits = "".join(each for each in number if each.isdecimal())
    started, submitted = (
        moment(file.fields[name].text(row)) if name in file.fields else "" for name in ("started", "submitted")
    )
    return (float(digits) if digits else 0.0, started or submitted, submitted, row)
