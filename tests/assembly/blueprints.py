"""Blueprints and banks drawn by Hypothesis, for the tests of assembly."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import get_args

from hypothesis import strategies as st

from qbank.model.blueprint import LEVELS, Band, Blueprint, Cell, Section
from qbank.model.candidate import Candidate
from qbank.model.item import Difficulty
from qbank.model.type_words import TYPE_WORDS

DAY = date(2026, 3, 2)
_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=5)
_NASTY = [
    "=1+1",
    "12",
    "第一章 总则",
    "A/B",
    "一、概述",
    "3-4",
    "-",
    "≥2",
    "总则",
    "制度/甲.txt",
    "“引”",
    "10×1",
    "True",
]
_WORD = (_HAN | st.sampled_from(_NASTY)).filter(lambda word: word not in {"全卷", "合计", "总计", "小计", "共计"})
_WORDS = st.lists(_WORD, max_size=2, unique=True).map(tuple)
_MARKS = st.sampled_from([0.5, 1.0, 1.25, 2.0, 3.0, 10.0])


def _some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), max_size=2, unique=True).map(tuple)


@st.composite
def _bands(draw: st.DrawFn, most: float) -> Band | None:
    if draw(st.booleans()):
        return None
    numbers = st.sampled_from([0, 0.05, 0.2, 0.375, 1]) if most <= 1 else st.integers(0, int(most))
    return Band(*sorted((draw(numbers), draw(numbers))))


@st.composite
def _cells(draw: st.DrawFn, sections: tuple[Section, ...]) -> Cell:
    unit = draw(st.sampled_from(["items", "marks"]))
    types = draw(_some(tuple(dict.fromkeys(section.type for section in sections))))
    held = [each for each in sections if not types or each.type in types]
    documents = draw(_WORDS)
    marks = 0.0 if draw(st.booleans()) else draw(st.sampled_from(held)).marks
    held = [each for each in held if marks in {0, each.marks}]
    room = sum(each.number * (each.marks if unit == "marks" else 1) for each in held)
    least = draw(st.integers(0, int(room))) + (0.5 if unit == "marks" and room % 1 >= 0.5 else 0)
    return Cell(
        least=least,
        # A cell that counts every item has no limit below the number of items.
        most=draw(st.sampled_from([least, least + 3, inf])) if documents else inf,
        unit=unit,
        documents=documents,
        chapters=draw(_WORDS),
        tags=draw(_WORDS),
        audiences=draw(_WORDS),
        scope=draw(st.sampled_from(["", "common", "special"])),
        types=types,
        marks=marks,
        levels=draw(_some(LEVELS)),
        difficulties=draw(_some(get_args(Difficulty))),
    )


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    """Return a blueprint that a file can say: nothing in it contradicts itself."""
    section = st.builds(
        Section,
        type=st.sampled_from(list(TYPE_WORDS)),
        number=st.integers(1, 30),
        marks=_MARKS,
        heading=st.just("") | _WORD.filter(lambda word: word != "-"),
    )
    sections = tuple(draw(st.lists(section, min_size=1, max_size=4)))
    ids = draw(st.lists(_WORD, max_size=4, unique=True))
    number = sum(each.number for each in sections)
    return Blueprint(
        name="蓝图",
        title=draw(st.just("") | _WORD),
        minutes=draw(st.integers(0, 180)),
        sections=sections,
        cells=tuple(draw(st.lists(_cells(sections), max_size=6))),
        documents=draw(_WORDS),
        audiences=draw(_WORDS),
        pinned=tuple(ids[:2][:number]),
        banned=tuple(ids[2:]),
        rested=draw(st.integers(0, 400)),
        uses=draw(st.none() | st.integers(0, 9)),
        stimulus_least=draw(st.integers(0, 4)),
        overlap=draw(st.sampled_from([0.0, 0.1, 0.25, 1.0])),
        keys=draw(_bands(1)),
        trues=draw(_bands(1)),
        rights=draw(st.sampled_from([None, 0.5, 1.0])),
        facility=draw(_bands(1)),
        words=draw(_bands(9000)),
        seconds=draw(_bands(9000)),
    )


@st.composite
def banks(draw: st.DrawFn, most: int = 10, least: int = 0) -> list[Candidate]:
    """Return a small bank whose items share few words, passages and days."""
    one = st.fixed_dictionaries({
        "type": st.sampled_from(["single_choice", "true_false"]),
        "chapter": st.sampled_from(["第一章", "第二章"]),
        "level": st.sampled_from(["", "识记", "理解"]),
        "difficulty": st.sampled_from(get_args(Difficulty)),
        "stimulus": st.sampled_from(["", "", "", "材料甲", "材料乙"]),
        "marks": st.sampled_from([0.0, 0.0, 2.0]),
        "key": st.sampled_from(["A", "B"]),
        "verdict": st.sampled_from(["", "true", "true", "false"]),
        "rights": st.sampled_from([0, 2, 2, 3]),
        "facility": st.sampled_from([None, 0.3, 0.9]),
        "words": st.sampled_from([10.0, 20.0]),
        "audience": st.sampled_from([(), (), ("司机",), ("公共基础", "司机")]),
        "last_used": st.sampled_from([None, date(2026, 2, 25), date(2025, 1, 1), date(2026, 3, 20)]),
        "uses": st.integers(0, 2),
        "miskeyed": st.sampled_from([False, False, False, True]),
    })
    return [
        Candidate(id=f"i{at}", **values) for at, values in enumerate(draw(st.lists(one, min_size=least, max_size=most)))
    ]


@st.composite
def small_blueprints(draw: st.DrawFn) -> Blueprint:
    """Return a blueprint of a few items of the words of ``banks``; often no bank can meet it."""
    sections = [Section(type="single_choice", number=draw(st.integers(1, 3)), marks=2.0)]
    if draw(st.booleans()):
        sections.append(Section(type="true_false", number=draw(st.integers(1, 2)), marks=1.0))
    total = sum(each.number for each in sections)
    cell = st.builds(
        lambda least, more, **words: Cell(least=least, most=least + more, **words),
        st.integers(0, total),
        st.integers(0, 2),
        chapters=st.sampled_from([(), ("第一章",), ("第二章",)]),
        levels=st.sampled_from([(), ("识记",), ("理解",)]),
        difficulties=st.sampled_from([(), ("hard",), ("easy", "medium")]),
    )
    return Blueprint(
        name="小",
        sections=tuple(sections),
        cells=tuple(draw(st.lists(cell, max_size=3))),
        rested=draw(st.sampled_from([0, 30])),
        uses=draw(st.sampled_from([None, 2])),
        stimulus_least=draw(st.integers(0, 2)),
    )


@st.composite
def intricate_blueprints(draw: st.DrawFn) -> Blueprint:
    """Return a blueprint of a few items that asks for everything at once: often little is left that meets it."""
    marks = st.sampled_from([1.0, 2.0])
    section = st.builds(Section, type=st.sampled_from(["single_choice", "true_false"]), number=st.just(1), marks=marks)
    sections = tuple(draw(st.lists(section, min_size=2, max_size=3)))
    ids = st.just([]) | st.lists(st.sampled_from([f"i{at}" for at in range(6)]), max_size=1)
    cell = st.builds(
        lambda least, more, **words: Cell(least=least, most=least + more, **words),
        st.integers(0, 2),
        st.integers(0, 1),
        unit=st.sampled_from(["items", "marks"]),
        marks=st.sampled_from([0.0, 0.0, 2.0]),
        scope=st.sampled_from(["", "common", "special"]),
        audiences=st.sampled_from([(), (), ("司",)]),
    )
    return Blueprint(
        name="繁",
        sections=sections,
        cells=tuple(draw(st.lists(cell, max_size=2))),
        pinned=tuple(draw(ids)),
        banned=tuple(draw(ids)),
        audiences=draw(st.sampled_from([(), ("司机",), ("医",)])),
        uses=draw(st.sampled_from([None, None, 2])),
        stimulus_least=draw(st.integers(0, 2)),
        keys=draw(st.sampled_from([None, None, Band(0, 0.5)])),
        trues=draw(st.sampled_from([None, None, Band(0.4, 0.6)])),
        rights=draw(st.sampled_from([None, None, 0.5])),
        facility=draw(st.sampled_from([None, Band(0.5, 0.7)])),
        words=draw(st.sampled_from([None, Band(35, 50)])),
        overlap=draw(st.sampled_from([0.0, 0.5])),
    )
