"""Which format keeps what of which item type: found by holding a full example of each, never written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.losses import ALWAYS_LOST, WHOLE, held, losses
from qbank.formats.tables import profile as table_profile
from qbank.formats.texts import layout as text_layout
from qbank.locale import Lang, say
from qbank.model.item import Source
from qbank.model.portable import Portable
from qbank.types._contract import TYPES, label_of

_MARKS = {"all": "✔", "some": "◐", "none": "✘"}


def full_example(type_name: str) -> Portable:
    """Return an item of a type that has all an item can have, so that whatever a format drops is seen."""
    item = replace(
        TYPES.get(type_name).example(),
        id="q-1a2b3c4d",
        rationale="依据第五条。",
        difficulty="hard",
        chapter="第二章　值班",
        tags=("值班",),
        audience=("值班员",),
        sources=(Source("制度/值班办法.txt", "0" * 64, 10, 17, "应当做好记录。"),),
    )
    return Portable(item=item, proof=("《值班办法》第五条：“应当做好记录。”",))


def overview(lang: Lang) -> list[dict[str, Any]]:
    """Return a record a format and profile: name, ending, profile, and by item type what is lost or reduced.

    ``types`` has, for each type, ``held`` (false: such items are left out), ``lost`` and ``reduced`` (names of fields).
    A passage that items share is not part of the examples, nor is what depends on length or number.
    """
    return [_row(fmt, profile, lang) for fmt in FORMATS for profile in _profiles(fmt)]


def overview_lines(lang: Lang) -> Iterator[str]:
    """Yield a line a format in words: its name and ending, and a mark for each item type."""
    yield say("formats-head", lang)
    for row in overview(lang):
        name = f"{row['name']} --profile {row['profile']}" if row["profile"] else row["name"]
        marks = "  ".join(f"{label_of(type_name, lang)} {_mark(kept)}" for type_name, kept in row["types"].items())
        yield f"{name}  {row['suffix']}  {marks}"


def _profiles(fmt: Any) -> tuple[str, ...]:  # noqa: ANN401 - a format of either kind
    return (fmt.profiles() or ("",)) if isinstance(fmt, ForeignFormat) else ("",)


def _row(fmt: Any, profile: str, lang: Lang) -> dict[str, Any]:  # noqa: ANN401 - a format of either kind
    types = {name: _kept(fmt, profile, name, lang) for name in TYPES.names()}
    reads = not isinstance(fmt, ForeignFormat) or fmt.read is not None
    suffix = fmt.ending(profile) if isinstance(fmt, ForeignFormat) else fmt.suffix
    return {"name": fmt.name, "suffix": suffix, "profile": profile, "import": reads, "types": types}


def _kept(fmt: Any, profile: str, type_name: str, lang: Lang) -> dict[str, Any]:  # noqa: ANN401 - as above
    if not isinstance(fmt, ForeignFormat):
        return {"held": True, "lost": [], "reduced": []}
    example = full_example(type_name)
    found = list(losses(example, held(fmt, example, Settings(lang=lang, profile=profile))))
    return {
        "held": not any(loss.field == WHOLE for loss in found),
        "lost": [loss.field for loss in found if loss.kind == "lost"],
        "reduced": [loss.field for loss in found if loss.kind == "reduced"],
    }


def _mark(kept: dict[str, Any]) -> str:
    if not kept["held"]:
        return _MARKS["none"]
    return _MARKS["some" if {*kept["lost"], *kept["reduced"]} - ALWAYS_LOST else "all"]


def layouts(lang: Lang) -> Iterator[dict[str, str]]:
    """Yield a record a layout that comes with qbank: name, title, standing, source."""
    yield from table_profile.described(lang)
    for name in text_layout.names():
        found = text_layout.layout(name)
        yield {
            "name": name,
            "title": say(f"layout-{name}", lang),
            "standing": found.standing,
            "source": found.source[lang],
        }


def layout_text(name: str) -> str:
    """Return the TOML text of a layout that comes with qbank.

    Raises:
        QbankError: ``choice-unknown`` naming those there are.
    """
    tables, texts = files("qbank.formats.tables"), files("qbank.formats.texts")
    folders = {
        **dict.fromkeys(table_profile.names(), tables.joinpath("profiles")),
        **dict.fromkeys(text_layout.names(), texts.joinpath("layouts")),
    }
    if name not in folders:
        raise QbankError(Problem("choice-unknown", values={"found": name, "allowed": ", ".join(folders)}))
    return folders[name].joinpath(f"{name}.toml").read_text(encoding="utf-8")
