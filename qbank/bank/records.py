"""What the bank takes and gives back besides items and documents."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from qbank.bank.sealing import refuse_bad_text
from qbank.errors import Problem
from qbank.model.decision import Action, Decision
from qbank.model.document import Kind
from qbank.model.item import Item, Status

Clock = Callable[[], datetime]
"""Returns the current time, with its time zone."""


def utc_now() -> datetime:
    """Return the computer's time in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return a time as the log writes it: ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which items, in which order. A field left alone asks for nothing.

    ``actor`` is somebody who took a decision about the item, ``document`` the name of its main source, ``stimulus``
    the id of the passage it shares, ``text`` words that stand in it as they are (width, case and invisible characters
    aside). ``review`` order is best first: priority from high to low, then id. Of several statuses, items of any are
    found.
    """

    status: Status | Collection[Status] | None = None
    document: str | None = None
    type: str | None = None
    pattern: str | None = None
    tag: str | None = None
    stimulus: str | None = None
    difficulty: str | None = None
    actor: str | None = None
    text: str = ""
    later: bool | None = None
    deleted: bool = False
    limit: int | None = None
    offset: int = 0
    order: Literal["review", "id"] = "review"


def refuse_bad_query(query: Query) -> None:
    """Raise QbankError naming the first text of a query that breaks the rule at the door."""
    names = ("document", "type", "pattern", "tag", "stimulus", "difficulty", "actor", "text")
    texts = {name: getattr(query, name) or "" for name in names}
    refuse_bad_text(**texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A document of the bank without its text; ``characters`` is 0 while the text is not known.

    ``verbatim`` is the document's own word on the verbatim lock, None if it says nothing.
    """

    name: str
    digest: str
    title: str
    kind: Kind
    date: str
    format: str
    encoding: str
    characters: int
    audience: tuple[str, ...]
    chapter: str
    tags: tuple[str, ...]
    verbatim: bool | None = None


@dataclass(frozen=True, slots=True)
class DraftCount:
    """What became of drafts: new ones, known ones with new content, known ones left alone, ones put away.

    ``reordered`` counts those, renewed or left alone, whose place in the review order changed.
    """

    added: int
    renewed: int
    known: int
    withdrawn: int
    reordered: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A decision with the revision it was made on; ``item`` is the new content of ``edit`` and ``fix``."""

    decision: Decision
    base_revision: int
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision.

    ``done``: stored, ``item`` is the item after it. ``conflict``: somebody else was faster, nothing was
    stored, ``item`` is as it stands now. ``refused``: the item cannot take it, ``problem`` says why.
    """

    kind: Literal["done", "conflict", "refused"]
    item: Item | None = None
    problem: Problem | None = None

    @property
    def conflict(self) -> bool:
        """Tell whether the decision was made on an older revision."""
        return self.kind == "conflict"


@dataclass(frozen=True, slots=True)
class ImportCount:
    """How an import went: with ``problems`` nothing at all was stored."""

    added: int
    known: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsCount:
    """What became of a sitting's records: added, known already, left out for being about too few people."""

    added: int
    known: int
    few: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back or one redo does again: the action on one item, or on many at once.

    ``op`` is to be given to ``Bank.undo`` or ``Bank.redo``; ``items`` are never empty; ``at`` is ISO 8601 in UTC.
    """

    op: str
    action: Action
    items: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What an editor typed about an item as it stood at ``base_revision``, and has not saved."""

    item: str
    base_revision: int
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What there is to filter items by, each sorted."""

    documents: tuple[str, ...]
    types: tuple[str, ...]
    patterns: tuple[str, ...]
    tags: tuple[str, ...]
    actors: tuple[str, ...]
    difficulties: tuple[str, ...]
