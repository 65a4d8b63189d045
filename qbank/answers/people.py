"""Who the rows of a file are: by code, else by name and department; codes in place of names where that is wanted."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

import numpy as np

from qbank.answers._cells import Cells, Ints
from qbank.answers._plain import tidy
from qbank.answers.departments import Department, Departments
from qbank.answers.layouts import words
from qbank.answers.records import AnswerFile
from qbank.errors import Problem
from qbank.locale import Listed
from qbank.model.dates import day_of
from qbank.model.sitting import Person

_CODE_SIZE = 16
_MANY_NAMES = 3
"""Names from which on a code is nobody's: two may be one person's, with a slip in one of them."""
_SHOWN = 10
"""Rows that a message names."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})")
_TIME = re.compile(r"(上午|下午|am|pm)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?")
_PARTS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(天|日|days?|小时|时|hours?|hrs?|h|分钟|分|minutes?|mins?|m|秒钟|秒|seconds?|secs?|s)(?![a-z])"
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?")
_SIZES = {"天": 86400, "日": 86400, "d": 86400, "小": 3600, "时": 3600, "h": 3600, "分": 60, "m": 60, "秒": 1, "s": 1}


CODE, NAME, ROW = 0, 1, 2
"""What tells a person: the code, the name in a department, or nothing but the row."""


@dataclass(frozen=True, slots=True)
class People:
    """The people of a file; who each one is is told when it is asked for.

    Args:
        file: the file.
        numbers: for each row the number of its person.
        first: for each person the place of a row.
        kinds: for each person what tells them: ``CODE``, ``NAME`` or ``ROW``.
        places: for each row the number of its department among ``departments``, which are folded.
        secret: with one, codes stand in place of names and codes.
        copies: people who have another's name, by number: that one's number, and which of them they are.
    """

    file: AnswerFile
    numbers: Ints
    first: Ints
    kinds: Ints
    places: Ints
    departments: tuple[Department, ...]
    secret: bytes | None = None
    copies: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_row(self) -> bool:
        """Whether nothing tells a person but the row."""
        return bool((self.kinds == ROW).all())

    def person(self, number: int, tree: Departments) -> Person:
        """Return a person as a workspace keeps them."""
        department = tree.shown(self._department(number))
        name = "" if self.secret else self._text("name", number)
        return Person(self.code(number), name, department)

    def code(self, number: int) -> str:
        """Return what tells a person, in a file and over files."""
        if number in self.copies:
            base, which = self.copies[number]
            return f"{self.code(base)}#{which}"
        kind, row = int(self.kinds[number]), int(self.file.rows[self.first[number]])
        if kind == ROW:
            return f"#{row}"
        code, name = self._text("code", number), self._text("name", number)
        if self.secret:
            return _coded(
                ("code", _word(code)) if kind == CODE else ("name", _word(name), self._department(number)), self.secret
            )
        # The department as it is folded, so that its spelling in a file changes no code; the sign keeps a name from
        # being somebody's code.
        return code if kind == CODE else f"{name}@{'/'.join(self._department(number))}"

    def named(self, number: int) -> tuple[str, Department]:
        """Return a person's name, for comparing, and department; both "" or () where the file does not say."""
        return _word(self._text("name", number)), self._department(number)

    def _department(self, number: int) -> Department:
        return self.departments[self.places[self.first[number]]]

    def _text(self, field: str, number: int) -> str:
        cells = self.file.fields.get(field)
        return "" if cells is None else tidy(cells.words[cells.codes[self.first[number]]])


def people_of(file: AnswerFile, departments: Departments, secret: bytes | None) -> tuple[People, list[Problem]]:
    """Return who the rows are; names are replaced by codes where a secret is given."""
    count = len(file.rows)
    places, known = _departments(file, departments)
    codes, names = (_numbered(file.fields.get(name), count) for name in ("code", "name"))
    codes, told = _persons_own(file, codes, names)
    most_codes, most_names = int(codes.max(initial=-1)) + 1, int(names.max(initial=-1)) + 1
    kinds = np.where(codes >= 0, CODE, np.where(names >= 0, NAME, ROW)).astype(np.int8)
    keys = np.where(
        kinds == CODE,
        codes,
        np.where(
            kinds == NAME,
            most_codes + names * len(known) + places,
            most_codes + most_names * len(known) + np.arange(count),
        ),
    )
    joined, apart = _with_and_without(codes, names, places, [bool(each) for each in known])
    order = np.arange(count)
    if joined:
        keys[list(joined)], kinds[list(joined)] = list(joined.values()), CODE
        # Of a person's rows the first one that has a code says who they are.
        order = np.argsort(np.isin(order, list(joined)), kind="stable")
    _, first, numbers = np.unique(keys[order], return_index=True, return_inverse=True)
    back = np.empty(count, np.int64)
    back[order] = numbers
    people = People(file, back, order[first], kinds[order[first]], places, known, secret)
    return people, [*told, *_two_names(people, names), *_of_codeless(file, sorted(joined), apart)]


