"""Packages of QTI items, and for each item responses with what they have to earn from whoever marks them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.model.item import Body, Choice, ExtendedText, Item, Match, Option, Order, TextEntry
from qbank.model.portable import Portable
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice


def package(portables: Sequence[Portable], path: Path, release: str = "qti3") -> list[str]:
    """Write a package and return its item files."""
    fmt = FORMATS.get(release)
    assert isinstance(fmt, ForeignFormat)
    with path.open("wb") as stream:
        fmt.write(iter(portables), stream, Settings(title="值班制度"))
    return item_files(path)


def item_files(path: Path) -> list[str]:
    """Return the items of a package in the order of their names."""
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name).decode() for name in sorted(archive.namelist()) if name.startswith("items/item")]


def kept(items: Sequence[Item], release: str = "qti3") -> list[Portable]:
    """Return items with a proof line as a package holds them; none is refused."""
    fmt = FORMATS.get(release)
    assert isinstance(fmt, ForeignFormat)
    proof = ("《值班办法》第五条：“应当做好记录。”",)
    kept = [fmt.hold(Portable(item=item, proof=proof), Settings()) for item in items]
    assert not [each for each in kept if isinstance(each, Problem)]
    return [each for each in kept if isinstance(each, Portable)]


def _given(body: Body, response: Any) -> Mapping[str, Any]:
    """Return a response of ours in the identifiers of our packages, which are made of positions."""
    interaction = body.interaction()
    match interaction:
        case Choice(options=options, multiple=multiple):
            is_one = isinstance(response, bool | str) and response != ""
            ids = [str(response).lower()] if is_one else list(response)
            names = ids if set(ids) <= {"true", "false"} else [_position(options, each, "C") for each in ids]
            return {"RESPONSE": names if multiple else (names or [None])[0]}
        case Order(options=options):
            return {"RESPONSE": [_position(options, each, "C") for each in response]}
        case Match(left=left, right=right):
            rows = response.items() if isinstance(response, Mapping) else response
            return {"RESPONSE": [f"{_position(left, a, 'L')} {_position(right, b, 'R')}" for a, b in rows]}
        case TextEntry(accepted=accepted):
            names = ["RESPONSE"] if len(accepted) == 1 else [f"RESPONSE{n}" for n in range(1, len(accepted) + 1)]
            return {name: text or None for name, text in zip(names, response, strict=True)}
        case _:
            return {"RESPONSE": response or None}


def _position(options: Sequence[Option], option: str, letter: str) -> str:
    return f"{letter}{[each.id for each in options].index(option) + 1}"


def tries_of(body: Body) -> tuple[list[Mapping[str, Any]], list[float]]:
    """Return responses and what each has to earn; what a person marks earns nothing from a player."""
    if isinstance(body.interaction(), ExtendedText):
        return [{"RESPONSE": "落实经费保障"}, {}], [0.0, 0.0]
    samples = [(each.response, each.score) for each in body.responses() if each.score is not None]
    if isinstance(body, FillBlank):
        keys = [accepted[0] for accepted in body.key]
        samples += [
            (keys[::-1], None),
            ([keys[0]] * len(keys), None),
            (["", *keys[1:]], None),
            (["错"] * len(keys), 0.0),
        ]
        samples = [(each, _exactly(body, each)) for each, _ in samples]
    if isinstance(body, MultipleChoice):
        samples += [(list(body.key[:n]), body.score(list(body.key[:n]))) for n in range(len(body.key) + 1)]
        samples.append(([each.id for each in body.options], body.score([each.id for each in body.options])))
    return [_given(body, response) for response, _ in samples], [float(score) for _, score in samples]


def _exactly(body: FillBlank, given: Sequence[str]) -> float:
    """Return the share of blanks that hold an accepted answer to the letter, as a player compares."""
    if body.any_order:
        return sum(any(each in accepted for each in given) for accepted in body.key) / len(body.key)
    return sum(each in accepted for each, accepted in zip(given, body.key, strict=True)) / len(body.key)
