"""What a document says of this year and the next is asked with the year itself."""

from __future__ import annotations

import pytest

from qbank.drafting.draft import Drafted, draft
from qbank.drafting.naming import unnamed
from qbank.drafting.study import Tools, study
from qbank.drafting.verbatim import Grounds, check_verbatim
from qbank.model.document import Document
from qbank.model.item import Item, Source
from qbank.model.years import names_year
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of
from qbank.types.true_false import TrueFalse

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
TITLE = "在全市养老服务工作会议上的讲话"


def _drafted(text: str, date: str = "2031-03-02") -> Drafted:
    return draft(study(Document("a.txt", "0" * 64, f"{TITLE}\n{text}\n", TITLE, "speech", date), TOOLS))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("今年全体护理员继续教育不得少于18学时。", "2031年全体护理员继续教育不得少于"),
        ("各街道明年起每年至少检查食堂4次。", "各街道2032年起每年至少检查食堂"),
        ("今年全市改造助餐点40处，市财政按每处不超过3万元给予补助。", "2031年全市改造助餐点40处"),
        ("各区要在今年6月底前把护理员名册录入全市平台。", "各区要在2031年"),
    ],
)
def test_rules_aims_and_plans_say_the_year(text: str, asked: str) -> None:
    """The stem names the year, the proof and the rationale keep the sentence; without a date nothing is asked."""
    items = [item for item in _drafted(text).items if asked in item.stem]
    assert items
    assert all(text in item.rationale and item.sources[-1].text == text for item in items)
    assert not any(names_year(unnamed(item.stem)) or asked[4:] in item.stem for item in _drafted(text, "").items)


@pytest.mark.parametrize(
    "text",
    [
        "去年七月的一场大雨冲垮了3处助餐点的院墙。",
        "今年3月，街道办了4期护理员培训班，到场的不少于60人。",
        "估计明年会有12名护理员不再续签合同。",
        "今年全市已经改造助餐点40处，每处补助不超过3万元。",
    ],
)
def test_stories_and_guesses_stay_out(text: str) -> None:
    """What happened, and what somebody only expects, is not asked for its year being known."""
    assert not any("2031年" in item.stem or "2032年" in item.stem for item in _drafted(text).items)


def test_the_name_of_a_part_stays_as_it_is() -> None:
    """A heading is quoted as the document has it."""
    text = "一、今年的任务\n各街道今年每月至少检查食堂2次。\n二、明年的打算\n各街道明年每月至少检查食堂5次。"
    stems = [item.stem for item in _drafted(text).items]
    assert any("2031年每月至少" in stem for stem in stems)
    assert not any("2031年的任务" in stem or "2032年的打算" in stem for stem in stems)


@pytest.mark.parametrize(
    ("stem", "year", "codes"),
    [
        ("2031年护理员继续教育不得少于18学时。", 2031, []),
        ("今年护理员继续教育不得少于18学时。", 2031, []),
        ("2032年护理员继续教育不得少于18学时。", 2031, ["not-verbatim"]),
        ("2031年护理员继续教育不得少于18学时。", 0, ["not-verbatim"]),
        ("2031年护理员继续培训不得少于18学时。", 2031, ["not-verbatim"]),
    ],
)
def test_the_lock_lets_the_known_year_pass_and_no_other(stem: str, year: int, codes: list[str]) -> None:
    """Everything beside the year is held to the document's words as before."""
    text = "今年护理员继续教育不得少于18学时。"
    item = Item(id="q1", stem=stem, body=TrueFalse(key=True), sources=(Source("a.txt", "0" * 64, 0, len(text), text),))
    grounds = Grounds(locked=True, supplied=TITLE, year=year)
    assert [problem.code for problem in check_verbatim(item, lambda *_: grounds)] == codes
