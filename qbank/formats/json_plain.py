"""Plain JSON for web pages and small programs: one flat record an item, read in the shapes that others write it in.

Not our bank format: no history, no places in documents. ``answer`` is what a programmer expects: letters for a
choice, true or false, a list of accepted answers for each blank, points, pairs of texts, texts in the right order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, assert_never

from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._gone import gone_by
from qbank.formats._held import without
from qbank.formats._json_asked import UnclearError
from qbank.formats._json_names import text_of
from qbank.formats._json_rows import rows_of
from qbank.formats._json_shapes import Read, read_record
from qbank.locale import Listed, brief
from qbank.model.item import Choice, ExtendedText, Interaction, Match, Order, TextEntry, is_verdict
from qbank.model.letters import LETTERS
from qbank.model.portable import Portable, rules_of

_OURS = "json-plain"
_MOST_NAMED = 12


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return the portable without what only our own bank keeps."""
    kept = without(portable, "spans", "reasons")
    interaction = kept.item.body.interaction()
    if isinstance(interaction, Choice) and len(interaction.options) > len(LETTERS):
        values = {"found": len(interaction.options), "most": len(LETTERS)}
        return Problem("loss-too-many-options", place=kept.item.id, values=values)
    return kept


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write one JSON object: title and ``items``, one a line."""
    stream.write(
        b'{"format":"%s","title":%s,"items":['
        % (_OURS.encode(), json.dumps(settings.title, ensure_ascii=False).encode())
    )
    for at, portable in enumerate(portables):
        row = json.dumps(_row(portable), ensure_ascii=False).encode("utf-8", "surrogatepass")
        stream.write((b",\n" if at else b"\n") + row)
    stream.write(b"\n]}\n")


def _row(portable: Portable) -> dict[str, Any]:
    item = portable.item
    told = {
        "id": item.id,
        "type": item.type,
        "stimulus": portable.stimulus,
        "stem": item.stem,
        **_asked(item.body.interaction()),
        "explanation": item.rationale,
        "difficulty": item.difficulty,
        "chapter": item.chapter,
        "tags": list(item.tags),
        "audience": list(item.audience),
        "proof": list(portable.proof),
        "rules": rules_of(item),
    }
    return {name: value for name, value in told.items() if value not in ("", [], {}) or name == "answer"}


def _asked(interaction: Interaction) -> dict[str, Any]:
    match interaction:
        case Choice(options=options, keys=keys):
            if is_verdict(interaction):
                return {"answer": keys == ("true",)}
            letters = "".join(LETTERS[at] for at, option in enumerate(options) if option.id in keys)
            return {"options": [option.text for option in options], "answer": letters, "multiple": interaction.multiple}
        case TextEntry(accepted=accepted):
            return {"answer": [list(each) for each in accepted]}
        case ExtendedText(points=points):
            return {"answer": [{"text": point.text, "marks": point.marks} for point in points]}
        case Match(left=left, right=right, pairs=pairs):
            texts = {option.id: option.text for option in (*left, *right)}
            columns = {"left": [option.text for option in left], "right": [option.text for option in right]}
            return {**columns, "answer": [[texts[one], texts[other]] for one, other in pairs]}
        case Order(options=options, key=key):
            texts = {option.id: option.text for option in options}
            return {"options": [option.text for option in options], "answer": [texts[each] for each in key]}
        case _:
            assert_never(interaction)


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a JSON file: a list of records, an object with such a list, or a record a line."""
    file = settings.file or str(path)
    try:
        own, rows, lost = rows_of(path, _OURS)
    except QbankError as error:
        yield Problem(error.problem.code, file, error.problem.place, error.problem.values)
        return
    told = _Told()
    for row in rows:
        if row.problem:
            yield replace(row.problem, file=file)
            continue
        try:
            gone = gone_by(row.value) if isinstance(row.value, Mapping) else ""
            if gone:
                values = {"stem": brief(text_of(row.value, "stem")), "field": brief(gone)}
                yield Problem("json-row-gone", file, row.place, values, severity="warning")
                continue
            found = read_record(row.value, row.place, own=own, around=row.around)
        except UnclearError as error:
            stem = brief(error.stem)
            yield Problem(error.code, file, row.place, {"stem": stem, **error.values})
        except ValueError as error:
            values = {"stem": brief(text_of(row.value, "stem")), "field": str(error)}
            yield Problem("json-row-state", file, row.place, values)
        else:
            yield found.portable
            told.note(found)
    told.names.update(dict.fromkeys(lost))
    yield from told.problems(file)


class _Told:
    """What of the records is in no item, told once for a file."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self._levels: dict[str, None] = {}
        self._numbers: dict[str, None] = {}

    def note(self, found: Read) -> None:
        self.names.update(dict.fromkeys(found.unread))
        self._levels.update(dict.fromkeys([found.level] if found.level else []))
        self._numbers.update(dict.fromkeys([found.number] if found.number else []))

    def problems(self, file: str) -> Iterator[Problem]:
        """Yield a warning for names, for levels and for ids that are not read."""
        if self.names:
            yield Problem("json-names-not-read", file, values={"names": _named(self.names)}, severity="warning")
        if self._levels:
            yield Problem("json-levels-not-read", file, values={"found": _named(self._levels)}, severity="warning")
        if self._numbers:
            yield Problem("json-ids-not-read", file, values={"found": _named(self._numbers)}, severity="warning")


def _named(names: Iterable[str]) -> str:
    return Listed(islice(names, _MOST_NAMED + 1), _MOST_NAMED)


FORMATS.add("json-plain")(
    ForeignFormat(name="json-plain", suffix=".json", hold=hold, write=write, read=read, plain=True)
)
