"""Contents with every registered type and the characters that break careless writers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from hypothesis import strategies as st

from qbank.formats._contract import Contents
from qbank.model.decision import Action, Decision
from qbank.model.document import Document, Kind
from qbank.model.item import Difficulty, Item, Source, Status
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.types._codec import item_from_dict, item_to_dict
from qbank.types._contract import TYPES

RARE = [
    "𠮷",
    "👨‍👩‍👧",
    "🇨🇳",
    "e\u0301",
    "“”，。：；！？（）《》〔〕…",
    "\n",
    "\r\n",
    "\t",
    "\u2028",
    "\ufeff",
    "\u200b",
    "\uffff",
    "㐀\ufe00",
    "Ａ１",
    '"',
    "\\",
    "\\u0000",
    "</script>",
    "\x7f",
    "\x1f",
]
texts = st.lists(
    st.sampled_from(RARE) | st.characters(exclude_categories=["Cs"], exclude_characters="\0_"), max_size=6
).map("".join)
some_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
extensions = st.dictionaries(texts.filter(lambda name: name not in {"events", "versions"}), some_json, max_size=2)


def _reworded(value: Any, tail: str) -> Any:
    """Return a body's data with ``tail`` after every text, ids left alone."""
    if isinstance(value, dict):
        return {k: v + tail if k in {"text", "reason"} else _reworded(v, tail) for k, v in value.items()}
    if isinstance(value, list):
        return [_reworded(each, tail) for each in value]
    return value


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Return a proof line whose span is as long as its text."""
    text, start = draw(texts), draw(st.integers(0, 10**6))
    return Source(draw(texts), "d" * 64, start, start + len(text), text)


@st.composite
def items(draw: st.DrawFn, item_id: str, revision: int, stimuli: tuple[str, ...] = ()) -> Item:
    """Return a registered type's example, reworded, in an envelope of drawn values."""
    data = _reworded(item_to_dict(draw(st.sampled_from(list(TYPES))).example()), draw(texts))
    return replace(
        item_from_dict(data),
        id=item_id,
        revision=revision,
        stem=draw(texts),
        rationale=draw(texts),
        sources=tuple(draw(st.lists(sources(), max_size=2))),
        pattern=draw(texts),
        difficulty=draw(st.sampled_from(get_args(Difficulty))),
        status=draw(st.sampled_from(get_args(Status))),
        later=draw(st.booleans()),
        priority=draw(st.floats(0, 1)),
        chapter=draw(texts),
        audience=tuple(draw(st.lists(texts, max_size=2))),
        tags=tuple(draw(st.lists(texts, max_size=2))),
        stimulus=draw(st.sampled_from(["", *stimuli])),
        extensions=draw(extensions),
    )


@st.composite
def records(draw: st.DrawFn, item_id: str, stimuli: tuple[str, ...] = ()) -> ItemRecord:
    """Return an item with up to two earlier versions and up to two decisions; each version may name a stimulus."""
    past = draw(st.integers(0, 2))
    versions = tuple(draw(items(item_id, n, stimuli)) for n in range(1, past + 1))
    decisions = tuple(
        Decision(
            draw(texts), item_id, n, draw(st.sampled_from(get_args(Action))), draw(texts), draw(texts), draw(texts)
        )
        for n in range(1, draw(st.integers(0, 2)) + 1)
    )
    return ItemRecord(draw(items(item_id, past + 1, stimuli)), versions, decisions)


@st.composite
def documents(draw: st.DrawFn, name: str) -> Document:
    """Return a document without text."""
    return Document(
        name=name,
        digest=draw(st.sampled_from(["a" * 64, "b" * 64])),
        text="",
        title=draw(texts),
        kind=draw(st.sampled_from(get_args(Kind))),
        audience=tuple(draw(st.lists(texts, max_size=2))),
        tags=tuple(draw(st.lists(texts, max_size=2))),
        extensions=draw(extensions),
    )


@st.composite
def passages(draw: st.DrawFn, stimulus_id: str) -> Stimulus:
    """Return a stimulus with up to two sources."""
    return Stimulus(
        id=stimulus_id,
        text=draw(texts.filter(str.strip)),
        sources=tuple(draw(st.lists(sources(), max_size=2))),
        extensions=draw(extensions),
    )


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    """Return some documents, stimuli and items in any order."""
    names = draw(st.lists(texts.filter(bool), unique=True, max_size=2))
    ids = draw(st.lists(texts.filter(bool), unique=True, max_size=4))
    shared = tuple(draw(st.lists(texts.filter(str.strip), unique=True, max_size=2)))
    return Contents(
        tuple(draw(documents(name)) for name in names),
        tuple(draw(records(item_id, shared)) for item_id in ids),
        draw(extensions.filter(lambda each: not each.keys() & {"format", "version", "record", "documents", "items"})),
        tuple(draw(passages(stimulus_id)) for stimulus_id in shared),
    )
