"""Where distractors are looked for."""

from hypothesis import given
from hypothesis import strategies as st

from qbank.model.document import Sentence
from qbank.model.fact import NEAREST, FactPool, Inclusion, Part, part


def kept(start, words, label):
    """Return a fact that stands at a place and has one labelled part."""
    view = f"列入{words}"
    sent = Sentence(0, start, start + len(view), view, view)
    return "文件.txt", Inclusion(sent=sent, pattern="x", frame=part(sent, 2, len(view), label), verb=part(sent, 0, 2))


PLACES = st.lists(st.integers(0, 500), min_size=1, max_size=400)


@given(PLACES, st.integers(0, 9000))
def test_candidates_are_few_near_and_each_wording_once(places, at):
    """However long the document, a bounded number comes, in order of distance, without repeats."""
    pool = FactPool.of(kept(place * 20, f"预算{place}", "frame:列入") for place in places)
    found = list(pool.alike("frame:列入", Part("", at, at)))
    assert len(found) <= NEAREST
    assert len({candidate.part.text for candidate in found}) == len(found)
    gaps = [abs(candidate.part.start - at) for candidate in found]
    assert gaps == sorted(gaps)
    assert gaps[0] == min(abs(place * 20 + 2 - at) for place in places)


def test_families_hold_all_labels_before_the_colon():
    """列入 and 纳入 are two labels of one family; no label is alike nothing."""
    pool = FactPool.of([kept(0, "预算", "frame:列入"), kept(20, "考核", "frame:纳入"), kept(40, "台账", "")])
    near = Part("", 0, 0)
    assert [each.part.text for each in pool.alike("frame:列入", near)] == ["预算"]
    assert [each.part.text for each in pool.akin("frame:列入", near)] == ["预算", "考核"]
    assert list(pool.alike("", near)) == []
