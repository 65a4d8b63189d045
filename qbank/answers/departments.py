"""Departments: paths in a tree, however they are spelled, by plain normalisation and by a file of aliases."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qbank.answers._plain import plain, tidy
from qbank.errors import Problem, QbankError
from qbank.model.numerals import CHINESE, in_figures
from qbank.text.charset import decode
from qbank.text.files import os_problem, refuse_special

Department = tuple[str, ...]
_SEVERAL = re.compile(r"[,，;；\n|┋]+")
_STEPS = re.compile(r"\s*[/\\>→＞／＼]+\s*|\s*(?<![0-9０-９])[-－—–]+(?![0-9０-９])\s*")

_NUMERALS = re.compile(rf"[{CHINESE}]+")
_ORDINAL = re.compile(rf"(?<=第)[{CHINESE}]+")


@dataclass(slots=True)
class Departments:
    """Finds the department that a text names.

    Args:
        aliases: by folded path the department that is meant.
    """

    aliases: Mapping[Department, Department] = field(default_factory=dict)
    _spellings: dict[Department, Counter[Department]] = field(default_factory=dict)
    _texts: dict[Department, set[str]] = field(default_factory=dict)

    def of(self, text: str, count: int = 1) -> Department:
        """Return the folded path that a text names; () for none. ``count`` people are said to be there."""
        paths = [path for each in _SEVERAL.split(tidy(text)) if (path := _path(each))]
        if not paths:
            return ()
        longest = max(paths, key=len)
        # A list of departments that only repeats one, or names its outer ones too, is that one.
        path = longest if all(_key(longest)[: len(each)] == _key(each) for each in paths) else paths[0]
        key = _key(path)
        meant = self.aliases.get(key)
        if meant is None and len(key) > 1 and (outer := self.aliases.get(key[:-1])) is not None:
            meant = (*outer, path[-1])
        path = meant or path
        key = _key(path)
        self._spellings.setdefault(key, Counter())[path] += count
        self._texts.setdefault(key, set()).add(" ".join(text.split()))
        return key

    def shown(self, key: Department) -> Department:
        """Return a department as most people spell it."""
        if not key:
            return ()
        spelled = self._spellings[key]
        return max(spelled, key=lambda path: (spelled[path], [-ord(char) for char in "/".join(path)]))

    def told(self, file: str) -> Iterator[Problem]:
        """Yield a line for each department that stands in the file in several spellings."""
        for key, texts in sorted(self._texts.items()):
            if len(texts) > 1:
                values = {"department": "/".join(self.shown(key)), "spellings": " | ".join(sorted(texts))}
                yield Problem("answers-department-spellings", file, values=values, severity="warning")
        alike: dict[Department, list[Department]] = {}
        for key in self._texts:
            alike.setdefault(tuple(map(_without_ordinals, key)), []).append(key)
        for keys in alike.values():
            if len(keys) > 1:
                names = " | ".join(sorted("/".join(self.shown(key)) for key in keys))
                yield Problem("answers-departments-alike", file, values={"departments": names}, severity="warning")


def _without_ordinals(step: str) -> str:
    """Return a step in which 第一, 第1, 一 and 1 are alike: they mostly number one thing, and may number two."""
    return _NUMERALS.sub(lambda found: in_figures(found[0]), step).replace("第", "")


def _path(text: str) -> Department:
    steps = [step for each in _STEPS.split(unicodedata.normalize("NFKC", text)) if (step := " ".join(each.split()))]
    # 钉钉 joins paths that begin alike: A-A-B is A-B.
    return tuple(step for at, step in enumerate(steps) if not at or one_step(step) != one_step(steps[at - 1]))


def one_step(step: str) -> str:
    """Return a step of a path for comparing: width, case, spaces, signs, 第一 and 第1 make no difference."""
    return _ORDINAL.sub(lambda found: in_figures(found[0]), plain(step)) or step


def _key(path: Department) -> Department:
    return tuple(map(one_step, path))


def departments(aliases: Path | Mapping[str, Iterable[str]] | None = None) -> Departments:
    """Return what finds departments.

    Args:
        aliases: by department its other names; or a TOML file of such lists, or a CSV file of alias and department.

    Raises:
        QbankError: the file cannot be read; ``answers-alias-twice`` where one alias names two departments.
    """
    if aliases is None:
        return Departments()
    file = "" if isinstance(aliases, Mapping) else str(aliases)
    pairs = _pairs(aliases) if isinstance(aliases, Mapping) else _read(aliases)
    found: dict[Department, Department] = {}
    for alias, name in pairs:
        key, path = _key(_path(alias)), _path(name)
        if not key or not path:
            continue
        if _key(found.get(key, path)) != _key(path):
            raise QbankError(Problem("answers-alias-twice", file, values={"alias": alias}))
        found[key] = path
    return Departments(found)


def _pairs(named: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [
        (alias, name) for name, all_ in named.items() for alias in (name, *([all_] if isinstance(all_, str) else all_))
    ]


def _read(path: Path) -> list[tuple[str, str]]:
    try:
        refuse_special(path)
        text = decode(path.read_bytes()).text.removeprefix("\ufeff")
    except OSError as error:
        raise QbankError(os_problem(error, str(path))) from error
    if path.suffix.lower() != ".toml":
        return [(row[0], row[1]) for row in csv.reader(text.splitlines()) if len(row) > 1]
    try:
        return _pairs(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise QbankError(Problem("profile-syntax", str(path), values={"reason": str(error)})) from error
