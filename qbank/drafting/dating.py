"""A draft of this year's text, read in another: 2024年要新建15处 for 今年要新建15处, in stem, options and key."""

from __future__ import annotations

from typing import Any

from qbank.drafting.naming import NAMED
from qbank.model.item import Body
from qbank.model.years import dated
from qbank.types._contract import TYPES


def dated_stem(stem: str, year: int) -> str:
    """Return a stem that says the year itself; the name of its document stays as the document has it."""
    named = NAMED.match(stem) if year else None
    own = named.end() if named else 0
    return stem[:own] + dated(stem[own:], year)


def dated_body(body: Body, year: int) -> Body:
    """Return a body whose texts say the year itself; the same body where they name none."""
    if not year:
        return body
    told = body.to_dict()
    said: dict[str, Any] = _dated(told, year)
    return TYPES.get(body.type_name).from_dict(said) if said != told else body


def _dated(value: Any, year: int) -> Any:  # noqa: ANN401
    match value:
        case str():
            return dated(value, year)
        case list():
            return [_dated(each, year) for each in value]
        case dict():
            return {name: _dated(each, year) for name, each in value.items()}
        case _:
            return value
