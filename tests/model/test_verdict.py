"""Laws of the words that judge a statement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qbank.model.verdict import CROSSES, FALSE, TICKS, TRUE, are_verdicts, partner_of, verdict_of

_WORDS = st.sampled_from(sorted(TRUE | FALSE))
_DRESSES = st.sampled_from(["{}", " {} ", "（{}）", "[{}]", "{}。", "{}.", "{}\ufe0f", "\u200b{}"])


def _wide(word: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in word)


@given(_WORDS, _DRESSES, st.sampled_from([str, str.upper, str.title, _wide]))
def test_a_word_says_the_same_however_it_is_typed(word: str, dress: str, case) -> None:
    """Width, case, brackets, stops and what cannot be seen change no verdict."""
    assert verdict_of(dress.format(case(word))) is (word in TRUE)


def test_no_word_says_both() -> None:
    """A word is true or false, never both, and every shape of a tick and a cross is one."""
    assert not TRUE & FALSE
    assert all(verdict_of(each) is True for each in TICKS)
    assert all(verdict_of(each) is False for each in CROSSES)


@given(_WORDS)
def test_a_word_and_its_partner_are_verdicts(word: str) -> None:
    """The opposite of a word says the other thing, and the two together are the verdicts of a statement."""
    other = partner_of(word)
    assert verdict_of(other) is (word in FALSE)
    assert are_verdicts([word, other])
    assert are_verdicts([other, word])


@given(st.sampled_from(sorted(each for each in TRUE | FALSE if each.isascii() and len(each) == 1)), st.data())
def test_letters_are_verdicts_only_in_their_pairs(one: str, data: st.DataObject) -> None:
    """T goes with F; y and x are names."""
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    pairs = {*map(frozenset, ("tf", "yn", "rw", "vx"))} | {frozenset({"x", "√"})}
    assert are_verdicts([one, other.upper()]) is (frozenset({one, other}) in pairs)


@given(st.text(min_size=1, max_size=6))
def test_other_texts_say_nothing(text: str) -> None:
    """What is no word of the table has no verdict and no partner."""
    if verdict_of(text) is None:
        assert partner_of(text) == ""
        assert not are_verdicts([text, "错"])
