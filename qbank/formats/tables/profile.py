"""Layouts by their names: shipped ones are the TOML files in ``profiles``; a name may be a user's own file, too."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats.tables._profile_records import Column, Kind, Profile
from qbank.formats.tables._profile_toml import profile_from
from qbank.locale import Lang
from qbank.text.files import os_problem, refuse_special

DEFAULT = "generic"
_SUFFIX = ".toml"
_LARGEST = 1_000_000


@cache
def names() -> tuple[str, ...]:
    """Return the names of the shipped layouts, the usual one first."""
    found = (path.name.removesuffix(_SUFFIX) for path in files(__package__).joinpath("profiles").iterdir())
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


def load(name: str, lang: Lang = "zh") -> Profile:
    """Return a layout by its name ("" for the usual one) or by the path of a TOML file.

    Raises:
        QbankError: ``choice-unknown`` for an unknown name, ``profile-…`` for a file that says something wrong.
    """
    profile = _own(Path(name)) if name.endswith(_SUFFIX) else _shipped(name or DEFAULT)
    return _in_english(profile) if lang == "en" and profile.english else profile


def parsed(text: str, name: str, file: str = "") -> Profile:
    """Return the layout that a TOML text describes.

    Raises:
        QbankError: ``profile-syntax`` and the other ``profile-…`` codes, naming the place.
    """
    try:
        data: Mapping[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise QbankError(Problem("profile-syntax", file, values={"reason": str(error)})) from error
    return profile_from(data, name, file)


@cache
def _shipped(name: str) -> Profile:
    if name not in names():
        raise QbankError(Problem("choice-unknown", values={"found": name, "allowed": ", ".join(names())}))
    text = files(__package__).joinpath("profiles", name + _SUFFIX).read_text(encoding="utf-8")
    return parsed(text, name)


def _own(path: Path) -> Profile:
    try:
        stamp = path.stat()
        refuse_special(path)
        if stamp.st_size > _LARGEST:
            raise QbankError(Problem("profile-unreadable", str(path), values={"reason": f"{stamp.st_size} B"}))
        return _read(path, stamp.st_mtime_ns, stamp.st_size)
    except OSError as error:
        raise QbankError(os_problem(error, str(path))) from error
    except ValueError as error:
        raise QbankError(Problem("profile-unreadable", str(path), values={"reason": str(error)})) from error


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Profile:
    """Return a user's own layout; read anew when the file changes, not for every item."""
    return parsed(path.read_text(encoding="utf-8-sig"), path.name.removesuffix(_SUFFIX), str(path))


@cache
def _english_of(name: str) -> Profile:
    profile = _shipped(name)
    return _translated(profile)


def _in_english(profile: Profile) -> Profile:
    return _english_of(profile.name) if profile.name in names() else _translated(profile)


def _translated(profile: Profile) -> Profile:
    """Return the layout with English headings and words; the others are still understood."""
    words: dict[Kind, tuple[str, ...]] = {
        kind: _first(profile.english.get(kind, ""), all_) for kind, all_ in profile.words.items()
    }
    levels = {level: _first(profile.english.get(level, ""), all_) for level, all_ in profile.levels.words.items()}
    sheets = tuple(
        replace(sheet, columns=tuple(_column_in_english(column) for column in sheet.columns))
        for sheet in profile.sheets
    )
    true, false = profile.answers.verdict_words
    verdicts = (profile.english.get("true", true), profile.english.get("false", false))
    return replace(
        profile,
        words=words,
        levels=replace(profile.levels, words=levels),
        answers=replace(profile.answers, verdict_words=verdicts),
        sheets=sheets,
    )


def _column_in_english(column: Column) -> Column:
    if not column.english:
        return column
    return replace(column, header=column.english, also=(column.header, *column.also))


def _first(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return (word, *words) if word else words


def described(lang: Lang) -> Iterator[dict[str, str]]:
    """Yield a record a shipped layout: name, title, standing, source, the ending the receiver wants."""
    for profile in map(load, names()):
        yield {
            "name": profile.name,
            "title": profile.title[lang],
            "standing": profile.standing,
            "source": profile.source[lang],
            "wants": profile.wants,
        }
