"""Learning from verdicts: what is recovered, what stays, and how an order is judged."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, log
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from verdict_samples import RATES, drawn, sample

from qbank.drafting import learn
from qbank.drafting.learn import Figures
from qbank.drafting.worth import PRIORS, Worth


def _worths(worth: Worth, priors: dict[str, float] | None = None) -> dict[str, float]:
    return {pattern: worth.of((priors or {}).get(pattern, 0.5), sample(0, pattern).features) for pattern in RATES}


def test_without_verdicts_the_priors_stay() -> None:
    """Nothing, or only undecided drafts, teaches nothing."""
    assert learn.fit([]) == PRIORS
    assert learn.fit([sample(1, kept=None)]) == PRIORS


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_verdicts_recover_the_ranking_of_the_patterns(seed: int) -> None:
    """Of 800 verdicts drawn from rates a quarter apart, the learned worths stand in the rates' order and near them."""
    found = _worths(learn.fit(drawn(800, seed=seed)))
    assert sorted(found, key=found.get) == sorted(RATES, key=RATES.get)
    assert all(found[pattern] == pytest.approx(RATES[pattern], abs=0.2) for pattern in RATES)


def test_hundreds_of_verdicts_overrule_wrong_priors() -> None:
    """Priors that say the opposite of what editors do are left aside, and never turned round."""
    priors = {pattern: 1 - rate for pattern, rate in RATES.items()}
    worth = learn.fit(drawn(600, priors=priors))
    found = _worths(worth, priors)
    assert sorted(found, key=found.get) == sorted(RATES, key=RATES.get)
    assert worth.slope >= 0


def test_a_few_verdicts_move_little_and_many_move_more() -> None:
    """Three refusals take less from a prior than thirty, and thirty less than three hundred."""
    worths = [
        learn.fit([sample(number, prior=0.7, kept=0.0) for number in range(count)]).of(0.7, sample(0).features)
        for count in (3, 30, 300)
    ]
    assert 0.7 > worths[0] > worths[1] > worths[2]
    assert worths[0] > 0.4
    assert worths[2] < 0.1


def test_verdicts_on_one_pattern_leave_the_others_nearly_alone() -> None:
    """What is learned about one cell is not told of all drafts."""
    worth = learn.fit([sample(number, "丁", prior=0.7, kept=0.0) for number in range(60)])
    assert worth.of(0.7, sample(0, "丁").features) < 0.2
    other = {"all": 1.0, "genre:norm": 1.0, "asked:date/true_false": 1.0, "cell:date/true_false/norm": 1.0}
    assert worth.of(0.7, other) > 0.35


def test_the_order_of_the_samples_does_not_matter() -> None:
    """The same verdicts give the same worth, to the last digit."""
    samples = drawn(120)
    mixed = Random(3).sample(samples, len(samples))
    assert learn.fit(mixed) == learn.fit(samples)
    assert learn.held_back(mixed, mixed) == learn.held_back(samples, samples)


def test_a_change_of_the_editors_counts_less_than_none() -> None:
    """Drafts that are kept as they are stand before drafts that all need a touch, and these before refused ones."""
    kept = {"甲": 1.0, "乙": 0.75, "丙": 0.0}
    samples = [sample(number, list(kept)[number % 3], kept=list(kept.values())[number % 3]) for number in range(180)]
    found = _worths(learn.fit(samples))
    assert found["甲"] > found["乙"] > found["丙"]


@pytest.mark.parametrize(
    ("kept", "refused", "documents", "enough"),
    [(40, 10, 10, True), (39, 10, 10, False), (41, 9, 10, False), (9, 60, 10, False), (40, 10, 2, False)],
)
def test_too_few_verdicts_teach_nothing(kept: int, refused: int, documents: int, enough: bool) -> None:
    """Fifty in all, ten of each kind, from three documents are needed."""
    samples = [
        sample(number, kept=float(number < kept), document=f"{number % documents}.txt")
        for number in range(kept + refused)
    ]
    assert learn.is_enough(samples) is enough


def test_held_back_verdicts_are_foretold_without_their_documents() -> None:
    """A document whose verdicts contradict all others is not foretold better for its own verdicts being known."""
    others = [sample(number, "甲", kept=1.0, document=f"{number % 4}.txt") for number in range(80)]
    odd = [sample(number, "甲", kept=0.0, document="odd.txt") for number in range(80, 100)]
    alone = learn.figures([(each, learn.fit(others).of(each.prior, each.features)) for each in odd])
    together = learn.held_back([*others, *odd], [*others, *odd])
    of_others = learn.held_back(others, [*others, *odd])
    assert together.log_loss == pytest.approx((20 * alone.log_loss + 80 * of_others.log_loss) / 100, rel=0.15)
    assert alone.log_loss > log(2)


