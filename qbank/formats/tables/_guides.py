"""Rows right below the headings that belong to them: codes for a program, the headings once more, 必填 and 选填."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._words import field_of, kind_of_word
from qbank.model.verdict import verdict_of

_CODE = re.compile(r"[A-Za-z][\w.\-]{0,39}", re.ASCII)
_LETTERS = re.compile(r"[A-H]{1,8}")
_NEEDED = "(?:非|不)?必(?:填|选|输|录)|选填|可选|可(?:不填|为空|空|填)|不填"
_NEEDED_ALONE = re.compile(rf"[(（]?(?:{_NEEDED})项?[)）]?")
_RULE = re.compile(
    rf"[*＊(（\[【]*(?:{_NEEDED}|系统生成|文本|数字|数值|字符串?|整数"
    r"|(?:请|须|需|应)(?:填|选|输入|录入|从下拉).*|(?:下拉|单击)选择.*|(?:填写|选择|输入)(?!题).*)项?[)）\]】]*"
    r"(?:[,，;；:：、(（]\s*.*)?",
    re.DOTALL,
)
_OF_STEM = re.compile(
    r"[*＊(（\[【]*(?:(?:(?:非|不)?必(?:填|选|输|录)|选填)项?|(?:纯?文本|字符串?)(?:格式|类型)?)[)）\]】]*(?:[,，;；：:、(（]\s*.*)?"
    r"|(?:题目|题干|试题|问题)(?:正文|内容|描述|文字)?\s*[,，;；：:(（].{0,30}(?:字|必填|输入|填写|不得为空|不能为空).{0,20}",
    re.DOTALL,
)
"""What a form says of stems, and no item asks."""
_FEWEST_CODES, _FEWEST = 3, 2


def is_guide(cells: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Tell whether a row says of each column what it is, and nothing of an item.

    Args:
        cells: the row.
        headings: what stands above its columns.
    """
    said = {at: cell.text for at, cell in enumerate(cells) if cell.text and cell.kind in {"text", "merged"}}
    if len(said) < _FEWEST or any(cell.kind not in {"text", "merged"} for cell in cells if cell.text):
        return False
    if all(_RULE.fullmatch(text) for text in said.values()) or _rules_the_stem(said, headings):
        return True
    return repeats(cells, headings) or _is_coded(said, headings)


def says_what_is_needed(cells: Sequence[Cell]) -> bool:
    """Tell whether a row says only which columns must be filled, wherever it stands."""
    return all(_NEEDED_ALONE.fullmatch(cell.text) for cell in cells if cell.text)


def _rules_the_stem(said: Mapping[int, str], headings: Sequence[str]) -> bool:
    """Tell whether a row says of the stem what it is to be, whatever it says of other columns."""
    own = _by_field(said, headings)
    return _OF_STEM.fullmatch(own.get("stem", "")) is not None and not _is_answered(own)


def _by_field(said: Mapping[int, str], headings: Sequence[str]) -> dict[str, str]:
    """Return by field what stands below its heading."""
    meanings = {at: field_of(headings[at]) if at < len(headings) else None for at in said}
    return {meaning[0]: said[at] for at, meaning in meanings.items() if meaning}


def _is_answered(own: Mapping[str, str]) -> bool:
    """Tell whether a row answers as items do, or says which type it is."""
    answer, word = own.get("answer", ""), own.get("type", "")
    is_answer = len(answer) == 1 or _LETTERS.fullmatch(answer) is not None or verdict_of(answer) is not None
    # 类型 over type is the name of the column once more.
    return is_answer or (bool(kind_of_word(word)) and field_of(word) is None)


def repeats(cells: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Tell whether a row is headings: its cells name what stands below them, and a stem is among them."""
    said = {at: field_of(cell.text) for at, cell in enumerate(cells) if cell.text}
    known = [meaning for meaning in said.values() if meaning]
    own = {at: field_of(text) for at, text in enumerate(headings)}
    alike = sum(meaning is not None and meaning == own.get(at) for at, meaning in said.items())
    names_stem = any(meaning and meaning[0] == "stem" and own.get(at) == meaning for at, meaning in said.items())
    return names_stem and alike >= _FEWEST and len(known) * 2 > len(said)


def _is_coded(said: Mapping[int, str], headings: Sequence[str]) -> bool:
    """Tell whether cells are names for a program: no two alike, no stem is one, no answer and no type either."""
    texts = list(said.values())
    if len(texts) < _FEWEST_CODES or len(set(texts)) < len(texts) or not all(map(_CODE.fullmatch, texts)):
        return False
    own = _by_field(said, headings)
    return "stem" in own and not _is_answered(own)
