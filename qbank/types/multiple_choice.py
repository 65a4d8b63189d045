"""Multiple choice (多选题): two or more right options, with a marking rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from qbank.errors import Problem
from qbank.model.fact import Bans, Enumeration, Fact, FactPool, HeadingList, Part, Points
from qbank.model.item import (
    BLANK,
    Block,
    Choice,
    Choices,
    Difficulty,
    Interaction,
    Item,
    Option,
    Response,
    SampleResponse,
)
from qbank.model.type_words import label_of
from qbank.types import _distractors as distractors
from qbank.types import _fields as fields
from qbank.types import _heading_stems as heading_stems
from qbank.types import _list_stems as list_stems
from qbank.types import _of_bans as of_bans
from qbank.types import _of_lists as of_lists
from qbank.types import _options as opts
from qbank.types import _series as series
from qbank.types import _stems as stems
from qbank.types._contract import TYPES, Draft
from qbank.types._inventory import known_ending, share_opening
from qbank.types._layout import bracketed
from qbank.types._marking import ALL_OR_NOTHING, Marking
from qbank.types._own_clause import MOST_TRUST, own_clause
from qbank.types._questions import SeveralRight

LEAST_OPTIONS = 3
USUAL_OPTIONS = (4, 5)
KEYS = (2, 5)
_LONGEST_POINT = 30
_OF_ONE_WRONG, _ENOUGH = 0.12, 2
# 开展每天哪些检查 is no Chinese.
_OFTEN, _OFTEN_FIRST = re.compile("^([\u4e00-\u9fff]{2})(每[天日周月季年]|定期)$"), r"\2\1"


@TYPES.add("multiple_choice")
@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """Options, the ids of the right ones in the order of the options, and the marking rule."""

    type_name: ClassVar[str] = "multiple_choice"
    label: ClassVar[str] = label_of("multiple_choice")
    uses: ClassVar[frozenset[str]] = frozenset({"enumeration", "points", "heading_list", "bans", "listing"})
    difficulty: ClassVar[Difficulty] = "hard"
    seconds: ClassVar[int] = 75

    options: tuple[Option, ...]
    key: tuple[str, ...]
    marking: Marking = ALL_OR_NOTHING

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield a draft of a list where wrong options can be found for it, and one of what is forbidden."""
        if isinstance(fact, Bans):
            yield from _of_choices(fact, of_bans.choices(fact, rng), rng)
            return
        found = list(_of_members(fact, pool, rng))
        if any(_wrong_in(each) >= _ENOUGH for each in found):
            yield from found
        else:
            # One wrong option all but tells the number of keys.
            yield from list(_of_choices(fact, of_lists.choices(fact, pool, rng), rng)) or found

    def check(self) -> Iterator[Problem]:
        """Yield faults of options, key and marking; all options right is a warning (全选)."""
        yield from opts.check_options(self.options, self.key)
        yield from self.marking.check()
        found, keys = len(self.options), len(self.key)
        if found < LEAST_OPTIONS:
            yield Problem("options-few", values={"found": found, "least": LEAST_OPTIONS})
        elif found not in USUAL_OPTIONS:
            yield Problem("options-unusual", severity="warning", values={"found": found})
        if keys and not KEYS[0] <= keys <= KEYS[1]:
            yield Problem("keys-number", values={"found": keys, "least": KEYS[0], "most": KEYS[1]})
        if keys and keys == found:
            yield Problem("keys-all", severity="warning")
        if list(self.key) != [option.id for option in self.options if option.id in self.key]:
            yield Problem("key-order", severity="warning")

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the stem with its bracket, then the options."""
        return (*bracketed(stem), Choices(self.options))

    def interaction(self) -> Choice:
        """Return a choice of several."""
        return Choice(self.options, self.key, multiple=True)

    def key_text(self) -> str:
        """Return the texts of the right options."""
        return "；".join(self.key_strings())

    def key_strings(self) -> tuple[str, ...]:
        """Return the texts of the right options."""
        return opts.texts_of(self.options, self.key)

    def score(self, response: Response) -> float | Problem:
        """Return what the marking rule gives for a list of option ids; a Problem for an id of no option."""
        picked = opts.chosen(response, self.options)
        if picked is None:
            return opts.unreadable(response, "options")
        right = len(picked & frozenset(self.key))
        return self.marking.share(right=right, wrong=len(picked) - right, keys=len(set(self.key)))

    def responses(self) -> Iterator[SampleResponse]:
        """Yield the key, a part of it, the key with a wrong option, nothing, and an unknown id."""
        key = list(self.key)
        yield SampleResponse(key, 1.0)
        yield SampleResponse(key[:1], self.marking.share(right=1, wrong=0, keys=len(key)))
        for wrong in [option.id for option in self.options if option.id not in key][:1]:
            yield SampleResponse([*key, wrong], 0.0)
        yield SampleResponse([], 0.0)
        yield SampleResponse(["no such option"], None)

    @classmethod
    def example(cls) -> Item:
        """Return a closed list with one member of a sibling list."""
        options = opts.numbered([
            Option("", "隐患排查"),
            Option("", "应急演练", "同文另一列举中的成员"),
            Option("", "风险评估"),
            Option("", "整改复查"),
        ])
        stem = "安全管理工作坚持的“三道关口”包括哪些？"
        return Item(id="example-multiple-choice", stem=stem, body=cls(options, ("o1", "o3", "o4"), Marking((0.5,))))

    def to_dict(self) -> dict[str, Any]:
        """Return ``options``, ``key`` and ``marking``."""
        return {
            "options": opts.options_to_data(self.options),
            "key": list(self.key),
            "marking": self.marking.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MultipleChoice:
        """Return the body of ``to_dict``; without ``marking`` it is all or nothing. Raises ValueError."""
        marking = Marking.from_dict(fields.mapping(data, "marking"))
        return cls(opts.options_from_data(data), opts.key_from_data(data), marking)

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> MultipleChoice | None:
        """Return the body with this interaction, None for an interaction of another type."""
        if not isinstance(interaction, Choice) or not interaction.multiple:
            return None
        return cls(interaction.options, interaction.keys, Marking.from_dict(fields.mapping(rules, "marking")))


# 由____三部分组成: how many options are right, is told.
_TELLS_HOW_MANY = re.compile(f"{BLANK}等?[{stems.NUMERALS}]+(?:个?部分|个|项|种|类|条|大|方面|点)")


def _wrong_in(draft: Draft) -> int:
    return len(draft.body.options) - len(draft.asks) if isinstance(draft.body, MultipleChoice) else 0


def _of_members(fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
    match fact:
        case Enumeration(closed=True):
            yield from _of_enumeration(fact, pool, rng)
        case Points():
            yield from _of_points(fact, pool, rng)
        case HeadingList():
            yield from _of_headings(fact, pool, rng)


def _of_enumeration(fact: Enumeration, pool: FactPool, rng: Random) -> Iterator[Draft]:
    stem = list_stems.enumeration_stem(fact)
    if stem is None:
        yield from _of_row(fact, pool, rng)
    if stem is None or not KEYS[0] < len(fact.members) <= KEYS[1]:
        return
    trust = 0.65 if fact.count or fact.name else 0.6 if series.is_formula(fact) else 0.35
    yield from _drafted(fact, list(fact.members), stem, pool, rng, trust)


def _of_row(fact: Enumeration, pool: FactPool, rng: Random) -> Iterator[Draft]:
    """Yield the draft of members made with one verb (进警营、进教材) or noun (入户检查、交叉检查), in their own clause.

    What they share tells what is wanted, though the clause does not say who acts.
    """
    texts = [each.text for each in fact.members]
    clause = own_clause(fact, fact.run) if KEYS[0] < len(texts) < KEYS[1] else None
    if clause is None:
        return
    if share_opening(texts):
        stem = stems.statement(clause.put((fact.run, BLANK)))
    elif noun := known_ending(texts):
        stem = stems.question(f"{_OFTEN.sub(_OFTEN_FIRST, clause.until(fact.run))}哪些{noun}")
    else:
        return
    yield from _drafted(fact, list(fact.members), stem, pool, rng, MOST_TRUST)


def _of_points(fact: Points, pool: FactPool, rng: Random) -> Iterator[Draft]:
    stem = list_stems.points_stem(fact)
    short = [point for point in fact.points if len(point.text) <= _LONGEST_POINT]
    if stem is None or len(short) <= KEYS[0]:
        return
    picked = sorted(rng.sample(range(len(short)), min(len(short), rng.choice((3, 4)))))
    yield from _drafted(fact, [short[at] for at in picked], stem, pool, rng, 0.42)


def _of_headings(fact: HeadingList, pool: FactPool, rng: Random) -> Iterator[Draft]:
    stem = heading_stems.headings_stem(fact)
    if stem and KEYS[0] < len(fact.heads) < KEYS[1]:
        yield from _drafted(fact, list(fact.heads), stem, pool, rng, 0.35)


def _of_choices(fact: Fact, choices: Iterator[SeveralRight], rng: Random) -> Iterator[Draft]:
    """Yield the drafts of choices that the module of a kind of fact has worded."""
    for each in choices:
        texts = [key.text for key in each.keys]
        shown = opts.shuffled([*(Option("", text) for text in texts), *each.wrong], rng)
        body = MultipleChoice(shown, opts.ids_of(shown, texts))
        trust = stems.trust_in(each.stem, each.trust, fact)
        if not stems.leaks(each.stem, texts):
            yield Draft(fact=fact, stem=each.stem, body=body, asks=each.keys, trust=trust)


def _drafted(fact: Fact, keys: list[Part], stem: str, pool: FactPool, rng: Random, trust: float) -> Iterator[Draft]:
    room = USUAL_OPTIONS[1] - len(keys)
    stem = of_lists.among(stem, some=False)
    found = distractors.members(fact, keys, list_stems.subject_of(fact), pool, rng)
    if isinstance(fact, HeadingList):
        # 管理原因 and 事故经过 stand above others, and are none of the 间接原因 at a glance.
        found = [option for option in found if not heading_stems.is_mere_title(option.text)]
    wrong = found[: max(room, 0)]
    texts = [key.text for key in keys]
    if not wrong or stems.leaks(stem, texts) or stem.startswith(BLANK) or _TELLS_HOW_MANY.search(stem):
        return
    # With a single distractor the number of keys is as good as told.
    trust -= _OF_ONE_WRONG if len(wrong) == 1 else 0.0
    shown = opts.shuffled([*(Option("", text) for text in texts), *wrong], rng)
    body = MultipleChoice(shown, opts.ids_of(shown, texts))
    yield Draft(fact=fact, stem=stem, body=body, asks=tuple(keys), trust=stems.trust_in(stem, trust, fact))
