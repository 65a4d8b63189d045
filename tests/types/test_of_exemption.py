"""Questions on what a rule does not hold for."""

import pytest
from type_facts import drafts, find, sentence

from qbank.model.fact import Exemption
from qbank.types import ShortAnswer


def _exemption(view, rule, but, then=None):
    sent = sentence(view)
    parts = {"rule": find(sent, rule), "but": find(sent, but), "then": find(sent, then) if then else None}
    return Exemption(sent=sent, pattern="exemption", **parts)


@pytest.mark.parametrize(
    ("fact", "stem", "key"),
    [
        (
            _exemption("除抢修设备外，22时以后不得使用实训室。", "22时以后不得使用实训室", "抢修设备"),
            "除哪种情形外，22时以后不得使用实训室？",
            "抢修设备",
        ),
        (
            _exemption("除停电、断网外，不予顺延。", "不予顺延", "停电、断网"),
            "除哪些情形外，不予顺延？",
            "停电、断网",
        ),
        (
            _exemption("除值班的车辆外，节假日一律封存。", "节假日一律封存", "值班的车辆"),
            "除哪些车辆外，节假日一律封存？",
            "值班的车辆",
        ),
        (
            _exemption("除公司章程外，其他材料均可容缺。", "其他材料均可容缺", "公司章程"),
            "除哪些材料外，其他材料均可容缺？",
            "公司章程",
        ),
        (
            _exemption("除蒸煮主食外，所有品种均应留样。", "所有品种均应留样", "蒸煮主食"),
            "除什么外，所有品种均应留样？",
            "蒸煮主食",
        ),
        (
            _exemption("除近亲属外，一律不准邀请下属。", "一律不准邀请下属", "近亲属"),
            "除哪些人外，一律不准邀请下属？",
            "近亲属",
        ),
        (
            _exemption("监护人不得离岗，确需离开的，应当停止作业。", "监护人不得离岗", "确需离开的", "应当停止作业"),
            "监护人不得离岗；确需离开的，应如何处理？",
            "应当停止作业",
        ),
    ],
)
def test_what_is_exempt_or_done_instead(fact, stem, key):
    """The exempt are asked by their own noun where they have one, what is done by the rule and the case."""
    (draft,) = drafts(ShortAnswer, fact)
    assert (draft.stem, draft.body.key_text()) == (stem, key)


def test_what_the_others_do_is_no_exemption():
    """除甲可由一名家属陪同外，其他人员…: what is said of 甲 is another rule."""
    rule, but = "其他人员不得带家属", "离退休同志可由一名家属陪同"
    assert drafts(ShortAnswer, _exemption(f"除{but}外，{rule}。", rule, but)) == []
