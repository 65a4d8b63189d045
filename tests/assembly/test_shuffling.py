"""Laws of forms: marks, keys and passages survive; keys are spread; the mapping leads back."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise, permutations, product
from pathlib import Path
from random import Random

import numpy as np
import pytest
from form_samples import ODD, papers, plain_singles, several, single
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbank.answers import read
from qbank.answers.own_forms import read_shuffles
from qbank.assembly.keys import balanced, excess, shares, without_runs
from qbank.assembly.options import lettered
from qbank.assembly.shuffling import Chosen, mapping_csv, shuffled
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.model.item import Choice
from qbank.model.portable import Portable

LETTERS = "ABCDEFGH"
SEEDS = st.integers(0, 99).map(str)


def made(sections, seed="1", names=("A", "B")):
    """Return the forms of an exam."""
    return shuffled(sections, seed=seed, exam="x", title="周测", names=names)


def own(sections):
    """Return the items as they were chosen, by id."""
    return {item.id: item for section in sections for item in section.items}


def key_places(issued):
    """Return the places of the keys of single choices, in the order of the form."""
    found = []
    for item in issued.items:
        choice = lettered(item)
        if choice and not choice.multiple:
            found.append([option.id for option in choice.options].index(choice.keys[0]))
    return found


@settings(max_examples=40, deadline=None)
@given(papers(), SEEDS)
def test_every_answer_earns_what_it_earns_on_the_unshuffled_paper(sections, seed):
    """Of every pattern of letters on a form, the item's own options behind them earn the same marks."""
    items = own(sections)
    for issued in made(sections, seed, ("A", "B", "C")):
        assert [item.id for item in issued.items] == [placed.item for placed in issued.form.placed]
        for item, placed in zip(issued.items, issued.form.placed, strict=True):
            if not placed.order:
                assert item == items[item.id]
                continue
            offered, mine = lettered(item).options, lettered(items[item.id]).options
            for picked in product([False, True], repeat=len(offered)):
                here = [at for at, yes in enumerate(picked) if yes]
                there = [LETTERS.index(placed.order[at]) for at in here]
                scores = [
                    item.body.score([offered[at].id for at in here]),
                    items[item.id].body.score([mine[at].id for at in there]),
                ]
                assert scores[0] == scores[1] or all(isinstance(each, Problem) for each in scores)
                assert [offered[at].text for at in here] == [mine[at].text for at in there]


@settings(max_examples=40, deadline=None)
@given(papers(), SEEDS)
def test_nothing_is_lost_and_key_texts_stay(sections, seed):
    """Each section has its own items once, with marks, revision and key texts; passages stay in one piece, in order."""
    items = own(sections)
    for issued in made(sections, seed):
        assert [section.heading for section in issued.form.sections] == [section.heading for section in sections]
        for chosen, section in zip(sections, issued.form.sections, strict=True):
            ids = [placed.item for placed in section.placed]
            assert Counter(ids) == Counter(item.id for item in chosen.items)
            for name in {item.stimulus for item in chosen.items} - {""}:
                of_one = [item.id for item in chosen.items if item.stimulus == name]
                start = ids.index(of_one[0])
                assert ids[start : start + len(of_one)] == of_one
            for placed in section.placed:
                assert placed.marks == chosen.marks_of.get(placed.item, chosen.marks)
        for item in issued.items:
            assert set(item.body.key_text().split("；")) == set(items[item.id].body.key_text().split("；"))
            choice, before = item.body.interaction(), items[item.id].body.interaction()
            if isinstance(choice, Choice):
                assert set(choice.options) == set(before.options)


