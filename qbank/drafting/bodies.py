"""Whose text it is: 澄江水厂 for 厂里 and 本厂, where the title names the one body of that kind."""

from __future__ import annotations

import re
from functools import lru_cache

from qbank.model.document import Document

_WORDS, _SIGNS = ("公司", "中心", "集团"), "馆站厂场院校局行台园"
_KINDS = f"{'|'.join(_WORDS)}|[{_SIGNS}]"
_OURS_SIGN = re.compile("[本我里]")
# 水厂里 and 医院里, 局部 and 中心城区 are other words.
_OURS = re.compile(
    f"[本我](?P<own>{_KINDS})(?![部际域级身人])|(?:^|(?<=[，、。；：在由到从向按照给对与和是的]))(?P<inside>[{_SIGNS}])里(?![程面外边])"
)
_NAME = (
    "(?:在|关于)?(?P<name>(?!(?:开展|做好|加强|进一步|推进|规范|组织|印发|转发|贯彻|落实|实施|召开|认真|切实|深化|对|从|[各全本我某该一二三四五六七八九十两几]))"
    "(?:(?!的)[\u4e00-\u9fff]){2,14}?%s)(?![点台长员部际面限势方地景商房家城区镇小任思])"
)
_NAMES = {kind: re.compile(_NAME % kind) for kind in (*_WORDS, *_SIGNS)} | {
    # 菜市场 and 现场 speak for nobody; 银行, not 举行; 学校, 小学 and 医院 by their whole word.
    "场": re.compile(_NAME % "(?<![市现广立])场"),
    "行": re.compile(_NAME % "银行"),
    "院": re.compile(_NAME % "(?:[医学剧]|法|检察|研究|卫生|敬老|养老|福利)院"),
    "校": re.compile(_NAME % "(?:学校|[小中大]学|[学技]院)"),
}
_SHORTEST = 4
# 各馆负责人对本馆负责: each its own.
_OF_EACH = re.compile("[各每凡]|任何|所有")


def with_body(stem: str, document: Document) -> str:
    """Return a stem with the body's name in place of 本厂 or 厂里; as it is where no title tells which one is meant.

    An article of a law says of itself whom it binds.
    """
    ours = _ours(stem) if document.kind != "law" else None
    if ours is None:
        return stem
    name = _named(document.title, ours["own"] or ours["inside"])
    return f"{stem[: ours.start()]}{name}{stem[ours.end() :]}" if name and name not in stem else stem


def speaks_of_ours(stem: str) -> bool:
    """Tell whether a stem says 本厂 or 厂里, and so leaves open whose."""
    return _ours(stem) is not None


def _ours(stem: str) -> re.Match[str] | None:
    found = _OURS.search(stem) if _OURS_SIGN.search(stem) else None
    return None if found and _OF_EACH.search(stem, 0, found.start()) else found


@lru_cache(maxsize=256)
def _named(title: str, kind: str) -> str:
    found = _NAMES[kind].match(title)
    return found["name"] if found and len(found["name"]) >= _SHORTEST else ""