def test_what_was_known_before_is_the_priors_at_first() -> None:
    """With nothing known, each verdict is foretold by its prior."""
    samples = drawn(80, priors=RATES)
    assert learn.held_back(samples, []) == learn.figures([(each, each.prior) for each in samples])


def test_real_differences_are_no_worse_on_held_back_verdicts() -> None:
    """Where priors know nothing, what is learned is better in all three figures."""
    samples = drawn(400)
    before, after = learn.held_back(samples, []), learn.held_back(samples, samples)
    assert learn.worse(before, after) == ()
    assert after.auc > before.auc + 0.2
    assert after.first_kept > before.first_kept
    assert after.log_loss < before.log_loss


def test_noise_under_true_priors_is_found_worse() -> None:
    """Where priors already are the true shares, a misleading handful of verdicts is seen to make things worse."""
    true = [
        sample(number, prior=0.9 if number % 2 else 0.1, kept=float(number % 2), document=f"{number // 10}.txt")
        for number in range(100)
    ]
    misled = [replace(each, kept=1 - each.kept) for each in true]
    before, after = learn.held_back(true, []), learn.held_back(true, misled)
    assert set(learn.worse(before, after)) == {"log_loss", "auc"}


def test_figures_by_hand() -> None:
    """Two documents of two and one verdicts, worked out on paper."""
    rows = [
        (sample(1, kept=1.0, document="a"), 0.8),
        (sample(2, kept=0.0, document="a"), 0.6),
        (sample(3, kept=1.0, document="b"), 0.5),
    ]
    found = learn.figures(rows)
    assert found.log_loss == pytest.approx(-(log(0.8) + log(0.4) + log(0.5)) / 3)
    assert found.auc == 1.0
    assert (found.first_kept, found.first, found.long) == (2, 3, 0)


def test_the_first_ten_of_each_document_are_counted() -> None:
    """Of twelve verdicts in one document the two least expected do not count."""
    rows = [(sample(number, kept=float(number < 10), document="a"), 1 - number / 20) for number in range(12)]
    assert learn.figures(rows) == Figures(pytest.approx(learn.figures(rows).log_loss), 1.0, 10, 10, 1)
    turned = [(each, 1 - share) for each, share in rows]
    assert (learn.figures(turned).first_kept, learn.figures(turned).auc) == (8, 0.0)


def test_undefined_figures_are_not_numbers() -> None:
    """No pair to compare, no verdict to count: NaN, and never worse or better for it."""
    assert isnan(learn.auc([[(0.5, True)], [(0.4, False)]]))
    assert isnan(learn.figures([]).log_loss)
    assert all(isnan(each) for each in learn.wilson(0, 0))
    assert learn.worse(learn.figures([]), learn.figures([])) == ()


def test_ties_count_half() -> None:
    """Equal worth is a mere lot."""
    assert learn.auc([[(0.5, True), (0.5, False)]]) == 0.5


@given(kept=st.integers(0, 50), refused=st.integers(0, 50))
def test_the_interval_holds_the_share(kept: int, refused: int) -> None:
    """The interval lies within 0–1 and around the share."""
    if kept + refused:
        low, high = learn.wilson(kept, kept + refused)
        assert 0 <= low <= kept / (kept + refused) <= high <= 1


def test_the_interval_by_the_book() -> None:
    """8 of 10: 0.490–0.943, as R's binom.confint(8, 10, methods = "wilson") has it."""
    assert learn.wilson(8, 10) == (pytest.approx(0.4901625), pytest.approx(0.9433178))


def test_precision_counts_verdicts_and_undecided_apart() -> None:
    """Priors and learned shares are means over all drafts, the share kept over verdicts alone."""
    samples = [sample(1, kept=1.0, prior=0.6), sample(2, kept=0.75, prior=0.6), sample(3, kept=0.0, prior=0.6)]
    samples += [sample(4, kept=None, prior=0.9), sample(5, "乙", kept=None, prior=0.3)]
    first, second = learn.precisions(samples, PRIORS)
    assert (first.pattern, first.verdicts, first.kept, first.mended) == ("甲", 3, 2, 1)
    assert (first.share, first.prior, first.learned) == pytest.approx((2 / 3, 0.675, 0.675))
    assert (second.pattern, second.verdicts) == ("乙", 0)
    assert isnan(second.share)
