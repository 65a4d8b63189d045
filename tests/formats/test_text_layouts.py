"""Layouts of running text: what there is, what each keeps, and that it is read again."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from layout_samples import ALL, BANK, BLANKS, FREE, MATCH, ONE, PAIRS, VERDICT, every_layout, lines, options_of, written
from portable_strategies import portables
from text_typist import read

from qbank.errors import Problem, QbankError
from qbank.formats._contract import Settings
from qbank.formats.losses import losses
from qbank.formats.overview import layouts
from qbank.formats.texts import format as text_bank
from qbank.formats.texts.layout import Layout, layout, layout_of
from qbank.model.item import MarkingPoint, Option
from qbank.model.portable import Portable, differences
from qbank.types.matching import Matching
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice
from qbank.types.true_false import TrueFalse


def test_the_layouts_there_are() -> None:
    """The usual one comes first; the others bear the names their users know."""
    assert ALL == ("plain", "weixin", "yikao", "police", "kaoshibao-word", "xuexitong-word", "wenjuanxing")
    assert text_bank.FORMATS.get("text").profiles() == ALL


@every_layout
def test_a_layout_says_how_sure_it_is_and_from_where(name: str) -> None:
    """Standing and source stand in every layout, and only a file that was read makes one verified."""
    found = layout(name)
    assert re.search("[\u4e00-\u9fff]", found.source["zh"])
    assert found.source["en"] != found.source["zh"]
    assert (found.standing == "verified by a file") == (name == "plain")


def test_where_layouts_are_known_from_is_told_in_the_readers_language() -> None:
    """Every layout there is, of tables and of texts."""
    chinese, english = ({row["name"]: row["source"] for row in layouts(lang)} for lang in ("zh", "en"))
    assert set(ALL) < chinese.keys() == english.keys()
    for name, source in chinese.items():
        assert re.search("[\u4e00-\u9fff]{4}", source), name
        assert english[name] != source


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"standing": "sure"},
        {"source": "nobody"},
        {"source": {"en": "nobody"}},
        {"types": {"essay": "作文"}},
        {"name": "x"},
    ],
)
def test_a_layout_with_a_slip_is_refused(change: dict[str, object]) -> None:
    """A word that means nothing in a layout is an error, not a default."""
    good = {
        "standing": "unverified",
        "source": {"zh": "没有", "en": "nobody"},
        "file": "txt",
        "number": "{n}.",
        "types": {"one": ""},
        "option": {"mark": "{letter}.", "most": 4},
        "key": {"label": "答案："},
        "stem": {"bracket": "（ ）", "blank": "____"},
    }
    assert isinstance(layout_of("x", good), Layout)
    with pytest.raises(ValueError, match="x: "):
        layout_of("x", {**good, **change})


def test_an_unknown_profile_lists_the_known() -> None:
    """A name that is no layout is a Problem for the person who typed it."""
    with pytest.raises(QbankError) as raised:
        text_bank.hold(ONE, Settings(profile="baokao"))
    assert "police" in raised.value.problem.message("zh")


def test_plain_keeps_everything() -> None:
    """Our own layout has a place for all that text can say, in words of editors."""
    assert lines("plain", ONE, VERDICT, BLANKS, FREE, title="值班测试") == [
        "值班测试",
        "",
        "1、【单选题】险情应当在（　）内报告。（　）",
        "A、30分钟",
        "B、2小时",
        "C、1日",
        "答案：A",
        "解析：见第三条。",
        "难度：难",
        "章节：第一章",
        "知识点：险情；报告",
        "适用对象：值班员",
        "出处：《值班办法》第三条",
        "编号：q1",
        "",
        "2、【判断题】值班期间可以饮酒。（　）",
        "答案：错误",
        "难度：易",
        "编号：q3",
        "",
        "3、【填空题】应当做到____、____。",
        "答案：①不脱岗 ②不睡岗",
        "其他答案：①不离岗 ②",
        "计分：各空不分先后",
        "难度：中",
        "编号：q4",
        "",
        "4、【简答题】有哪些措施？",
        "答案：①加强领导（2分）",
        "②落实经费（1分）",
        "难度：中",
        "编号：q5",
    ]
    for each in BANK:
        held = text_bank.hold(each, Settings())
        assert isinstance(held, Portable)
        assert list(differences(each, held)) == []


def test_entries_that_a_reader_joins_stay_apart() -> None:
    """Long entries, which a reader may take for the lines of one text, are parted by more than a line end."""
    right = (
        "为一环路以内的其他区域，单次停放不得超过六小时",
        "为一环路以外的区域，不限制单次停放时间",
        "为市级医院周边",
    )
    body = Matching(options_of("一类", "二类", "三类", letter="l"), options_of(*right, letter="r"), PAIRS)
    item = replace(MATCH.item, stem="下列区域各有什么规定？", body=body)
    held = text_bank.hold(replace(MATCH, item=item), Settings(profile="weixin"))
    assert isinstance(held, Portable)
    assert "；".join(right) in held.item.stem.replace("\n", "")


QUOTE = "险情应当在30分钟 内报告。"


@pytest.mark.parametrize("name", [name for name in ALL if "proof" in layout(name).tail])
@pytest.mark.parametrize(
    ("rationale", "told"),
    [
        (f"依据：《值班办法》“总则”部分：“{QUOTE}”", ("《值班办法》第三条",)),
        ("见第三条。", (f"《值班办法》第三条：“{QUOTE}”", "《值班办法》第三条")),
    ],
)
def test_what_an_explanation_quotes_is_not_told_again(name: str, rationale: str, told: tuple[str, ...]) -> None:
    """Where the explanation quotes a proof line, its source is the place alone, and once; else it is told whole."""
    proof = (f"《值班办法》第三条：“{QUOTE.replace(' ', '')}”", "《值班办法》第三条")
    text = "\n".join(lines(name, replace(ONE, item=replace(ONE.item, rationale=rationale), proof=proof)))
    assert text.count("【出处】") == len(told)
    assert text.count("30分钟 内报告".replace(" ", "")) + text.count("30分钟 内报告") == 1


@every_layout
def test_no_id_stands_where_a_candidate_reads(name: str) -> None:
    """An id, the audience and the difficulty are the editors': in a line of their own or nowhere, and that is told."""
    item = replace(ONE.item, id="q-zz81", audience=("新录用人员",), rationale="见第三条。")
    one = replace(ONE, item=item)
    kept = text_bank.hold(one, Settings(profile=name))
    assert isinstance(kept, Portable)
    found = lines(name, one)
    explained = [line for line in found if "解析" in line]
    assert not [line for line in explained if "q-zz81" in line or "新录用人员" in line or "难度" in line]
    lost = {loss.field for loss in losses(one, kept)}
    if name == "plain":
        assert "编号：q-zz81" in found
        assert not lost
    else:
        assert "q-zz81" not in "".join(found)
        assert {"id", "audience"} <= lost


