"""Stimuli (材料, 共用题干): passages that several items share, modelled beside items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qbank.model.item import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Stimulus:
    """A passage that stands above the items which name it by its ``id``.

    ``text`` is what is read, a paragraph a line; ``sources`` are the places it was taken from, none for one
    written by hand. It never changes: another wording is another stimulus with an id of its own, so every
    earlier version of an item keeps the passage it was asked with.
    """

    id: str
    text: str
    sources: tuple[Source, ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
