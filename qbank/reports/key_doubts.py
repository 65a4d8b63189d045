"""Items whose key must not be taught from an exam: those who know chose another option, or it was changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qbank.locale import Lang, say
from qbank.model.figure import MISKEYED, Evidence, FlagRecord
from qbank.model.item import Item
from qbank.model.sitting import SittingHead
from qbank.reports.flag_words import Versions, flag_words, keys_of, option_namer
from qbank.reports.lines import key_line


@dataclass(frozen=True, slots=True)
class KeyDoubt:
    """Why the answers of an item say little of who was wrong; one that is ``sure`` keeps it from being taught."""

    item: str
    sure: bool
    words: str


def key_doubts(
    head: SittingHead, now: Mapping[str, Item], evidence: Mapping[str, Evidence], then: Versions, lang: Lang
) -> dict[str, KeyDoubt]:
    """Return the doubts about the keys that an exam was marked by, by item in the order of the exam.

    Args:
        head: the exam.
        now: the items of the bank as they are, by id.
        evidence: what all exams showed about them, by id.
        then: an item as it was at a revision.
        lang: the language.
    """
    found = (
        _doubt(now[each.item], then(each.item, each.revision), head.id, evidence.get(each.item, Evidence()), lang)
        for each in head.asked
        if each.item in now
    )
    return {each.item: each for each in found if each is not None}


def untaught(doubts: Mapping[str, KeyDoubt]) -> frozenset[str]:
    """Return the items whose key must not be taught, of what ``key_doubts`` found."""
    return frozenset(item for item, doubt in doubts.items() if doubt.sure)


def _doubt(now: Item, asked: Item | None, sitting: str, evidence: Evidence, lang: Lang) -> KeyDoubt | None:
    if asked is not None and asked.body.key_text() != now.body.key_text():
        words = say("results-key-changed", lang, before=key_line(asked), now=key_line(now))
        return KeyDoubt(now.id, True, words)
    if evidence.is_kept:
        return None
    flag = max(_flags(sitting, evidence), key=lambda each: each.sure, default=None)
    if flag is None:
        return None
    said = flag_words(flag, lang, keys=keys_of(asked or now), name_of=option_namer(asked or now))
    return KeyDoubt(now.id, flag.sure, said.line)


def _flags(sitting: str, evidence: Evidence) -> Iterator[FlagRecord]:
    """Yield what this exam, or any other about the item as it is, has against the key."""
    for record in evidence.records:
        if record.sitting == sitting or record in evidence.about_now:
            yield from (flag for flag in record.flags if flag.code == MISKEYED)
