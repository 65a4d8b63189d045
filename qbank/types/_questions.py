"""Questions and statements as the modules of single fact kinds word them, before a type makes drafts of them."""

from __future__ import annotations

from dataclasses import dataclass

from qbank.model.fact import Part
from qbank.model.item import Option


@dataclass(frozen=True, slots=True)
class Question:
    """A stem with its right answer and wrong ones; ``in_order`` sorts the options by the numbers in them."""

    stem: str
    asked: Part
    right: str
    wrong: tuple[Option, ...]
    trust: float
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A stem with the points its answer must make, and the parts they come from."""

    stem: str
    points: tuple[str, ...]
    asked: tuple[Part, ...]
    trust: float


@dataclass(frozen=True, slots=True)
class SeveralRight:
    """A stem with the parts that are right and the options that are not."""

    stem: str
    keys: tuple[Part, ...]
    wrong: tuple[Option, ...]
    trust: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that is true or false about the asked part."""

    stem: str
    asked: Part
    key: bool
    trust: float