def _with_and_without(
    codes: Ints, names: Ints, places: Ints, has_department: Sequence[bool]
) -> tuple[dict[int, int], list[int]]:
    """Return whose rows without a code somebody with one has, and rows where that cannot be told.

    One code alone has the name in the department, and one row alone has the two without a code: then it is theirs.
    """
    pairs = names * len(has_department) + places
    with_code, without = (codes >= 0) & (names >= 0), (codes < 0) & (names >= 0)
    joined, apart = dict[int, int](), list[int]()
    for pair in np.intersect1d(pairs[with_code], pairs[without]).tolist():
        rows, own = np.flatnonzero(without & (pairs == pair)), np.unique(codes[with_code & (pairs == pair)])
        if len(rows) == 1 and len(own) == 1 and has_department[places[rows[0]]]:
            joined[int(rows[0])] = int(own[0])
        else:
            apart += rows.tolist()
    return joined, sorted(apart)


def _of_codeless(file: AnswerFile, joined: Sequence[int], apart: Sequence[int]) -> Iterator[Problem]:
    for key, rows in (("answers-codeless-joined", joined), ("answers-codeless-apart", apart)):
        if rows:
            numbers = [int(file.rows[row]) for row in rows]
            values = {"count": len(rows), "rows": Listed(numbers, _SHOWN)}
            yield Problem(key, file.file, file.place(numbers[0]), values, "warning")


def _departments(file: AnswerFile, tree: Departments) -> tuple[Ints, tuple[Department, ...]]:
    """Return for each row the number of its department, and the departments."""
    cells = file.fields.get("department")
    if cells is None:
        return np.zeros(len(file.rows), np.int64), ((),)
    known: dict[Department, int] = {(): 0}
    found = [
        known.setdefault(tree.of(text, count) if count else (), len(known))
        for text, count in zip(cells.words, cells.counts, strict=True)
    ]
    return np.array(found, np.int64)[cells.codes], tuple(known)


def _numbered(cells: Cells | None, count: int) -> Ints:
    """Return for each row the number of its text, alike where texts differ in width, case or spaces; -1 for none."""
    if cells is None:
        return np.full(count, -1)
    if cells.are_numbers:
        # Texts of a column are distinct, and figures are compared as they stand.
        return cells.codes.astype(np.int64)
    known: dict[str, int] = {}
    found = [known.setdefault(said, len(known)) if (said := _word(text)) else -1 for text in cells.words]
    return np.array(found, np.int64)[cells.codes]


def _persons_own(file: AnswerFile, codes: Ints, names: Ints) -> tuple[Ints, list[Problem]]:
    """Return the codes without those that are nobody's: words of nothing, and what many names have alike (无, 00)."""
    cells = file.fields.get("code")
    if cells is None:
        return codes, []
    # Looked up as they stand: a million codes are quickly told to be none of these, which are no numbers.
    nothing = frozenset(each.casefold() for each in words()["cells"]["nothing"])
    folded = () if cells.are_numbers else map(str.casefold, cells.words)
    blank = [code for code, text in enumerate(folded) if text in nothing]
    codes = np.where(np.isin(cells.codes, blank), -1, codes) if blank else codes
    found, counts = _names_of(codes, names)
    shared = found[counts >= _MANY_NAMES]
    told = []
    for number in shared.tolist():
        rows = np.flatnonzero(codes == number)
        values = {"code": cells.text(int(rows[0])), "count": len(rows)}
        told.append(Problem("answers-code-nobodys", file.file, file.place(int(file.rows[rows[0]])), values, "warning"))
    return (np.where(np.isin(codes, shared), -1, codes) if len(shared) else codes), told


