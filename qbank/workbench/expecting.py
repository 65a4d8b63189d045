"""How hard items may prove: learned from what exams showed of others, told with its error, or told not to work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qbank.analysis.expected import Expectation, Features, Observed, blended, learn
from qbank.bank import Bank, Query
from qbank.locale import Lang, brief, say
from qbank.model.figure import Evidence, ItemStatistics
from qbank.model.item import Choice, Item
from qbank.reports.lines import SCREENFUL, STEM, left_lines

ENOUGH = 30
"""People from whom on a facility is observed and no longer expected."""


@dataclass(frozen=True, slots=True)
class ExpectedItem:
    """What an item may show: its expected facility, and how many people have answered its content as it is."""

    item: Item
    facility: float
    n: int


@dataclass(frozen=True, slots=True, repr=False)
class Expected:
    """What was learned, and for which items it says something: those with fewer than ``ENOUGH`` answers."""

    learned: Expectation
    items: tuple[ExpectedItem, ...]
    lang: Lang

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, most: int = SCREENFUL) -> Iterator[str]:
        """Yield what was learned in words, then at most so many items (0: all), those expected to be hardest."""
        found, lang = self.learned, self.lang
        yield say("expect-head", lang, items=found.items, exams=found.exams)
        if found.errors:
            errors = {name: f"{getattr(found.errors, name):.3f}" for name in ("model", "unit", "tag", "overall")}
            yield say("expect-errors", lang, **errors)
        if found.reason:
            yield say(f"expect-{found.reason}", lang)
            return
        yield say("expect-works", lang, strength=f"{found.strength:.0f}", n=ENOUGH)
        for each in self.items[: most or None]:
            stem = brief(each.item.stem, STEM)
            yield say("expect-item", lang, p=f"{each.facility:.2f}", n=each.n, id=each.item.id, stem=stem)
        yield from left_lines(most, len(self.items), lang)

    def to_dict(self, most: int = 0) -> dict[str, Any]:
        """Return it as JSON data, at most so many items (0: all); ``left`` counts the others.

        Without a model no item has a figure, and ``reason`` says why.
        """
        found, shown = self.learned, self.items[: most or None]
        names = ("model", "unit", "tag", "overall")
        return {
            "items_seen": found.items,
            "exams": found.exams,
            "errors": {name: getattr(found.errors, name) for name in names} if found.errors else None,
            "reason": say(f"expect-{found.reason}", self.lang) if found.reason else None,
            "strength": found.strength or None,
            "items": [{"id": each.item.id, "expected": each.facility, "n": each.n} for each in shown],
            "left": len(self.items) - len(shown),
        }


def expected(bank: Bank, lang: Lang) -> Expected:
    """Return what the bank's records foretell of items that few or none have answered, the hardest first."""
    items = [item for status in ("accepted", "draft") for item in bank.items(Query(status=status))]
    evidence = bank.evidence([item.id for item in items])
    nothing = Evidence()
    rows = [row for item in items for row in _observed(item, evidence.get(item.id, nothing).about_now)]
    learned = learn(rows)
    if learned.predict is None:
        return Expected(learned, (), lang)
    answered: dict[str, tuple[float, int]] = {}
    for row in rows:
        earned, n = answered.get(row.item, (0.0, 0))
        answered[row.item] = earned + row.earned, n + row.n
    fresh = [item for item in items if answered.get(item.id, (0.0, 0))[1] < ENOUGH]
    foretold = learned.predict([(item.stem, seen(item)) for item in fresh]) if fresh else ()
    told = []
    for item, facility in zip(fresh, foretold, strict=True):
        earned, n = answered.get(item.id, (0.0, 0))
        told.append(ExpectedItem(item, blended(earned, n, float(facility), learned.strength), n))
    return Expected(learned, tuple(sorted(told, key=lambda each: (each.facility, each.item.id))), lang)


def seen(item: Item) -> Features:
    """Return what can be seen of an item before anybody answers it."""
    shown = item.body.interaction()
    found: dict[str, float | str] = {
        "type": item.type,
        "pattern": item.pattern,
        "unit": unit_of(item),
        "tag": item.difficulty,
        "stem": float(len(item.stem)),
        "clauses": float(item.stem.count("，")),
        "figures": float(sum(char.isdigit() for char in item.stem)),
        "key": float(sum(map(len, item.body.key_strings()))),
    }
    if isinstance(shown, Choice):
        texts = [len(option.text) for option in shown.options]
        found |= {"options": float(len(texts)), "option": sum(texts) / len(texts), "keys": float(len(shown.keys))}
    return found


def unit_of(item: Item) -> str:
    """Return the chapter of an item, else the document it is from."""
    return item.chapter or (item.sources[0].document if item.sources else "")


def _observed(item: Item, records: Iterable[ItemStatistics]) -> Iterator[Observed]:
    for each in records:
        yield Observed(
            item.id, each.sitting, unit_of(item), item.difficulty, each.facility * each.n, each.n, item.stem, seen(item)
        )