@settings(max_examples=20, deadline=None)
@given(papers(), SEEDS)
def test_rationales_name_the_same_options(sections, seed):
    """What a letter of a rationale stands for on the form is what it stood for in the bank."""
    items = own(sections)
    for issued in made(sections, seed):
        for item in issued.items:
            for mention in ("故选", ""):
                told, before = item.rationale, items[item.id].rationale
                if told and told.startswith(mention):
                    at = len(mention)
                    here, there = LETTERS.index(told[at]), LETTERS.index(before[at])
                    assert lettered(item).options[here] == lettered(items[item.id]).options[there]
                    break


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers(), SEEDS, st.integers(0, 99))
def test_answers_on_forms_are_read_back(tmp_path, sections, seed, draw):
    """A file of letters as people wrote them on A and B is marked right with the mapping file and the bank's items."""
    items = own(sections)
    forms = made(sections, seed)
    asked = [item for item in forms[0].items if lettered(item)]
    if not asked:
        return
    rng = Random(draw)
    rows, wanted = [["工号", "卷别", *(item.id for item in asked)]], []
    for person in range(6):
        issued = forms[person % 2]
        here = {item.id: item for item in issued.items}
        cells, marks = [], []
        for item in asked:
            options = lettered(here[item.id]).options
            count = rng.randint(1, len(options)) if lettered(item).multiple else 1
            picked = sorted(rng.sample(range(len(options)), count))
            cells.append("".join(LETTERS[at] for at in picked))
            marks.append(here[item.id].body.score([options[at].id for at in picked]))
        rows.append([f"P{person}", issued.form.name, *cells])
        wanted.append(marks)
    answers, orders = Path(tmp_path) / "answers.csv", Path(tmp_path) / "orders.csv"
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    answers.write_text(stream.getvalue(), encoding="utf-8", newline="")
    orders.write_bytes(mapping_csv([issued.form for issued in forms]))
    reading = read(answers, items=[items[item.id] for item in asked], shuffles=orders, form="卷别")
    assert np.array_equal(reading.sitting().marks, np.array(wanted, float))


def test_the_mapping_has_a_row_for_every_lettered_item(tmp_path):
    """Options that stand in their own order are told too, so that no form is unknown."""
    items = [single("q1", ODD[0]), single("q2", ["政工室", "督查大队", "财务科"])]
    forms = [issued.form for issued in made([Chosen(heading="单选题", items=tuple(items))])]
    path = tmp_path / "orders.csv"
    path.write_bytes(mapping_csv(forms))
    found = read_shuffles(path)
    assert found["a"]["q1"] == "ABCD"
    assert {form: set(orders) for form, orders in found.items()} == {"a": {"q1", "q2"}, "b": {"q1", "q2"}}


def _another_order(item):
    """Sort items backwards, but those of passages as they stand."""
    return item.stimulus, "" if item.stimulus else item.id[::-1]


@settings(max_examples=20, deadline=None)
@given(papers(), SEEDS)
def test_the_same_seed_gives_the_same_bytes(sections, seed):
    """Neither the order in which items were chosen nor the number of forms changes a form."""
    turned = [replace(each, items=tuple(sorted(each.items, key=_another_order))) for each in sections]
    once = made(sections, seed)
    assert made(sections, seed) == once
    assert [each.form.to_json() for each in made(turned, seed)] == [each.form.to_json() for each in once]
    assert made(sections, seed, ("A", "B", "C"))[:2] == once


def test_other_seeds_give_other_forms():
    """Twenty seeds give twenty papers."""
    sections = [Chosen(heading="单选题", items=tuple(plain_singles(12)))]
    texts = {issued.form.to_json() for seed in range(20) for issued in made(sections, str(seed), ("A",))}
    assert len(texts) == 20


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 60), st.integers(3, 6), SEEDS)
def test_keys_are_spread_over_the_letters(count, options, seed):
    """Where options move freely each letter is a key within one of its share, in no run beyond three."""
    for issued in made([Chosen(heading="单选题", items=tuple(plain_singles(count, 1, options)))], seed):
        found = key_places(issued)
        each = [found.count(place) for place in range(options)]
        assert max(each) - min(each) <= 1
        assert max(len(list(run)) for _, run in groupby(found)) <= 3


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sets(st.integers(0, 3), min_size=1, max_size=4).map(sorted), min_size=1, max_size=6), SEEDS)
def test_no_other_places_of_keys_are_nearer_to_the_shares(allowed, seed):
    """Compared with all possibilities: within one of the share wherever that can be, and then least squares."""
    share = shares([4] * len(allowed))

    def off(places):
        return [abs(places.count(place) - each) for place, each in enumerate(share)]

    found = balanced(allowed, share, Random(seed))
    assert all(place in each for place, each in zip(found, allowed, strict=True))
    everything = [off(list(places)) for places in product(*allowed)]
    good = [each for each in everything if max(each) <= 1 + 1e-9]
    if good:
        assert max(off(found)) <= 1 + 1e-9
        assert sum(each**2 for each in off(found)) <= min(sum(e**2 for e in each) for each in good) + 1e-9
    else:
        worst = min(sum(max(0, e - 1) ** 2 for e in each) for each in everything)
        assert sum(max(0, e - 1) ** 2 for e in off(found)) <= worst + 1e-6


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=7), SEEDS)
def test_keys_that_cannot_move_stand_apart_where_that_can_be(places, seed):
    """Amounts in their order keep their keys; items are ordered so that runs end at three if there is a way."""
    amounts = ["10日", "20日", "30日", "40日"]
    items = tuple(single(f"q{at}", amounts, place) for at, place in enumerate(places))
    possible = any(excess(each) == 0 for each in set(permutations(places)))
    for issued in made([Chosen(heading="单选题", items=items)], seed):
        assert sorted(key_places(issued)) == sorted(places)
        assert (excess(key_places(issued)) == 0) == possible


