"""Documents that hold nothing, or little, that can be asked: few drafts or none, and never a hang."""

from __future__ import annotations

import pytest
from test_draft import _study

from qbank.drafting.checks import check
from qbank.drafting.draft import draft
from qbank.drafting.order import SHORTLIST

SLOGANS = (
    "同志们，让我们更加紧密地团结起来，不忘初心、牢记使命，奋发有为、开拓进取，为建设更加美好的青溪而不懈奋斗！\n" * 12
)
REDACTED = "xx局xx科于xx月xx日前将**名单报**办公室，由XXX同志负责，联系电话**。\n" * 12
TABLE = "序号\t项目\t数量\t单位\n" + "".join(f"{n}\t物资{n}\t{n * 7}\t箱\n" for n in range(1, 40))
ENGLISH = "The duty officer shall report within 30 minutes. 值班 officer 应 report to the 指挥中心 ASAP。\n" * 10
POEM = "春江潮水连海平\n海上明月共潮生\n滟滟随波千万里\n何处春江无月明\n" * 5
CODE = (
    "def report(minutes: int) -> bool:\n    return minutes <= 30  # 三十分钟内\n\nfor line in lines: print(line)\n" * 10
)
TRADITIONAL = (
    "青溪市值守條例\n第一條　值班人員應當自接到報告之日起三日內提出書面意見。\n"
    "第二條　值守機構應當每年至少舉行一次演練。\n第三條　本條例自公布之日起施行。\n"
)
ONE = "值班员应当在接到险情后30分钟内向应急指挥中心书面报告。"


@pytest.mark.parametrize("text", [SLOGANS, REDACTED, POEM, CODE])
def test_what_says_nothing_gives_nothing(text: str) -> None:
    """Slogans, redactions, verses and code are no matter for questions."""
    drafted = draft(_study(text))
    assert drafted.shortlisted == 0
    assert drafted.items == ()


@pytest.mark.parametrize("text", [TABLE, ENGLISH, TRADITIONAL, ONE])
def test_little_gives_little(text: str) -> None:
    """A table, mixed languages, traditional characters, one sentence: what comes of them breaks no rule."""
    drafted = draft(_study(text))
    assert len(drafted.items) <= SHORTLIST
    assert all(not check(item) for item in drafted.items)


def test_one_sentence_is_asked_once_on_the_short_list() -> None:
    """However many drafts a sentence gives, only one of them leads the queue."""
    assert draft(_study(ONE)).shortlisted == 1


@pytest.mark.parametrize(
    "piece",
    ["申请人应当自收到通知之日起{n}日内向主管部门提出书面申请，", "共有{n}人次，", "学习、贯彻、落实，", "“四个{n}”"],
)
def test_a_paragraph_without_an_end_gives_no_facts(piece: str) -> None:
    """Nobody asks about a sentence of thousands of characters, so nothing is spent on it."""
    studied = _study("".join(piece.format(n=n) for n in range(3000)))
    assert studied.facts == ()
    assert draft(studied).items == ()


def test_a_sentence_that_stands_twice_is_read_once() -> None:
    """A text that repeats itself has no more facts than once."""
    assert len(_study(ONE * 50).facts) == len(_study(ONE).facts)


def test_a_document_of_rules_alone_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more facts than an editor could read only those of the best sentences are drafted."""
    monkeypatch.setattr("qbank.drafting.draft.MOST_FACTS", 20)
    text = "".join(f"第{n}号窗口应当自收到材料之日起{n % 50 + 3}日内向{n}科书面答复。" for n in range(100))
    studied = _study(text)
    assert len(studied.facts) > 100
    assert 0 < len(draft(studied).items) <= 3 * 20
