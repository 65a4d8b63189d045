"""GIFT, held and written: the file says what its readers want to hear, and nothing is lost that it can say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from gift_samples import SETTINGS, found_of, item_of, kept, portable, written

import qbank.types  # noqa: F401 - registers the types
from qbank.formats import _incoming as incoming
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._grades import SHARED_BY, share
from qbank.formats.gift.format import hold
from qbank.formats.losses import held
from qbank.formats.overview import full_example
from qbank.model.item import BLANK, Choice, ExtendedText, MarkingPoint, Match, Option, TextEntry
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types.single_choice import SingleChoice

GRADES = {
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
}
"""Moodle's."""


def test_a_file_looks_as_teachers_write_it() -> None:
    """Category, id and tags, a type each: the file of the examples reads as the documentation has it."""
    options = (Option("o1", "10日"), Option("o2", "15日"), Option("o3", "6:30 {x}"))
    one = portable(
        Choice(options, ("o2",), multiple=False),
        "多少日内答复？\n\n请选择。",
        tags=("值班",),
        difficulty="easy",
        rationale="依据第五条。",
    )
    two = portable(Choice(options, ("o1", "o2"), multiple=True), chapter="综合/其他")
    three = portable(TextEntry((("三十日", "5*3"),)), f"应当在{BLANK}内答复。", audience=("值班员",))
    four = portable(incoming.verdict(True))
    portables = [kept(replace(one, proof=("《值班办法》第五条：“应当答复。”",))), kept(two), kept(three), kept(four)]
    assert (
        written(portables)
        == r"""// [title:柳湾泵站值班制度]
$CATEGORY: $course$/top/柳湾泵站值班制度

// [id:q-7] [tag:值班] [tag:难度::易]
多少日内答复？\n\n请选择。{
	~10日
	=15日
	~6\:30 \{x\}
	####依据第五条。\n【出处】《值班办法》第五条：“应当答复。”
}

// [title:柳湾泵站值班制度]
$CATEGORY: $course$/top/柳湾泵站值班制度/综合//其他

// [id:q-7] [tag:难度::中]
柳湾泵站由谁值守？{
	~%50%10日
	~%50%15日
	~%-100%6\:30 \{x\}
}

// [title:柳湾泵站值班制度]
$CATEGORY: $course$/top/柳湾泵站值班制度

// [id:q-7] [tag:难度::中] [tag:适用对象::值班员]
应当在{=三十日 =5\\*3 =%100%30日 =%100%３０日 =%100%５*３}内答复。

// [id:q-7] [tag:难度::中]
柳湾泵站由谁值守？{TRUE}

""".replace("５*３", r"５\\*３")
    )


def test_grades_are_of_moodles_list() -> None:
    """Each share of a multiple choice is one that Moodle takes, and all together are the whole."""
    for keys in SHARED_BY:
        assert float(share(keys)) in GRADES
        assert abs(float(share(keys)) * keys - 100) < 0.01


@pytest.mark.parametrize(("keys", "table"), [(1, []), (2, [0.5]), (4, [0.25, 0.5, 0.75])])
def test_a_multiple_choice_is_held_with_the_marking_the_file_gives(keys: int, table: list[float]) -> None:
    """All or nothing cannot be said: k of n right options earn k/n, a wrong one takes all."""
    options = incoming.options_of(["甲", "乙", "丙", "丁", "戊"])
    found = kept(portable(Choice(options, tuple(each.id for each in options[:keys]), multiple=True)))
    marking = found.item.body.to_dict()["marking"]
    assert marking == ({"rule": "part", "table": table} if table else {"rule": "all_or_nothing"})


def test_shares_that_moodle_lacks_are_marked_by_a_person() -> None:
    """Eleven right options have no grade: they are listed in the stem, and the key is told in words."""
    options = incoming.options_of([f"事项{n}" for n in range(12)])
    found = kept(portable(Choice(options, tuple(each.id for each in options[:11]), multiple=True)))
    assert found.item.body.interaction() == ExtendedText((MarkingPoint("；".join(f"事项{n}" for n in range(11))),))
    assert found.item.stem.startswith("柳湾泵站由谁值守？\nA. 事项0\nB. 事项1\n")


