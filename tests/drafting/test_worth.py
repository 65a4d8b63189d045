"""Laws of the expected share kept, and of the features it is made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.features import FEATURES, Place, features, genre_of, groups
from qbank.drafting.worth import PRIORS, Worth, logit, share_of
from qbank.locale import say
from qbank.model.item import Item, Source
from qbank.types._contract import TYPES

SHARES = st.floats(0, 1)
NUMBERS = st.dictionaries(st.sampled_from(["all", *FEATURES]), st.floats(0, 1))
WEIGHTS = st.dictionaries(st.sampled_from(["all", *FEATURES]), st.floats(-50, 50))


@given(prior=SHARES, known=NUMBERS)
def test_without_verdicts_a_draft_is_worth_its_prior(prior: float, known: dict[str, float]) -> None:
    """To the last bit: nothing is smoothed or held away from the ends."""
    assert PRIORS.of(prior, known) == prior
    assert not PRIORS.learned


@given(prior=st.floats(-2, 3), known=NUMBERS, slope=st.floats(0, 50), weights=WEIGHTS)
def test_worth_is_a_share(prior: float, known: dict[str, float], slope: float, weights: dict[str, float]) -> None:
    """0–1, whatever the weights and however wrong the prior."""
    assert 0 <= Worth(slope, weights).of(prior, known) <= 1


@given(one=SHARES, other=SHARES, known=NUMBERS, slope=st.floats(0, 5), weights=WEIGHTS)
def test_worth_rises_with_the_prior(
    one: float, other: float, known: dict[str, float], slope: float, weights: dict[str, float]
) -> None:
    """Of two drafts with equal features the one with the higher prior is worth no less."""
    low, high = sorted((one, other))
    worth = Worth(slope, weights)
    assert worth.of(low, known) <= worth.of(high, known)


def test_priors_are_never_turned_round() -> None:
    """A slope below 0 is no worth at all."""
    with pytest.raises(ValueError, match="below 0"):
        Worth(-0.1)


@given(share=st.floats(0.02, 0.98))
def test_logit_and_back(share: float) -> None:
    """The two undo each other between the ends."""
    assert share_of(logit(share)) == pytest.approx(share)


def test_the_shares_of_a_worth_are_its_reasons() -> None:
    """Each feature's part is weight times value, the weightiest first; what has no weight has no part."""
    worth = Worth(1.0, {"question": 0.5, "clauses": -2.0, "blank": 1.0})
    assert worth.shares({"question": 1.0, "clauses": 0.5, "options": 1.0}) == {"clauses": -1.0, "question": 0.5}
    assert list(worth.shares({"question": 1.0, "clauses": 0.5})) == ["clauses", "question"]


@pytest.mark.parametrize("name", TYPES.names())
def test_features_of_every_type_are_shares(name: str) -> None:
    """Whatever the type, each feature is between 0 and 1 and belongs to a group or has its words in the catalogues."""
    item = TYPES.get(name).example()
    found = features(item, Place("law", 0.7, item.stem))
    assert all(0 < value <= 1 for value in found.values())
    assert set(groups(item, "law")) <= found.keys()
    for feature in found.keys() - set(groups(item, "law")):
        assert say(f"feature-{feature}", "zh")
        assert say(f"feature-{feature}", "en")


def test_features_say_what_they_are_called() -> None:
    """A short question with four options, one of whose distractors stands in the document."""
    item: Item = TYPES.get("single_choice").example()
    options = item.body.interaction().options
    wrong = next(option.text for option in options if option.id not in item.body.interaction().keys)
    found = features(item, Place("speech", 0.25, f"前文{wrong}后文"))
    assert found["question"] == 1
    assert "blank" not in found
    assert found["options"] == len(options) / 8
    assert found["from-document"] == pytest.approx(1 / (len(options) - 1))
    assert found["key-numeral"] == 1
    assert found["standing"] == 0.25
    assert found["genre:prose"] == 1
    assert (genre_of("law"), genre_of("handbook")) == ("norm", "prose")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("在“值守培训”方面，每季度开展多少次演练？", "supplied"),
        ("根据《值守办法》，在信息报送方面，应当做什么？", "supplied"),
        ("根据《值守办法》，值班员应当做什么？", "names-document"),
        ("“三级响应”包括哪些内容？", "quotation"),
        ("值班员应当____。", "blank"),
        ("值班员几人？", "stem-short"),
        ("值" * 45, "stem-long"),
        ("值" * 60, "stem-very-long"),
        ("接报后，值班员应当立即核实；情况属实的，报告上级。", "clauses"),
    ],
)
def test_a_stems_features(stem: str, name: str) -> None:
    """Each shows in a stem that has it, and not in a plain one."""
    plain = "值班人员应当在接到险情以后多少分钟之内报告情况。"
    body = TYPES.get("short_answer").example().body
    assert name in features(Item(id="q", stem=stem, body=body), Place("plan"))
    assert name not in features(Item(id="q", stem=plain, body=body), Place("plan"))


def test_several_and_long_sentences() -> None:
    """What the proof lines are like counts too."""
    item = Item(id="q", stem="问？", body=TYPES.get("true_false").example().body)
    sources = tuple(Source("a", "d", at, at + 80, "字" * 80) for at in (0, 80))
    found = features(Item(id="q", stem="问？", body=item.body, sources=sources), Place("plan"))
    assert (found["several-sentences"], found["sentence-long"]) == (1.0, 0.5)
    assert "several-sentences" not in features(item, Place("plan"))
