"""Moodle XML as it is written: by Moodle's rules, and nothing an item says becomes a mark of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import moodle_rules as rules
import pytest
from moodle_items import kept, of, only, read, written

from qbank.formats._contract import Settings
from qbank.formats._held import with_interaction
from qbank.formats._incoming import blanks, choice, options_of, verdict
from qbank.formats.moodle.spellings import spellings
from qbank.model.item import BLANK, ExtendedText, MarkingPoint, Match, Order
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types._folding import same_wording


def test_several_items_keep_their_order_and_chapters(tmp_path: Path) -> None:
    """The category changes with the chapter, a slash in its name is doubled, and what has none leaves it again."""
    chapters = ["综合/其他", "综合/其他", "", "第一章　总则", "/甲/", "x" * 300]
    rows = [replace(of(verdict(True)), item=replace(of(verdict(True)).item, id=f"q-{n}", chapter=each))
            for n, each in enumerate(chapters)]  # fmt: skip
    data = written([kept(row) for row in rows])
    assert rules.violations(data) == []
    text = data.decode()
    assert text.count('type="category"') == 5
    assert "$course$/top/值班制度测试/综合//其他<" in text and "$course$/top/值班制度测试/ ///甲// <" not in text
    assert "/ //甲// <" in text
    assert [each.item.chapter for each in read(data, tmp_path)] == chapters


def test_without_a_title_nothing_but_chapters_makes_categories() -> None:
    """Moodle's own place is used until a chapter comes; afterwards what has none needs a name."""
    plain, of_chapter = of(verdict(True)), of(verdict(True), chapter="总则")
    assert b"category" not in written([kept(plain, Settings())], Settings())
    text = written([kept(plain), kept(of_chapter), kept(plain)], Settings()).decode()
    assert "top/总则<" in text and "top/题库<" in text


def test_an_id_that_is_used_in_a_category_is_not_written_again() -> None:
    """Moodle would take it from the later question in silence."""
    one, other = kept(of(verdict(True))), kept(of(verdict(False)))
    assert rules.violations(written([one, other])) == []


@pytest.mark.parametrize(("count", "share"), [(1, "100"), (2, "50"), (3, "33.33333"), (6, "16.66667"), (7, "14.28571"),
                                              (9, "11.11111"), (10, "10"), (20, "5")])  # fmt: skip
def test_right_options_share_the_grades_of_moodles_list(count: int, share: str) -> None:
    """Each of n right options is written with five decimals; 34/33/33 is refused by Moodle."""
    question = only(of(choice([f"第{n}项" for n in range(count + 2)], range(count), multiple=True)))
    assert {each.get("fraction") for each in question.findall("answer")} == {share, "-100"}


@pytest.mark.parametrize("count", [11, 19, 21])
def test_other_numbers_of_right_options_are_marked_by_a_person(count: int) -> None:
    """No grade of the list is their share: options stand in the stem, the key is the point."""
    found = kept(of(choice([f"第{n}项" for n in range(count + 2)], range(count), multiple=True)))
    assert found.item.type == "short_answer" and "A. 第0项\nB. 第1项" in found.item.stem


def test_the_marking_rule_is_what_the_file_gives() -> None:
    """All or nothing cannot be said: two of three keys earn two thirds, and it is told as a loss of the rules."""
    before = of(choice(["甲", "乙", "丙", "丁"], [0, 1, 2], multiple=True))
    after = kept(before)
    assert list(differences(before, after)) == ["rules"]
    assert after.item.body.score(["o1", "o2"]) == pytest.approx(2 / 3, abs=1e-4)


def test_ordering_always_says_shownumcorrect() -> None:
    """Without it Moodle's importer breaks off and the rest of the file is lost."""
    options = options_of(["部署", "自查", "验收"])
    question = only(of(Order(options, ("o2", "o1", "o3"))))
    assert question.findtext("shownumcorrect") == "1"
    assert question.findtext("gradingtype") == "ALL_OR_NOTHING"


def test_a_short_answer_is_typed_where_its_blank_is() -> None:
    """Moodle puts the box where a line of five or more is, and no line of the passage is that long."""
    question = only(of(blanks([["三十日"]]), f"应当在{BLANK}内答复。", stimulus=f"填写{'_' * 12}一栏。"))
    text = rules.field(question, "questiontext")
    assert len(rules.BOX.findall(text)) == 1
    assert rules.BOX.search(text).start() > text.index("应当在")
    assert rules.words(text, "qbank-passage") == f"填写{'_' * 12}一栏。"


@pytest.mark.parametrize("typed", ["三十日", "30日", "３０日"])
def test_spellings_that_mean_the_same_are_taken(typed: str) -> None:
    """Moodle compares characters, so width and numerals are spelt out, and told from the author's own answers."""
    question = only(of(blanks([["三十日", "一个月"]]), f"应当在{BLANK}内答复。"))
    (own,) = rules.patterns(question)
    assert rules.accepts(own, typed) and not rules.accepts(own, "三十一日")
    marked = [each.get("format") for each in question.findall("answer")]
    assert marked[:2] == ["moodle_auto_format"] * 2 and set(marked[2:]) == {"plain_text"}


def test_answers_of_the_author_are_told_from_spellings(tmp_path: Path) -> None:
    """An author who lists two spellings finds two again, in a short answer and in a text with gaps."""
    for stem, accepted in (
        (f"时限为{BLANK}。", [["三十日", "30日"]]),
        (f"《{BLANK}》规定时限为{BLANK}。", [["值班办法", "《值班办法》"], ["30日"]]),
    ):
        before = of(blanks(accepted), stem)
        (after,) = read(written([kept(before)]), tmp_path)
        assert list(differences(before, after)) == []


