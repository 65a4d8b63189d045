"""What a format reader takes out of a file, before it becomes a Document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qbank.errors import Problem
from qbank.text.limits import Limits


@dataclass(frozen=True, slots=True)
class Content:
    """Text and metadata of one file; ``problems`` are warnings, since what is refused raises.

    ``title`` is what the format itself says (HTML), ``metadata`` what the editor wrote in the file
    (front matter), with the keys of ``frontmatter.KEYS`` and any others the file has.
    """

    text: str
    encoding: str = "utf-8"
    title: str = ""
    metadata: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


Parse = Callable[[Path, Limits], Content]
"""A format reader: raises ``QbankError`` when the file is refused."""


def warning(code: str, *, place: str = "", **values: object) -> Problem:
    """Return a Problem that lets the file pass; its file name is filled in by the Reader."""
    return Problem(code, place=place, values=values, severity="warning")
