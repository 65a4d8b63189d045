"""Lists of answers that bear the name of a paper are that paper's, in whatever order papers and lists stand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_typist import items_of, key_of, read

from qbank.errors import Problem
from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_papers import name_of

NAMES = [
    ("A卷", "B卷", "C卷"),
    ("2023年试题", "2024年试题", "2025年试题"),
    ("模拟试题（一）", "模拟试题（二）", "模拟试题（三）"),
    ("模块一 法律", "模块二 业务", "模块三 技能"),
    ("第1套", "第11套", "第2套"),
]
HEADS = ["{}答案", "{}参考答案", "—— {}答案及解析 ——"]


def paper(name: str, letters: str, *, title: str = "{}") -> str:
    """Return a paper of statements that tell their paper and number."""
    asked = "".join(f"{at}. {name[:2]}第{at}项{letter}。（ ）\n\n" for at, letter in enumerate(letters, 1))
    return f"{title.format(name)}\n一、判断题\n{asked}"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(HEADS), st.permutations(range(3)), st.booleans(), st.integers(0, 99))
def test_each_paper_has_its_own_answers(
    tmp_path_factory: pytest.TempPathFactory,
    names: tuple[str, ...],
    head: str,
    order: list[int],
    headed: bool,
    seed: int,
) -> None:
    """The answer of each statement stands in it as √ or ×: whatever is read agrees, and all is read."""
    rng = random.Random(seed)
    keys = ["".join(rng.choice("是非") for _ in range(rng.randint(2, 4))) for _ in names]
    papers = "".join(map(paper, names, keys))
    lists = "".join(
        f"{head.format(names[at])}\n" + ("一、判断题\n" if headed else "")
        + " ".join(f"{n}.{'√' if each == '是' else '×'}" for n, each in enumerate(keys[at], 1)) + "\n"
        for at in order
    )  # fmt: skip
    items = items_of(read(papers + lists, tmp_path_factory.mktemp("papers")))
    assert len(items) == sum(map(len, keys))
    for each in items:
        assert key_of(each) == ["正确" if "是。" in each.item.stem else "错误"]


def test_a_name_below_the_heading_of_answers(tmp_path: Path) -> None:
    """参考答案 above, and each paper's title above its own answers."""
    text = paper("A卷", "是非") + paper("B卷", "非是") + "参考答案\nB卷\n1.× 2.√\nA卷\n1.√ 2.×\n"
    assert [key_of(each) for each in items_of(read(text, tmp_path))] == [["正确"], ["错误"], ["错误"], ["正确"]]


@pytest.mark.parametrize("title", ["{}；", "理论考试", "{0}\n\n{0}"])
def test_a_name_that_heads_nothing_leaves_all_in_doubt(tmp_path: Path, title: str) -> None:
    """Where no title says the name, the order of the lists tells nothing; one that stands twice is one title."""
    found = read(
        "".join(paper(name, "是非", title=title) for name in ("A卷", "B卷")) + "B卷答案\n1.√ 2.×\nA卷答案\n1.√ 2.×\n",
        tmp_path,
    )
    if "0" in title:
        assert [key_of(each) for each in items_of(found)] == [["正确"], ["错误"]] * 2
    else:
        assert items_of(found) == []
        assert {each.code for each in found if isinstance(each, Problem)} >= {"text-list-unclear"}


def test_two_named_lists_of_one_paper_are_not_spread_over_two(tmp_path: Path) -> None:
    """A list too many is not the next paper's."""
    found = read(paper("A卷", "是非") + paper("B卷", "非是") + "A卷答案\n1.√ 2.×\nC卷答案\n1.√ 2.×\n", tmp_path)
    assert items_of(found) == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("B卷参考答案", "B卷"),
        ("—— 第二套 答案及解析 ——", "第二套"),
        ("参考答案", ""),
        ("附件：试题参考答案", ""),
        ("练习题答案", ""),
        ("2024年试题的标准答案", "2024年试题"),
    ],
)
def test_what_a_heading_of_answers_names(heading: str, name: str) -> None:
    """Words that any heading has name nothing."""
    assert name_of(fold(heading)) == name


def test_lists_that_only_their_order_brings_to_items_are_told(tmp_path: Path) -> None:
    """Sections without another name than their place: read, and said so; headings at the answers need no word."""
    options = "A. 甲\nB. 乙\nC. 丙\n"
    items = "".join(f"{n}. {stem}（ ）\n{options}" for n, stem in ((1, "何时"), (2, "何地")))
    both = f"一、单选题\n{items}一、单选题\n{items.replace('何', '为何')}"
    found = read(f"{both}答案\n1.A 2.B\n答案\n1.C 2.B\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["甲"], ["乙"], ["丙"], ["乙"]]
    assert [each.place for each in found if isinstance(each, Problem) and each.code == "text-lists-by-order"] == [
        "19", "22",
    ]  # fmt: skip
    headed = both.replace("一、单选题\n1. 为", "二、单选题\n1. 为")
    found = read(f"{headed}答案\n一、单选题\n1.A 2.B\n二、单选题\n1.C 2.B\n", tmp_path)
    assert not [each for each in found if isinstance(each, Problem)]
