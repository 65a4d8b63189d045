"""What the types of items are called: one table, and everybody who reads such a word agrees with it."""

from __future__ import annotations

import pytest

import qbank.types  # noqa: F401 - registers the types
from qbank.answers._plain import headed
from qbank.assembly.blueprint_line import read_line
from qbank.formats.tables._words import TYPES as KINDS
from qbank.formats.tables._words import kind_of_word
from qbank.formats.texts.language import untagged
from qbank.model.type_words import CODES, SORTS, TYPE_WORDS, label_of, types_in
from qbank.types._contract import TYPES
from qbank.workbench.names import TYPE_NAMES

WORDS = [(word, name) for name, words in TYPE_WORDS.items() for word in words]
_TEXTS = {
    "one": "single_choice", "many": "multiple_choice", "any": "multiple_choice", "verdict": "true_false",
    "blanks": "fill_blank", "free": "short_answer", "order": "ordering", "match": "matching",
}  # fmt: skip


def test_types_are_called_what_their_labels_say() -> None:
    """Every type has words, its label first; no word means two types."""
    assert {each.type_name: each.label for each in TYPES} == {name: label_of(name) for name in TYPE_WORDS}
    words = [word for table in (TYPE_WORDS, SORTS, CODES) for known in table.values() for word in known]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(("word", "name"), WORDS)
def test_readers_agree_on_every_word(word: str, name: str) -> None:
    """A word names one type in tables and texts, in blueprints and plans, in headings of answers, and in any case."""
    kind = kind_of_word(word)
    assert word in KINDS[kind]
    assert TYPE_NAMES[word] == name
    assert [each.type for each in read_line(f"{word}10×1", "计划").sections] == [name]
    assert types_in(f"一、{word}（每题2分）") == {name}
    assert headed(f"3.【{word}】谁带班？").stem == "谁带班?"
    tagged = untagged(f"（{word}）谁带班？")
    if word not in {"顺序题", "搭配题"}:
        assert (tagged.text, _TEXTS[str(tagged.kind)]) == ("谁带班？", name)
