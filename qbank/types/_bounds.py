"""Whether a part of a clause is what a rule lays down, or belongs to whom it binds, or to its case."""

from __future__ import annotations

import re

from qbank.model.fact import Part
from qbank.types import _phrases as phrases
from qbank.types._clauses import Clause, located

_CASE_ENDS = re.compile(r"[^，。；]*(?:，(?:或者?|且|并且)[^，。；]*)?[的时后前内者]，")
_IN_SUBJECT = re.compile(
    r"[^，。；]*的[^，。；]{1,14}?(?:为|是|应当|可以|视为|属于|有权|不得|由)|"
    r"[^，。；]*的[^，。；的]{1,8}，(?:应|须|要|可以?|必须|不得|由|按|实行|一律|原则上|每)"
)


def is_laid_down(clause: Clause, part: Part) -> bool:
    """Tell whether a part is what a rule lays down, not its subject or its case: a modal stands before it, or none."""
    start, _ = located(clause.sent, part)
    before, after = clause.sent.view[clause.start : start], clause.rest(part)
    return phrases.MODAL.search(before) is not None or (
        phrases.MODAL.search(after) is None and not in_condition(clause, part)
    )


_BOUNDED = re.compile("[\u4e00-\u9fff]{1,8}?(?:必须|应当?|不得|须|可以|一律|要|禁止|严禁)")


_SO_MANY_MUST = re.compile("[^，。；的]{1,10}?(?:必须|应当?(?![急对付])|须(?!知)|要(?![求点素])|不得)")


def in_subject(clause: Clause, part: Part) -> bool:
    """Tell whether a part qualifies who or what a rule is about: 不满八周岁的未成年人为…, 14周岁以下儿童必须…."""
    rest = clause.rest(part)
    # 5处堤坝须在汛前完成: so three of them must.
    if not clause.until(part) and _SO_MANY_MUST.match(rest):
        return True
    bounded = part.text.endswith(("以下", "以上", "以内")) and _BOUNDED.match(rest) is not None
    return bounded or _IN_SUBJECT.match(rest) is not None


# 如果三十分钟内不能确认方位，就…
_SUPPOSES = re.compile(
    "(?:^|[，；])(?:如果?|若|一旦|只要|凡是?|当)[^，；]*(?:，(?:达到?|超过|满|低于|不足|少于|高于))?$"
)
# 长五米以上的车辆，驾驶员必须…: which ones.
_OF_SUCH = re.compile(
    "的[^，。；的才方]{1,8}，[^，。；才方]{0,12}?(?:应当?(?![急对付])|必?须(?!知)|不得|不准|一律|(?<!不)要(?![求点素]))"
)
_THRESHOLD = re.compile("(?<!不)(?<!不得)(?<!不应)(?:低于|不足|少于|小于|高于|高出|超过|超出|大于|多于|达到?|满)$")

# 离开本县超过24小时，须指定替代人: a case without 的.
_THEN_MUST = re.compile("，(?:应当?(?![急对付])|必须|须(?!知)|要(?![求素点])|由|不得|立即|一律|每(?!人))")


# 在列车间隔10分钟以上时放行: so it may be at fifteen.
_WHEN_SO = re.compile("(?:的情况下|时(?!间|段|长|限))[^，。；]{2,}")
# 一年之内发生两起以上问题，科主任就地免职: a case without 的.
_HAPPENED = re.compile("(?:发生|出现|查实|累计|连续|超过|达到?|满)[^，。；]{0,4}$")
_SANCTION = re.compile(
    "^[^。；]*，[^。；，]*(?:免职|撤职|降[职级]|调离|解聘|辞退|问责|处分|取消|扣[除减发罚]|停[职岗业]|通报|约谈|否决|追究|罚款)"
)
# 入组的头三个月，必须…: so they must in the first two.
_FIRST_SPAN = re.compile("(?:的头|最初|^头)$")
# 收取后30日内，司机交回卡片的，退还; 字数三个以上，仅个别字不同的，判为近似: the first piece of the case.
_WITHIN, _CASE_GOES_ON = (
    re.compile("(?:[之以]?内|[之以]?前|以[上下])$"),
    re.compile("(?:[之以]?内|[之以]?前)?，[^。；]{2,30}的，"),
)


def in_condition(clause: Clause, part: Part) -> bool:
    """Tell whether a part stands in a condition: 超过三十日的，…; 届满三十日后，…; 满意率低于90%的单位，…."""
    rest = clause.rest(part)
    goes_on = _CASE_GOES_ON.match(rest)
    within = goes_on and (_WITHIN.search(part.text) or rest[0] != "，")
    if goes_on and within and phrases.MODAL.search(clause.until(part) + goes_on.group()) is None:
        return True
    if (rest.startswith("的") or _THEN_MUST.match(rest)) and _THRESHOLD.search(clause.until(part)):
        return True
    if part.text.endswith(("以上", "以下", "以内")) and "没有" not in clause.until(part) and _OF_SUCH.match(rest):
        return True
    if part.text.endswith(("以上", "以下", "以内")) and _WHEN_SO.match(rest):
        return True
    if _HAPPENED.search(clause.until(part)) and _SANCTION.search(rest):
        return True
    if _SUPPOSES.search(clause.until(part)) or _FIRST_SPAN.search(clause.until(part)):
        return True
    # 困人4次以上，或者业主联名提出的，可以…: the case goes on.
    return _CASE_ENDS.match(rest) is not None
