"""Letters in a rationale, told in the options' words."""

from __future__ import annotations

from dataclasses import replace

import pytest

import qbank.formats  # noqa: F401 - registers the formats
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._letters import unlettered
from qbank.formats.losses import held
from qbank.model.item import Option
from qbank.model.portable import Portable
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice
from qbank.types.true_false import TrueFalse

OPTIONS = tuple(Option(f"o{n}", text) for n, text in enumerate(("政工室", "督查大队", "财务科", "信息科"), 1))


def told(rationale: str) -> str | Problem:
    """Return the rationale without letters, or why that cannot be."""
    item = replace(MultipleChoice.example(), body=MultipleChoice(OPTIONS, ("o1", "o2")), rationale=rationale)
    found = unlettered(Portable(item=item))
    return found if isinstance(found, Problem) else found.item.rationale


@pytest.mark.parametrize(
    ("rationale", "wanted"),
    [
        ("A项错误。", "“政工室”错误。"),
        ("B项、D项不符合原文。", "“督查大队”、“信息科”不符合原文。"),
        ("故选AB。", "故选“政工室”、“督查大队”。"),
        ("答案为A、B", "答案为“政工室”、“督查大队”"),
        ("AB两项正确，C错误。", "“政工室”、“督查大队”各项正确，“财务科”错误。"),
        ("选项C是另一条的规定。", "选项“财务科”是另一条的规定。"),
        ("Ｃ项不选。", "“财务科”不选。"),
        ("本题选 D。", "本题选“信息科”。"),
        ("依据第五条，由政工室负责。", "依据第五条，由政工室负责。"),
        ("执行GB/T 1234、ISO9001和A级标准。", "执行GB/T 1234、ISO9001和A级标准。"),
        ("使用A4纸，CT和B超。", "使用A4纸，CT和B超。"),
        ("依据：“进入A区、C区须登记。”B项错误。", "依据：“进入A区、C区须登记。”“督查大队”错误。"),
        ("依据《A地管理办法》第三条。", "依据《A地管理办法》第三条。"),
        ("显然C错误，只有A正确。", "显然“财务科”错误，只有“政工室”正确。"),
        ("由A公司负责A项目，设AB角。", "由A公司负责A项目，设AB角。"),
        ("选择A类企业。", "选择A类企业。"),
    ],
)
def test_letters_become_words(rationale: str, wanted: str) -> None:
    """A letter that names an option is the option's words; other letters stay."""
    assert told(rationale) == wanted


@pytest.mark.parametrize("rationale", ["见A。", "A与规定不同", "（C）另有规定", "维生素B正确。", "方案A错误。"])
def test_an_unclear_letter_is_refused(rationale: str) -> None:
    """Where a letter may or may not be an option's nothing is guessed."""
    found = told(rationale)
    assert isinstance(found, Problem) and found.code == "letter-unclear"


def test_an_item_without_options_is_left_alone() -> None:
    """Letters mean nothing where there are no options."""
    portable = Portable(item=replace(ShortAnswer.example(), rationale="A项错误。"))
    assert unlettered(portable) is portable


def test_a_statement_has_no_letters_that_a_shuffle_belies() -> None:
    """方案A in the rationale of a 判断题 is left alone; what plainly names one of its two words is that word."""
    portable = Portable(item=replace(TrueFalse.example(), rationale="方案A错误，见附件A。"))
    assert unlettered(portable) == portable
    named = unlettered(Portable(item=replace(TrueFalse.example(), rationale="故选B。")))
    assert isinstance(named, Portable) and named.item.rationale == "故选“错误”。"


@pytest.mark.parametrize(
    ("name", "profile"),
    [(name, profile) for name in FORMATS.names() if isinstance(fmt := FORMATS.get(name), ForeignFormat)
     for profile in fmt.profiles() or ("",)],
)  # fmt: skip
def test_an_unclear_letter_matters_only_where_it_leaves(name: str, profile: str) -> None:
    """见附件A keeps a choice out of what may shuffle and shows the rationale; where that stays at home it goes in."""
    fmt, settings = FORMATS.get(name), Settings(profile=profile)
    assert isinstance(fmt, ForeignFormat)
    plain = Portable(item=replace(SingleChoice.example(), id="q-1", rationale="见附件一。"))
    doubtful = replace(plain, item=replace(plain.item, rationale="见附件A。"))
    kept, found = held(fmt, plain, settings), held(fmt, doubtful, settings)
    assert isinstance(kept, Portable)
    is_told = bool(kept.item.rationale) and fmt.may_shuffle(profile)
    assert isinstance(found, Problem) == is_told
    if not kept.item.rationale:
        assert found == kept
