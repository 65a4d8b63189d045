"""Portables of every registered type with what breaks the syntax of one format or another."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from qbank.model.item import BLANK, Difficulty, Item, Source
from qbank.model.portable import Portable
from qbank.types._codec import item_from_dict, item_to_dict
from qbank.types._contract import TYPES

NASTY = [
    "=1+1", "+86", "-5", "@SUM", "{a}", "{{c1::x}}", "::", "~", "#", "%50%", "\\",
    "*", "/", "|", ";", "；", "、", "，", ",", "<b>&amp;</b>", "]]>", "</script>",
    "&#65;", "A. ", "（A）", "答案：B", "解析：", "【答案】", "//", "$CATEGORY: x", "“”", "\"",
    "'", "\n", "\t", "  ", "\u3000", "\u200b", "𠮷", "👨\u200d👩\u200d👧", "①", "²",
    "Ａ１", "１２", "----", "(  )", "（\u3000）", "_", "[x]", "^", "`", "$x^2$", "\\(x\\)",
    "\x0b", "1、", "对", "正确", "true", "NULL", "1-2", "3/4", "001", "#DIV/0!",
    "=CMD|'/C calc'!A0",
]  # fmt: skip
"""Words of other systems' grammars, formulas, markup, and characters that some files cannot hold."""

_han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)
words = st.lists(st.sampled_from(NASTY) | _han, min_size=1, max_size=4).map("".join).filter(lambda text: text.strip())


def with_ids(item: Item, prefix: str) -> Item:
    """Return an item whose option ids are words that can be told from everything else in a file."""

    def renamed(value: object, at: str = "") -> object:
        if isinstance(value, dict):
            return {name: prefix + each if name == "id" else renamed(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [renamed(each, at) for each in value]
        return prefix + value if at == "key" and isinstance(value, str) and has_ids else value

    data = item.body.to_dict()
    has_ids = "options" in data or "left" in data
    return item_from_dict({**item_to_dict(item), **{name: renamed(each, name) for name, each in data.items()}})


def _reworded(value: object, tail: str) -> object:
    if isinstance(value, dict):
        return {k: v + tail if k in {"text", "reason"} and isinstance(v, str) else _reworded(v, tail)
                for k, v in value.items()}  # fmt: skip
    return [_reworded(each, tail) for each in value] if isinstance(value, list) else value


@st.composite
def portables(draw: st.DrawFn, number: int = 1) -> Portable:
    """Return one portable: an example of a type, reworded, in an envelope of drawn values."""
    data = item_to_dict(draw(st.sampled_from(list(TYPES))).example())
    item = item_from_dict(_reworded(data, draw(st.just("") | words)))  # type: ignore[arg-type]
    stem = item.stem if BLANK in item.stem else f"{draw(_han)}{draw(words)}{draw(_han)}？"
    source = Source("制度/甲.txt", "d" * 64, 3, 9, "应当按时上报。")
    item = replace(
        item,
        id=f"q{number:04d}",
        stem=draw(_han) + stem,
        rationale=draw(st.just("") | words),
        sources=draw(st.sampled_from([(), (source,)])),
        difficulty=draw(st.sampled_from(get_args(Difficulty))),
        chapter=draw(st.sampled_from(["", "第一章　总则", "综合/其他"])),
        audience=draw(st.sampled_from([(), ("值班员",), ("值班员", "新员工 甲")])),
        tags=draw(st.sampled_from([(), ("安全",), ("安全", "值班 制度")])),
    )
    proof = ("《值班办法》第一章 › 第二条：“应当按时上报。”",) if item.sources else ()
    return Portable(
        item=item, stimulus=draw(st.sampled_from(["", "4月2日8时，柳湾泵站报告险情。\n险情于11时排除。"])), proof=proof
    )


@st.composite
def several(draw: st.DrawFn) -> list[Portable]:
    """Return one to three portables with ids of their own."""
    return [draw(portables(number)) for number in range(1, draw(st.integers(1, 3)) + 1)]
