"""Who sits a make-up paper: from an exam that is kept, or from a list of people; written as a list to sign."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import BinaryIO, get_args

from qbank.analysis.rounding import below
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.formats.tables.sheets import sheets, told
from qbank.locale import Lang, Listed, say
from qbank.model.form import Form
from qbank.model.sitting import Person
from qbank.model.sorting import natural, natural_path
from qbank.reports import workbook
from qbank.reports.parts import Column, Grid, Part, Report
from qbank.reports.results_report import named
from qbank.sittings import Sittings
from qbank.text.charset import decode
from qbank.text.files import refuse_special
from qbank.text.limits import MEGABYTE, Limits
from qbank.text.sniff import HEAD_BYTES, kind_of
from qbank.workbench.people import results_of

_CODES = frozenset({"代号", "考号", "工号", "警号", "学号", "编号", "证件号", "准考证号", "code", "id"})
_NAMES = frozenset({"姓名", "名字", "name"})
_WHYS = frozenset({"原因", "why"})
_TABLES = (".xlsx", ".csv")
_LARGEST = Limits().file_bytes
_SHOWN = 10
_WIDTHS = {"department": 24, "code": 16, "name": 12, "why": 26, "share": 10, "form": 8, "sign": 16}
_OURS = {"form": "papers-col-form", "sign": "papers-col-sign"}
_PASSED = frozenset(say("results-why-near-passed", each) for each in get_args(Lang))
Rows = Iterable[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who is to sit the paper; ``why`` in words, ``share`` of the marks they had, None where they had none."""

    person: Person
    why: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The people, by department and code."""

    sitters: tuple[Sitter, ...]
    lang: Lang

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Return who is on the list though they passed: the results list them to be looked at, not to sit again."""
        passed = [each.person.name or each.person.code for each in self.sitters if each.why in _PASSED]
        values = {"count": len(passed), "people": Listed(passed, _SHOWN)}
        return (Problem("papers-roster-passed", values=values, severity="warning"),) if passed else ()

    def writer(self, forms: Sequence[Form]) -> Callable[[BinaryIO], None]:
        """Return what writes the list as a workbook; the forms go round, so that neighbours have different ones."""

        def write(stream: BinaryIO) -> None:
            columns = [self._column(name, width) for name, width in _WIDTHS.items()]
            title = say("papers-roster", self.lang)
            part = Part(title, grid=Grid(columns, list(self._rows(forms))))
            workbook.write(Report(title, "", [part], self.lang), stream)

        return write

    def _column(self, name: str, width: int) -> Column:
        return Column(say(_OURS.get(name, f"results-col-{name}"), self.lang), width, share=name == "share")

    def _rows(self, forms: Sequence[Form]) -> Iterator[Sequence[object]]:
        for each, form in zip(self.sitters, cycle(forms), strict=False):
            person = each.person
            yield named(person.department, self.lang), person.code, person.name, each.why, each.share, form.name, ""


def read_roster(folder: Path, what: str, bank: Bank, lang: Lang) -> Roster:
    """Return who is to sit.

    Args:
        folder: the workspace.
        what: an exam that is kept, by id or name: who was absent or failed; or a workbook or CSV file with a column
            of codes or of names.
        bank: the bank.
        lang: language of the list.

    Raises:
        QbankError: no such exam; the file cannot be read; ``papers-roster-unknown`` naming people of whom the
            workspace has no answers, ``papers-roster-several`` a name that several have, ``papers-roster-other`` a
            code and a name that belong to two people; ``papers-roster-empty``.
    """
    path = Path(what)
    with Sittings(folder) as store:
        if path.suffix.casefold() in _TABLES:
            sitters = list(_of_file(path, store))
        else:
            found = results_of(store, what, bank, lang)
            sitters = [
                Sitter(each.person, say(f"results-why-{each.why}", lang), each.share)
                for each in found.again
                if each.share is None or below(each.share, found.limit)
            ]
    if not sitters:
        raise QbankError(Problem("papers-roster-empty", what))
    return Roster(tuple(sorted(sitters, key=_place)), lang)


def _place(each: Sitter) -> tuple[object, object]:
    """Return where somebody stands on the list: by department, then by code."""
    return natural_path(each.person.department), natural(each.person.code)


def _of_file(path: Path, store: Sittings) -> Iterator[Sitter]:
    by_code, by_name = _known(store)
    unknown, several, other = dict[str, None](), dict[str, None](), dict[str, None]()
    for code, name, why in _people(path):
        fitting = by_code.get(code, []) or ([] if code else by_name.get(name, []))
        if not fitting:
            unknown[f"{name or code}（{code}）" if name and code else name or code] = None
        elif len(fitting) > 1:
            several[name] = None
        elif code and name and fitting[0].name and fitting[0].name != name:
            other[f"{code}：{name}／{fitting[0].name}"] = None
        else:
            yield Sitter(fitting[0], why)
    refused = (unknown, "papers-roster-unknown"), (several, "papers-roster-several"), (other, "papers-roster-other")
    for found, problem in refused:
        if found:
            values = {"people": Listed(found, _SHOWN), "count": len(found)}
            raise QbankError(Problem(problem, str(path), values=values))


def _known(store: Sittings) -> tuple[Mapping[str, list[Person]], Mapping[str, list[Person]]]:
    by_code, by_name = defaultdict[str, list[Person]](list), defaultdict[str, list[Person]](list)
    for person, _ in store.people():
        by_code[person.code].append(person)
        by_name[person.name].append(person)
    return by_code, by_name


def _people(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield code, name and reason of each row of the first table that has a column of codes or names, each once."""
    with _tables(path) as tables:
        for rows in tables:
            seen = _people_of(rows)
            if seen is not None:
                yield from seen
                return
    raise QbankError(Problem("papers-roster-headings", str(path)))


def _people_of(rows: Rows) -> dict[tuple[str, str, str], None] | None:
    columns: dict[str, int] = {}
    seen: dict[tuple[str, str, str], None] = {}
    for row in rows:
        cells = [" ".join(each.split()) for each in row]
        if columns:
            code, name, why = (
                cells[columns[each]] if columns.get(each, -1) in range(len(cells)) else "" for each in _ROLES
            )
            if code or name:
                seen[code, name, why] = None
        else:
            columns = _columns(cells)
    return seen if columns else None


_ROLES: Mapping[str, frozenset[str]] = {"code": _CODES, "name": _NAMES, "why": _WHYS}


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found = {
        role: next(at for at, each in enumerate(cells) if each.casefold() in words)
        for role, words in _ROLES.items()
        if any(each.casefold() in words for each in cells)
    }
    return found if found.keys() & {"code", "name"} else {}


@contextmanager
def _tables(path: Path) -> Iterator[list[Rows]]:
    """Give the tables of a file while it is open; what is wrong with it is told with its name."""
    file = str(path)
    with told(file):
        refuse_special(path)
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    # What stands in it and not what it is called: both are exported under the other's ending.
    if head and not kind_of(head):
        yield [_records(path, file)]
        return
    with sheets(path, file) as found:
        yield [(texts for _, texts in sheet.rows()) for sheet in found]


def _records(path: Path, file: str) -> Rows:
    with told(file):
        if path.stat().st_size > _LARGEST:
            raise QbankError(Problem("table-large", values={"limit": _LARGEST // MEGABYTE}))
        text = decode(path.read_bytes()).text.removeprefix("\ufeff")
        csv.field_size_limit(MEGABYTE)  # of the whole program: whoever read a table before has set it
        yield from csv.reader(StringIO(text, newline=""), strict=True)
