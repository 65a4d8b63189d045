"""What users read, in Chinese and English, looked up by key.

One TOML file an area and language (``zh/text.toml``, ``en/text.toml``), merged
on first use. Keys are codes, not sentences, so a reworded message never loses
its translation, and nothing has to be compiled. A ``[problem.CODE]`` table has
``says`` (what is wrong) and ``cure`` (what to do); ``[text]`` holds the rest.

Words that go by a number are written ``{count} {count:item is|items are}``: the first form of them is for 1. Several
things in a row are a ``Listed``, which each language parts by its own signs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self, get_args

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


Stop = Literal["、", "，", "；"]
_STOPS: Mapping[str, str] = {"、": ", ", "，": ", ", "；": "; "}


class Listed(str):
    """Several things in a row, parted as the language does in which that is said; as a text, in Chinese.

    Args:
        words: what is listed.
        most: how many are shown, None for all; … stands for the others.
        stop: the sign between them: 、 between words, ， or ； between longer pieces.
    """

    _words: tuple[str, ...]
    _ends: str
    _stop: Stop

    def __new__(cls, words: Iterable[object], most: int | None = None, *, stop: Stop = "、") -> Self:
        """Make the list."""
        given = tuple(map(str, words))
        shown, ends = given[:most], "" if most is None or len(given) <= most else "…"
        made = super().__new__(cls, stop.join(shown) + ends)
        made._words, made._ends, made._stop = shown, ends, stop
        return made

    @property
    def words(self) -> tuple[str, ...]:
        """What is shown of what is listed."""
        return self._words

    def said(self, lang: Lang) -> str:
        """Return the list in a language."""
        if lang == "zh":
            return str(self)
        return _STOPS[self._stop].join((*self._words, *filter(None, (self._ends,))))


BRIEF = 40
"""Characters of a text that a sentence quotes."""


def brief(text: str, most: int = BRIEF) -> str:
    """Return a text of at most so many characters: its beginning and … where it is longer."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def say(key: str, lang: Lang, /, **values: object) -> str:
    """Return the sentence of ``[text] key`` with its ``{placeholders}`` filled."""
    return _filled(catalogue(lang)["text"][key], lang, values)


def _filled(sentence: str, lang: Lang, values: Mapping[str, object]) -> str:
    said = {name: value if type(value) is str else _in(lang, value) for name, value in values.items()}
    if "|" in sentence:
        return sentence.format(**{name: _ByNumber(value) for name, value in said.items()})
    return sentence.format(**said)


def _in(lang: Lang, value: object) -> object:
    match value:
        case Words():
            return say(value.key, lang)
        case Listed():
            return value.said(lang)
        case _:
            return value


class _ByNumber:
    """A value that words may go by: ``{count:item|items}``."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return format(self._value, spec)
        return spec.split("|")[str(self._value) != "1"]


def title_of(code: str, lang: Lang) -> str:
    """Return what a kind of problem is about, with dots where each one names its own thing."""
    sentence: str = re.sub(r"\{\w+:[^{}|]*\|([^{}]*)\}", r"\1", catalogue(lang)["problem"][code]["says"])
    return re.sub(r"\{[^{}]*\}", "…", sentence)


def texts(prefix: str, lang: Lang) -> dict[str, str]:
    """Return the sentences of ``[text]`` whose keys begin with ``prefix``, placeholders as they are."""
    return {key: text for key, text in catalogue(lang)["text"].items() if key.startswith(prefix)}


def says_and_cure(code: str, lang: Lang, /, **values: object) -> tuple[str, str]:
    """Return what is wrong and what to do for a problem code, placeholders filled."""
    entry = catalogue(lang)["problem"][code]
    return _filled(entry["says"], lang, values), _filled(entry["cure"], lang, values)
