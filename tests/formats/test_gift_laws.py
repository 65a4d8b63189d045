"""GIFT, whatever the texts: what is held is found again, labels and feedback with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gift_samples import SETTINGS, found_of, kept, texts, written
from hypothesis import given
from hypothesis import strategies as st

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._held import with_interaction, with_texts
from qbank.formats.gift import _feedback as feedback
from qbank.formats.gift import _labels as labels
from qbank.formats.gift import _text as gift
from qbank.formats.gift.format import hold
from qbank.formats.moodle.spellings import spellings
from qbank.model.item import MarkingPoint
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types._folding import same_wording


@given(text=texts)
def test_escapes_hide_every_mark_and_are_undone(text: str) -> None:
    """Escaped text has no mark in it, stands in one line, and says what the text said."""
    text = gift.clean(text)
    raw = gift.escaped(text)
    assert not set("~=#{}:\n") & set(gift.blanked(raw))
    assert gift.unescaped(raw) == text


@given(text=texts, form=st.sampled_from(["", "plain"]))
def test_a_field_is_read_as_it_was(text: str, form: str) -> None:
    """A text of ours, whatever it begins with, is the same again in the format it was written for."""
    text = gift.clean(text)
    form = form or gift.format_for((text,))
    assert gift.read(gift.field(text, form), form) == gift.Text(text, form or "moodle")
    arrowless = gift.without_arrow(text)
    assert gift.read(gift.arrowless(arrowless, form), form).words == arrowless
    assert "->" not in gift.arrowless(arrowless, form)


@given(text=st.text(" \xa0\t\n\u3000->a<&b;", max_size=9))
def test_blanks_beside_an_arrow_are_held_once(text: str) -> None:
    """Firm spaces, ends of lines and several spaces in a text with -> are found as they were held."""
    held = gift.without_arrow(gift.clean(f"{text}->"))
    assert gift.without_arrow(held) == held
    assert gift.read(gift.arrowless(held, ""), "").words == held


@given(
    rationale=texts,
    points=st.lists(texts),
    proof=st.lists(texts),
    marks=st.floats(0.01, 99),
    lang=st.sampled_from(["zh", "en"]),
)
def test_feedback_is_held_once(rationale: str, points: list[str], proof: list[str], marks: float, lang: str) -> None:
    """What is found of a feedback is found again; without labels in the rationale nothing moves."""
    whole = feedback.Feedback(
        gift.clean(rationale), tuple(MarkingPoint(each, marks) for each in points), tuple(map(gift.clean, proof))
    )
    once = feedback.held(whole, lang, has_points=True)
    assert feedback.held(once, lang, has_points=True) == once
    assert len(once.points) >= len(points)


@given(title=texts, chapter=texts)
def test_a_category_tells_the_chapter_from_the_title(title: str, chapter: str) -> None:
    """Whatever characters they hold, slashes above all, the chapter is found again without the title."""
    title, chapter = labels.held_title(title), labels.held_name(chapter)
    if not title and not chapter:
        return
    *comments, line, blank, end = labels.category_lines(title, chapter).split("\n")
    assert line.startswith("$CATEGORY: ") and blank == end == ""
    assert labels.chapter_of(line.removeprefix("$CATEGORY: "), "\n".join(comments)) == chapter
    assert labels.held_name(chapter) == chapter


@given(answer=texts)
def test_further_spellings_are_the_same_wording(answer: str) -> None:
    """No spelling lets in what we would mark wrong, and none is empty."""
    answer = gift.clean(answer)
    for spelling in spellings([answer]) if answer else []:
        assert same_wording(spelling, answer)
        assert spelling and spelling != answer


@given(data=st.data())
def test_any_text_anywhere_is_found_again(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Items of every type with any text in every field are refused, or held, written and found just so."""
    item = data.draw(st.sampled_from(list(TYPES))).example()
    change = data.draw(st.functions(like=lambda text: "", returns=texts, pure=True))
    item = with_interaction(
        item, with_texts(item.body.interaction(), lambda text: data.draw(st.just(text)) + change(text))
    )
    item = replace(
        item, id=data.draw(texts), stem=data.draw(texts) + item.stem + data.draw(texts), rationale=data.draw(texts),
        chapter=data.draw(texts), tags=(data.draw(texts), data.draw(texts)), audience=(data.draw(texts),),
    )  # fmt: skip
    whole = Portable(item=item, stimulus=data.draw(texts), proof=(data.draw(texts),))
    once = hold(whole, SETTINGS)
    if isinstance(once, Problem):
        assert once.message("zh") and once.message("en")
        return
    again = kept(once)
    assert list(differences(once, again)) == []
    (found,) = found_of(written([once]), tmp_path_factory.mktemp("any"))
    assert isinstance(found, Portable), found
    assert [(name, once, found) for name in differences(once, found)] == []
