"""Signs at the ends of options: those that tell the last one are named, and go when that was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qbank.types  # noqa: F401 - registers the types
from qbank.formats._incoming import choice, portable_of
from qbank.model.item import Choice
from qbank.model.portable import Portable
from qbank.workbench.lints import tidied


def item(texts: list[str]) -> Portable:
    """Return a single choice between texts."""
    return portable_of("应为？", choice(texts, [0], multiple=False), place="1")


def options(portable: Portable) -> list[str]:
    """Return the words of its options."""
    interaction = portable.item.body.interaction()
    assert isinstance(interaction, Choice)
    return [each.text for each in interaction.options]


@pytest.mark.parametrize(
    "texts",
    [["甲", "乙", "丙。"], ["甲；", "乙；", "丙。"], ["甲，", "乙，", "丙"], ["甲;", "乙;", "丙。"], ["甲", "乙；"]],
)
def test_a_sign_that_tells_the_last_option_goes(texts: list[str]) -> None:
    """The words stay, and so does the key."""
    found, fixes = tidied(item(texts))
    assert options(found) == [text.rstrip("。；;，") for text in texts]
    assert [fix.code for fix in fixes] == ["lint-ends"]
    assert found.item.body.interaction().keys == item(texts).item.body.interaction().keys  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "texts",
    [["甲。", "乙。", "丙。"], ["甲；", "乙；", "丙；"], ["甲。", "乙", "丙"], ["甲。", "乙；", "丙"], ["甲", "甲。"]],
)
def test_signs_that_tell_nothing_stay(texts: list[str]) -> None:
    """All alike, or in no order; or where the sign is all that differs."""
    found, fixes = tidied(item(texts))
    assert (options(found), fixes) == (texts, [])


@given(
    st.lists(
        st.tuples(st.text("甲乙丙1", min_size=1, max_size=3), st.sampled_from("。；;，、 ")), min_size=2, max_size=5
    )
)
def test_no_fix_changes_words(parts: list[tuple[str, str]]) -> None:
    """Without their signs at the end, options are what they were; and a second time nothing is left to do."""
    texts = [f"{word}{end}".strip() for word, end in parts]
    found, _ = tidied(item(texts))
    assert [each.rstrip("。；;，,、") for each in options(found)] == [each.rstrip("。；;，,、") for each in texts]
    assert tidied(found)[1] == []
