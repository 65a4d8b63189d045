"""An item as cells that an editor changes where the words stand, and back.

Only a cell that was changed is read: whatever an item holds, the cells it was written to give back that very item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.model.item import BLANK, Choice, Item, Match, Option, Order
from qbank.model.letters import LETTERS, letter
from qbank.review import sheet_answers as answers
from qbank.review.sheet_text import plain, same, tidy
from qbank.types._codec import item_from_dict, item_to_dict
from qbank.types._options import options_to_data

STEM, LEFT, ANSWER, RATIONALE = "stem", "left", "answer", "rationale"
OPTION = "option-"
"""A cell's name: one of these, or ``option-A`` for the option with that letter."""
LONGEST = 30_000
"""Characters in a cell; Excel cuts off what is behind 32,767."""
_BLANKS = re.compile("[_＿]{2,}")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*(?:[、．)）]|\.(?!\d))\s*")
_ID = re.compile(r"\A(\D*)\d*\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """What a sheet says about an item.

    ``number`` is the row of the table or the number before the item in a document; ``unreadable`` names a cell that
    holds no text (a formula, a date), "" for none. ``cells`` are those that the sheet still has.
    """

    number: int
    item: str
    revision: str
    type: str
    verdict: str
    comment: str
    cells: Mapping[str, str]
    unreadable: str = ""


def cells_of(item: Item) -> dict[str, str]:
    """Return the cells of an item by name, in the order they stand; texts as they are."""
    left, options = _columns(item)
    lettered = {OPTION + letter(at): each.text for at, each in enumerate(options)}
    lines = {LEFT: answers.numbered_lines([each.text for each in left])} if left else {}
    return {STEM: item.stem, **lines, **lettered, ANSWER: answers.answer_of(item), RATIONALE: item.rationale}


def fits(item: Item) -> bool:
    """Tell whether an item can stand on a sheet and be known again: no more options than letters, no endless text."""
    _, options = _columns(item)
    known_again = item.id == same(item.id) and "\n" not in item.id
    return known_again and len(options) <= len(LETTERS) and all(len(x) < LONGEST for x in cells_of(item).values())


def changed_cells(item: Item, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the cells that say something else than the item: old and new text by name.

    White space at the end of a line, line ends and characters that no sheet can hold do not count.
    """
    written = cells_of(item)
    return {
        name: (plain(written.get(name, "")), text)
        for name, text in cells.items()
        if same(text) != same(written.get(name, ""))
    }


def with_cells(item: Item, cells: Mapping[str, str]) -> Item:
    """Return the item with the content of its changed cells; ids of options that stay are kept.

    Args:
        item: the item as it was written.
        cells: by name; those left out stay as they are.

    Raises:
        QbankError: ``sheet-answer``, ``sheet-letter``, ``sheet-letter-twice``, ``sheet-no-such-cell``: what cannot be
            read, and how it is to be written.
    """
    changed = {name: tidy(new) for name, (_, new) in changed_cells(item, cells).items()}
    data = item_to_dict(item)
    if STEM in changed:
        data[STEM] = _BLANKS.sub(_blank, changed[STEM])
    if RATIONALE in changed:
        data[RATIONALE] = changed[RATIONALE]
    asked = {name: text for name, text in changed.items() if name not in {STEM, RATIONALE}}
    if asked:
        data |= _body_fields(item, asked, data[STEM].count(BLANK))
    return item_from_dict(data)


def _blank(found: re.Match[str]) -> str:
    """A line to write on is one blank however long it was drawn; blanks side by side stay several."""
    size = len(found.group())
    return BLANK * (size // len(BLANK) if size % len(BLANK) == 0 else 1)


def _columns(item: Item) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Return the numbered and the lettered options of an item."""
    match item.body.interaction():
        case Match(left=left, right=right):
            return left, right
        case Order(options=options):
            return (), options
        case Choice(options=options) if "options" in item.body.to_dict():
            return (), options
        case _:
            return (), ()


def _body_fields(item: Item, changed: Mapping[str, str], blanks: int) -> dict[str, Any]:
    left, options = _columns(item)
    _refuse_strange(changed, lettered=bool(options), numbered=bool(left))
    written = cells_of(item)
    answer = changed.get(ANSWER, written[ANSWER])
    if not options:
        return {"key": answers.read_plain_answer(item, answer, blanks)}
    lettered = _lettered(options, {**written, **changed})
    if not left:
        key = answers.read_letters(answer, lettered)
        in_order = isinstance(item.body.interaction(), Order)
        chosen = key if in_order else [each.id for each in lettered.values() if each.id in key]
        return {"options": options_to_data(list(lettered.values())), "key": chosen}
    rows = _numbered(left, changed[LEFT]) if LEFT in changed else left
    return {
        "left": options_to_data(rows),
        "right": options_to_data(list(lettered.values())),
        "key": answers.read_pairs(answer, rows, lettered),
    }


def _refuse_strange(changed: Mapping[str, str], *, lettered: bool, numbered: bool) -> None:
    for name, text in changed.items():
        if (name.startswith(OPTION) and not lettered) or (name == LEFT and not numbered):
            raise QbankError(Problem("sheet-no-such-cell", values={"found": brief(text)}))


def _lettered(old: Sequence[Option], cells: Mapping[str, str]) -> dict[str, Option]:
    texts = [cells.get(OPTION + mark, "") for mark in LETTERS]
    found = _aligned(old, texts)
    return {letter(at): each for at, each in enumerate(found) if each is not None}


def _numbered(old: Sequence[Option], cell: str) -> list[Option]:
    """Return the options of a column written a row a line, each with its number in front."""
    lines = [line for line in cell.split("\n") if line.strip()]
    texts = [line.removeprefix(_number_of(line, at)).strip() for at, line in enumerate(lines, 1)]
    shown = [Option(each.id, answers.one_line(each.text), each.reason) for each in old]
    whole = {each.id: each for each in old}
    found = [each for each in _aligned(shown, texts) if each is not None]
    return [whole[each.id] if each in shown else each for each in found]


def _number_of(line: str, at: int) -> str:
    match = _NUMBER.match(line)
    return line[: match.end()] if match and int(match.group(1)) == at else ""


def _aligned(old: Sequence[Option], texts: Sequence[str]) -> list[Option | None]:
    """Return the option of each text: what stood there so, what stood elsewhere so, what stood there, or a new one.

    An id belongs to its words as far as they are still there; an option with new words has no reason any more.
    """
    left = dict(enumerate(old))
    found: list[Option | None] = [
        left.pop(at) if at in left and same(left[at].text) == same(text) else None for at, text in enumerate(texts)
    ]
    waiting = [at for at, text in enumerate(texts) if found[at] is None and text.strip()]
    for at in waiting:
        other = next((n for n, each in left.items() if same(each.text) == same(texts[at])), None)
        found[at] = None if other is None else left.pop(other)
    fresh = _fresh_ids(old)
    for at in waiting:
        if found[at] is None:
            found[at] = Option(left.pop(at).id if at in left else next(fresh), tidy(texts[at]))
    return found


def _fresh_ids(old: Sequence[Option]) -> Iterator[str]:
    known = {each.id for each in old}
    match = _ID.match(old[0].id) if old else None
    prefix = match.group(1) if match else "o"
    n = len(old)
    while True:
        n += 1
        if f"{prefix}{n}" not in known:
            yield f"{prefix}{n}"