@pytest.mark.parametrize(("answer", "wanted"), [
    ("30日", {"三十日", "３０日"}), ("《四个意识》", {"四个意识"}), ("值班办法", {"《值班办法》"}), ("2个", {"两个"}),
    ("Ａ１级", {"A1级"}), ("做好记录。", {"做好记录"}), ("a，b", {"a,b"}),
])  # fmt: skip
def test_spellings_follow_from_the_answer(answer: str, wanted: set[str]) -> None:
    """Width, quotes, 《》, numerals and a final stop; each is the same wording to the bank."""
    found = spellings([answer])
    assert wanted <= set(found)
    assert all(same_wording(each, answer) for each in found)


@pytest.mark.parametrize("answer", ["10²", "甲乙", "2024年度", "3.5"])
def test_what_a_machine_would_take_for_another_answer_is_no_spelling(answer: str) -> None:
    """10² is not 102, a word needs no 《》, and nobody writes 二千零二十四年度."""
    assert not {"102", "《甲乙》", "二千零二十四年度", "三.五"} & set(spellings([answer]))


def test_an_asterisk_is_an_asterisk() -> None:
    """5*3 would take 5abc3; it is written so that it takes itself alone, with one gap and with two."""
    one = only(of(blanks([["5*3"]]), f"算式是{BLANK}。"))
    two = only(of(blanks([["5*3"], [r"a\*b"]]), f"算式是{BLANK}和{BLANK}。"))
    for patterns in (rules.patterns(one)[0], rules.patterns(two)[0]):
        assert rules.accepts(patterns, "5*3") and not rules.accepts(patterns, "5abc3")
    assert rules.accepts(rules.patterns(two)[1], r"a\*b")


@pytest.mark.parametrize(
    "answer", ["a}b", "a~b", "#1", "a/b", "a\\", "\\}", "\\#", "&amp;", "&", "R&D", "=1", "%50%", "{", "<b>"]
)
def test_marks_of_a_gap_are_characters_of_an_answer(answer: str, tmp_path: Path) -> None:
    """Each answer is taken as it stands, the one after it too, and both are found again."""
    before = of(blanks([[answer, "乙"], ["丙"]]), f"先{BLANK}后{BLANK}")
    first, second = rules.patterns(only(before))
    assert rules.accepts(first, answer) and rules.accepts(first, "乙") and rules.accepts(second, "丙")
    (after,) = read(written([kept(before)]), tmp_path)
    assert list(differences(before, after)) == []


def test_blanks_in_any_order_are_told_as_lost() -> None:
    """Moodle marks each gap alone."""
    item = of(blanks([["甲"], ["乙"]]), f"包括{BLANK}和{BLANK}。").item
    before = Portable(item=with_interaction(item, item.body.interaction(), {"any_order": True}))
    assert list(differences(before, kept(before))) == ["rules"]


def test_points_and_their_marks_go_to_graders_only(tmp_path: Path) -> None:
    """They stand in the information for graders, and the question is worth their sum."""
    before = of(ExtendedText((MarkingPoint("加强领导", 2.5), MarkingPoint("落实\n经费", 0.1))))
    question = only(before)
    assert question.findtext("defaultgrade") == "2.6"
    assert "加强领导" not in rules.field(question, "questiontext") + rules.field(question, "generalfeedback")
    (after,) = read(written([kept(before)]), tmp_path)
    assert list(differences(before, after)) == []


def test_spare_rights_have_no_left_and_long_ones_no_match(tmp_path: Path) -> None:
    """A right side of 255 characters goes in; a longer one makes the item one that a person marks."""
    left, right = options_of(["甲", "乙"], "l"), options_of(["子" * 255, "丑", "<寅>"], "r")
    before = of(Match(left, right, (("l1", "r1"), ("l2", "r2"))))
    (after,) = read(written([kept(before)]), tmp_path)
    assert list(differences(before, after)) == []
    long = Match(left, options_of(["子" * 256, "丑"], "r"), (("l1", "r1"), ("l2", "r2")))
    assert kept(of(long)).item.type == "short_answer"


def test_labels_are_cut_to_moodles_limits() -> None:
    """Tags of more than 50 characters are cut, those alike but for case are one, a long id is left out."""
    portable = of(verdict(True), tags=["长" * 60, "ABC", "abc", "难度::易"], audience=["值" * 60])
    found = kept(replace(portable, item=replace(portable.item, id="7" * 101, difficulty="hard"))).item
    assert found.tags == ("长" * 50, "ABC", "难度：：易")
    assert found.audience == ("值" * 44,)
    assert (found.id, found.difficulty) == ("", "hard")


def test_every_type_has_a_type_of_moodles() -> None:
    """Nothing that a type's example has is lost but the marking of a multiple choice and the order of blanks."""
    lost = {}
    for each in TYPES:
        before = Portable(item=replace(each.example(), id="q-1"))
        lost[each.type_name] = {*differences(before, kept(before))} - {"reasons"}
    assert {name: fields for name, fields in lost.items() if fields} == {
        "multiple_choice": {"rules"},
        "fill_blank": {"rules"},
    }


def test_texts_end_no_section() -> None:
    """What ends a CDATA section, and what begins one, is text."""
    question = only(of(choice(["]]>", "<![CDATA["], [0], multiple=False), "]]]]><![CDATA[>，何者为真？"))
    assert rules.words(rules.field(question, "questiontext")) == "]]]]><![CDATA[>，何者为真？"
    assert [rules.words(each.findtext("text") or "") for each in question.findall("answer")] == ["]]>", "<![CDATA["]
