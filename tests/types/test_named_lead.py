"""What a named measure lays down is asked with its name in front."""

from __future__ import annotations

import pytest

from qbank.types._clause_around import clause_of
from tests.types.type_facts import quantity


def _asked(view: str, amount: str) -> str | None:
    """Return the clause that an amount (8天) is asked in, None for none."""
    number, measure = amount[:-1], amount[-1]
    fact = quantity(view, number, measure, amount, float(number))
    clause = clause_of(fact, fact.whole)
    return clause.put() if clause else None


@pytest.mark.parametrize(
    ("view", "amount", "wanted"),
    [
        (
            "为此，大队推出了“导师帮带”制度：聘请技术骨干为导师；每月共同出外业不少于8天；徒弟出师，师傅奖励2000元。",
            "8天",
            "按照“导师帮带”制度，每月共同出外业不少于8天",
        ),
        ("各站要落实“四个必须”：交接必须当面；夜间巡查不少于2次。", "2次", "按照“四个必须”要求，夜间巡查不少于2次"),
        (
            "各支部要落实“周一夜学”制度，会后收齐笔记，每周集中学习不少于90分。",
            "90分",
            None,
        ),
        (
            "自去年2月起，外包人员入场实行“一岗一课”，上岗证有效期为一年，到期前30日内复训。",
            "30日",
            "按照“一岗一课”要求，上岗证有效期为一年，到期前30日内复训",
        ),
    ],
)
def test_the_name_of_a_measure_says_whose_its_figures_are(view: str, amount: str, wanted: str | None) -> None:
    """Behind a colon each piece has the name; behind a comma only what cannot be asked otherwise."""
    assert _asked(view, amount) == (wanted or view.rstrip("。"))


@pytest.mark.parametrize(
    ("view", "amount"),
    [
        ("各站推行“晨会一刻”，由当班人员讲一个案例；午间组织“税谈”，时间不超过40分。", "40分"),
        ("站里落实“三步走”：第一次不合格，补考；仍不合格的，停岗5天。", "5天"),
        ("中心实行“一码通”：平均候诊由47分降到了20分。", "20分"),
    ],
)
def test_figures_of_another_matter_have_no_name_in_front(view: str, amount: str) -> None:
    """Another name between, a case that goes on, and what came of it."""
    assert not (_asked(view, amount) or "").startswith("按照“")


def test_a_piece_that_points_back_is_not_asked() -> None:
    """被采用的 was said of methods, and no name tells."""
    view = "组里推行“一法一奖”：每人每季提一个新方法；被采用的一次奖励调休2天。"
    assert not (_asked(view, "2天") or "").startswith("按照“")
