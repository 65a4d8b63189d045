"""One record of somebody's JSON to a portable: the usual names of fields, the usual ways to write options and keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qbank.formats._incoming import portable_of
from qbank.formats._json_asked import Asked, UnclearError, unread_of
from qbank.formats._json_interactions import interaction_of
from qbank.formats._json_names import (
    ASKED,
    is_worded,
    number_of,
    passage_of,
    sure_of,
    text_of,
    texts_of,
    value_of,
)
from qbank.formats._json_option_records import OptionsError
from qbank.formats._json_places import NOTHING_AROUND, Around
from qbank.formats._json_walk import Doubled
from qbank.formats.tables.language import difficulty_of
from qbank.locale import Listed
from qbank.model.portable import Portable


@dataclass(frozen=True, slots=True)
class Read:
    """The item of a record, and what of the record is not in it.

    Args:
        portable: the item.
        unread: names that say something and are not read.
        level: a difficulty that is not understood, "" for none.
        number: an id that is a mere number, "" for none.
    """

    portable: Portable
    unread: tuple[str, ...] = ()
    level: str = ""
    number: str = ""


def read_record(row: Any, place: str, *, own: bool, around: Around = NOTHING_AROUND) -> Read:  # noqa: ANN401
    """Return the item of a record; in one of our ``own`` making an answer is letters and an option is its text.

    Raises:
        UnclearError: a field is missing or of a kind that says nothing, or the key is not among the options.
    """
    if not isinstance(row, Mapping):
        raise UnclearError("json-row-no-object")
    stem = text_of(row, "stem")
    _refuse_twice(row, stem)
    if not stem.strip():
        raise UnclearError("json-row-no-stem")
    try:
        asked = Asked.of(row, stem, around, own=own)
        interaction = interaction_of(asked)
    except OptionsError as error:
        raise UnclearError(error.code, stem, **error.values) from error
    filled = asked.filled(interaction)
    rules = row.get("rules")
    item_id, level = text_of(row, "id"), text_of(row, "difficulty")
    try:
        portable = portable_of(
            filled,
            interaction,
            place=place,
            item_id=item_id if own or is_worded(item_id) else "",
            rationale=text_of(row, "explanation"),
            difficulty=difficulty_of(level) or "medium",
            chapter="/".join(filter(None, (around.chapter, text_of(row, "chapter")))),
            tags=texts_of(row, "tags"),
            audience=texts_of(row, "audience"),
            stimulus="\n".join(filter(None, (around.stimulus, passage_of(value_of(row, "stimulus"))))),
            proof=texts_of(row, "proof"),
            rules=rules if isinstance(rules, Mapping) else None,
        )
    except ValueError as error:
        raise UnclearError("json-row-bad-field", stem, field=str(error)) from error
    return Read(
        portable,
        (*unread_of(asked), *around.unread),
        level if level and difficulty_of(level) is None else "",
        "" if own else number_of(row),
    )


def _refuse_twice(row: Mapping[str, Any], stem: str) -> None:
    """Refuse a record that says a part of the item twice, and not the same; answers are compared by what they mean."""
    _refuse_doubled(row, stem)
    for part in ASKED:
        names = sure_of(row, part)
        if part != "answer" and any(row[name] != row[names[0]] for name in names[1:]):
            raise UnclearError("json-row-said-twice", stem, names=Listed(names))


def _refuse_doubled(value: Any, stem: str) -> None:  # noqa: ANN401 - JSON data
    if isinstance(value, Doubled):
        raise UnclearError("json-row-name-twice", stem, names=Listed(value.names))
    if isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            _refuse_doubled(each, stem)
