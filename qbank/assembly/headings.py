"""What the headings of a two-way table mean: chapters, points, types, levels, difficulties, numbers, marks, totals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qbank.model.blueprint import DIFFICULTIES, LEVELS
from qbank.model.folding import unspaced
from qbank.model.item import Difficulty
from qbank.model.type_words import TYPE_WORDS

Role = Literal["number", "marks", "each", "share"]
"""Of a column: numbers of items, marks of its cells, marks of one item, or marks that are asked for (占分)."""

ROW_WORDS = {
    "documents": ("文件", "文档", "资料", "学习文件", "学习资料"),
    "chapters": (
        "章节", "章", "单元", "模块", "内容", "考查内容", "考试内容", "考核内容", "测试内容", "学习内容", "培训内容",
        "教学内容", "章节内容", "内容模块", "知识模块", "知识单元", "知识领域", "知识板块", "板块", "专题",
        "考试范围", "部分", "目录",
    ),
    "tags": ("知识点", "考点", "标签", "考查点", "考核点", "考试要点", "考核要点", "考查要点"),
    "audiences": ("岗位", "对象", "适用对象", "考试对象"),
    "scope": ("范围", "层级"),
}  # fmt: skip
"""By field of a cell what its column is called, the usual word first."""
_FIELDS = {word: field for field, words in ROW_WORDS.items() for word in words}
TOTAL, NUMBER, MARKS, EACH, SHARE = "合计", "题数", "分值", "每题分值", "占分"
_TOTALS = ("合计", "总计", "小计", "共计")
_ROLES: dict[str, Role] = {
    **dict.fromkeys((NUMBER, "题量", "数量", "道数", "个数", "小题数", "题目数", "总题数", "题", "道"), "number"),
    **dict.fromkeys((MARKS, "分数", "总分", "分", "总分值"), "marks"),
    **dict.fromkeys((EACH, "每题分数", "每小题分值", "单题分值", "每题"), "each"),
    SHARE: "share",
}  # fmt: skip
_TOTAL_ROW = re.compile(r"(?:合计|总计|小计|共计)\(?(?:题数|题量|题|总分值|总分|分值|分数|分)?\)?")
_PART = "小计"
_VAGUE = frozenset({MARKS, "分数", "分"})
"""May be the marks of one item or of all of them."""
_SKIPPED = ("序号", "题号", "大题", "大题号", "备注", "说明", "百分比", "占比", "比例", "比例%", "占比%", "百分比%")
_TYPES = {word: name for name, words in TYPE_WORDS.items() for word in words}
_DIFFICULTIES: dict[str, Difficulty] = {word: name for name, word in DIFFICULTIES.items()} | {
    "容易": "easy", "易题": "easy", "较易": "easy", "简单": "easy", "中等": "medium", "中题": "medium",
    "适中": "medium", "难题": "hard", "较难": "hard", "困难": "hard",
}  # fmt: skip
_FRAME = ("题型", "认知层次", "认知水平", "层次", "难度", "能力层次", "能力要求", "考查要求", "题型与题数")
_NAME = "名称"
_EACH = re.compile(r"(?:每|各)(?:小题|题|道)?\s*(\d+(?:\.\d+)?)\s*分|(\d+(?:\.\d+)?)\s*分\s*[/每]\s*(?:小题|题)")
_ORDINAL = re.compile(r"^(?:第?[一二三四五六七八九十]+(?:大题)?[、.:]|\([一二三四五六七八九十]+\))\s*")
_PIECES = re.compile(r"[()\s,:;/\\、·]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column holds.

    ``marks`` is what its heading says of one item, 0 for nothing; ``is_total`` sums a row, ``is_part`` only what
    stands since the last such sum (小计), ``is_bare`` does not say of what (合计 alone: items, or marks).
    """

    types: tuple[str, ...] = ()
    marks: float = 0.0
    levels: tuple[str, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    role: Role = "number"
    is_total: bool = False
    is_part: bool = False
    is_bare: bool = False
    is_skipped: bool = False

    @property
    def words(self) -> tuple[object, ...]:
        """Return what it counts, apart from whether in items or in marks."""
        return self.types, self.marks, self.levels, self.difficulties


def field_of(text: str) -> str:
    """Return which field of a cell a column of names holds, "" for none.

    The cell in the corner may also say what stands above the columns (章节/题型); two fields in one cell are none.
    """
    pieces = [each for each in pieces_of(text) if each not in _FRAME]
    fields = {_FIELDS.get(each.removesuffix(_NAME), "") for each in pieces}
    return _FIELDS.get(unspaced(text)) or (fields.pop() if len(fields) == 1 else "")


def pieces_of(text: str) -> list[str]:
    """Return the words of a heading that says several things: 题型/章节."""
    return [each for each in _PIECES.split(_joined(text)) if each]


def _joined(text: str) -> str:
    """Return a text in usual width; one that spaces spread over its cell (题　数) without them."""
    words = unicodedata.normalize("NFKC", text).split()
    return ("" if max(map(len, words), default=0) == 1 else " ").join(words)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a row that names nothing says: numbers, marks, or marks of one item.

    ``is_named`` says which of them; a bare 合计 does not. ``is_part`` is 小计, ``is_vague`` 分值, of one item or all.
    """

    role: Role
    is_named: bool = True
    is_part: bool = False
    is_vague: bool = False


def sum_of(text: str) -> Sum | None:
    """Return what a row of this name sums up, None for one that names something."""
    folded = unspaced(text)
    if _TOTAL_ROW.fullmatch(folded):
        in_marks, is_named = "分" in folded, len(folded) > len(TOTAL)
        return Sum("marks" if in_marks else "number", is_named=is_named, is_part=folded.startswith(_PART))
    role = _ROLES.get(folded) or ("each" if folded.startswith(("每题", "每小题")) and folded.endswith("分") else None)
    return Sum(role, is_vague=folded in _VAGUE) if role and role != "share" else None


def read_heading(path: Sequence[str]) -> Heading | None:
    """Return what the headings over a column mean together; None where one is not understood.

    Args:
        path: the texts over the column, from above; empty ones and repetitions are skipped.
    """
    role: Role | None = None
    fields: dict[str, tuple[str, ...]] = {"types": (), "levels": (), "difficulties": ()}
    marks, total, part = 0.0, False, False
    for text in dict.fromkeys(filter(None, path)):
        if unspaced(text) in _SKIPPED:
            return Heading(is_skipped=True)
        folded = _ORDINAL.sub("", _joined(text))
        if each := _EACH.search(folded):
            marks, folded = float(each[1] or each[2]), _EACH.sub("", folded)
        for piece in filter(None, _PIECES.split(folded)):
            if piece in _ROLES and role is None:
                role, total = _ROLES[piece], total or piece.startswith("总")
            elif piece in _TOTALS:
                total, part = True, part or piece == _PART
            elif not _noted(piece, fields) and piece not in _FRAME:
                return None
    if not (total or role or marks or any(fields.values())):
        return None
    bare = total and not role
    return Heading(**fields, marks=marks, role=role or "number", is_total=total, is_part=part, is_bare=bare)  # type: ignore[arg-type]


def _noted(piece: str, fields: dict[str, tuple[str, ...]]) -> bool:
    """Take a piece of a heading as a type, level or difficulty, or several of a kind: 识记|理解."""
    parts = piece.split("|")
    for field, known in (
        ("types", _TYPES),
        ("levels", {each: each for each in LEVELS}),
        ("difficulties", _DIFFICULTIES),
    ):
        if all(each in known for each in parts) and not fields[field]:
            fields[field] = tuple(known[each] for each in parts)
            return True
    return False
