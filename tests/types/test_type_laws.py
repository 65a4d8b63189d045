"""Laws that hold for every body of every type."""

import json
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from type_strategies import ANY_BODY, STEMS, TEXTS, WORDS, multiples, singles

from qbank.model.item import BLANK, Blank, Item, Option, Paragraph
from qbank.types import SingleChoice
from qbank.types._codec import item_from_dict, item_to_dict
from qbank.types._layout import bracketed, paragraphs
from qbank.types._options import ids_of, numbered, shuffled


@given(ANY_BODY, STEMS)
def test_round_trip_through_json_text(body, stem):
    """Any body, with rare characters, emoji and newlines, comes back from JSON text unchanged."""
    item = Item(id="1", stem=stem, body=body)
    assert item_from_dict(json.loads(json.dumps(item_to_dict(item)))) == item


@given(ANY_BODY)
def test_the_key_scores_one(body):
    """The first sample response, the key, earns full marks."""
    assert body.score(next(sample.response for sample in body.responses() if sample.score == 1)) == 1


@given(ANY_BODY)
def test_samples_score_as_stated_or_better(body):
    """No sample scores otherwise than stated, but blanks with equal answers may earn more."""
    for sample in body.responses():
        scored = body.score(sample.response)
        assert not isinstance(scored, float) or sample.score is None or scored >= sample.score - 1e-9


@given(singles() | multiples(), st.randoms(use_true_random=False))
def test_shuffling_options_keeps_the_score(body, rng):
    """Options in another order earn the same for the same choice of ids."""
    other = replace(body, options=tuple(rng.sample(body.options, len(body.options))))
    for picked in [list(body.key), [body.options[0].id], [body.options[-1].id], []]:
        assert body.score(picked) == other.score(picked)


@given(st.lists(WORDS, min_size=3, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_ids_follow_the_order_shown(texts, rng):
    """After a shuffle the ids run o1, o2 … from the top, and the key follows its text."""
    shown = shuffled(numbered([_option(text) for text in texts]), rng)
    assert [option.id for option in shown] == [f"o{n}" for n in range(1, len(texts) + 1)]
    body = SingleChoice(shown, ids_of(shown, texts[:1]))
    assert body.key_text() == texts[0]


@given(st.integers(0, 99))
def test_the_same_seed_gives_the_same_order(seed):
    """Shuffling draws on nothing but the generator it is given."""
    options = numbered([_option(text) for text in ("甲", "乙", "丙", "丁")])
    assert shuffled(options, Random(seed)) == shuffled(options, Random(seed))


@given(STEMS, st.lists(st.integers(1, 9), max_size=3))
def test_paragraphs_keep_every_word_and_every_blank(stem, sizes):
    """The text of the paragraphs is the stem without marks, and blanks come in number and order."""
    blocks = paragraphs(stem, sizes)
    assert "\n".join(_words(block) for block in blocks) == stem.replace(BLANK, "")
    blanks = [run for block in blocks for run in block.content if isinstance(run, Blank)]
    assert [blank.size for blank in blanks] == [*sizes, *[0] * stem.count(BLANK)][: stem.count(BLANK)]


@given(TEXTS.filter(lambda text: BLANK not in text + BLANK[:-1]))
def test_a_stem_without_blank_ends_in_a_bracket(stem):
    """Choice items without a blank get one bracket, at the end."""
    assert bracketed(stem)[-1].content[-1] == Blank(0)


def _option(text):
    return Option("", text)


def _words(block: Paragraph) -> str:
    return "".join(run for run in block.content if isinstance(run, str))
