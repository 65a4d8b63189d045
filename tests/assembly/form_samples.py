"""Items of a paper, for the tests of forms."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from qbank.assembly.shuffling import Chosen
from qbank.model.item import Item, Option
from qbank.types import MultipleChoice, Ordering, ShortAnswer, SingleChoice, TrueFalse
from qbank.types._marking import Marking

WORDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def options_of(texts: list[str]) -> tuple[Option, ...]:
    """Return options with the ids o1, o2 …"""
    return tuple(Option(f"o{at}", text) for at, text in enumerate(texts, 1))


def single(name: str, texts: list[str], key: int = 0, **more: object) -> Item:
    """Return a single choice; its key is the option with that place."""
    body = SingleChoice(options_of(texts), (f"o{key + 1}",))
    return Item(id=name, stem=f"{name}由哪个部门负责？", body=body, status="accepted", **more)


def several(name: str, texts: list[str], keys: tuple[int, ...], **more: object) -> Item:
    """Return a multiple choice that gives half the marks for a part of its keys."""
    body = MultipleChoice(options_of(texts), tuple(f"o{key + 1}" for key in sorted(keys)), Marking((0.5,)))
    return Item(id=name, stem=f"{name}包括哪些？", body=body, status="accepted", **more)


def plain_texts(rng: Random, count: int) -> list[str]:
    """Return wordings that nothing binds to a place."""
    return ["".join(rng.sample(WORDS, 4)) for _ in range(count)]


def plain_singles(count: int, seed: int = 0, options: int = 4) -> list[Item]:
    """Return single choices all of whose options may move."""
    rng = Random(seed)
    return [single(f"q{at:03}", plain_texts(rng, options), rng.randrange(options)) for at in range(count)]


ODD = [
    ["30日", "45日", "60日", "90日"],
    ["五日", "三日", "两日", "一日"],
    ["政工室", "法制科", "财务科", "以上都对"],
    ["政工室", "法制科", "A和B", "信息科"],
    ["15日", "1个月", "3个月", "半年"],
    ["第一条", "第九条", "第三条", "第五条"],
]
"""Texts of options that do not all move freely."""


@st.composite
def papers(draw: st.DrawFn, most: int = 8) -> list[Chosen]:
    """Return sections of 判断, 单选, 多选 and others, some items under one passage."""
    rng = Random(draw(st.integers(0, 10**6)))

    def passage() -> str:
        return rng.choice(["", "", "", "s1", "s2"])

    singles = [
        single(f"s{at:02}", rng.choice([plain_texts(rng, rng.choice([3, 4, 5])), rng.choice(ODD)]), rng.randrange(3),
               rationale=rng.choice(["", "故选B。", "A项错误，见原文。"]), stimulus=passage())
        for at in range(draw(st.integers(0, most)))
    ]  # fmt: skip
    many = [
        several(f"m{at:02}", plain_texts(rng, 5), tuple(rng.sample(range(5), rng.choice([2, 3, 4]))))
        for at in range(draw(st.integers(0, most // 2)))
    ]
    judged = [
        Item(id=f"j{at:02}", stem=f"第{at}项应当备案。", body=TrueFalse(key=rng.random() < 0.5))
        for at in range(draw(st.integers(0, most // 2)))
    ]
    others = [Ordering.example(), ShortAnswer.example()][: draw(st.integers(0, 2))]
    return [
        Chosen(heading="判断题", items=tuple(judged), marks=1),
        Chosen(heading="单选题", items=tuple(singles), marks=2),
        Chosen(heading="多选题", items=tuple(many), marks=3),
        Chosen(heading="其他", items=tuple(others), marks=5, marks_of={"example-short-answer": 8}),
    ]
