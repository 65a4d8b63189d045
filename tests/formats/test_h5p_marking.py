"""A bank of mixed items as a Question Set, marked by the rules that H5P's libraries publish."""

from __future__ import annotations

import io
from typing import Any

import pytest
from h5p_rules import earned, opened, structure_faults
from odd_items import mixed

import qbank.types  # noqa: F401 - registers the types
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.model.item import Choice, ExtendedText, Interaction, Match, Option, Order, TextEntry, is_verdict
from qbank.model.portable import Portable

H5P = FORMATS.get("h5p")
SETTINGS = Settings(title="值班题集")


def right_and_wrong(interaction: Interaction) -> tuple[Any, Any]:
    """Return the key as a candidate gives it, and an answer that is wrong in every part."""
    match interaction:
        case Choice(keys=keys) if is_verdict(interaction):
            return keys == ("true",), keys != ("true",)
        case Choice(options=options, keys=keys):
            places = [at for at, each in enumerate(options) if each.id in keys]
            return places, [next(at for at in range(len(options)) if at not in places)]
        case TextEntry(accepted=accepted):
            return [each[0] for each in accepted], ["不知道"] * len(accepted)
        case Match(left=left, right=right, pairs=pairs):
            words = [_texts(right)[dict(pairs)[each.id]] for each in left]
            return words, ["不知道"] * len(words)
        case Order(options=options, key=key):
            words = [_texts(options)[each] for each in key]
            return words, [*words[1:], words[0]]
        case ExtendedText():
            return "", ""


def _texts(options: tuple[Option, ...]) -> dict[str, str]:
    return {each.id: each.text for each in options}


@pytest.mark.parametrize("count", [140, pytest.param(1000, marks=pytest.mark.soak)])
def test_mixed_items_are_sound_and_marked_by_their_keys(count: int) -> None:
    """Every question is one its library takes; its key earns all, a wrong answer nothing, essays wait for a person."""
    assert isinstance(H5P, ForeignFormat)
    found = [H5P.hold(Portable(item=item), SETTINGS) for item in mixed(count, seed=count)]
    portables = [each for each in found if isinstance(each, Portable)]
    stream = io.BytesIO()
    H5P.write(iter(portables), stream, SETTINGS)
    assert structure_faults(stream.getvalue()) == []
    questions = opened(stream.getvalue())[1]["questions"]
    assert len(questions) == count
    for portable, question in zip(portables, questions, strict=True):
        interaction = portable.item.body.interaction()
        right, wrong = right_and_wrong(interaction)
        marks = (None, None) if isinstance(interaction, ExtendedText) else (1.0, 0.0)
        assert (earned(question, right), earned(question, wrong)) == marks, portable.item