def test_several_blanks_are_numbered_and_marked_by_a_person() -> None:
    """Each blank is a point with its further wordings; the number goes where any order is right."""
    stem = f"接报后{BLANK}内报告，{BLANK}内到场。"
    entry = TextEntry((("5分钟", "五分钟内"), ("10分钟",)))
    found = kept(portable(entry, stem))
    assert found.item.stem == "接报后【1】内报告，【2】内到场。"
    assert found.item.body.interaction() == ExtendedText((
        MarkingPoint("【1】5分钟（或：五分钟内）"),
        MarkingPoint("【2】10分钟"),
    ))
    free = replace(portable(entry, stem).item, body=TYPES.get("fill_blank").of_interaction(entry, {"any_order": True}))
    points = kept(Portable(item=free)).item.body.interaction()
    assert points == ExtendedText((MarkingPoint("5分钟（或：五分钟内）"), MarkingPoint("10分钟")))


def test_an_order_is_told_in_marks_and_in_words() -> None:
    """Who marks an order sees the signs that people will write, and what they stand for."""
    found = kept(Portable(item=TYPES.get("ordering").example()))
    assert "\n① 自查自纠阶段\n② 总结验收阶段" in found.item.stem
    (point,) = found.item.body.interaction().points  # type: ignore[union-attr]
    assert point.text.startswith("③①④② 动员部署阶段")


def test_a_match_keeps_spare_rights_and_joins_equal_ones(tmp_path: Path) -> None:
    """A right that belongs to no left is a row without a left, and two rights of one wording are one."""
    left = incoming.options_of(["信息科", "财务科", "督查科"], "l")
    right = incoming.options_of(["巡检", "拨付", "巡检", "接待"], "r")
    whole = portable(Match(left, right, (("l1", "r1"), ("l2", "r2"), ("l3", "r3"))))
    text = written([kept(whole)])
    assert "\t=督查科 -> 巡检\n\t= -> 接待\n" in text
    (found,) = found_of(text, tmp_path)
    assert isinstance(found, Portable)
    match = found.item.body.interaction()
    assert isinstance(match, Match) and [option.text for option in match.right] == ["巡检", "拨付", "接待"]
    assert match.pairs[0][1] == match.pairs[2][1]


def test_what_is_no_usual_match_is_marked_by_a_person() -> None:
    """A left with two rights, or a right longer than Moodle can hold, goes into the stem."""
    left, right = incoming.options_of(["甲", "乙"], "l"), incoming.options_of(["一", "二"], "r")
    twice = Match(left, right, (("l1", "r1"), ("l1", "r2"), ("l2", "r1")))
    long = Match(left, incoming.options_of(["一" * 256, "二"], "r"), (("l1", "r1"), ("l2", "r2")))
    for match in (twice, long):
        found = kept(portable(match))
        assert isinstance(found.item.body.interaction(), ExtendedText)
        assert "① 甲\n② 乙\nA. " in found.item.stem


def test_an_answer_that_looks_like_a_pair_is_marked_by_a_person() -> None:
    """``{=a->b}`` would be a match to every reader."""
    found = kept(portable(TextEntry((("a->b",),)), f"写作{BLANK}。"))
    assert found.item.body.interaction() == ExtendedText((MarkingPoint("a->b"),))


def test_an_option_that_looks_like_a_pair_is_written_in_html(tmp_path: Path) -> None:
    """A right option with ``->`` that comes first would make the strictest reader see a match."""
    options = (Option("o1", "p->x < 1"), Option("o2", "p.x & y"))
    text = written([kept(portable(Choice(options, ("o1",), multiple=False)))])
    assert "=[html]p-&gt;x &lt; 1" in text and "~p.x & y" in text
    assert item_of(text, tmp_path).body.key_text() == "p->x < 1"


