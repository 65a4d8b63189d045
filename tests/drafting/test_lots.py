"""Lots are those of Python's own generator, whatever is drawn and however often they begin anew."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.lots import Lots

_DRAWS = st.lists(st.sampled_from(["random", "choice", "sample", "shuffle", "randrange", "choices"]), max_size=6)


def _draw(rng: Random, what: str) -> object:
    things = list("甲乙丙丁戊")
    match what:
        case "random":
            return rng.random()
        case "sample":
            return rng.sample(things, 3)
        case "shuffle":
            rng.shuffle(things)
            return things
        case "randrange":
            return rng.randrange(7)
        case "choices":
            return rng.choices(things, weights=[1, 2, 3, 4, 5], k=2)
        case _:
            return rng.choice(things)


@given(st.lists(st.tuples(st.text(max_size=8), _DRAWS), max_size=4))
def test_lots_are_those_of_the_seed_that_was_given_last(rounds: list[tuple[str, list[str]]]) -> None:
    """Nothing is left over from the seed before, drawn from or not."""
    lots = Lots()
    for seed, draws in rounds:
        lots.begin(seed)
        own = Random(seed)
        assert [_draw(lots, each) for each in draws] == [_draw(own, each) for each in draws]
