"""GIFT files of ours, read by gift-pegjs: all of them parse, and it finds the bank's keys."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from gift_client import found_in, told_apart
from gift_samples import GRAMMAR, SETTINGS, kept, written

import qbank.types  # noqa: F401 - registers the types
from qbank.formats._contract import FORMATS, ForeignFormat
from qbank.formats._held import with_interaction, with_texts
from qbank.formats.losses import held
from qbank.formats.overview import full_example
from qbank.model.portable import Portable
from qbank.types._contract import TYPES


def nasty_item(rng: random.Random, number: int) -> Portable:
    """Return an item of any type with words of other grammars in every text."""
    grammar = [*GRAMMAR, "值班", "《办法》"]

    def words() -> str:
        return "".join(rng.choices(grammar, k=rng.randint(1, 4)))

    item = rng.choice(list(TYPES)).example()
    interaction = with_texts(item.body.interaction(), lambda text: rng.choice([text, text + words(), words() + text]))
    item = replace(
        with_interaction(item, interaction), id=f"q{number:04d}", stem=rng.choice(["", words()]) + item.stem + words(),
        rationale=rng.choice(["", words()]), tags=(words(),), chapter=rng.choice(["", "甲/乙", "/丙/"]),
    )  # fmt: skip
    return Portable(item=item, stimulus=rng.choice(["", words()]), proof=rng.choice([(), (words(),)]))


def gift_format() -> ForeignFormat:
    """Return the registered format."""
    fmt = FORMATS.get("gift")
    assert isinstance(fmt, ForeignFormat)
    return fmt


@pytest.mark.clients
def test_the_client_finds_the_key_of_every_type() -> None:
    """gift-pegjs parses each type's example and finds the bank's stem, options and key."""
    portables = [kept(full_example(name)) for name in TYPES.names()]
    (found,) = found_in([written(portables)])
    assert not isinstance(found, str), found
    assert [told_apart(*each) for each in zip(found, portables, strict=True)] == [""] * len(portables)
    assert {each["id"] for each in found} == {"q-1a2b3c4d"}
    assert found[0]["tags"] == ["值班", "难度::难", "适用对象::值班员"]


@pytest.mark.clients
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 4))])
def test_the_client_parses_a_thousand_nasty_items(seed: int) -> None:
    """A thousand items with words of other grammars in one file: all are parsed, and each key is the bank's."""
    rng = random.Random(seed)
    portables: list[Portable] = []
    while len(portables) < 1000:
        # A letter in a rationale that may be an option's is refused before any format is asked.
        found = held(gift_format(), nasty_item(rng, len(portables)), SETTINGS)
        portables += [found] if isinstance(found, Portable) else []
    (questions,) = found_in([written(portables)])
    assert not isinstance(questions, str), questions
    told = [(told_apart(*each), each) for each in zip(questions, portables, strict=True)]
    assert [each for each in told if each[0]] == []


@pytest.mark.clients
def test_the_client_refuses_or_shares_what_we_refuse() -> None:
    """Unescaped braces in a stem are refused by both; where the client sees two questions, so do we."""
    found = found_in(["集合{1,2}的和是{=3}", "甲{=乙", "一{T}\n\n二{F}"])
    assert isinstance(found[0], str) and isinstance(found[1], str)
    assert len(found[2]) == 2
