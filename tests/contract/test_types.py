"""Every registered item type keeps the contract of types/_contract.py."""

import json
from random import Random
from typing import Any, get_args

import pytest

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.model.fact import KINDS, FactPool
from qbank.model.item import BLANK, Blank, Choices, Difficulty, Paragraph, fields_of
from qbank.types._codec import item_from_dict, item_to_dict
from qbank.types._contract import TYPES

pytestmark = pytest.mark.parametrize("item_type", list(TYPES), ids=TYPES.names())


def key_as_response(body: Any) -> Any:
    """Return the response that every type's first sample gives: the key itself."""
    return next(sample.response for sample in body.responses() if sample.score == 1)


def test_the_registry_knows_the_type_by_its_own_name(item_type):
    """A type is registered under its type_name and has a Chinese label ending in 题."""
    assert TYPES.get(item_type.type_name) is item_type
    assert item_type.label.endswith("题")


def test_the_difficulty_is_one_of_three(item_type):
    """A type says how hard its items are expected to be."""
    assert item_type.difficulty in get_args(Difficulty)


def test_the_example_has_no_faults(item_type):
    """The example passes the type's own check, warnings included."""
    assert list(item_type.example().body.check()) == []


def test_the_key_earns_full_marks(item_type):
    """The key given as a response scores 1."""
    body = item_type.example().body
    assert body.score(key_as_response(body)) == 1


def test_sample_responses_score_as_stated(item_type):
    """A type foresees its own marking: right, wrong and unreadable responses are all among its samples."""
    body = item_type.example().body
    stated = [sample.score for sample in body.responses()]
    for sample in body.responses():
        scored = body.score(sample.response)
        assert isinstance(scored, Problem) if sample.score is None else scored == pytest.approx(sample.score)
    assert {1.0, 0.0, None} <= set(stated)


@pytest.mark.parametrize("response", [None, 7, 0.5, {}, {"marks": "3"}, [None], [["o1"]], object(), "\ud800", b"o1"])
def test_no_response_raises(item_type, response):
    """Whatever is handed in as a response gives a share of the marks or a Problem that can be printed."""
    scored = item_type.example().body.score(response)
    if isinstance(scored, Problem):
        assert scored.message("zh") and scored.message("en")
    else:
        assert scored == 0


def test_blocks_hold_no_marks_of_the_stem(item_type):
    """Blocks carry blanks as blanks: no mark is left in a text, and choices show no letters."""
    item = item_type.example()
    blocks = item.body.blocks(item.stem)
    runs = [run for block in blocks if isinstance(block, Paragraph) for run in block.content]
    assert "".join(run for run in runs if isinstance(run, str)) == item.stem.replace(BLANK, "")
    assert not any(BLANK in run for run in runs if isinstance(run, str))
    assert sum(isinstance(run, Blank) for run in runs) >= item.stem.count(BLANK)
    assert all(option.text[1:2] != "." for block in blocks if isinstance(block, Choices) for option in block.options)


def test_the_key_in_words_holds_no_ids_or_letters(item_type):
    """Answer sheets read the key in Chinese words or digits, never as A or o1."""
    text = item_type.example().body.key_text()
    assert text
    assert not any(char.isascii() and char.isalpha() for char in text)


def test_the_example_does_not_give_its_key_away(item_type):
    """No key wording stands in the example's stem."""
    item = item_type.example()
    assert not [wording for wording in item.body.key_strings() if wording in item.stem]


def test_json_round_trip(item_type):
    """Item to JSON text and back is the same item, and to_dict always has the key."""
    item = item_type.example()
    data = json.loads(json.dumps(item_to_dict(item), ensure_ascii=False))
    assert "key" in data
    assert item_from_dict(data) == item


def test_the_fields_of_the_record_are_those_of_its_data(item_type):
    """A body stands in JSON data under the names of its record's fields, no more and no less."""
    body = item_type.example().body
    assert body.to_dict().keys() == fields_of(type(body))


@pytest.mark.parametrize("value", [None, 7, "x", {"a": 1}, [7], [[7]], [{"a": 1}], ["\0"], [["\ud800"]]])
def test_a_wrong_field_is_named(item_type, value):
    """A body field of the wrong shape raises ValueError that begins with a field's name."""
    good = item_type.example().body.to_dict()
    for name in good:
        with pytest.raises(ValueError, match=r"^\w+: "):
            item_type.from_dict({**good, name: value})


def test_a_missing_key_is_named(item_type):
    """A body without its key is refused by name."""
    data = item_type.example().body.to_dict()
    del data["key"]
    with pytest.raises(ValueError, match=r"^key: "):
        item_type.from_dict(data)


def test_it_uses_known_kinds(item_type):
    """A type drafts from kinds that exist, and every kind feeds at least one type."""
    kinds = {kind.kind for kind in KINDS}
    assert item_type.uses and item_type.uses <= kinds
    assert kinds == set().union(*(each.uses for each in TYPES))


def test_draft_is_lazy_about_facts_it_does_not_use(item_type):
    """A fact of a kind that the type does not use yields nothing."""
    from qbank.model.document import Sentence
    from qbank.model.fact import Contrast, Definition, part

    sent = Sentence(0, 0, 12, "申请应当以书面形式提出。", "申请应当以书面形式提出。")
    word = part(sent, 5, 7)
    strange = (
        Definition(sent=sent, pattern="x", term=word, meaning=word)
        if "contrast" in item_type.uses
        else Contrast(sent=sent, pattern="x", word=word, opposite="口头")
    )
    assert list(item_type.draft(strange, FactPool(), Random(0))) == []


def test_the_interaction_tells_the_type(item_type):
    """From its interaction and its rules the body is made again, and no other type claims it."""
    body = item_type.example().body
    rules = {name: value for name, value in body.to_dict().items() if name not in {"options", "key", "left", "right"}}
    made = [each.of_interaction(body.interaction(), rules) for each in TYPES]
    assert [each for each in made if each is not None] == [body]
