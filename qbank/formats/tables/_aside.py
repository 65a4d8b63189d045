"""Rows among those of items that are none: a sum below them, and the line that ends a form's examples."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._layout import Texts
from qbank.model.numerals import is_figures, ordinal_of

_SUM = re.compile(
    r"(?:小计|合计|总计|共计|总数|总分|累计)\s*[:：]?\s*(?:\d+(?:\.\d+)?\s*(?:道|个|条|分|小题|题)*\s*[,，、]?\s*)*"
    r"|(?:以上|本表|本页|全表|全卷)?\s*(?:合计|总计|共计|共有?)\s*\d+\s*(?:道|个|条|小)?题?目?[。.]?",
    re.DOTALL,
)
_EXAMPLES = "示例|样例|举例|例题|范例"
_OTHER_EXAMPLES = "例子|样题"
_END = re.compile(
    r"(?:以上|上面|上述)(?:[\d一二三四五六七八九十两几]*[行条道])?(?:内容)?(?:均|都|皆)?[为是系](?:填写|录入)?"
    rf"(?:{_EXAMPLES}|{_OTHER_EXAMPLES})|(?:{_EXAMPLES})(?:到此)?(?:结束|完)"
    r"|从?(?:下一行|此行(?:以下|之下)|本行(?:以下|之下)|下面一行|下行)(?:起|开始)"
)
_WHICH = r"\s*[\d一二三四五六七八九十]{0,2}"
_OPEN, _CLOSE = r"[(（【\[]\s*", r"\s*[)）】\]]"
_EXAMPLE = rf"(?:填写)?(?:{_EXAMPLES}){_WHICH}"
_EXAMPLE_ALONE = re.compile(rf"(?:{_OPEN})?{_EXAMPLE}(?:{_CLOSE})?\s*[:：]?")
_EXAMPLE_BEFORE = re.compile(rf"\s*(?:{_OPEN}{_EXAMPLE}{_CLOSE}|{_EXAMPLE}\s*[:：])")
_MARK = rf"(?:填写)?(?:{_EXAMPLES}|{_OTHER_EXAMPLES}|例){_WHICH}"
"""What marks an example where a form is known to have some: 例1： before a stem may be an item's own."""
_MARKED = re.compile(
    rf"^\s*(?:{_OPEN}{_MARK}{_CLOSE}\s*[:：]?|{_MARK}\s*[:：])\s*|\s*{_OPEN}{_MARK}{_CLOSE}\s*$|^\s*{_MARK}\s*$"
)
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
_HEADS = r"(?:(?:填写|填表|导入|使用|操作|录入)?(?:说明|须知|要求|提示|注意事项|备注|附注|注)|温馨提示)"
_HEAD = re.compile(rf"[※*＊●▲■]*\s*{_HEADS}\s*[:：]?", re.DOTALL)
_NUMBERED = re.compile(
    r"\s*(?:[(（]?\d{1,2}\s*[.．、)）:：]|[①-⑳]|[一二三四五六七八九十]{1,3}、|[※*＊●▲■])\s*(.+)", re.DOTALL
)
_OF_FORM = re.compile(
    r"必填|选填|填写|填[“\"']|填字母|不(?:得|能|可)?超过|以内|分隔|隔开|分开|导入|模板|下拉|勿删|请勿|不填|留空|为空|表头|本表"
    r"|[此该]列|单元格|示例|删除"
    r"|(?:答案|题型|题干|选项|难度|解析|分值|[单多]选题|判断题|填空题|简答题).{0,12}(?:填|写|请|用|选择)"
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
    if len(said) == 1 and (_HEAD.fullmatch(said[0]) or _says_how_to_fill(said[0])):
        return True
    return bool(said) and len(said) <= _MOST_NOTED and all(map(_NOTE.fullmatch, said[::2]))


def _says_how_to_fill(text: str) -> bool:
    """Tell whether a text is a numbered note about the form: 1. 题型必填。"""
    found = _NUMBERED.fullmatch(text)
    return found is not None and _OF_FORM.search(found[1]) is not None


def is_numbered(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is one text with a number before it, as notes and items alike are counted."""
    said = [cell.text for cell in cells if cell.text and cell.kind != "merged"]
    return len(said) == 1 and _NUMBERED.fullmatch(said[0]) is not None


def unmarked(text: str) -> str:
    """Return what a cell of an example says without the mark that it is one: （示例）单选题 is 单选题."""
    return _MARKED.sub("", text, count=1).strip() if "例" in text or "样题" in text else text


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def starts_at(cells: Sequence[Cell]) -> frozenset[int]:
    """Return from which rows on items are to be filled in, as a row says that says nothing else; none for any other."""
    said = {cell.text for cell in cells if cell.text}
    if len(said) != 1:
        return frozenset()
    return frozenset(_row_of(found[1] or found[2]) for text in said for found in _START.finditer(text))


def _row_of(numeral: str) -> int:
    return int(numeral) if is_figures(numeral) else ordinal_of(numeral)


def is_example(cells: Sequence[Cell], texts: Texts) -> bool:
    """Tell whether a row says that it is an example: 示例 in a cell of its own, or before its stem."""
    stem = (*texts.get("stem", ()), "")[0]
    said = (cell.text for cell in cells[:_FIRST])
    return _EXAMPLE_BEFORE.match(stem) is not None or any(map(_EXAMPLE_ALONE.fullmatch, said))


def ends_examples(cells: Sequence[Cell]) -> bool:
    """Tell whether a row says in words that what stands above is examples, and items begin below it."""
    said = [cell.text for cell in cells if cell.text]
    return len(set(said)) == 1 and _END.search(said[0]) is not None