def test_a_number_before_a_figure_stands_apart() -> None:
    """1.4月2日 would be a decimal."""
    item = replace(VERDICT.item, stem="4日内应当报告。")
    assert lines("weixin", replace(VERDICT, item=item))[0] == "1. 4日内应当报告。（错误）"


@pytest.mark.parametrize("title", ["1、标题", "单选题", "参考答案", "第 1 页", "一、\n二、", "A、甲", ""])
def test_a_title_that_would_be_read_as_something_else_is_left_out(title: str, tmp_path: Path) -> None:
    """A title is for people; one that begins an item or a section stays away, and any other is no item."""
    for name in ("plain", "xuexitong-word"):
        assert lines(name, VERDICT, title=title) == lines(name, VERDICT)
        assert len(read(written(name, VERDICT, title="值班测试（第一季度）"), tmp_path)) == 1


@every_layout
@pytest.mark.parametrize("other", ALL)
def test_a_file_is_read_whatever_profile_is_named(name: str, other: str, tmp_path: Path) -> None:
    """The reader looks at the file, not at the name of a layout."""
    path = tmp_path / "file"
    path.write_bytes(written(name, *BANK))
    found = list(text_bank.read(path, Settings(profile=other)))
    expected = [held for each in BANK if isinstance(held := text_bank.hold(each, Settings(profile=name)), Portable)]
    assert len(found) == len(expected)
    for one, two in zip(expected, found, strict=True):
        assert isinstance(two, Portable)
        assert list(differences(one, two)) == []


@every_layout
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(portable=portables())
def test_words_that_look_like_marks_are_held_or_changed_and_never_lost(name: str, portable: Portable) -> None:
    """What is held once is held unchanged, and no words are refused for looking like marks.

    But a statement with a blank in it, where nothing names its type: it may as well be a blank filled with 对.
    """
    asked = Settings(profile=name)
    held = text_bank.hold(portable, asked)
    if isinstance(held, Problem):
        is_open = isinstance(portable.item.body, TrueFalse) and not layout(name).types["verdict"]
        assert held.code == "loss-item-not-held" or (held.code == "text-words-clash" and is_open)
        return
    again = text_bank.hold(held, asked)
    assert isinstance(again, Portable)
    assert list(differences(held, again)) == []