def test_markup_is_shown_and_not_obeyed() -> None:
    """A text with ``<`` or ``&`` makes the item plain, since the usual format is HTML to Moodle."""
    options = (Option("o1", "<b>甲</b>"), Option("o2", "乙"))
    text = written([kept(portable(Choice(options, ("o1",), multiple=False)))])
    assert "\n[plain]柳湾泵站由谁值守？{\n\t=<b>甲</b>\n" in text


@pytest.mark.parametrize(
    ("stem", "line"),
    [
        (f"应当{BLANK}报告。", "应当{=立即}报告。"),
        (f"应当报告，时限是{BLANK}", "应当报告，时限是_____{=立即}"),
        (f"{BLANK}报告险情。", "_____报告险情。{=立即}"),
        (f"网址是{BLANK}//柳湾", "网址是_____//柳湾{=立即}"),
        (f"{BLANK}", None),
    ],
)
def test_a_blank_stands_where_it_stood(stem: str, line: str | None, tmp_path: Path) -> None:
    """Answers stand within the words, or their place is underlined; a stem of a blank alone says nothing to anybody."""
    found = kept(portable(TextEntry((("立即",),)), stem))
    text = written([found])
    assert line is None or f"\n{line}\n" in text
    assert item_of(text, tmp_path).stem == stem


def test_labels_that_no_reader_takes_are_made_wide() -> None:
    """Brackets, angle brackets and backslashes in tags, tags like ours, and ids that would be cut."""
    item = replace(SingleChoice.example(), id="a]b", tags=("[甲]<乙>\\", "难度::易", "x" * 60), audience=("y" * 60,))
    found = kept(Portable(item=item)).item
    assert found.id == ""
    assert found.tags == ("［甲］＜乙＞＼", "难度：：易", "x" * 50)
    assert found.audience == ("y" * 44,)


def test_without_a_title_only_chapters_are_categories(tmp_path: Path) -> None:
    """An item without a chapter after one with a chapter gets a category of its own, and has no chapter again."""
    plain = kept(portable(incoming.verdict(True)))
    in_chapter = replace(plain, item=replace(plain.item, chapter="第一章"))
    text = written([plain, in_chapter, in_chapter, plain], Settings())
    assert text.count("$CATEGORY") == 2
    chapters = [each.item.chapter for each in found_of(text, tmp_path) if isinstance(each, Portable)]
    assert chapters == ["", "第一章", "第一章", ""]


def test_english_labels_are_found_by_a_chinese_reader(tmp_path: Path) -> None:
    """The language of the labels need not be the reader's."""
    whole = replace(
        portable(ExtendedText((MarkingPoint("报告", 2.5), MarkingPoint("记录")))), proof=("《值班办法》：“报告。”",)
    )
    whole = replace(whole, item=replace(whole.item, difficulty="hard", audience=("值班员",), rationale="依据。"))
    english = Settings(title="Duty", lang="en")
    found = hold(whole, english)
    assert isinstance(found, Portable)
    text = written([found], english)
    assert (
        "[Point] 报告 (2.5 marks)" in text
        and "[tag:difficulty\\:\\:hard]" not in text
        and "[tag:difficulty::hard]" in text
    )
    (again,) = found_of(text, tmp_path)
    assert isinstance(again, Portable) and list(differences(found, again)) == []


@pytest.mark.parametrize("item_type", list(TYPES), ids=TYPES.names())
def test_nothing_but_the_types_own_is_lost(item_type: object) -> None:
    """Id, stem, rationale, chapter, tags, audience, difficulty and proof lines are kept for every type GIFT has."""
    example = full_example(item_type.type_name)  # type: ignore[attr-defined]
    found = held(FORMATS.get("gift"), example, SETTINGS)
    assert isinstance(found, Portable)
    missing = {*differences(example, found)} - {"spans", "reasons"}
    by_person = {"type", "stem", "options", "key", "accepted", "marks", "rules"}
    allowed = {"multiple_choice": {"rules"}, "fill_blank": by_person, "ordering": by_person}
    assert missing <= allowed.get(example.item.type, set())
