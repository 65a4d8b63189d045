"""Marks that programs put around lines: off where a file is full of them, told, and never an item's loss."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import items_of, read, told

from qbank.errors import Problem
from qbank.formats.texts._read_dress import bare, is_dressed

PLAIN = """一、单选题
1. 应为多少？
A. 十
B. 二十
答案：B
解析：见第三条。
2. 下列正确的是（ ）
A. 甲
B. 乙
答案：A
二、判断题
3. 可以吸烟。（×）
"""
MARKDOWN = """# 安全题库

## 一、单选题

### 1. 应为**多少**？

- A. 十
- **B. 二十**

**答案：** B

> **解析**：见第三条。

2\\. 下列正确的是（ ）
* A. 甲
* B. 乙

**答案：A**

---

## 二、判断题

- 3. 可以吸烟。（×）
"""


def test_markdown_is_read_as_what_it_shows(tmp_path: Path) -> None:
    """Headings, bullets, bold words and rules: the items are those of the same text without them."""
    found = read(MARKDOWN, tmp_path)
    plain = read(PLAIN, tmp_path)
    assert [told(each) for each in items_of(found)] == [told(each) for each in items_of(plain)]
    assert [each.item.rationale for each in items_of(found)] == ["见第三条。", "", ""]
    problems = [each for each in found if isinstance(each, Problem)]
    assert [(each.code, each.severity) for each in problems] == [
        ("text-option-bold", "warning"), ("text-dressing", "warning"),
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["- ", "* ", "", "### ", "> "]), min_size=14, max_size=14))
def test_marks_before_lines_lose_no_item(marks: list[str]) -> None:
    """Whatever lines have them, each item is read as without them, or told."""
    lines = PLAIN.splitlines()
    text = "\n".join(f"{mark}{line}" for mark, line in zip(marks, lines, strict=False))
    with TemporaryDirectory() as folder:
        plain = {str(told(each)) for each in items_of(read(PLAIN, Path(folder)))}
        found = read(text, Path(folder))
    assert {str(told(each)) for each in items_of(found)} <= plain or not is_dressed_file(text)
    assert len(found) >= len(plain) or any(isinstance(each, Problem) for each in found)


def is_dressed_file(text: str) -> bool:
    """Tell whether any line shows that the file has such marks."""
    return any(map(is_dressed, text.splitlines()))


@pytest.mark.parametrize(
    "line", ["1. 密码为**的账户", "A. 2*3*4", "-5 ℃", "1. 用#号结束", "某**市**区", "- 第一点", "* 注：略"]
)
def test_stars_and_dashes_of_plain_lines_stay(line: str) -> None:
    """A file of such lines is no Markdown."""
    assert not is_dressed(line)


@pytest.mark.parametrize(("line", "left"), [("- 第一点", "- 第一点"), ("- A. 甲", "A. 甲"), ("2\\. 甲", "2. 甲")])
def test_a_bullet_goes_only_before_a_mark(line: str, left: str) -> None:
    """Elsewhere it may be a list of the text's own."""
    assert bare(line) == left


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n第一章 巡查制度 1\n第二章 值班制度 5\n",
        "目 录\n第一章 巡查制度……………1\n第二章 值班制度……………5\n\n",
        "第一章 巡查制度......1\n第二章 值班制度......5\n",
    ],
)
@pytest.mark.parametrize("chapters", [("第一章 巡查制度", "第二章 值班制度"), ("", "")])
def test_a_table_of_contents_is_no_chapter(tmp_path: Path, contents: str, chapters: tuple[str, str]) -> None:
    """Its last line is not the chapter of all items below it."""
    text = contents + "".join(f"{chapter}\n{n}. 可以吸烟。（×）\n" for n, chapter in enumerate(chapters, 1))
    found = items_of(read(text, tmp_path))
    assert tuple(each.item.chapter for each in found) == chapters


@pytest.mark.parametrize(("line", "stem", "amid"), [
    ("下列**不**正确的是", "下列不正确的是", "**不**"),
    ("某**市**区的时限是", "某**市**区的时限是", ""),
    ("2**3**4的值是", "2**3**4的值是", ""),
    ("**下列**正确的是", "下列正确的是", ""),
])  # fmt: skip
def test_bold_amid_words_is_named_and_stars_that_hide_names_stay(
    line: str, stem: str, amid: str, tmp_path: Path
) -> None:
    """The line is told, for stars may stand for letters that nobody is to read."""
    found = read(f"# 题库\n\n1. {line}\nA. 甲\nB. 乙\n答案：B\n", tmp_path)
    told = [each.values["text"] for each in found if isinstance(each, Problem) and each.code == "text-bold-amid"]
    assert ([each.item.stem for each in items_of(found)], told) == ([stem], [amid] * bool(amid))
