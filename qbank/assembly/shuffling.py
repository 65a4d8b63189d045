"""From chosen items to the forms of one exam: items and options in other orders, answers and marks the same.

Sections keep their order, items of one passage stay together, and options change places only where
``options.free_places`` lets them. Everything is drawn from a seed.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import StringIO
from itertools import chain
from random import Random

from qbank.assembly import keys
from qbank.assembly.options import free_places, lettered, own_letters, reordered
from qbank.assembly.placing import Unit, alike, drawn, units
from qbank.model.form import Form, FormSection, Placed
from qbank.model.item import Item

_DRAWS = 12
_RUN = 1000
"""What a key in a long run costs, against which likeness to other forms counts little."""
Order = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A section to be: its heading and items; ``marks`` are those of each, but for those in ``marks_of`` (by id)."""

    heading: str
    items: tuple[Item, ...]
    marks: float = 1.0
    marks_of: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A form, and its items in the order of print with their options in the order of print, for any writer."""

    form: Form
    items: tuple[Item, ...]


@dataclass(slots=True)
class _Past:
    """What earlier forms have: orders of units by section, orders of options and places of keys by item."""

    units: list[list[list[Unit]]] = field(default_factory=list)
    options: dict[str, set[Order]] = field(default_factory=dict)
    keys: dict[str, set[int]] = field(default_factory=dict)


def shuffled(
    sections: Sequence[Chosen],
    *,
    seed: str,
    exam: str,
    title: str,
    lot: str = "",
    names: Sequence[str] = ("A", "B"),
    blueprint: str = "",
    minutes: int = 0,
) -> tuple[Issued, ...]:
    """Return the forms of an exam.

    The same sections (whatever the order of items that share no passage), seed and lot give the same forms. The
    first forms do not depend on how many are made.

    Args:
        sections: in the order of print; no item stands in two of them.
        seed: any text; another one gives other forms.
        exam: begins the ids of the forms (``EXAM-A``).
        title: what the paper is called.
        lot: what the orders are drawn by beside the seed, "" for the exam.
        names: of the forms.
        blueprint: the name of the plan they keep, "" for none.
        minutes: time allowed, 0 where nobody said.

    Raises:
        ValueError: an item is there twice, or two forms have one name.
    """
    ids = [item.id for section in sections for item in section.items]
    for what, found in (("item", ids), ("form", list(names))):
        if len(set(found)) < len(found):
            raise ValueError(f"{what} {max(found, key=found.count)!r} is there twice")
    past, issued = _Past(), []
    free = {item.id: free_places(item) for section in sections for item in section.items}
    for name in names:
        rng = _rng(seed, lot or exam, name)
        order = _ordered(sections, free, past, rng)
        arranged = {item.id: order_of for item, order_of in _options(order, free, past, rng)}
        past.units.append(order)
        issued.append(
            _issued(
                sections,
                order,
                arranged,
                Form(id=f"{exam}-{name}", name=name, title=title, sections=(), blueprint=blueprint, minutes=minutes),
            )
        )
    return tuple(issued)


def mapping_csv(forms: Sequence[Form]) -> bytes:
    """Return which option stood where, as CSV in UTF-8: form, item, order; ``answers.shuffles`` reads it.

    Of each form, every item with lettered options has a row, also where its options stand in their own order.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("form", "item", "order"))
    writer.writerows((form.name, placed.item, placed.order) for form in forms for placed in form.placed if placed.order)
    return stream.getvalue().encode()


def _rng(*words: str) -> Random:
    return Random(hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).digest())  # noqa: S311 - no secret


