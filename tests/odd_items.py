"""Items of all types in words that break others' grammars, each open to a wrong answer: the same for the same seed."""

from __future__ import annotations

from random import Random

from portable_strategies import NASTY

from qbank.model.item import BLANK, Body, Item, MarkingPoint, Option
from qbank.types._marking import Marking
from qbank.types._options import numbered
from qbank.types.fill_blank import FillBlank
from qbank.types.matching import Matching
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.ordering import Ordering
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice
from qbank.types.true_false import TrueFalse


def mixed(count: int, seed: int) -> list[Item]:
    """Return items of all types in turn, their words drawn from what breaks other systems' grammars."""
    rng = Random(seed)
    makers = (_single, _multiple, _verdict, _blanks, _short, _matching, _ordering)
    items = []
    for n in range(count):
        stem, body = makers[n % len(makers)](rng)
        rationale = rng.choice(["", _wording(rng)])
        items.append(Item(id=f"q{n:04}", stem=stem, body=body, rationale=rationale))
    return items


def _wording(rng: Random) -> str:
    """Return words of which some text is left when spaces and controls are gone."""
    return "".join(rng.choices(NASTY, k=rng.randint(0, 3))) + rng.choice("甲乙丙丁") + str(rng.randrange(100))


def _options(rng: Random, count: int, letter: str = "o") -> tuple[Option, ...]:
    return numbered([Option("", f"{_wording(rng)}{n}") for n in range(count)], letter)


def _single(rng: Random) -> tuple[str, Body]:
    options = _options(rng, rng.randint(2, 6))
    return f"{_wording(rng)}？", SingleChoice(options, (rng.choice(options).id,))


def _multiple(rng: Random) -> tuple[str, Body]:
    options = _options(rng, rng.randint(5, 7))
    picked = rng.sample(options, rng.randint(2, 4))
    key = tuple(each.id for each in options if each in picked)
    table = rng.choice([(), (0.5,), (0.25, 0.5), (0.3, 0.3, 0.7), tuple(n / len(key) for n in range(1, len(key)))])
    return f"{_wording(rng)}{BLANK}{_wording(rng)}", MultipleChoice(options, key, Marking(table))


def _verdict(rng: Random) -> tuple[str, Body]:
    return _wording(rng), TrueFalse(rng.random() < 0.5)


def _blanks(rng: Random) -> tuple[str, Body]:
    key = tuple(tuple(f"{_wording(rng)}空{n}" for _ in range(rng.randint(1, 3))) for n in range(rng.randint(1, 6)))
    stem = "，".join(f"{_wording(rng)}{BLANK}" for _ in key)
    return f"{stem}。", FillBlank(key, any_order=rng.random() < 0.5)


def _short(rng: Random) -> tuple[str, Body]:
    return _wording(rng), ShortAnswer(tuple(MarkingPoint(_wording(rng), rng.choice([1.0, 0.5, 2.0])) for _ in range(3)))


def _matching(rng: Random) -> tuple[str, Body]:
    left, right = _options(rng, rng.randint(3, 7), "l"), _options(rng, rng.randint(3, 8), "r")
    return _wording(rng), Matching(left, right, tuple((row.id, rng.choice(right).id) for row in left))


def _ordering(rng: Random) -> tuple[str, Body]:
    options = _options(rng, rng.randint(3, 6))
    return _wording(rng), Ordering(options, tuple(each.id for each in rng.sample(options, len(options))))
