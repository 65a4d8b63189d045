"""Ordering (排序题): things to put into the order the document gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from qbank.errors import Problem
from qbank.model.fact import Fact, FactPool, Steps
from qbank.model.item import Block, Choices, Difficulty, Interaction, Item, Option, Order, Response, SampleResponse
from qbank.model.type_words import label_of
from qbank.types import _options as opts
from qbank.types._contract import TYPES, Draft
from qbank.types._layout import bracketed

LEAST_STEPS = 3
MOST_STEPS = 6
_LONGEST_STEP = 30
_LONGEST_LIST = 10
_FEW, _OF_THREE, _UNKNOWN = 3, 0.3, 0.5
# What opens any campaign, and what closes it: the names tell the order.
_OPENS_ANY = re.compile("动员|部署|启动|准备|宣传|发动")
_CLOSES_ANY = re.compile("总结|验收|巩固|提升|提高|评估|考核|结业|固化")
_TRUST = {"scale": 0.75, "stages": 0.65, "ordered_list": 0.75, "first_then": 0.7, "chronology": 0.45}


@TYPES.add("ordering")
@dataclass(frozen=True, slots=True)
class Ordering:
    """Options and all their ids in the right order. Marked all or nothing, as papers do (顺序全对得分)."""

    type_name: ClassVar[str] = "ordering"
    label: ClassVar[str] = label_of("ordering")
    uses: ClassVar[frozenset[str]] = frozenset({"steps"})
    difficulty: ClassVar[Difficulty] = "medium"
    seconds: ClassVar[int] = 90

    options: tuple[Option, ...]
    key: tuple[str, ...]

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield one draft for three or more short steps; of a long list some are drawn."""
        if not isinstance(fact, Steps) or not LEAST_STEPS <= len(fact.steps) <= _LONGEST_LIST:
            return
        texts = [step.text for step in fact.steps]
        if max(map(len, texts)) > _LONGEST_STEP or len(set(texts)) < len(texts):
            return
        places = sorted(rng.sample(range(len(texts)), min(len(texts), MOST_STEPS)))
        texts = [texts[at] for at in places]
        shown = opts.numbered([Option("", text) for text in _mixed(texts, rng)])
        ids = {option.text: option.id for option in shown}
        whose = f"{fact.topic}的" if fact.topic else ""
        stem = f"{fact.case and fact.case + '，'}请将{whose}下列{fact.name}按{fact.by}排列。"
        body = cls(shown, tuple(ids[text] for text in texts))
        asks = tuple(fact.steps[at] for at in places)
        yield Draft(fact=fact, stem=stem, body=body, asks=asks, trust=_trust(fact))

    def check(self) -> Iterator[Problem]:
        """Yield faults: too few or too many options, a key that is not all ids once, options that stand in order."""
        yield from opts.check_ids(self.options)
        yield from opts.check_column(self.options)
        yield from opts.check_key(self.options, self.key)
        found, ids = len(self.options), [option.id for option in self.options]
        if found < LEAST_STEPS:
            yield Problem("options-few", values={"found": found, "least": LEAST_STEPS})
        if found > MOST_STEPS:
            yield Problem("options-many", severity="warning", values={"found": found})
        left_out = [option.text for option in self.options if option.id not in self.key]
        if self.key and left_out:
            yield Problem("order-incomplete", values={"text": left_out[0]})
        if found > 1 and list(self.key) == ids:
            yield Problem("order-shown", severity="warning")

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the stem with its bracket, then the options."""
        return (*bracketed(stem), Choices(self.options))

    def interaction(self) -> Order:
        """Return the options to put into order."""
        return Order(self.options, self.key)

    def key_text(self) -> str:
        """Return the options in the right order: 动员部署→自查自纠→总结验收."""
        texts = {option.id: option.text for option in self.options}
        return "→".join(texts.get(each, "") for each in self.key)

    def key_strings(self) -> tuple[str, ...]:
        """Return nothing: every wording stands among the options, only their order is asked."""
        return ()

    def score(self, response: Response) -> float | Problem:
        """Return 1 for all ids in the right order, else 0; a Problem for an id of no option or one given twice."""
        named = [] if response == "" else response
        picked = opts.chosen(named, self.options) if isinstance(named, list | tuple) else None
        if picked is None or len(picked) < len(named):
            return opts.unreadable(response, "order")
        return float(bool(self.key) and tuple(named) == self.key)

    def responses(self) -> Iterator[SampleResponse]:
        """Yield the key, the key turned by one place and cut short, nothing, and an unknown id."""
        key = list(self.key)
        yield SampleResponse(key, 1.0)
        if len(key) > 1:
            yield SampleResponse([*key[1:], key[0]], 0.0)
            yield SampleResponse(key[:-1], 0.0)
        yield SampleResponse([], 0.0)
        yield SampleResponse(["no such option"], None)

    @classmethod
    def example(cls) -> Item:
        """Return four stages of a campaign."""
        options = opts.numbered([
            Option("", "自查自纠阶段"),
            Option("", "总结验收阶段"),
            Option("", "动员部署阶段"),
            Option("", "集中整治阶段"),
        ])
        stem = "根据《仓储安全整治方案》，请将下列阶段按实施的先后顺序排列。"
        return Item(id="example-ordering", stem=stem, body=cls(options, ("o3", "o1", "o4", "o2")))

    def to_dict(self) -> dict[str, Any]:
        """Return ``options`` and ``key``, all ids in the right order."""
        return {"options": opts.options_to_data(self.options), "key": list(self.key)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Ordering:
        """Return the body of ``to_dict``; raises ValueError naming the field."""
        return cls(opts.options_from_data(data), opts.key_from_data(data))

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> Ordering | None:
        """Return the body with this interaction, None for an interaction of another type."""
        return cls(interaction.options, interaction.key) if isinstance(interaction, Order) else None


def _mixed(texts: Sequence[str], rng: Random) -> list[str]:
    """Return the texts in a drawn order that is neither the right one nor its reverse."""
    drawn = rng.sample(list(texts), len(texts))
    while drawn in (list(texts), list(reversed(texts))):
        drawn = rng.sample(list(texts), len(texts))
    return drawn


def _trust(fact: Steps) -> float:
    """Return the share kept: three steps of which the names tell the order (通风、检测、作业) are no test.

    Nor are stages that open with what opens any campaign and close with what closes it.
    """
    told = _OPENS_ANY.search(fact.steps[0].text) and _CLOSES_ANY.search(fact.steps[-1].text)
    return _TRUST.get(fact.pattern, _UNKNOWN) - (_OF_THREE if len(fact.steps) <= _FEW or told else 0.0)
