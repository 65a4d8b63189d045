"""What users read, in Chinese and English, looked up by key.

One TOML file an area and language (``zh/text.toml``, ``en/text.toml``), merged
on first use. Keys are codes, not sentences, so a reworded message never loses
its translation, and nothing has to be compiled. A ``[problem.CODE]`` table has
``says`` (what is wrong) and ``cure`` (what to do); ``[text]`` holds the rest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@cache
def catalogue(lang: Lang) -> dict[str, dict[str, Any]]:
    """Return ``{"problem": {code: {"says", "cure"}}, "text": {key: sentence}}`` of one language.

    Raises:
        ValueError: if two areas define the same key.
    """
    merged: dict[str, dict[str, Any]] = {"problem": {}, "text": {}}
    for path in sorted(files(__name__).joinpath(lang).iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".toml"):
            continue
        for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            twice = merged[table].keys() & entries.keys()
            if twice:
                raise ValueError(f"{lang}/{path.name} repeats {sorted(twice)} of another area")
            merged[table].update(entries)
    return merged


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence of ``[text]`` that fills a placeholder of another one, in whatever language that is said."""

    key: str


def say(key: str, lang: Lang, /, **values: object) -> str:
    """Return the sentence of ``[text] key`` with its ``{placeholders}`` filled."""
    sentence: str = catalogue(lang)["text"][key]
    return sentence.format(**_in(lang, values))


def _in(lang: Lang, values: Mapping[str, object]) -> dict[str, object]:
    return {name: say(value.key, lang) if isinstance(value, Words) else value for name, value in values.items()}


def title_of(code: str, lang: Lang) -> str:
    """Return what a kind of problem is about, with dots where each one names its own thing."""
    sentence: str = catalogue(lang)["problem"][code]["says"]
    return re.sub(r"\{[^{}]*\}", "…", sentence)


def texts(prefix: str, lang: Lang) -> dict[str, str]:
    """Return the sentences of ``[text]`` whose keys begin with ``prefix``, placeholders as they are."""
    return {key: text for key, text in catalogue(lang)["text"].items() if key.startswith(prefix)}


def says_and_cure(code: str, lang: Lang, /, **values: object) -> tuple[str, str]:
    """Return what is wrong and what to do for a problem code, placeholders filled."""
    entry = catalogue(lang)["problem"][code]
    said = _in(lang, values)
    return entry["says"].format(**said), entry["cure"].format(**said)
