"""Surface cues that a sentence says something worth asking, with their weights.

The weights follow how much more often examiners ask a sentence with the cue than one without it,
counted on 908 published questions aligned with their sentences, as logarithms of that lift, rounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from qbank.model.document import Outline


class Cue(NamedTuple):
    """A construction; ``name`` is the key of its label in the message catalogues (``cue-NAME``)."""

    name: str
    weight: float
    found: re.Pattern[str]


_HAN = "一二三四五六七八九十"
_NUMERAL = rf"[0-9{_HAN}百千万两]"


def _cue(name: str, weight: float, pattern: str) -> Cue:
    return Cue(name, weight, re.compile(pattern, re.MULTILINE))


# A pattern sees many sentences at once, one a line: it must not run over a line end. All its alternatives begin
# with a character of its own or with one set, which lets the search skip ahead.
CUES: tuple[Cue, ...] = (
    _cue("definition", 1.0, r"是指|所称|指的是|定义为|称为|，即|（即"),
    _cue(
        "copula",
        0.6,
        r"是(?<![不就还都也正]是)[^否不指一二三四五]|为[^了此\n]{1,20}(?:核心|根本|基础|重点|主线|宗旨|原则|目标)",
    ),
    _cue("principle", 0.7, r"坚持|实行|遵循|原则|方针|制度|任务|机制|以[^，。；\n]{1,20}为"),
    _cue("core", 0.5, r"根本|核心|首要|基本|最[高大低]|关键"),
    _cue("enumeration", 0.6, r"、[^、，。；\n]{1,16}(?:、|和|以及|及)"),
    _cue(
        "counted",
        0.7,
        rf"[0-9{_HAN}百千万两“‘](?:(?<={_NUMERAL})(?:项|个|种|类|大|条|方面|点|级)"
        rf"|(?<=[“‘])[^”’\n]*{_NUMERAL}[^”’\n]*[”’])",
    ),
    _cue("points", 0.7, r"一是|二是|首先|其次|第一，|包括|分为|分别|主要有"),
    _cue("term", 0.5, rf"{_NUMERAL}(?:个)?(?:日|天|月|年|小时|分钟|周岁|工作日|期|次)(?:内|以内|前|以上|以下)?"),
    _cue(
        "quantity",
        0.5,
        rf"[0-9百%{_HAN}](?:(?<=[0-9])(?:余|多)?[万亿]?[^0-9\s，。、；：）年月日]|(?<=百)分之|(?<=%)"
        rf"|(?<=[{_HAN}])[元人次份名](?<!第..))",
    ),
    _cue("prohibition", 0.5, r"不得|禁止|严禁|不准"),
    _cue("duty", 0.3, r"应当|必须|应(?!用|急|对|付|答|聘)|须(?!知)|要求"),
    _cue("permission", 0.3, r"可以|有权"),
    _cue("responsible", 0.5, r"负责|牵头|由[^，。；\n]{2,20}[任为担组审批]|批准|登记"),
    _cue("inclusion", 0.5, r"纳入|列入|计入"),
    _cue("exception", 0.4, r"除[^，。\n]{1,30}外|但是|，但|只[有能]"),
    _cue("title", 0.4, r"《[^》\n]+》"),
    _cue("quoted", 0.4, r"[“‘][^”’，。\n]{2,14}[”’]"),
    _cue("penalty", -0.2, r"罚款|处[^，。\n]{1,10}(?:以上|以下)"),
    _cue("reference", -0.5, r"第[一二三四五六七八九十百零0-9]+条|前款|依照[^，。\n]{1,20}规定"),
    _cue("lead-in", -0.9, r"：$"),
    _cue("slogan", -0.9, r"让我们|而(?:不懈)?奋斗|谢谢|衷心|祝愿|新的更大|再创|如火如荼|！$|!$"),
    _cue("pointing", -0.4, r"^(?:此|该|其|这|他|她|上述|以上|同时|另外)"),
)


def cues_in(views: Sequence[str]) -> list[list[Cue]]:
    """Return the cues of each sentence, in the order of the table.

    Each cue is searched for once in all sentences together, a sentence a line: one long search is many
    times faster than many short ones.
    """
    text = "\n".join(views)
    ends = list(accumulate((len(view) + 1 for view in views), initial=0))
    found: list[list[Cue]] = [[] for _ in views]
    for cue in CUES:
        search = cue.found.search
        match = search(text)
        while match:
            place = bisect_right(ends, match.start()) - 1
            found[place].append(cue)
            match = search(text, ends[place + 1])
    return found


def place_cues(outline: Outline) -> dict[str, frozenset[int]]:
    """Return what only the place of a sentence tells: cue name to sentence indices.

    ``first``: the first sentence of its section; ``item``: a labelled list item.
    """
    first: dict[int, int] = {}
    items = set()
    for sent in outline.body():
        first.setdefault(sent.section, sent.index)
        if sent.label.startswith(("（", "(")):
            items.add(sent.index)
    return {"first": frozenset(first.values()), "item": frozenset(items)}


PLACES = {"first": _cue("first", 0.5, "^"), "item": _cue("item", -0.4, "^")}
"""What counts only by its place; its pattern is never searched for."""