@given(st.lists(st.integers(0, 3), min_size=8, max_size=24), SEEDS)
def test_breaking_runs_keeps_the_counts(places, seed):
    """Exchanges leave every letter its number of keys, and never lengthen runs."""
    found = without_runs(places, [(0, 1, 2, 3)] * len(places), Random(seed))
    assert Counter(found) == Counter(places)
    assert excess(found) <= excess(places)


@settings(max_examples=15, deadline=None)
@given(st.integers(8, 40), SEEDS)
def test_neighbours_differ_between_forms(count, seed):
    """No two items stand side by side on two forms, and none at the same number."""
    one, other = made([Chosen(heading="单选题", items=tuple(plain_singles(count)))], seed)
    orders = [[item.id for item in issued.items] for issued in (one, other)]
    sides = [{frozenset(pair) for pair in pairwise(order)} for order in orders]
    assert not sides[0] & sides[1]
    assert not [1 for a, b in zip(*orders, strict=True) if a == b]
    texts = [{item.id: [option.id for option in item.body.options] for item in issued.items} for issued in (one, other)]
    assert all(texts[0][name] != texts[1][name] for name in texts[0])


def test_an_item_twice_is_refused():
    """One item in two sections, or two forms of one name, are a mistake of the caller."""
    item = several("m", ["政工室", "督查大队", "财务科", "信息科"], (0, 1))
    section = Chosen(heading="多选题", items=(item,))
    with pytest.raises(ValueError, match="'m' is there twice"):
        made([section, section])
    with pytest.raises(ValueError, match="'A' is there twice"):
        made([section], names=("A", "A"))


@pytest.mark.parametrize("name", ["docx", "docx-key"])
def test_a_form_is_written_by_the_paper_formats(tmp_path, name):
    """Paper and key of a form are proofread without a fault, the key with the letters of the form."""
    texts = ["政工室", "督查大队", "财务科", "信息科"]
    ones = tuple(single(f"q{at}", texts, at % 4, rationale=f"故选{'ABCD'[at % 4]}。") for at in range(8))
    many = (several("m1", [*texts, "指挥中心"], (0, 2, 4), rationale="故选ACE。"),)
    for issued in made([Chosen(heading="单选题", items=ones), Chosen(heading="多选题", items=many)]):
        fmt, path = FORMATS.get(name), tmp_path / f"{issued.form.name}.docx"
        portables = [Portable(item=item) for item in issued.items]
        with path.open("wb") as stream:
            fmt.write(portables, stream, Settings(title=issued.form.title))
        assert not list(fmt.proofread(path, portables, Settings(title=issued.form.title)))
        for item, placed in zip(issued.items, issued.form.placed, strict=True):
            keys = "ACE" if item.id == "m1" else "ABCD"[int(item.id[1]) % 4]
            letters = sorted(LETTERS[placed.order.index(each)] for each in keys)
            assert item.rationale == f"故选{''.join(letters)}。"
