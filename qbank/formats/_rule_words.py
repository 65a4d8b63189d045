"""How an item is marked, in words for a key, and for a report of what a format loses."""

from __future__ import annotations

from qbank.locale import Lang, say
from qbank.model.item import ExtendedText, Item
from qbank.model.portable import rules_of


def rules_told(item: Item, lang: Lang) -> list[str]:
    """Return what an item's marking has beside the usual: blanks in any order, marks for a part of the keys."""
    rules = rules_of(item)
    told = [say("rule-any-order", lang)] if rules.get("any_order") else []
    shares = rules.get("marking", {}).get("table", ())
    if len(shares) == 1:
        return [*told, say("rule-part-less", lang, share=_percent(shares[0]))]
    return told + [say("rule-part", lang, right=n, share=_percent(share)) for n, share in enumerate(shares, 1)]


def usual_rule(item: Item, lang: Lang) -> str:
    """Return how an item is marked that has nothing beside the usual; "" where there is only one way."""
    rules = rules_of(item)
    if isinstance(item.body.interaction(), ExtendedText):
        return say("rule-by-person", lang)
    if "marking" in rules:
        return say("rule-all-or-nothing", lang)
    return say("rule-in-order", lang) if "any_order" in rules else ""


def _percent(share: float) -> str:
    return f"{share * 100:g}%"
