"""Papers meet their blueprint, or what is short is the least that can be missed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, permutations, product

import pytest
from blueprints import DAY, banks, intricate_blueprints, small_blueprints
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.assembly.selecting import Outcome, assemble, ids_of
from qbank.assembly.verifying import DEMANDS, gaps
from qbank.model.blueprint import Band, Blueprint, Cell, Section
from qbank.model.candidate import Candidate

Enemies = list[tuple[str, ...]]
_ENEMIES = st.lists(
    st.lists(st.sampled_from([f"i{at}" for at in range(10)]), min_size=2, max_size=3).map(tuple), max_size=3
)
SINGLE = Section(type="single_choice", number=10, marks=2)


def _bank(count: int = 200, seed: int = 0) -> list[Candidate]:
    rng = random.Random(seed)
    return [
        Candidate(
            id=f"q{at:04}",
            type=rng.choice(["single_choice", "multiple_choice", "true_false"]),
            document=rng.choice(["甲.txt", "乙.txt"]),
            chapter=f"第{rng.choice('一二三')}章 规定",
            level=rng.choice(["识记", "理解"]),
            difficulty=rng.choice(["easy", "medium", "hard"]),
            facility=rng.choice([None, round(rng.random(), 2)]),
            key=rng.choice("ABCD"),
            words=rng.randrange(20, 80),
            seconds=60,
        )
        for at in range(count)
    ]


def _usable(blueprint: Blueprint, each: Candidate) -> bool:
    rested = not blueprint.rested or each.last_used is None or (DAY - each.last_used).days >= blueprint.rested
    fits = any(section.type == each.type and each.marks in {0, section.marks} for section in blueprint.sections)
    return fits and rested and not each.miskeyed and (blueprint.uses is None or each.uses < blueprint.uses)


def _subsets(blueprint: Blueprint, bank: Sequence[Candidate], enemies: Enemies) -> Iterator[list[list[Candidate]]]:
    """Yield every paper, however incomplete, that breaks nothing which may not be broken."""
    usable = [each for each in bank if _usable(blueprint, each)]
    choices = []
    for section in blueprint.sections:
        own = [each for each in usable if each.type == section.type]
        choices.append([list(some) for size in range(section.number + 1) for some in combinations(own, size)])
    for paper in product(*choices):
        ids = {each.id for section in paper for each in section}
        if not any(len(ids & set(group)) > 1 for group in enemies) and _are_whole(blueprint, bank, ids):
            yield list(paper)


def _are_whole(blueprint: Blueprint, bank: Sequence[Candidate], ids: set[str]) -> bool:
    for name in {each.stimulus for each in bank} - {""}:
        members = {each.id for each in bank if each.stimulus == name}
        asked = min(blueprint.stimulus_least or len(members), len(members))
        if 0 < len(members & ids) < asked:
            return False
    return True


def _missed(blueprint: Blueprint, paper: Sequence[Sequence[Candidate]]) -> float:
    """Return what a paper misses: an item too few counts 1, one too many in a cell a half."""
    cost = 0.0
    for section, items in zip(blueprint.sections, paper, strict=True):
        cost += section.number - len(items)
    for cell in blueprint.cells:
        found = sum(
            cell.takes(each, section.marks)
            for section, items in zip(blueprint.sections, paper, strict=True)
            for each in items
        )
        cost += max(cell.least - found, 0) + max(found - cell.most, 0) / 2
    return cost


def _told(outcome: Outcome) -> float:
    return sum(each.gap.amount * (1 if each.gap.is_short else 0.5) for each in outcome.shortages)


@settings(max_examples=150)
@given(small_blueprints(), banks(), _ENEMIES)
def test_a_paper_is_found_where_there_is_one_and_else_the_least_is_missed(
    blueprint: Blueprint, bank: list[Candidate], enemies: Enemies
) -> None:
    """Whether there is a paper, and how little must be missed, is what trying every paper tells."""
    least = min(_missed(blueprint, paper) for paper in _subsets(blueprint, bank, enemies))
    outcome = assemble(blueprint, bank, seed="1", day=DAY, enemies=enemies)
    if outcome.problems:  # a cell asks for more than its sections hold
        assert least > 0
        return
    assert bool(outcome.papers) == (least == 0)
    assert _told(outcome) == pytest.approx(least)
    assert outcome.is_least


@settings(max_examples=60)
@given(small_blueprints(), banks(most=7), _ENEMIES)
def test_two_forms_are_found_where_there_are_two(blueprint: Blueprint, bank: list[Candidate], enemies: Enemies) -> None:
    """A form that takes what the other needs is given up; where two cannot be, the least over both is missed."""
    papers = [
        (_missed(blueprint, paper), {each.id for section in paper for each in section})
        for paper in _subsets(blueprint, bank, enemies)
    ]
    least = min(one + other for (one, ids), (other, others) in product(papers, papers) if not ids & others)
    outcome = assemble(blueprint, bank, seed="1", day=DAY, forms=2, enemies=enemies)
    if outcome.problems or min(cost for cost, _ in papers) > 0:
        assert not outcome.papers
        return
    assert len(outcome.papers) == (2 if least == 0 else 0)
    assert _told(outcome) == pytest.approx(least)


@settings(max_examples=60)
@given(small_blueprints(), banks(), _ENEMIES, st.integers(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(
    blueprint: Blueprint, bank: list[Candidate], enemies: Enemies, seed: int, rng: random.Random
) -> None:
    """The same seed and items in any order give the same outcome, and every paper is good by counting."""
    first = assemble(blueprint, bank, seed=str(seed), day=DAY, enemies=enemies)
    mixed, foes = rng.sample(bank, len(bank)), [group[::-1] for group in rng.sample(enemies, len(enemies))]
    assert assemble(blueprint, mixed, seed=str(seed), day=DAY, enemies=foes) == first
    known = {each.id: each for each in bank}
    assert not any(gaps(blueprint, paper, known, DAY, enemies) for paper in first.papers)


def _papers(blueprint: Blueprint, bank: Sequence[Candidate]) -> Iterator[list[tuple[str, ...]]]:
    """Yield every paper of one item a section."""
    for items in permutations(bank, len(blueprint.sections)):
        yield [(each.id,) for each in items]


@settings(max_examples=200)
@given(intricate_blueprints(), banks(most=8, least=6), _ENEMIES, st.sampled_from([(), (("i0", "i1", "i2"),)]))
def test_a_paper_is_found_exactly_where_counting_finds_one(
    blueprint: Blueprint, bank: list[Candidate], enemies: Enemies, others: Sequence[Sequence[str]]
) -> None:
    """Of all papers there are, one that counting finds good is found if there is any; else something is told."""
    known = {each.id: each for each in bank}
    good = [paper for paper in _papers(blueprint, bank) if not gaps(blueprint, paper, known, DAY, enemies, others)]
    outcome = assemble(blueprint, bank, seed="1", day=DAY, enemies=enemies, others=others)
    if good:
        assert [*outcome.papers[0]] in good
    else:
        assert not outcome.papers
        assert outcome.problems or outcome.shortages
        assert all(each.gap.rule in DEMANDS for each in outcome.shortages)


def _whole() -> Blueprint:
    return Blueprint(
        name="月考",
        sections=(
            SINGLE,
            Section(type="multiple_choice", number=5, marks=3),
            Section(type="true_false", number=5, marks=1),
        ),
        cells=(
            Cell(least=4, most=8, chapters=("第一章",)),
            Cell(least=10, most=20, unit="marks", chapters=("第二章",)),
            Cell(least=2, levels=("识记",), types=("single_choice",), difficulties=("hard",)),
        ),
        keys=Band(0.2, 0.4),
        facility=Band(0.5, 0.6),
        words=Band(800, 1100),
        seconds=Band(0, 1200),
        pinned=("q0003",),
        banned=("q0004", "q0005"),
    )


def test_parallel_forms_meet_everything_and_share_only_what_is_pinned() -> None:
    """Three forms of one blueprint meet it by counting and have nothing in common but the pinned item."""
    bank = _bank()
    enemies = [(f"q{at:04}", f"q{at + 1:04}") for at in range(10, 150, 3)]
    outcome = assemble(_whole(), bank, seed="春", day=DAY, forms=3, enemies=enemies)
    known = {each.id: each for each in bank}
    assert len(outcome.papers) == 3
    for at, paper in enumerate(outcome.papers):
        assert (
            gaps(_whole(), paper, known, DAY, enemies, outcome.papers[:at] and [*map(ids_of, outcome.papers[:at])])
            == []
        )
    for one, other in combinations(map(ids_of, outcome.papers), 2):
        assert one & other == {"q0003"}


def test_another_seed_draws_another_paper() -> None:
    """Lots are drawn by the seed: twenty seeds give twenty papers, and over them most of the bank is used."""
    blueprint = Blueprint(name="周测", sections=(SINGLE,))
    papers = [ids_of(assemble(blueprint, _bank(), seed=str(seed), day=DAY).papers[0]) for seed in range(20)]
    assert len(set(papers)) == 20
    singles = sum(each.type == "single_choice" for each in _bank())
    assert len(frozenset.union(*papers)) > 0.8 * singles


def test_what_was_used_often_comes_seldom() -> None:
    """An item used nine times is drawn far less often than a fresh one."""
    bank = [Candidate(id=f"q{at}", type="single_choice", uses=9 * (at % 2)) for at in range(100)]
    blueprint = Blueprint(name="周测", sections=(SINGLE,))
    drawn = [item for seed in range(30) for item in assemble(blueprint, bank, seed=str(seed), day=DAY).papers[0][0]]
    old = sum(int(item[1:]) % 2 for item in drawn) / len(drawn)
    assert 0.02 < old < 0.2


def test_overlap_is_allowed_up_to_its_share() -> None:
    """Where the bank is too small for two apart, forms share as much as they may and no more."""
    bank = [Candidate(id=f"q{at}", type="single_choice") for at in range(18)]
    blueprint = Blueprint(name="周测", sections=(SINGLE,), overlap=0.2)
    one, other = map(ids_of, assemble(blueprint, bank, seed="1", day=DAY, forms=2).papers)
    assert len(one & other) == 2
    apart = assemble(replace(blueprint, overlap=0.1), bank, seed="1", day=DAY, forms=2)
    assert [(each.gap.rule, each.gap.amount, each.form) for each in apart.shortages] == [("section", 1, 1)]


def test_a_second_sitting_shares_nothing_with_the_first() -> None:
    """A form made before is kept apart as one of the same run is."""
    bank, blueprint = _bank(), Blueprint(name="补考", sections=(SINGLE,))
    first = assemble(blueprint, bank, seed="1", day=DAY).papers[0]
    again = assemble(blueprint, bank, seed="1", day=DAY, others=[ids_of(first)]).papers[0]
    assert not ids_of(first) & ids_of(again)


def test_the_cell_that_is_short_is_named() -> None:
    """Of a full section one cell is short: it is named with what it wants, what can be had and what rests."""
    bank = [
        *(Candidate(id=f"h{at}", type="single_choice", chapter="第三章", difficulty="hard") for at in range(4)),
        Candidate(
            id="h9", type="single_choice", chapter="第三章", difficulty="hard", last_used=DAY - timedelta(days=3)
        ),
        *(Candidate(id=f"e{at}", type="single_choice", chapter="第一章", difficulty="easy") for at in range(40)),
    ]
    hard = Cell(least=6, most=6, chapters=("第三章",), difficulties=("hard",))
    outcome = assemble(Blueprint(name="月考", sections=(SINGLE,), cells=(hard,), rested=30), bank, seed="1", day=DAY)
    (short,) = outcome.shortages
    assert (short.gap.rule, short.gap.name, short.gap.limit, short.gap.found) == ("cell", "第三章·难", 6, 4)
    assert (short.have, short.known, outcome.papers) == (4, 5, ())
    assert sum(map(len, outcome.nearest[0])) == 10


def test_luck_alone_never_makes_a_shortage() -> None:
    """The one item of a rare kind in a big bank is found though the first look leaves most items out."""
    bank = [Candidate(id=f"q{at:05}", type="single_choice", facility=0.5, words=50) for at in range(3000)]
    bank[1234] = replace(bank[1234], words=700.0)
    blueprint = Blueprint(name="周测", sections=(SINGLE,), words=Band(1150, 1150))
    assert bank[1234].id in ids_of(assemble(blueprint, bank, seed="3", day=DAY).papers[0])


def test_a_passage_is_taken_whole_or_not_at_all() -> None:
    """Of four items of a passage a section of three has none; where two will do, it has none or at least two."""
    bank = [
        *(Candidate(id=f"s{at}", type="single_choice", stimulus="材料") for at in range(4)),
        *(Candidate(id=f"q{at}", type="single_choice") for at in range(3)),
    ]
    blueprint = Blueprint(name="周测", sections=(replace(SINGLE, number=3),))
    for seed in range(10):
        assert not {"s0", "s1", "s2", "s3"} & ids_of(assemble(blueprint, bank, seed=str(seed), day=DAY).papers[0])
        some = assemble(replace(blueprint, stimulus_least=2), bank, seed=str(seed), day=DAY).papers[0]
        assert sum(item.startswith("s") for item in ids_of(some)) != 1


def test_a_passage_with_an_item_that_has_no_place_is_left_out() -> None:
    """A passage is not whole where one of its items is of a type that the paper does not have."""
    bank = [
        Candidate(id="s0", type="single_choice", stimulus="材料"),
        Candidate(id="s1", type="true_false", stimulus="材料"),
        *(Candidate(id=f"q{at}", type="single_choice") for at in range(2)),
    ]
    blueprint = Blueprint(name="周测", sections=(replace(SINGLE, number=2),))
    assert {ids_of(assemble(blueprint, bank, seed=str(seed), day=DAY).papers[0]) for seed in range(9)} == {
        frozenset({"q0", "q1"})
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cells": (Cell(least=5, most=4),)}, "blueprint-crossed"),
        ({"cells": (Cell(least=11),)}, "blueprint-cell-room"),
        ({"cells": (Cell(most=9),)}, "blueprint-cell-over"),
        ({"cells": (Cell(most=19, unit="marks", types=("single_choice",)),)}, "blueprint-cell-over"),
        ({"cells": (Cell(least=1, types=("matching",)),)}, "blueprint-cell-room"),
        ({"facility": Band(0.7, 0.6)}, "blueprint-crossed"),
        ({"pinned": ("q0001",), "banned": ("q0001",)}, "blueprint-pinned-banned"),
        ({"pinned": ("nobody",)}, "assembly-pinned-unknown"),
        ({"pinned": ("a", "b")}, "assembly-pinned-enemies"),
        ({"pinned": ("t",)}, "assembly-pinned-type"),
        ({"pinned": ("a", "c"), "sections": (replace(SINGLE, number=1),)}, "blueprint-pinned-many"),
        ({"pinned": ("s0",), "sections": (replace(SINGLE, number=2),)}, "assembly-pinned-crowd"),
        ({"pinned": ("s0",), "banned": ("s1",)}, "assembly-pinned-set"),
        ({"pinned": ("s0", "a"), "stimulus_least": 3, "sections": (replace(SINGLE, number=3),)}, "assembly-impossible"),
        ({"sections": ()}, "blueprint-no-sections"),
    ],
)
def test_a_contradiction_is_named_before_anything_is_short(change: dict[str, object], code: str) -> None:
    """What no bank could mend is a problem of its own and not a shortage."""
    bank = [
        *(Candidate(id=name, type="single_choice") for name in "abcdefghijklm"),
        *(Candidate(id=f"s{at}", type="single_choice", stimulus="材料") for at in range(3)),
        Candidate(id="t", type="true_false"),
        Candidate(id="q0001", type="single_choice"),
    ]
    blueprint = replace(Blueprint(name="月考", sections=(SINGLE,)), **change)
    outcome = assemble(blueprint, bank, seed="1", day=DAY, enemies=[("a", "b")])
    assert [problem.code for problem in outcome.problems][:1] == [code]
    assert not outcome.papers and not outcome.shortages
    assert all(problem.message("zh") and problem.message("en") for problem in outcome.problems)


def test_what_is_pinned_stands_whatever_its_last_use() -> None:
    """Rest and uses are asked of what is drawn, not of what somebody pins."""
    bank = [Candidate(id=f"q{at}", type="single_choice", last_used=DAY, uses=5) for at in range(3)]
    bank += [Candidate(id=f"n{at}", type="single_choice") for at in range(20)]
    blueprint = Blueprint(name="周测", sections=(SINGLE,), pinned=("q1",), rested=30, uses=1)
    assert {item for item in ids_of(assemble(blueprint, bank, seed="1", day=DAY).papers[0]) if item[0] == "q"} == {"q1"}
