"""Strict readers of a user's TOML: each gives one value, or says what is wrong with it and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn, TypeVar, cast

from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.model.numerals import plain

_T = TypeVar("_T", bound=str)
_LONGEST = 4000


class Codes(NamedTuple):
    """What a kind of file calls its problems: a key that means nothing, one that is missing, a wrong value."""

    unknown: str
    missing: str
    wrong: str


PROFILE = Codes("profile-key-unknown", "profile-key-missing", "profile-value-wrong")


@dataclass(frozen=True, slots=True)
class Table:
    """A TOML table, the file it stands in, and its place there: ``sheets[1].columns[3]``, counted from 1."""

    data: Mapping[str, Any]
    file: str = ""
    place: str = ""
    codes: Codes = PROFILE

    def refuse(self, code: str, name: str, **values: object) -> NoReturn:
        """Raise a Problem about a key of the table."""
        where = ".".join(part for part in (self.place, name) if part)
        raise QbankError(Problem(code, self.file, where, values={"key": name, **values}))

    def only(self, *known: str) -> None:
        """Refuse a key that means nothing here."""
        for name in self.data:
            if name not in known:
                self.refuse(self.codes.unknown, name, allowed=", ".join(known))

    def wrong(self, name: str, wanted: str) -> NoReturn:
        """Refuse the value of a key."""
        self.refuse(self.codes.wrong, name, found=brief(repr(self.data.get(name)), 80), wanted=wanted)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text."""
        value = self.data.get(name, default)
        if value is None:
            self.refuse(self.codes.missing, name)
        if not isinstance(value, str) or len(value) > _LONGEST or "\0" in value:
            self.wrong(name, "text")
        return value

    def flag(self, name: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002, RUF100 - a value like any other
        """Return true or false."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            self.wrong(name, "true / false")
        return value

    def number(self, name: str, default: float, *, least: float = 0, most: float = 10**9) -> float:
        """Return a number between two."""
        value = self.data.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.wrong(name, f"{plain(least)} … {plain(most)}")
        return float(value)

    def whole(self, name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
        """Return a whole number between two."""
        value = self.number(name, default, least=least, most=most)
        if value != int(value):
            self.wrong(name, f"{least} … {most}")
        return int(value)

    def one_of(self, name: str, allowed: Sequence[_T], default: str | None = None) -> _T:
        """Return one of some words."""
        value = self.text(name, default)
        if value not in allowed:
            self.wrong(name, " / ".join(repr(each) for each in allowed))
        return cast(_T, value)

    def texts(self, name: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.data.get(name, default)
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
            self.wrong(name, '["…", "…"]')
        return tuple(value)

    def some_of(self, name: str, allowed: Sequence[_T], default: Sequence[str] = ()) -> tuple[_T, ...]:
        """Return a list of some words, each once."""
        found = self.texts(name, default)
        if not set(found) <= set(allowed) or len(set(found)) < len(found):
            self.wrong(name, ", ".join(allowed))
        return cast(tuple[_T, ...], found)

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
            self.wrong(name, '[["…"], ["…"]]')
        return tuple(Table({name: row}, self.file, self.place, self.codes).texts(name) for row in value)

    def table(self, name: str) -> Table:
        """Return a table within, an empty one where there is none."""
        value = self.data.get(name, {})
        if not isinstance(value, dict):
            self.wrong(name, f"[{name}]")
        return Table(value, self.file, ".".join(part for part in (self.place, name) if part), self.codes)

    def tables(self, name: str) -> list[Table]:
        """Return a list of tables within; a problem with one says its place as people count, from 1."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.wrong(name, f"[[{name}]]")
        return [
            Table(each, self.file, ".".join(part for part in (self.place, f"{name}[{at}]") if part), self.codes)
            for at, each in enumerate(value, 1)
        ]