def _ordered(sections: Sequence[Chosen], free: Mapping[str, Order], past: _Past, rng: Random) -> list[list[Unit]]:
    """Return the units of each section in an order unlike earlier ones, no long run among keys that cannot move."""
    singles = _singles([[section.items] for section in sections])
    allowed = zip(singles, _allowed(singles, free), strict=True)
    # A key that can move is like no other.
    places = {item.id: each[0] if len(each) == 1 else -1 - at for at, (item, each) in enumerate(allowed)}

    def cost(order: Sequence[Unit], earlier: Sequence[Sequence[Unit]]) -> int:
        run = [places[item.id] for unit in order for item in unit if item.id in places]
        return _RUN * keys.excess(run) + alike(order, earlier)

    return [
        drawn(units(section.items), partial(cost, earlier=[each[at] for each in past.units]), rng)
        for at, section in enumerate(sections)
    ]


def _flat(order: Sequence[Sequence[Unit]]) -> list[Item]:
    return [item for section in order for item in chain.from_iterable(section)]


def _singles(order: Sequence[Sequence[Unit]]) -> list[Item]:
    """Return the items with lettered options of which one is right."""
    return [
        item for item in _flat(order) if (choice := lettered(item)) and not choice.multiple and len(choice.keys) == 1
    ]


def _key_place(item: Item) -> int:
    choice = lettered(item)
    return next(at for at, option in enumerate(choice.options) if option.id in choice.keys) if choice else 0


def _allowed(singles: Sequence[Item], free: Mapping[str, Order]) -> list[Order]:
    return [free[item.id] if _key_place(item) in free[item.id] else (_key_place(item),) for item in singles]


def _options(
    order: Sequence[Sequence[Unit]], free: Mapping[str, Order], past: _Past, rng: Random
) -> list[tuple[Item, Order]]:
    """Return the order of options of each item that has lettered ones, in the order of the form."""
    singles = _singles(order)
    allowed = _allowed(singles, free)
    sizes = [len(choice.options) for item in singles if (choice := lettered(item))]
    had = [past.keys.get(item.id, set()) for item in singles]
    places = keys.without_runs(keys.balanced(allowed, keys.shares(sizes), rng, had), allowed, rng)
    wanted = {item.id: place for item, place in zip(singles, places, strict=True)}
    found = []
    for item in _flat(order):
        choice = lettered(item)
        if choice is None:
            continue
        arranged = _arranged(item, len(choice.options), free[item.id], wanted.get(item.id), past, rng)
        past.options.setdefault(item.id, set()).add(arranged)
        if item.id in wanted:
            past.keys.setdefault(item.id, set()).add(wanted[item.id])
        found.append((item, arranged))
    return found


def _arranged(item: Item, size: int, free: Order, wanted: int | None, past: _Past, rng: Random) -> Order:
    """Return an order of an item's options with its key where it is wanted, one no other form has if there is one."""
    draws = [_draw(item, size, free, wanted, rng) for _ in range(_DRAWS if free else 1)]
    return next((each for each in draws if each not in past.options.get(item.id, ())), draws[0])


def _draw(item: Item, size: int, free: Order, wanted: int | None, rng: Random) -> Order:
    order, rest = list(range(size)), list(free)
    key = _key_place(item)
    if wanted is not None and key in free:
        order[wanted] = key
        rest.remove(key)
    places = [at for at in free if wanted is None or key not in free or at != wanted]
    for at, old in zip(places, rng.sample(rest, len(rest)), strict=True):
        order[at] = old
    return tuple(order)


def _issued(
    sections: Sequence[Chosen], order: Sequence[Sequence[Unit]], arranged: Mapping[str, Order], form: Form
) -> Issued:
    made, items = [], []
    for section, in_order in zip(sections, order, strict=True):
        placed = []
        for item in chain.from_iterable(in_order):
            options = arranged.get(item.id, ())
            items.append(reordered(item, options) if options else item)
            marks = section.marks_of.get(item.id, section.marks)
            placed.append(Placed(item=item.id, revision=item.revision, order=own_letters(options), marks=marks))
        made.append(FormSection(heading=section.heading, marks=section.marks, placed=tuple(placed)))
    return Issued(form=replace(form, sections=tuple(made)), items=tuple(items))
