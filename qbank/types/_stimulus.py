"""Stimulus to plain JSON data and back. Used by the bank and by formats, as items are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from qbank.model.stimulus import Stimulus
from qbank.types import _fields as fields
from qbank.types._codec import source_from_dict

_FIELDS = frozenset(Stimulus.__dataclass_fields__)


def stimulus_to_dict(stimulus: Stimulus) -> dict[str, Any]:
    """Return the stimulus as JSON data."""
    return {
        "id": stimulus.id,
        "text": stimulus.text,
        "sources": [asdict(source) for source in stimulus.sources],
        "extensions": dict(stimulus.extensions),
    }


def stimulus_from_dict(data: Mapping[str, Any]) -> Stimulus:
    """Return the stimulus that ``stimulus_to_dict`` wrote; fields nobody knows go to ``extensions``.

    Raises:
        ValueError: naming the field that is missing, empty or of the wrong type.
    """
    unknown = {name: value for name, value in data.items() if name not in _FIELDS}
    for name in ("id", "text"):
        if not fields.text(data, name).strip():
            raise ValueError(f"{name}: empty")
    return Stimulus(
        id=fields.text(data, "id"),
        text=fields.text(data, "text"),
        sources=tuple(source_from_dict(each) for each in fields.rows(data, "sources")),
        extensions={**fields.mapping(data, "extensions"), **unknown},
    )
