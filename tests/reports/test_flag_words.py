"""Tests of flags and figures in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qbank.analysis.flags import CODES, Flag
from qbank.locale import LANGS, Lang
from qbank.model.figure import SEVERITY, Evidence, FlagRecord, ItemStatistics, Keep, severity
from qbank.reports.flag_words import (
    day_words,
    figures_line,
    flag_lines,
    flag_words,
    keep_line,
    keys_of,
    option_namer,
)
from qbank.types import ShortAnswer, SingleChoice, TrueFalse

RECORD = ItemStatistics(
    item="q1",
    revision=2,
    sitting="s1",
    name="周测",
    date="2026-03-15",
    n=86,
    facility=0.31,
    facility_interval=(0.22, 0.42),
    discrimination=-0.08,
    flags=(FlagRecord("mis-key", sure=True, value=0.21, option="b"),),
    digest="d" * 64,
    actor="甲",
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", CODES)
def test_every_flag_has_words_and_a_weight(code: str, lang: Lang) -> None:
    """Each flag of an analysis says what was seen and what to do, with nothing left to fill in."""
    assert code in SEVERITY
    for sure in (True, False):
        words = flag_words(Flag(code, sure=sure, value=-0.125, option="b"), lang)  # type: ignore[arg-type]
        assert words.name in words.line and words.says in words.line and words.cure in words.line
        assert words.how in words.line and not set("{}") & set(words.line)
        assert words.line.isprintable()


def test_a_mis_key_names_both_options_by_their_letters() -> None:
    """The editor reads the letters that stand on paper, the option of the key and the one that beats it."""
    item = SingleChoice.example()
    key, other = item.body.key[0], next(each.id for each in item.body.options if each.id != item.body.key[0])
    letters = {each.id: "ABCDEFG"[at] for at, each in enumerate(item.body.options)}
    asked = replace(RECORD, flags=(FlagRecord("mis-key", sure=False, option=other),))
    (line,) = flag_lines(asked, "zh", item)
    assert (
        line == f"疑似答案有误（待观察）：总分高的人里，选 {letters[other]} 的比选答案 {letters[key]} 的多；请核对答案"
    )
    (unknown,) = flag_lines(asked, "zh", None)
    assert f"选 {other} 的" in unknown


def test_options_without_letters_go_by_their_text() -> None:
    """True and false are called as they are printed; an item without options has no names for any."""
    item = TrueFalse.example()
    assert option_namer(item)(keys_of(item)[0]) == item.body.key_text()
    assert option_namer(ShortAnswer.example())("x") == "x"
    assert keys_of(ShortAnswer.example()) == keys_of(None) == ()


def test_figures_stand_on_one_line() -> None:
    """Sitting, people, both figures with their intervals as far as there are any, and the names of the flags."""
    line = "2026年3月15日周测：86人作答，难度 0.31（0.22—0.42），区分度 −0.08；疑似答案有误（确定）"
    assert figures_line(RECORD, "zh") == line
    ranged = replace(RECORD, discrimination_interval=(-0.29, 0.13), flags=())
    assert figures_line(ranged, "zh", version="figure-version") == (
        "2026年3月15日周测，第 2 版：86人作答，难度 0.31（0.22—0.42），区分度 −0.08（−0.29—0.13）"
    )
    assert figures_line(replace(RECORD, discrimination=None, flags=()), "en") == (
        "2026-03-15 周测: 86 answered, facility 0.31 (0.22—0.42)"
    )


@pytest.mark.parametrize(("day", "said"), [("2026-12-01", "2026年12月1日"), ("", "（日期不详）"), ("三月", "三月")])
def test_a_day_that_is_none_stays_as_it_is(day: str, said: str) -> None:
    """A sitting need not have a day, and a file may write it in its own way."""
    assert day_words(day, "zh") == said


def test_sure_weighs_twice() -> None:
    """The gravest flag counts, in the order in which an editor should see to them."""
    order = ("mis-key", "negative", "hard", "weak", "dead-option", "easy")
    weights = [severity([FlagRecord(code, sure=False)]) for code in order]
    assert weights == sorted(set(weights), reverse=True)
    assert severity([FlagRecord("weak", sure=True)]) == 2 * severity([FlagRecord("weak", sure=False)])
    assert severity([FlagRecord("easy", sure=True), FlagRecord("negative", sure=False)]) == weights[1]
    assert severity([]) == 0


def test_keeping_ends_with_what_was_not_seen() -> None:
    """Whoever kept an item saw so many recordings; another one with flags asks for work again."""
    keep = Keep("o1", "q1", 2, 3, "乙", "2026-03-20T08:00:00+00:00", "是这样教的")
    kept = Evidence((RECORD,), (RECORD,), 3, keep)
    assert kept.is_kept and not kept.asks_for_work and kept.weight == 86 * 12
    assert "乙" in keep_line(kept, "zh") and "是这样教的" in keep_line(kept, "zh")
    for other in (replace(kept, seen=4), replace(kept, keep=replace(keep, keeps=False)), replace(kept, keep=None)):
        assert other.asks_for_work and keep_line(other, "zh") == ""
    assert not Evidence().asks_for_work


def test_an_option_that_nobody_chose_is_told_without_a_share() -> None:
    """Not “only 0% chose it”."""
    dead = [FlagRecord("dead-option", sure=True, value=value, option="D") for value in (0.0, 0.02)]
    assert [flag_words(each, "zh").says for each in dead] == ["没有人选 D", "只有 2% 的人选 D"]
    assert flag_words(dead[0], "en").says == "nobody chose D"
