"""What every item type keeps, and the draft it hands on.

A type is one frozen ``Body`` record (``model.item.Body``) with the class-level verbs below. Nothing
is inherited: a type is checked against the Protocol by mypy and by ``tests/contract/test_types.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Protocol

from qbank.locale import Lang
from qbank.model.fact import Fact, FactPool, Part
from qbank.model.item import Body, Difficulty, Interaction, Item
from qbank.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A candidate question before the gates.

    ``asks`` are the parts whose words make up the key (for proof lines and for telling two drafts
    on one fact apart); ``trust`` is the share of such drafts that editors are expected to keep, 0–1
    (a prior, learned from verdicts later).
    """

    fact: Fact
    stem: str
    body: Body
    asks: tuple[Part, ...]
    trust: float


class ItemType(Protocol):
    """The class-level verbs of an item type."""

    type_name: ClassVar[str]
    label: ClassVar[str]
    """The Chinese name editors know: 单选题."""
    uses: ClassVar[frozenset[str]]
    """The fact kinds it drafts from."""
    difficulty: ClassVar[Difficulty]
    """How hard items of the type are expected to be, before anybody has answered them."""

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield drafts from a fact; nothing if the fact does not suit."""

    @classmethod
    def example(cls) -> Item:
        """Return one small good item."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Body:
        """Return the body that ``to_dict`` wrote; raises ``ValueError`` saying which field is wrong."""

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> Body | None:
        """Return the body that a delivery engine's item has; None if the interaction is another type's.

        ``rules`` are the fields of ``to_dict`` that no interaction tells, as far as they are known; raises
        ``ValueError`` saying which is wrong.
        """


TYPES: Registry[type[ItemType]] = Registry("item type")


def label_of(type_name: str, lang: Lang) -> str:
    """Return what people call an item type: 单选题, single choice."""
    return TYPES.get(type_name).label if lang == "zh" else type_name.replace("_", " ")
