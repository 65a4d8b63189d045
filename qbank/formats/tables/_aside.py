"""Rows among those of items that are none: a sum below them, and the line that ends a form's examples."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._layout import Texts
from qbank.text.numbering import value_of

_SUM = re.compile(
    r"(?:小计|合计|总计|共计|总数|总分|累计)\s*[:：]?\s*(?:\d+(?:\.\d+)?\s*(?:道|个|条|分|小题|题)*\s*[,，、]?\s*)*"
    r"|(?:以上|本表|本页|全表|全卷)?\s*(?:合计|总计|共计|共有?)\s*\d+\s*(?:道|个|条|小)?题?目?[。.]?",
    re.DOTALL,
)
_END = re.compile(
    r"(?:以上|上面|上述)(?:[\d一二三四五六七八九十两几]*[行条道])?(?:内容)?(?:均|都|皆)?[为是系](?:填写|录入)?(?:示例|样例|举例|例题|范例|例子|样题)"
    r"|(?:示例|样例|举例|例题|范例)(?:到此)?(?:结束|完)"
    r"|从?(?:下一行|此行(?:以下|之下)|本行(?:以下|之下)|下面一行|下行)(?:起|开始)"
)
_EXAMPLE_WORD = r"(?:填写)?(?:示例|样例|范例|例题|举例)\s*\d?"
_EXAMPLE_ALONE = re.compile(rf"[(（\[【]?\s*{_EXAMPLE_WORD}\s*[)）\]】]?\s*[:：]?")
_EXAMPLE = re.compile(rf"\s*(?:[(（\[【]\s*{_EXAMPLE_WORD}\s*[)）\]】]|{_EXAMPLE_WORD}\s*[:：])")
_FIRST = 2
"""Cells in which such a word is about the row."""
_ROW = r"第\s*([1-9]\d?|[一二三四五六七八九十]{1,3})\s*行"
_WRITTEN = "(?:填|录入|输入|写|粘贴|添加)"
_START = re.compile(
    rf"(?<![勿从自由])(?<!不要)(?:从|自|由)?{_ROW}(?:起|开始)(?:往下|依次|逐行|正式)*{_WRITTEN}"
    rf"|(?<!勿)(?<!不要)(?:从|自){_ROW}{_WRITTEN}"
)
_NOTE = re.compile(
    r"(?:注|备注|附注|说明|填表说明|审核|审批|审定|填表|制表|填报|出题|命题|校对|复核|负责|联系|签字|签名|盖章|日期|填报日期|单位)"
    r"[人员者]?(?:[(（][^()（）]{0,10}[)）])?\s*[:：].{0,200}|.{0,10}(?:勿动|勿删|请勿(?:删除|修改|改动)).{0,30}",
    re.DOTALL,
)
_MOST_NOTED = 6
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*[分道题个条]{0,2}")
_MOST_SAID = 2
"""Cells that such a row fills at most; an item fills more."""


def is_sum(cells: Sequence[Cell]) -> bool:
    """Tell whether a row counts or adds up those above it: 小计, 以上共12题, or 合计： with a formula."""
    said = [cell for cell in cells if cell.text and cell.kind != "merged"]
    words = [cell.text for cell in said if cell.kind != "formula" and not _is_figure(cell.text)]
    return bool(words) and len(words) <= _MOST_SAID and all(_SUM.fullmatch(" ".join(text.split())) for text in words)


def is_note(cells: Sequence[Cell]) -> bool:
    """Tell whether a row says nothing but who fills in, checks or signs a form, or what is to be noted."""
    said = [cell.text for cell in cells if cell.text and cell.kind != "merged"]
    return bool(said) and len(said) <= _MOST_NOTED and all(map(_NOTE.fullmatch, said[::2]))


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def starts_at(cells: Sequence[Cell]) -> frozenset[int]:
    """Return from which rows on items are to be filled in, as a row says that says nothing else; none for any other."""
    said = {cell.text for cell in cells if cell.text}
    if len(said) != 1:
        return frozenset()
    return frozenset(_row_of(found[1] or found[2]) for text in said for found in _START.finditer(text))


def _row_of(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else value_of(numeral)


def is_example(cells: Sequence[Cell], texts: Texts) -> bool:
    """Tell whether a row says that it is an example: 示例 in a cell of its own, or before its stem."""
    stem = (*texts.get("stem", ()), "")[0]
    return _EXAMPLE.match(stem) is not None or any(_EXAMPLE_ALONE.fullmatch(cell.text) for cell in cells[:_FIRST])


def ends_examples(cells: Sequence[Cell]) -> bool:
    """Tell whether a row says in words that what stands above is examples, and items begin below it."""
    said = [cell.text for cell in cells if cell.text]
    return len(set(said)) == 1 and _END.search(said[0]) is not None
