"""Markdown reduced to the lines a reader sees."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.text.read_plain import read_markdown, reduce


@given(st.lists(st.text("各单位每月学习两次，由办公室负责。12 ", min_size=1), max_size=8))
def test_plain_chinese_lines_are_not_changed(lines: list[str]) -> None:
    """Text without markup keeps every word and line."""
    assert reduce("\n".join(lines)) == "\n".join(line.rstrip() for line in lines)


@given(st.text("#*_`~[]()!<>-|\\ \n甲a1", max_size=60))
def test_no_markup_loses_a_chinese_character(text: str) -> None:
    """Whatever the marks, only image descriptions and link targets can take a word away."""
    if not set("![<`~") & set(text) and "](" not in text and "]:" not in text:
        assert reduce(text).count("甲") == text.count("甲")


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# 一、总则 #", "一、总则"),
        ("### C#", "C#"),
        ("标题\n====", "标题"),
        ("甲\n\n---\n乙", "甲\n\n乙"),
        ("加强**政治**和*业务*学习", "加强政治和业务学习"),
        ("***都要***、~~旧~~", "都要、旧"),
        ("snake_case_name 和 _斜_ 体", "snake_case_name 和 斜 体"),
        ("2*3*4 与 **同志", "2*3*4 与 **同志"),
        ("见[办法](http://a.cn/b_(c).html)第三条", "见办法第三条"),
        ("见[办法][1]\n[1]: http://a.cn", "见办法"),
        ("图![架构图](a.png)下", "图下"),
        ("[![图](a.png)](http://b)文", "文"),
        ("注[^1]。\n[^1]: 说明", "注。\n说明"),
        ("> > 引文", "引文"),
        ("- [x] 第一项\n* 第二项\n1. 第三项", "第一项\n第二项\n1. 第三项"),
        ("| 阶段 | 时间 |\n|---|:-:|\n| 动员 | **3月** |", "阶段\t时间\n动员\t3月"),
        ("```python\nx = **2**\n```\n后", "x = **2**\n后"),
        ("~~~~\n```\n~~~~", "```"),
        ("用`a_b_c`命令", "用a_b_c命令"),
        ("甲<br/>乙<b>丙</b>", "甲\n乙丙"),
        ("甲<script>\nalert(1)\n</script>乙<!-- 丙\n丁 -->戊", "甲乙戊"),
        ("a &lt; b &amp; c\\*", "a < b & c*"),
        ("<https://a.cn/x>", "https://a.cn/x"),
        ("- 甲\n  - 乙", "甲\n  乙"),
        ("<!-- 没有结尾", "<!-- 没有结尾"),
    ],
)
def test_markup_goes_and_words_stay(markdown: str, plain: str) -> None:
    """Each mark leaves what the docstring of the module says."""
    assert reduce(markdown) == plain


MARKS = [">", "[", "*", "_a", "<a", "![[", "[a](", "*a ", "|", "[^", "\\[", "```\n", "&", "<script>", "<!--", "- "]


@pytest.mark.parametrize(
    "bad",
    [
        *(mark * 30_000 for mark in MARKS),
        "a" + "`" * 50_000,
        "# " + " " * 50_000 + "a",
        "---\na" + " " * 50_000 + "\n---",
    ],
    ids=lambda bad: bad[:8].strip(),
)
def test_hostile_repetition_takes_linear_time(bad: str) -> None:
    """No run of marks makes the reduction slow."""
    start = time.process_time()
    read_markdown(bad.encode())
    assert time.process_time() - start < 2


@pytest.mark.parametrize("target", ["../../secret.png", "file:///etc/x.png", "/etc/x.png", "C:\\x.png"])
def test_image_outside_is_told_and_not_read(target: str) -> None:
    """An image path that leaves the folder gives a warning with its line."""
    content = read_markdown(f"甲\n![图]({target})\n".encode())
    assert [(problem.code, problem.values["line"]) for problem in content.problems] == [("image-outside", 2)]
    assert read_markdown("![图](img/a.png)".encode()).problems == ()
