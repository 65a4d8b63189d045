"""By when something has to be done."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("各站点要在4月15日前召开动员会，做到全员参加。", ("4月15日", "召开动员会")),
        ("12月底前对所有换热站检查一遍。", ("12月底", "对所有换热站检查一遍")),
        ("总结材料于7月15日下班前报送办公室。", ("7月15日", "报送办公室")),
        ("窗口每月5日前发放上月补贴。", ("每月5日", "发放上月补贴")),
        ("三月二十日以前，各队把图核完。", ("三月二十日", "各队把图核完")),
    ],
)
def test_dates_to_be_kept(text, words):
    """A day, an end of month, an hour of the day, and a day of every month."""
    assert words_of(facts_of("deadline", text)) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "5月1日前后游客较多。",
        "依照《3月底前重点工作清单》办理。",
        "本月底前景良好。",
        "为赶在6月底前交付样板区，将工期压缩为48天。",
    ],
)
def test_other_uses_of_before_give_nothing(text):
    """前后, a title, and 前景 are no deadlines."""
    assert facts_of("deadline", text) == []
