"""Surface cues that a sentence says something worth asking, with their weights.

The weights follow how much more often examiners ask a sentence with the cue than one without it,
counted on 908 published questions aligned with their sentences, as logarithms of that lift, rounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.model.document import Outline, Sentence


class Cue(NamedTuple):
    """A construction; ``name`` is the key of its label in the message catalogues (``cue-NAME``)."""

    name: str
    weight: float
    found: re.Pattern[str]


_NUMERAL = r"[0-9一二三四五六七八九十百千万两]"

CUES: tuple[Cue, ...] = (
    Cue("definition", 1.0, re.compile(r"是指|所称|指的是|定义为|称为|，即|（即")),
    Cue(
        "copula",
        0.6,
        re.compile(r"[^不就还都也正]是[^否不指一二三四五]|为[^了此]{1,20}(?:核心|根本|基础|重点|主线|宗旨|原则|目标)"),
    ),
    Cue("principle", 0.7, re.compile(r"坚持|实行|遵循|原则|方针|制度|任务|机制|以[^，。；]{1,20}为")),
    Cue("core", 0.5, re.compile(r"根本|核心|首要|基本|最[高大低]|关键")),
    Cue("enumeration", 0.6, re.compile(r"[^、，。；]{1,16}、[^、，。；]{1,16}(?:、|和|以及|及)[^、，。；]{1,16}")),
    Cue("counted", 0.7, re.compile(rf"{_NUMERAL}(?:项|个|种|类|大|条|方面|点|级)|[“‘][^”’]*{_NUMERAL}[^”’]*[”’]")),
    Cue("points", 0.7, re.compile(r"一是|二是|首先|其次|第一，|包括|分为|分别|主要有")),
    Cue(
        "term",
        0.5,
        re.compile(rf"{_NUMERAL}+(?:个)?(?:日|天|月|年|小时|分钟|周岁|工作日|期|次)(?:内|以内|前|以上|以下)?"),
    ),
    Cue(
        "quantity",
        0.5,
        re.compile(
            r"[0-9]+(?:余|多)?[万亿]?[^0-9\s，。、；：）年月日]|百分之|%|[^第][一二三四五六七八九十]+(?:元|人|次|份|名)"
        ),
    ),
    Cue("prohibition", 0.5, re.compile(r"不得|禁止|严禁|不准")),
    Cue("duty", 0.3, re.compile(r"应当|必须|应(?!用|急|对|付|答|聘)|须(?!知)|要求")),
    Cue("permission", 0.3, re.compile(r"可以|有权")),
    Cue("responsible", 0.5, re.compile(r"负责|牵头|由[^，。；]{2,20}[任为担组审批]|批准|登记")),
    Cue("inclusion", 0.5, re.compile(r"纳入|列入|计入")),
    Cue("exception", 0.4, re.compile(r"除[^，。]{1,30}外|但是|，但|只[有能]")),
    Cue("title", 0.4, re.compile(r"《[^》]+》")),
    Cue("quoted", 0.4, re.compile(r"[“‘][^”’，。]{2,14}[”’]")),
    Cue("penalty", -0.2, re.compile(r"罚款|处[^，。]{1,10}(?:以上|以下)")),
    Cue("reference", -0.5, re.compile(r"第[一二三四五六七八九十百零0-9]+条|前款|依照[^，。]{1,20}规定")),
    Cue("lead-in", -0.9, re.compile(r"：$")),
    Cue("slogan", -0.9, re.compile(r"让我们|而(?:不懈)?奋斗|谢谢|衷心|祝愿|新的更大|再创|如火如荼|[！!]$")),
    Cue("pointing", -0.4, re.compile(r"^(?:此|该|其|这|他|她|上述|以上|同时|另外)")),
)


def cues_in(sent: Sentence) -> list[Cue]:
    """Return the cues of one sentence, in the order of the table."""
    return [cue for cue in CUES if cue.found.search(sent.view)]


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


PLACE_WEIGHTS = {"first": 0.5, "item": -0.4}
