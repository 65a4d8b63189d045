"""Who the rows of a file are: by code, else by name and department; codes in place of names where that is wanted."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from qbank.answers._cells import Cells, Ints, together
from qbank.answers._plain import tidy
from qbank.answers.departments import Department, Departments
from qbank.answers.records import AnswerFile
from qbank.errors import Problem
from qbank.model.sitting import Person

_CODE_SIZE = 16
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})")
_TIME = re.compile(r"(上午|下午|am|pm)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?")
_PARTS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(天|日|days?|小时|时|hours?|hrs?|h|分钟|分|minutes?|mins?|m|秒钟|秒|seconds?|secs?|s)(?![a-z])"
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?")
_SIZES = {"天": 86400, "日": 86400, "d": 86400, "小": 3600, "时": 3600, "h": 3600, "分": 60, "m": 60, "秒": 1, "s": 1}


@dataclass(frozen=True, slots=True)
class People:
    """The people of a file.

    Args:
        numbers: for each row the number of its person.
        codes: of each person; ``names``, ``departments`` (folded) likewise.
        first: a row of each person.
        is_row: whether nothing tells a person but the row.
        by_name: numbers of people who are known by a name alone.
    """

    numbers: Ints
    codes: tuple[str, ...]
    names: tuple[str, ...]
    departments: tuple[Department, ...]
    first: Ints
    is_row: bool = False
    by_name: frozenset[int] = frozenset()

    def person(self, number: int, departments: Departments) -> Person:
        """Return a person as a workspace keeps them."""
        if self.is_row:
            return Person(f"#{self.first[number]}")
        return Person(self.codes[number], self.names[number], departments.shown(self.departments[number]))


def people_of(file: AnswerFile, departments: Departments, secret: bytes | None) -> tuple[People, list[Problem]]:
    """Return who the rows are; names are replaced by codes where a secret is given."""
    fields = [name for name in ("code", "name", "department") if name in file.fields]
    count = len(file.rows)
    told: list[Problem] = []
    if not {"code", "name"} & set(fields) or all(
        file.fields[name].is_blank() for name in fields if name != "department"
    ):
        own = _departments(file, departments)
        numbers = np.arange(count)
        return People(numbers, (), (), (), file.rows, is_row=True) if own is None else _rowwise(file, own), told
    combos, first = together([file.fields[name] for name in fields])
    sizes = np.bincount(combos).tolist()
    identities: dict[tuple[object, ...], int] = {}
    codes: list[str] = []
    names: list[str] = []
    places: list[Department] = []
    rows: list[int] = []
    by_combo: list[int] = []
    by_name: set[int] = set()
    used: set[str] = set()
    spelled: dict[int, set[str]] = {}
    for at, size in zip(first.tolist(), sizes, strict=True):
        code, name, where = (_text(file.fields.get(each), at) for each in ("code", "name", "department"))
        department = departments.of(where, size)
        key = _identity(code, name, department, int(file.rows[at]))
        number = identities.setdefault(key, len(identities))
        by_combo.append(number)
        spelled.setdefault(number, set()).add(_word(name))
        if number < len(codes):
            continue
        called = _coded(key, secret) if secret else _shown(code, name, department, int(file.rows[at]), departments)
        while called in used:  # a name that is another's code
            called += "'"
        used.add(called)
        codes.append(called)
        names.append("" if secret else name)
        places.append(department)
        rows.append(int(file.rows[at]))
        if key[0] == "name":
            by_name.add(number)
    for number, all_ in spelled.items():
        if len(all_ - {""}) > 1:
            values = {"code": codes[number], "count": len(all_ - {""})}
            told.append(Problem("answers-code-two-names", file.file, file.place(rows[number]), values, "warning"))
    people = People(
        np.array(by_combo, np.int64)[combos],
        tuple(codes),
        tuple(names),
        tuple(places),
        np.array(rows),
        by_name=frozenset(by_name),
    )
    return people, told


def _departments(file: AnswerFile, departments: Departments) -> list[Department] | None:
    """Return the department of each row where rows say one and nobody's name."""
    cells = file.fields.get("department")
    if cells is None:
        return None
    counts = cells.counts
    found = [departments.of(text, count) if count else () for text, count in zip(cells.words, counts, strict=True)]
    return [found[code] for code in cells.codes.tolist()]


def _rowwise(file: AnswerFile, own: Sequence[Department]) -> People:
    count = len(file.rows)
    codes = tuple(f"#{row}" for row in file.rows.tolist())
    return People(np.arange(count), codes, ("",) * count, tuple(own), file.rows)


def _text(cells: Cells | None, at: int) -> str:
    return "" if cells is None else tidy(cells.words[cells.codes[at]])


def _identity(code: str, name: str, department: Department, row: int) -> tuple[object, ...]:
    if _word(code):
        return ("code", _word(code))
    if _word(name):
        return ("name", _word(name), department)
    return ("row", row)


def _word(text: str) -> str:
    """Return a code or a name for comparing: width, case and spaces aside, signs as they are."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _shown(code: str, name: str, department: Department, row: int, departments: Departments) -> str:
    if code:
        return code
    return "@".join(filter(None, (name, "/".join(departments.shown(department))))) if name else f"#{row}"


def _coded(key: tuple[object, ...], secret: bytes) -> str:
    """Return the code of a person: the same over files, and of no use to those who do not have the secret."""
    if key[0] == "row":
        return f"#{key[1]}"
    said = "\x1f".join("\x1e".join(part) if isinstance(part, tuple) else str(part) for part in key)
    return hmac.digest(secret, said.encode(), "sha256").hex()[:_CODE_SIZE]


def namesakes_apart(people: People, rows: Ints) -> tuple[People, Ints]:
    """Return the people with numbers of their own for rows that one name has, but perhaps not one person."""
    if people.is_row or not len(rows):
        return people, rows
    numbers = people.numbers.copy()
    order = rows[np.argsort(numbers[rows], kind="stable")]
    again = order[1:][numbers[order[1:]] == numbers[order[:-1]]]
    if not len(again):
        return people, rows
    codes, names, places, first = (
        list(people.codes),
        list(people.names),
        list(people.departments),
        people.first.tolist(),
    )
    times: Counter[int] = Counter()
    known = set(codes)
    for row in sorted(again.tolist()):
        number = int(people.numbers[row])
        times[number] += 1
        numbers[row] = len(codes)
        code = f"{people.codes[number]}#{times[number] + 1}"
        codes.append(code + "'" * (code in known))
        names.append(people.names[number])
        places.append(people.departments[number])
        first.append(first[number])
    return replace(
        people,
        numbers=numbers,
        codes=tuple(codes),
        names=tuple(names),
        departments=tuple(places),
        first=np.array(first),
    ), rows


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
    found = _DATE.search(said)
    if found:
        year, month, day = (int(each) for each in found.groups())
    elif found := _DAY_FIRST.search(said):
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
