"""Items of every kind for papers, each answer a word that can be found again, and ways to write and proofread."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._incoming import blanks, choice, options_of, portable_of, verdict
from qbank.formats.losses import held
from qbank.model.item import ExtendedText, Interaction, MarkingPoint, Match, Order
from qbank.model.portable import Portable

PASSAGE = "3月12日8时，柳湾泵站报告险情，值班员在____内上报。\n险情于11时排除，共转移群众42人。"
HIDDEN = "密钥"
"""Stands in everything a candidate must not read, and nowhere else."""


def one(stem: str, interaction: Interaction, n: int = 1, **more: object) -> Portable:
    """Return an item whose rationale, proof line and id are secrets."""
    given = {
        "item_id": f"q-{HIDDEN}{n}",
        "rationale": f"解析{HIDDEN}{n}，见第{n}条。",
        "proof": (f"《值班办法》第一章 › 第{n}条：“{HIDDEN}原文{n}。”",),
        "chapter": f"{HIDDEN}第一章",
        "tags": (f"{HIDDEN}标签",),
        "audience": (f"{HIDDEN}岗位",),
        **more,
    }
    return portable_of(stem, interaction, place="", **given)  # type: ignore[arg-type]


def mixed() -> list[Portable]:
    """Return an item of every kind and two on a passage; answers to be written hold the secret word."""
    points = tuple(MarkingPoint(f"{HIDDEN}要点{at}", 1.5) for at in range(3))
    left = options_of(["信息科", "财务科", "督查科"], "l")
    right = options_of(["经费拨付", "明察暗访", "系统维护", "窗口接待"], "r")
    return [
        one("接到报告后应当在几分钟内上报？", choice(["5分钟", "10分钟", "15分钟", "20分钟"], [1], multiple=False), 1),
        one("下列属于应急物资的有____。", choice(["沙袋", "雨衣", "花瓶", "手电"], [0, 1, 3], multiple=True), 2),
        one("值班员可以由实习人员单独担任。", verdict(False), 3),
        one("值班实行____和____制度。", blanks([[f"{HIDDEN}双岗", f"{HIDDEN}两岗"], [f"{HIDDEN}轮换"]]), 4),
        one("将部门与职责进行匹配。", Match(left, right, (("l1", "r3"), ("l2", "r1"), ("l3", "r2"))), 5),
        one(
            "请将下列阶段按先后排列。", Order(options_of(["总结", "动员", "自查", "整改"]), ("o2", "o3", "o4", "o1")), 6
        ),
        one("简述值班交接的要求。", ExtendedText(points), 7),
        one("值班员应当在几分钟内上报？", choice(["十分钟", "半小时"], [0], multiple=False), 8, stimulus=PASSAGE),
        one("险情于当日____排除。", blanks([[f"{HIDDEN}十一时"]]), 9, stimulus=PASSAGE),
    ]


def fifty() -> list[Portable]:
    """Return fifty items whose first and last words can be found on a page."""
    return [_numbered(n) for n in range(101, 151)]


def _numbered(n: int) -> Portable:
    options = [f"{word}{n}{'应当立即逐级上报主管部门' * 2}" for word in ("甲", "乙", "丙", "完")]
    return one(f"第{n}问，应当怎样上报主管部门？" * 3, choice(options, [0], multiple=False), n)


def fmt(name: str) -> ForeignFormat:
    """Return a format of papers."""
    found = FORMATS.get(name)
    assert isinstance(found, ForeignFormat)
    return found


def settings(profile: str = "", **more: object) -> Settings:
    """Return settings with a title."""
    return Settings(title="值班制度测试卷", profile=profile, **more)  # type: ignore[arg-type]


def kept(name: str, portables: Iterable[Portable], asked: Settings) -> list[Portable]:
    """Return what a format holds of all of them."""
    found = [held(fmt(name), each, asked) for each in portables]
    assert all(isinstance(each, Portable) for each in found), found
    return [each for each in found if isinstance(each, Portable)]


def written(name: str, portables: Iterable[Portable], asked: Settings) -> bytes:
    """Return a file."""
    stream = io.BytesIO()
    fmt(name).write(iter(portables), stream, asked)
    return stream.getvalue()


def proofread(name: str, data: bytes, portables: Iterable[Portable], asked: Settings, folder: Path) -> list[Problem]:
    """Return what a proofreader finds in a file."""
    path = folder / f"paper{fmt(name).suffix}"
    path.write_bytes(data)
    check = fmt(name).proofread
    assert check is not None
    return list(check(path, iter(portables), asked))


def codes(problems: Iterable[Problem]) -> set[str]:
    """Return the codes of problems, each of which can be told in both languages."""
    found = set()
    for problem in problems:
        assert problem.message("zh") and problem.message("en")
        found.add(problem.code)
    return found


def reworded(portable: Portable, rationale: str) -> Portable:
    """Return a portable with another rationale."""
    return replace(portable, item=replace(portable.item, rationale=rationale))
