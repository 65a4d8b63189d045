"""Other wrong options for a choice, best first: what the document, the corpus and the ladders of values have to offer.

The item's document is studied again, and what its drafting would offer beside the same key comes first, though it
takes only three; then other things of the key's kind in the document, then those of documents that speak of the same,
then neighbouring values, then common members of the key's class. Nothing is made up. What the editor wrote by hand
has no fact: then the wording of its key tells what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice
from random import Random
from typing import NamedTuple

from qbank.drafting.also_true import also_true
from qbank.drafting.candidate import Candidate as Asked
from qbank.drafting.naming import short_title
from qbank.facts import find_all
from qbank.facts._agents import label_of
from qbank.model import numerals
from qbank.model.document import Document, Span
from qbank.model.fact import Candidate, Date, Fact, FactPool, Part, Quantity, Rows
from qbank.model.item import Choice, Item, Option, is_verdict
from qbank.model.portable import rules_of
from qbank.text.segment import outline
from qbank.types import _amounts as amounts
from qbank.types import _distractors as distractors
from qbank.types._bodies import body_of
from qbank.types._contract import TYPES, Draft
from qbank.types._folding import fold, same_wording
from qbank.types._inventory import class_mates
from qbank.types._options import check_column, overlap
from qbank.workbench.lending import HERE, TITLE, WHAT, agrees, counterparts, titles
from qbank.workbench.neighbours import is_date, neighbours
from qbank.workbench.shelf import Known, Shelf

LIMIT = 12
_LOTS = 8
"""How often the drafting of a fact is asked, each time without what it has offered before."""
_IDLE = 2
"""Lots in a row with nothing new after which no more are drawn."""
_OF_ONE, _OF_CORPUS = 3, 6
"""Options taken from one other document, and from all of them: values near the key shall have room."""
_NEAR, _COMMON = "相邻", "同类"
"""How the reasons of the drafting code begin, by where an option comes from."""
_LATER = (_NEAR, _COMMON)
_TAIL = re.compile(rf"(?:{numerals.TAIL}|前)$")


class Offer(NamedTuple):
    """An option; ``sure`` if drafting itself, which knows what the proof line says of it, would take it."""

    option: Option
    sure: bool = False


def candidates(item: Item, shelf: Shelf, limit: int = LIMIT) -> list[Option]:
    """Return replacements for a wrong option of a choice, the best first, each with its reason, all with the id "".

    None of them overlaps the key or an option of the item, stands in the stem, or is true by what the documents say.

    Args:
        item: the item as it stands on the editor's screen.
        shelf: the documents.
        limit: how many at most.

    Returns:
        The options; none for other types, and where the bank does not have the text of the item's main source.
    """
    choice = item.body.interaction()
    if not isinstance(choice, Choice) or is_verdict(choice) or not item.sources or limit <= 0:
        return []
    source = item.sources[0]
    own = shelf.known(source.document, source.digest)
    if own is None or not any(map(fold, item.body.key_strings())):
        return []
    search = _Search(item, choice, own, shelf)
    return list(islice(search.found(), limit))


@dataclass
class _Search:
    """The search for one item."""

    item: Item
    choice: Choice
    own: Known
    shelf: Shelf
    taken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = [key for key in self.item.body.key_strings() if fold(key)]
        self.taken = [fold(option.text) for option in self.choice.options]
        self.places = [
            Span(each.start, each.end) for each in self.item.sources if each.digest == self.own.document.digest
        ]
        self.proof = fold("".join(each.text for each in self.item.sources))

    def found(self) -> Iterator[Option]:
        """Yield what suits of all that is offered, in the order of its worth."""
        for offer in map(self._in_form, self._offers()):
            if self._suits(offer):
                self.taken.append(fold(offer.option.text))
                yield Option("", offer.option.text, offer.option.reason)

    def _in_form(self, offer: Offer) -> Offer:
        """Return a date with 前 where the keys have it, and without where not."""
        text = offer.option.text
        if self.is_dated:
            text = text.removesuffix("前") + ("前" if self.keys[0].endswith("前") else "")
        return offer._replace(option=Option("", text, offer.option.reason))

    # --- what is offered ---------------------------------------------------------------------------

    def _offers(self) -> Iterator[Offer]:
        drafted, direct = self._drafted(self.own.pool), self._direct(self.own)
        yield from (Offer(each, sure=True) for each in drafted if not each.reason.startswith(_LATER))
        yield from (Offer(each) for each in direct if not each.reason.startswith(_LATER))
        yield from islice(self._from_corpus(), _OF_CORPUS)
        near = [each for each in (*drafted, *direct) if each.reason.startswith(_NEAR)]
        near += [each for fact, part in self.asked for each in neighbours(fact, part, self.own.pool.issued)]
        yield from (Offer(each, sure=True) for each in near)
        yield from (Offer(each, sure=True) for each in drafted if each.reason.startswith(_COMMON))
        noun = next((part.label.partition(":")[2] for _, part in self.asked if part.label.startswith("member:")), "")
        yield from (Offer(Option("", word, "同类常见说法，文中未列")) for word in class_mates(self.keys, noun))

    def _from_corpus(self) -> Iterator[Offer]:
        for other in self.shelf.beside(f"{self.item.stem}{''.join(self.keys)}", self.own.document):
            known = replace(other, pool=replace(other.pool, issued=self.own.pool.issued))
            name = short_title(other.document) or other.document.name
            lent = (each for each in (*self._drafted(known.pool), *self._direct(known)) if each.reason.startswith(HERE))
            offers = (
                Offer(replace(each, reason=f"另一份文件《{name}》中的{each.reason.removeprefix(HERE)}"))
                for each in lent
            )
            yield from islice(filter(self._suits, offers), _OF_ONE)

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """The facts that rest on the proof lines and that the type drafts from."""
        uses = TYPES.get(self.item.type).uses
        return [
            fact
            for fact in self.own.study.facts
            if fact.kind in uses
            and any(Span(sent.start, sent.end).touches(place) for sent in fact.sentences() for place in self.places)
        ]

    @cached_property
    def asked(self) -> Sequence[tuple[Fact, Part]]:
        """The parts that the keys are, with their facts: of the proof, else of the document, else of their wording."""
        here = [(fact, part) for fact in self.facts for part in fact.parts() if self._is_key(part.text)]
        elsewhere = here or [
            (fact, part)
            for fact in self.own.study.facts
            for part in fact.parts()
            if part.label and self._is_key(part.text)
        ]
        return _one_a_label(elsewhere or list(self._by_wording()))

    @cached_property
    def is_dated(self) -> bool:
        """Tell whether a date is asked."""
        return any(part.label.startswith(("date:", "deadline")) for _, part in self.asked)

    def _is_key(self, text: str) -> bool:
        return any(same_wording(_TAIL.sub("", text), _TAIL.sub("", key)) for key in self.keys)

    def _by_wording(self) -> Iterator[tuple[Fact, Part]]:
        """Yield what a key is by its own words: an amount, a date, an agent, a title."""
        sent = self.own.study.outline.sentences[0]
        start = self.item.sources[0].start
        for key in self.keys:
            # In sentences of their own, amount and date are told as in any other.
            said = outline(Document("", "", f"至少{key}。\n{key.removesuffix('前')}，召开全体工作会议。"))
            for fact in find_all(said, self.shelf.made.tools.terms_of):
                part = fact.whole if isinstance(fact, Quantity) else fact.date if isinstance(fact, Date) else None
                if part is not None and self._is_key(part.text):
                    yield fact, part
            label = "title" if TITLE.fullmatch(key) else label_of(key)
            if label:
                yield Fact(sent=sent, pattern=""), Part(key, start, start + len(key), label)

    def _drafted(self, pool: FactPool) -> list[Option]:
        """Return what drafting the facts of the proof would offer beside the same key."""
        draft = TYPES.get(self.item.type).draft

        def offered(rest: FactPool, rng: Random) -> Iterator[Option]:
            for fact in self.facts:
                for each in draft(fact, rest, rng):
                    choice = each.body.interaction()
                    if isinstance(choice, Choice) and any(map(self._is_key, each.body.key_strings())):
                        yield from (option for option in choice.options if option.id not in choice.keys)

        return _over_and_over(offered, pool)

    def _direct(self, known: Known) -> list[Option]:
        """Return other things of a document with the labels that the keys have, whatever drafting asks of them."""

        def offered(rest: FactPool, rng: Random) -> Iterator[Option]:
            for fact, part in self.asked:
                if isinstance(fact, Quantity):
                    yield from amounts.quantities(fact, rest, rng)
                elif isinstance(fact, Date):
                    yield from distractors.dates(fact, part, rest, rng)
                elif isinstance(fact, Rows):
                    yield from counterparts(fact, part, known.study.facts)
                elif part.label == "title":
                    yield from titles(known)
                elif what := WHAT.get(part.label.partition(":")[0]):
                    where = agrees(part, self.keys, rest.issued)
                    yield from distractors.alike(part, rest, what=what, shown=self.item.stem, where=where)

        return _over_and_over(offered, known.pool)

    # --- what suits --------------------------------------------------------------------------------

    def _suits(self, offer: Offer) -> bool:
        text = fold(offer.option.text)
        if self.is_dated and not is_date(offer.option.text):
            return False
        if not text or text in fold(self.item.stem) or (not offer.sure and text in self.proof):
            return False
        if any(overlap(text, each) or same_wording(text, each) for each in self.taken):
            return False
        return not any(check_column([offer.option])) and not self._is_true(offer.option)

    def _is_true(self, option: Option) -> bool:
        """Tell whether the documents say that the option is right as well, or it is a key in other words."""
        keys = [each for each in self.choice.options if each.id in self.choice.keys]
        tried = replace(option, id=f"not {' '.join(self.choice.keys)}")
        body = body_of(replace(self.choice, options=(*keys, tried)), rules_of(self.item))
        sent = self.own.study.outline.sentences[0]
        fact = self.asked[0][0] if self.asked else Fact(sent=sent, pattern="")
        asks = (Part(self.keys[0], sent.start, sent.end),)
        draft = Draft(fact=fact, stem=self.item.stem, body=body, asks=asks, trust=0.0)
        return also_true(Asked(replace(self.item, body=body), draft), self.own.record) is not None


def _over_and_over(offered: Callable[[FactPool, Random], Iterator[Option]], pool: FactPool) -> list[Option]:
    """Return what is offered in several lots, each without what those before it took from the pool."""
    found: dict[str, Option] = {}
    rest, gone, idle = pool, 0, 0
    for lot in range(_LOTS):
        number = len(found)
        for option in offered(rest, Random(lot)):  # noqa: S311 - not for secrets
            before = found.setdefault(fold(option.text), option)
            if before.reason.startswith(_LATER) and not option.reason.startswith(_LATER):
                # What the document itself says is more than a neighbouring value.
                found[fold(option.text)] = option
        lent = [words for words, option in found.items() if not option.reason.startswith(_LATER)]
        if len(lent) > gone:
            rest, gone = _without(pool, frozenset(lent)), len(lent)
        idle = idle + 1 if len(found) == number else 0
        if idle == _IDLE:
            break
    return list(found.values())


@lru_cache(maxsize=1 << 15)
def _bare(text: str) -> str:
    return fold(_TAIL.sub("", text))


def _without(pool: FactPool, taken: Collection[str]) -> FactPool:
    def rest(groups: dict[str, tuple[Candidate, ...]]) -> dict[str, tuple[Candidate, ...]]:
        return {label: tuple(each for each in group if not is_taken(each.part.text)) for label, group in groups.items()}

    def is_taken(text: str) -> bool:
        bare = _bare(text)
        return fold(text) in taken or bare in taken or f"{bare}前" in taken

    return replace(pool, by_label=rest(pool.by_label), by_family=rest(pool.by_family))


def _one_a_label(asked: Sequence[tuple[Fact, Part]]) -> list[tuple[Fact, Part]]:
    """Return the first part of each label: others of it are offered the same."""
    found: dict[str, tuple[Fact, Part]] = {}
    for fact, part in asked:
        found.setdefault(part.label, (fact, part))
    return list(found.values())
