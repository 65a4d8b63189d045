"""Every registered pattern keeps the contract of facts/_contract.py."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qbank.facts
from qbank.facts import find_all
from qbank.facts._contract import PATTERNS
from qbank.facts._search import position
from qbank.locale import LANGS, texts
from qbank.model.document import Document
from qbank.model.fact import KINDS
from qbank.text.segment import outline
from qbank.text.terms import open_segmenter, terms_of

TERMS = terms_of(open_segmenter("rjieba"))
EVERY_PATTERN = pytest.mark.parametrize("pattern", list(PATTERNS), ids=PATTERNS.names())
EXAMPLES = "\n\n".join(pattern.example()[0] for pattern in PATTERNS)
SPLINTERS = [
    *re.split("(?<=[，。；：、])", EXAMPLES),
    *(pattern.counter_example() for pattern in PATTERNS),
    "“", "”", "《", "》", "（", "）", "、", "，", "。", "\n", "和", "等", "由", "任", "负责", "三个", "第三",
    "一是", "二是", "XXX", "**", "３０日", "🏮", "𠮷", " ", "　", "1.", "（一）", "：",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SPLINTERS) | st.text(max_size=3), max_size=14).map("".join)


def outlined(text):
    """Return a text as an outline."""
    return outline(Document(name="test.txt", digest="", text=text))


def all_facts(text):
    """Return what all patterns find in a text."""
    return find_all(outlined(text), TERMS)


def found_by(pattern, text):
    """Return what one pattern finds in a text."""
    return list(pattern.find(outlined(text), TERMS))


def words_of(facts):
    """Return the words of the parts of each fact."""
    return [tuple(each.text for each in fact.parts()) for fact in facts]


def quotes(sent, part):
    """Tell whether the part is what the sentence's view says at its span."""
    size = len(part.text)
    places = (n for n in range(len(sent.view) - size + 1) if sent.view[n : n + size] == part.text)
    return any(sent.locate(n, n + size) == part.span for n in places)


@EVERY_PATTERN
def test_the_pattern_is_registered_under_its_own_name(pattern):
    """A pattern is found by its name, and its file is named like it."""
    assert PATTERNS.get(pattern.name) is pattern
    assert (Path(qbank.facts.__file__).parent / f"{pattern.name}.py").is_file()


@pytest.mark.parametrize("lang", LANGS)
def test_every_pattern_has_a_name_of_its_own_for_editors(lang):
    """No editor reads an identifier: each pattern is named, and no two alike."""
    named = texts("pattern-", lang)
    assert [name for name in PATTERNS.names() if not named.get(f"pattern-{name}")] == []
    assert len(set(named.values())) == len(named)


@EVERY_PATTERN
def test_the_example_gives_exactly_the_facts_stated(pattern):
    """The example gives the facts it states, part for part, and no others."""
    text, expected = pattern.example()
    assert words_of(found_by(pattern, text)) == list(expected)


@EVERY_PATTERN
def test_the_counter_example_gives_nothing(pattern):
    """What only looks like the construction gives nothing."""
    assert words_of(found_by(pattern, pattern.counter_example())) == []


@EVERY_PATTERN
def test_the_example_gives_the_kinds_announced(pattern):
    """Each fact of the example is of a kind the pattern yields and names the pattern."""
    for fact in found_by(pattern, pattern.example()[0]):
        assert fact.kind in pattern.yields
        assert fact.pattern == pattern.name


def test_every_kind_is_found_by_some_pattern():
    """No kind of fact is left that nothing finds, and no pattern yields an unknown kind."""
    assert set().union(*(pattern.yields for pattern in PATTERNS)) == {kind.kind for kind in KINDS}


@given(TEXTS)
def test_parts_quote_their_sentence(text):
    """Every part lies in a sentence of its fact and is what that sentence's view says there."""
    for fact in all_facts(text):
        for each in fact.parts():
            assert any(quotes(sent, each) for sent in fact.sentences())


@given(TEXTS)
def test_no_part_touches_a_redaction(text):
    """No part of a fact touches a redacted span, wherever the redaction falls."""
    for fact in all_facts(text):
        for sent in fact.sentences():
            assert not any(sent.is_vetoed(each.span) for each in fact.parts())


@given(TEXTS)
def test_facts_rest_on_text_and_headings_only(text):
    """No fact rests on page furniture, a byline or a signature."""
    for fact in all_facts(text):
        assert {sent.role for sent in fact.sentences()} <= {"body", "heading", "title"}


@given(TEXTS)
def test_the_same_text_gives_the_same_facts(text):
    """Finding twice gives equal facts in the same order."""
    assert all_facts(text) == all_facts(text)


@given(TEXTS)
def test_facts_stand_in_order(text):
    """All facts stand in order of position, and each pattern's own as well."""
    facts = all_facts(text)
    assert [position(fact) for fact in facts] == sorted(position(fact) for fact in facts)
    for pattern in PATTERNS:
        own = [position(fact) for fact in found_by(pattern, text)]
        assert own == sorted(own)


def test_a_redaction_silences_the_fact_it_touches():
    """A deadline stays while the redacted one beside it is left out."""
    text = "受理机构应当自收到申请之日起XX日内答复，并在三十日内归档。"
    assert ("三十日内",) in words_of([fact for fact in all_facts(text) if fact.kind == "quantity"])
    assert not any("X" in each.text for fact in all_facts(text) for each in fact.parts())


def test_an_unknown_pattern_is_refused_with_the_known_ones():
    """Asking for a pattern that is not registered names those that are."""
    with pytest.raises(KeyError, match="enumeration"):
        PATTERNS.get("no_such_pattern")
