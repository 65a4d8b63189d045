"""What a named measure lays down, asked with its name in front: 按照“导师帮带”制度，师徒每月共同出外业不少于多少天？

A report says once what it calls a measure, and then, after a colon, what it consists of: each piece without a subject
of its own. The name tells whose the figure is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qbank.types import _phrases as phrases
from qbank.types._clause_stands import is_of_earlier, stands_alone
from qbank.types._clauses import Clause
from qbank.types._cuts import head_of

BY_NAME = "按照“"
"""What a stem begins with that names the measure that its figure belongs to."""
_OF_RULES = (
    "制度|机制|办法|模式|管理|工作法|要求|任务|规定|条件|处置|措施|计划|行动|活动|工程|标准|原则|承诺|公约|规则|流程|"
    "体系|目标|方案"
)
_NAMED = re.compile(
    "(?P<verb>(?:实行|推行|推出|推广|落实|执行|严守|牢记|建立|开展|实施|提出|要求|定下|做到|按照|遵守|完善|坚持|明确|健全|"
    "创新|探索|出台|制定|试行|启动|抓好)(?:了|出)?(?:以下)?)"
    f"(?P<lead>“[^“”，。；：]{{2,16}}”(?:的)?(?P<noun>[\u4e00-\u9fff]{{0,4}}(?:{_OF_RULES}))?)(?P<mark>[：，])(?!一是|第一|其一|首先)"
)
# 按照“六条红线”：, of what is called nothing more.
_CALLED = "要求"
_OF_WHICH = re.compile("(?:被|其|该|此|经|已)")
# 第二次不合格，停岗培训五天; 由三十天缩短到十天: what is told of before and after is no rule.
_TOLD = re.compile("由[^，；]*[到至]|同比|比去年|累计|其中|目前|已(?!经?知)|了(?!解)")


def named_clause(clause: Clause, first: int, mark: str) -> Clause | None:
    """Return the piece that a place stands in behind the name of its measure, with the name in front; None for none.

    The piece runs from the ``mark`` (a colon, a comma) behind the name, or from the last semicolon before the place, to
    the end of ``clause``.
    """
    view = clause.sent.view
    named = _NAMED.search(view, 0, first)
    if named is None or named["mark"] != mark or "：" in view[named.end() : first]:
        return None
    begins = max(named.end(), view.rfind("；", 0, first) + 1)
    piece = replace(clause, start=head_of(view, begins, first), before=f"{BY_NAME}{_name_of(named)}，")
    another = begins > named.end() and mark == "，"
    later = begins > named.end() and is_of_earlier(view[named.end() :], begins - named.end(), clause.end - named.end())
    if _OF_WHICH.match(piece.text):
        # 被采用的一次奖励调休2天: what, was said before.
        return None
    if another or "“" in piece.text or later or _TOLD.search(piece.text) or phrases.is_leaning(piece.text):
        return None
    return piece if stands_alone(piece, open_end=False) else None


def _name_of(named: re.Match[str]) -> str:
    """Return the name of a measure without its opening quotation mark: 导师帮带”制度."""
    words = named["lead"][1:]
    return words if named["noun"] else f"{words.removesuffix('的')}{_CALLED}"
