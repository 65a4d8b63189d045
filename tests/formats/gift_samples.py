"""Small GIFT files and items for tests: written, held, read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st
from portable_strategies import NASTY

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats._held import with_interaction
from qbank.formats.gift.format import hold, read, write
from qbank.model.item import Interaction, Item
from qbank.model.portable import Portable
from qbank.types.single_choice import SingleChoice

SETTINGS = Settings(title="柳湾泵站值班制度")
GRAMMAR = [*NASTY, "->", "a->b", "=%100%", "[html]", "&&058;", "%5%x", "T", "\n\n"]
texts = st.lists(st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(GRAMMAR)).map("".join)


def found_of(text: str | bytes, folder: Path, settings: Settings = SETTINGS) -> list[Portable | Problem]:
    """Return what is found in a file of that text."""
    path = folder / "题库.gift"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read(path, settings))


def item_of(text: str | bytes, folder: Path) -> Item:
    """Return the one item of a file that has no faults."""
    (found,) = found_of(text, folder)
    assert isinstance(found, Portable), found
    return found.item


def written(portables: Sequence[Portable], settings: Settings = SETTINGS) -> str:
    """Return the file of held portables."""
    stream = BytesIO()
    write(portables, stream, settings)
    return stream.getvalue().decode()


def portable(interaction: Interaction, stem: str = "柳湾泵站由谁值守？", **fields: object) -> Portable:
    """Return a portable with an interaction."""
    item = with_interaction(replace(SingleChoice.example(), stem=stem), interaction, {})
    return Portable(item=replace(item, id="q-7", **fields))  # type: ignore[arg-type]


def kept(portable: Portable) -> Portable:
    """Return what is held of a portable that is held."""
    found = hold(portable, SETTINGS)
    assert isinstance(found, Portable), found
    return found
