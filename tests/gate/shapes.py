"""What kind of thing a wording is, coarsely and by its surface: for measuring options only, never for choosing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Tagger = Callable[[str], Sequence[tuple[str, str]]]
"""Gives the words of a text with jieba's tags."""

_DIGIT = "0-9０-９零〇一二三四五六七八九十百千万亿两半几"
_DAY = rf"(?:[{_DIGIT}]{{4}}年)?(?:[{_DIGIT}]{{1,3}}月(?:[{_DIGIT}]{{1,3}}日?)?)"
_DATE = re.compile(rf"^(?:自|从|截至|每年)?(?:{_DAY}(?:起|前|后|上午|下午|晚上?)?|[{_DIGIT}]{{4}}年)$")
_BEFORE_AMOUNT = "第|约|近|每|满|超过|不足|不满|不超过|至少|至多|百分之|千分之|万分之"
_AMOUNT = re.compile(rf"^(?:{_BEFORE_AMOUNT})*[{_DIGIT}][{_DIGIT}.,，:：%％‰]*\S{{0,14}}$")
_PERIOD = re.compile(f"^每(?:[{_DIGIT}]{{1,3}})?个?(?:年|季度?|月|周|星期|天|日|学期|小时|分钟|工作日)$")
_WORK = re.compile("^《.*》$")
_QUOTED = re.compile("^[“‘「].*[”’」]$")
_ORGAN = re.compile(
    "(?:局|厅|部|委|处|科|室|院|所|队|站|署|庭|社|会|办|党委|党组|支部|机关|部门|机构|政府|单位|组织|公司|企业|集团|"
    "学校|小组|专班|中心|警察)$"
)
_POST = re.compile(
    "(?:书记|主任|组长|局长|厅长|部长|处长|科长|院长|所长|队长|站长|校长|主席|委员|代表|(?:分管|值班|主要)领导|负责人|人员)$"
)


def shape(text: str, tag: Tagger) -> str:
    """Return the kind of thing: amount, date, work, quoted, organ, post, name, verb, adjective, noun or other.

    The first that fits, in this order: a date is never an amount, an organisation never a noun phrase. A phrase
    is a verb phrase when it begins with a verb and no 的 makes a noun of it, else a noun phrase by its last word.
    """
    bare = text.strip(" 。；，")
    for name, pattern in (("work", _WORK), ("quoted", _QUOTED)):
        if pattern.match(bare):
            return name
    for name, pattern in (("date", _DATE), ("amount", _AMOUNT), ("amount", _PERIOD)):
        if pattern.match(bare):
            return name
    if "，" not in bare:
        for name, pattern in (("post", _POST), ("organ", _ORGAN)):
            if pattern.search(bare):
                return name
    return _phrase([(word, label) for word, label in tag(bare) if word.strip()])


def _phrase(words: Sequence[tuple[str, str]]) -> str:
    if not words:
        return "other"
    tags = [label for _, label in words]
    if all(label.startswith("nr") for label in tags):
        return "name"
    leading = next((label for label in tags if label not in {"d", "ad", "p", "c"}), tags[0])
    if leading.startswith("v") and leading != "vn" and not any(word == "的" for word, _ in words[-3:]):
        return "verb"
    if tags[-1][0] in "nljiv":
        return "noun"
    return "adjective" if tags[-1].startswith("a") else "other"