@every_layout
def test_a_stroke_beside_words_that_look_like_a_mark_is_no_clash(name: str) -> None:
    """Where all characters are half-width a full stroke is a stroke again."""
    body = SingleChoice((Option("o1", "当日答案：甲_"), Option("o2", "次日")), "o1")
    odd = replace(ONE, item=replace(ONE.item, body=body, rationale=""))
    assert isinstance(text_bank.hold(odd, Settings(profile=name)), Portable)


@every_layout
def test_brackets_side_by_side_are_one_blank_at_once(name: str) -> None:
    """Of a statement to be judged as of a choice: what is held is held as it will stay."""
    odd = replace(ONE, item=replace(ONE.item, stem="甲乙(  )(  )丙？", body=TrueFalse(False)))
    held = text_bank.hold(odd, Settings(profile=name))
    if isinstance(held, Portable):
        again = text_bank.hold(held, Settings(profile=name))
        assert isinstance(again, Portable) and list(differences(held, again)) == []


@every_layout
def test_a_passage_above_a_stem_whose_explanation_is_nothing_but_a_sign(name: str) -> None:
    """The explanation goes, and the lines of the passage are held at once as they will stay."""
    odd = replace(ONE, item=replace(ONE.item, rationale="~"), stimulus="柳湾泵站报告险情。\n险情于11时排除。")
    held = text_bank.hold(odd, Settings(profile=name))
    assert isinstance(held, Portable)
    again = text_bank.hold(held, Settings(profile=name))
    assert isinstance(again, Portable) and list(differences(held, again)) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("依据第三条。\n答案：B是错的。", "依据第三条。 答案：B是错的。"),
        ("A项错误，B项正确。", "A项错误，B项正确。"),
        ("原文：\n一、甲；\n二、乙。", "原文： 一、甲； 二、乙。"),
        ("见【答案】页。", "见〔答案〕页。"),
        ("甲。\n乙。", "甲。\n乙。"),
    ],
)
def test_an_explanation_that_looks_like_marks(text: str, kept: str) -> None:
    """Lines are joined, brackets changed, where a reader would take them for something; all else stays."""
    held = text_bank.hold(replace(ONE, item=replace(ONE.item, rationale=text)), Settings())
    assert isinstance(held, Portable)
    assert held.item.rationale == kept
    assert list(differences(replace(ONE, item=replace(ONE.item, rationale=kept)), held)) == []


def test_a_letter_in_brackets_in_a_stem_is_not_taken_for_the_key(tmp_path: Path) -> None:
    """（B） would be an answer; beside a bracket of ours it is a word, without one it is changed: the key stays."""
    item = replace(ONE.item, stem="下列属于险情的是（B）")
    for name, stem in (("plain", "下列属于险情的是（B）"), ("police", "下列属于险情的是〔B〕")):
        (found,) = read(written(name, replace(ONE, item=item)), tmp_path)
        assert isinstance(found, Portable)
        assert (found.item.stem, found.item.body.to_dict()["key"]) == (stem, ["o1"])


def test_writing_takes_no_memory_of_what_was_written(tmp_path: Path) -> None:
    """Items are written one by one as they come."""
    seen: list[int] = []

    class Counting(BytesIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            seen.append(produced[0])
            return super().write(data)

    produced = [0]

    def items() -> object:
        for _ in range(3000):
            produced[0] += 1
            yield ONE

    text_bank.write(items(), Counting(), Settings(profile="police"))  # type: ignore[arg-type]
    # What was taken and not written yet is never more than a buffer holds, however many came before.
    waits = [later - earlier for earlier, later in pairwise([0, *seen, produced[0]])]
    assert produced[0] == 3000 and max(waits) < 300


@every_layout
@pytest.mark.parametrize("stem", ["甲_乙？", "甲＿＿乙？", "甲□□乙？"])
def test_strokes_and_boxes_of_an_open_question_are_no_blanks(name: str, stem: str) -> None:
    """They are changed to look alike, and the question leaves."""
    open_question = replace(ONE, item=replace(ONE.item, stem=stem, body=ShortAnswer((MarkingPoint("丙"),))))
    held = text_bank.hold(open_question, Settings(profile=name))
    assert isinstance(held, Portable) or held.code == "loss-item-not-held"