def _names_of(codes: Ints, names: Ints) -> tuple[Ints, Ints]:
    """Return the codes that stand in several rows, by number, and how many names each has; -1 is no code, no name."""
    there = (codes >= 0) & (names >= 0)
    there[there] = np.bincount(codes[there], minlength=1)[codes[there]] > 1
    count = int(names.max(initial=0)) + 1
    return np.unique(np.unique(codes[there].astype(np.int64) * count + names[there]) // count, return_counts=True)


def _two_names(people: People, names: Ints) -> Iterator[Problem]:
    """Yield a line for each code that has several names."""
    found, counts = _names_of(np.where(people.kinds[people.numbers] == CODE, people.numbers, -1), names)
    for number, count in zip(found[counts > 1].tolist(), counts[counts > 1].tolist(), strict=True):
        file, values = people.file, {"code": people.code(number), "count": count}
        yield Problem(
            "answers-code-two-names", file.file, file.place(int(file.rows[people.first[number]])), values, "warning"
        )


def has_code(person: Person) -> bool:
    """Tell whether a person is known by a code of their own, and not by name and department or by a row."""
    return not person.code.startswith((f"{person.name}@", "#"))


def _word(text: str) -> str:
    """Return a code or a name for comparing: width, case and spaces aside, signs as they are."""
    if text.isascii() and text.isdigit():
        return text
    said = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return "".join(said.split())


def _coded(key: tuple[object, ...], secret: bytes) -> str:
    """Return the code of a person: the same over files, and of no use to those who do not have the secret."""
    said = "\x1f".join("\x1e".join(part) if isinstance(part, tuple) else str(part) for part in key)
    return hmac.digest(secret, said.encode(), "sha256").hex()[:_CODE_SIZE]


def coded(code: str, secret: bytes) -> str:
    """Return the code that stands for somebody of this number where names are replaced."""
    return _coded(("code", _word(code)), secret)


def namesakes_apart(people: People, rows: Ints) -> People:
    """Return the people with numbers of their own for rows that one name has, but perhaps not one person."""
    if people.is_row or not len(rows):
        return people
    numbers = people.numbers.copy()
    order = rows[np.argsort(numbers[rows], kind="stable")]
    again = np.sort(order[1:][numbers[order[1:]] == numbers[order[:-1]]])
    if not len(again):
        return people
    copies: dict[int, tuple[int, int]] = {}
    times: Counter[int] = Counter()
    for at, row in enumerate(again.tolist()):
        base = int(people.numbers[row])
        times[base] += 1
        numbers[row] = len(people.first) + at
        copies[len(people.first) + at] = (base, times[base] + 1)
    first, kinds = (
        np.concatenate([people.first, again]),
        np.concatenate([people.kinds, people.kinds[people.numbers[again]]]),
    )
    return replace(people, numbers=numbers, first=first, kinds=kinds, copies=copies)


# --- times --------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def moment(text: str) -> str:
    """Return a time in ISO's form, to the second where the text says it; "" for what is none."""
    said = tidy(text).casefold()
    day = _day(said)
    if not day:
        return ""
    found = _TIME.search(said)
    if not found:
        return day
    hour = int(found[2])
    half = found[1] or found[5] or ""
    if half in {"下午", "pm"} and hour < 12:
        hour += 12
    elif half in {"上午", "am"} and hour == 12:
        hour = 0
    return f"{day}T{hour:02}:{found[3]}:{found[4] or '00'}"


def _day(said: str) -> str:
    typed = day_of(said)
    if typed:
        return typed
    if found := _DAY_FIRST.search(said):
        year, month, day = int(found[3]), _month(found[2]), int(found[1])
    elif found := _MONTH_FIRST.search(said):
        year, month, day = int(found[3]), _month(found[1]), int(found[2])
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month(word: str) -> int:
    return _MONTHS.index(word) + 1 if word in _MONTHS else 0


@lru_cache(maxsize=65536)
def seconds_of(text: str) -> float | None:
    """Return how long something took: 754, 754秒, 12分34秒, 00:12:34, 12 mins 34 secs; None for what says no time."""
    said = tidy(text).casefold()
    try:
        value = float(said)
    except ValueError:
        pass
    else:
        return value if 0 <= value < float("inf") else None
    clock = _CLOCK.fullmatch(said)
    if clock:
        return int(clock[1] or 0) * 3600.0 + int(clock[2]) * 60 + int(clock[3])
    parts = _PARTS.findall(said)
    return sum(float(number) * _SIZES[unit[0]] for number, unit in parts) if parts else None
