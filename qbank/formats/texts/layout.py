"""Layouts of running text, as data: what stands before, between and after the parts of an item, and what has no place.

One TOML file a layout in ``layouts/``; each says how sure it is (``standing``) and from where (``source``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, assert_never, get_args

from qbank.errors import Problem, QbankError
from qbank.locale import LANGS, Lang, Listed
from qbank.model.item import Choice, ExtendedText, Interaction, Match, Order, TextEntry, is_verdict

Standing = Literal["verified by a file", "from public programs", "unverified"]
Kind = Literal["one", "many", "verdict", "blanks", "free", "order", "match"]
USUAL = "plain"
_ORDER = (USUAL, "weixin", "yikao", "police", "kaoshibao-word", "xuexitong-word", "wenjuanxing")


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionMarks:
    """What stands before an option, and how many there may be."""

    mark: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMarks:
    """How a key is told: its label, what joins letters, the words of verdicts and where they stand."""

    label: str
    separator: str = ""
    true: str = ""
    false: str = ""
    verdict: Literal["label", "stem"] = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class StemMarks:
    """How blanks are shown: a bracket within a choice, a line within other stems.

    A closing bracket stands at the end of every choice, a closing blank at the end of what a person marks.
    """

    bracket: str
    blank: str
    closing_bracket: bool = False
    closing_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankMarks:
    """What stands between the answers of blanks: numbers in circles, a label each, or a separator.

    ``accepted`` joins the answers of one blank; ``label`` puts the further ones under a label of their own, "" loses
    them.
    """

    between: str = "；"
    accepted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMarks:
    """Where each item is a cell of a sheet: what stands above the cells, and between the lines in one."""

    header: str
    between: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way to set items as running text.

    Args:
        name: the profile.
        standing: how sure it is that the receiver reads this.
        source: where that is known from, by language.
        file: plain text, Word, or a sheet of one column with an item a cell.
        number: what an item begins with, ``{n}`` its number.
        types: by kind, the word for it; a kind that is not named has no place.
        tag: stands before a stem, with the word of its type.
        group: a line before items whose type is another than the last one's.
        option: see OptionMarks.
        key: see KeyMarks.
        stem: see StemMarks.
        blanks: see BlankMarks.
        cell: see CellMarks; for sheets only.
        labels: by part, its label on a line of its own, in this order.
        tail: by part without a line of its own, what stands before it at the end of the explanation.
        difficulty: by level, its word.
        limits: by part, the most characters.
        lines: whether texts keep their line ends, all or just the stems of what a person marks, where lists may stand.
        half_width: whether all characters must be half-width.
        title: whether a title may stand above.
        shuffles: whether the receiver may show options in another order.
    """

    name: str
    standing: Standing
    source: Mapping[Lang, str]
    file: Literal["txt", "docx", "xlsx"]
    number: str
    types: Mapping[str, str]
    option: OptionMarks
    key: KeyMarks
    stem: StemMarks
    blanks: BlankMarks = field(default_factory=BlankMarks)
    cell: CellMarks | None = None
    tag: str = ""
    group: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    tail: Mapping[str, str] = field(default_factory=dict)
    difficulty: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    lines: Literal["kept", "asked", "joined"] = "joined"
    half_width: bool = False
    title: bool = False
    shuffles: bool = False

    def keeps(self, part: str) -> bool:
        """Tell whether a part of an item has a place."""
        return part in self.labels or part in self.tail


def names() -> tuple[str, ...]:
    """Return the names of all layouts, the usual one first."""
    found = sorted(entry.name.removesuffix(".toml") for entry in _folder().iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)))


@cache
def layout(name: str) -> Layout:
    """Return a layout, the usual one for "".

    Raises:
        QbankError: ``format-not-to-stream`` for a name that is none.
    """
    if name and name not in names():
        values = {"profile": name, "format": "text", "allowed": Listed(names())}
        raise QbankError(Problem("format-not-to-stream", values=values))
    return layout_of(name or USUAL, tomllib.loads(_folder().joinpath(f"{name or USUAL}.toml").read_text("utf-8")))


def layout_of(name: str, data: Mapping[str, Any]) -> Layout:
    """Return the layout that data say; raises ValueError naming what is wrong."""
    known = {each.name for each in fields(Layout)}
    if data.keys() - known or "name" in data:
        raise ValueError(f"{name}: unknown {sorted(data.keys() - (known - {'name'}))}")
    if data.get("standing") not in get_args(Standing):
        raise ValueError(f"{name}: standing must be one of {get_args(Standing)}")
    if not isinstance(data.get("source"), Mapping) or data["source"].keys() != set(LANGS):
        raise ValueError(f"{name}: source must be told in {LANGS}")
    if data["types"].keys() - set(get_args(Kind)):
        raise ValueError(f"{name}: unknown types {sorted(data['types'].keys() - set(get_args(Kind)))}")
    groups = {"option": OptionMarks, "key": KeyMarks, "stem": StemMarks, "blanks": BlankMarks, "cell": CellMarks}
    if ("cell" in data) != (data.get("file") == "xlsx"):
        raise ValueError(f"{name}: a sheet says its cell, and nothing else does")
    marks = {part: make(**data[part]) for part, make in groups.items() if part in data}
    return Layout(**{"name": name, **data, **marks})


def kind_of(interaction: Interaction) -> Kind:
    """Return what layouts call an interaction."""
    match interaction:
        case Choice(multiple=True):
            return "many"
        case Choice():
            return "verdict" if is_verdict(interaction) else "one"
        case TextEntry():
            return "blanks"
        case ExtendedText():
            return "free"
        case Order():
            return "order"
        case Match():
            return "match"
        case _:
            assert_never(interaction)


def _folder() -> Any:  # noqa: ANN401 - what importlib gives has no public name before 3.12
    return files(__package__).joinpath("layouts")
