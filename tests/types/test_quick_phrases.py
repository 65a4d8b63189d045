"""What makes looking at wordings quick loses nothing: each short cut finds what the whole expression would."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qbank.types import _phrases as phrases
from qbank.types._cuts import segment_around

_WORDS = "某 老师 王 大爷 岁的 三 是其中的 司机 ， 。 的 里 管理 员 我 收到 受理 之日 逾期 每次 十七 处 因此 虽然"
_BESIDE = ["本馆", "还", "也", "并", "由", "应当", "，为此", "对此", "据此", "学校", "》", "必须"]
WORDINGS = st.lists(st.sampled_from(_WORDS.split()), max_size=9).map("".join)


@given(WORDINGS)
def test_whoever_is_told_of_has_a_sign(text: str) -> None:
    """No person is missed for want of one of the words looked for first."""
    assert phrases.tells_of_person(text) == (phrases._PERSON.search(text) is not None)


@given(WORDINGS)
def test_what_was_received_comes_before_any_case(text: str) -> None:
    """收到…之日 goes on where no …的， stands before it, as one expression would have it."""
    whole = re.compile(rf"(?:(?!的，).)*{phrases._RECEIVED.pattern}")
    later = phrases._OPENS_LATER.match(text) or phrases._LATER.search(text)
    assert phrases.goes_on(text) == (whole.match(text) is not None or later is not None)


@given(st.lists(st.sampled_from(_BESIDE), max_size=9).map("".join))
def test_what_sets_a_text_beside_another_has_a_sign(text: str) -> None:
    """No 还 and no 为此 stays for want of one of the characters looked for first."""
    assert phrases.without_also(text) == phrases._ALSO.sub("", text)


@given(WORDINGS)
def test_what_leans_is_found_by_one_expression_too(text: str) -> None:
    """In the first clause, and for half of a contrast in the last."""
    which = rf"[^，。；]*{phrases._OF_WHICH.pattern}"
    parts = (phrases._LEANING, phrases._HALF, phrases._THEREFORE, re.compile(which))
    assert phrases.is_leaning(text) == any(part.match(text) for part in parts)


@given(st.text(st.sampled_from("甲乙；;。！!？?，"), max_size=12), st.data())
def test_a_segment_runs_from_stop_to_stop(view: str, data: st.DataObject) -> None:
    """The last stop before a stretch and the first after its end bound it."""
    first = data.draw(st.integers(0, len(view)))
    last = data.draw(st.integers(first, len(view)))
    start = max(view.rfind(mark, 0, first) for mark in "；;。！!？?") + 1
    stops = [at for at in range(last, len(view)) if view[at] in "；;。！!？?"]
    assert segment_around(view, first, last) == (start, stops[0] if stops else len(view))
