"""Layouts of running text that programs prescribe: line by line what each writes."""

from __future__ import annotations

from dataclasses import replace

from layout_samples import BLANKS, FREE, MANY, MATCH, ONE, ORDER, VERDICT, lines, options_of

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.texts import format as text_bank
from qbank.model.portable import Portable
from qbank.types.fill_blank import FillBlank
from qbank.types.single_choice import SingleChoice


def test_weixin_as_its_help_says() -> None:
    """Letters and accepted answers are joined by ;, blanks by |; a tag says who marks, a bracket has the verdict."""
    assert lines("weixin", MANY, VERDICT, BLANKS, FREE) == [
        "1.应当登记哪些内容？",
        "A.姓名",
        "B.事由",
        "C.爱好",
        "答案：A;B",
        "",
        "2.值班期间可以饮酒。（错误）",
        "",
        "3.应当做到____、____。[填空题](系统评分)",
        "答案：不脱岗;不离岗|不睡岗",
        "",
        "4.有哪些措施？____[填空题](人工评分)",
        "答案：①加强领导（2分） ②落实经费（1分）",
    ]


def test_columns_to_be_matched_stand_a_line_each_in_weixin() -> None:
    """What has no place of its own is shown below the stem, entry by entry, each column with its name."""
    asked = replace(MATCH, item=replace(MATCH.item, stem="下列科室各有什么职责？"))
    assert lines("weixin", asked)[:9] == [
        "1.下列科室各有什么职责？",
        "左列：",
        "甲科；",
        "乙科；",
        "丙科",
        "右列：",
        "经费；",
        "检查；",
        "维护____[填空题](人工评分)",
    ]


def test_limits_of_weixin_hold() -> None:
    """2000 characters of stem, 500 of an option; a longer explanation ends with a whole sentence."""
    asked = Settings(profile="weixin")
    long_stem = replace(ONE, item=replace(ONE.item, stem="险" * 2001))
    long_option = replace(ONE, item=replace(ONE.item, body=SingleChoice(options_of("险" * 501, "乙", "丙"), ("o1",))))
    for each in (long_stem, long_option):
        problem = text_bank.hold(each, asked)
        assert isinstance(problem, Problem) and problem.code == "text-too-long"
    held = text_bank.hold(replace(ONE, item=replace(ONE.item, rationale="依据如下。" * 500)), asked)
    assert isinstance(held, Portable)
    assert held.item.rationale == "依据如下。" * 400
    assert held.item.id == "" and held.proof == ()
    fits = text_bank.hold(replace(ONE, item=replace(ONE.item, stem="险" * 2000)), asked)
    assert isinstance(fits, Portable)


def test_separators_of_weixin_in_an_answer_are_changed() -> None:
    """A half-width ; or | within an answer would cut it; the file says what became of it."""
    item = replace(BLANKS.item, body=FillBlank((("a;b",), ("c|d",))))
    held = text_bank.hold(replace(BLANKS, item=item), Settings(profile="weixin"))
    assert isinstance(held, Portable)
    assert held.item.body.to_dict()["key"] == [["a，b"], ["c，d"]]


def test_yikao_as_its_help_says() -> None:
    """Group tags, difficulty the larger the easier, four underscores and a 参考答案 for each blank, all half-width."""
    found = lines("yikao", ONE, MANY, VERDICT, BLANKS, FREE, ORDER)
    assert found == [
        "[单选题组]",
        "1.险情应当在( )内报告。",
        "A.30分钟",
        "B.2小时",
        "C.1日",
        "[参考答案]A",
        "[难度:0.2]",
        "[答案解析]见第三条。【出处】《值班办法》第三条【章节】第一章【知识点】险情;报告",
        "",
        "[多选题组]",
        "2.应当登记哪些内容?",
        "A.姓名",
        "B.事由",
        "C.爱好",
        "[参考答案]AB",
        "[难度:0.5]",
        "",
        "[判断题组]",
        "3.值班期间可以饮酒。",
        "[参考答案]错误",
        "[难度:0.9]",
        "",
        "[填空题组]",
        "4.应当做到____、____。",
        "[参考答案]不脱岗",
        "[参考答案]不睡岗",
        "[难度:0.5]",
        "",
        "[简答题组]",
        "5.有哪些措施?",
        "[参考答案]①加强领导(2分) ②落实经费(1分)",
        "[难度:0.5]",
        "",
        "6.请排序。 复查；自查；整改".replace("；", ";"),
        "[参考答案]自查→整改→复查",
        "[难度:0.5]",
    ]
    wide = {chr(code) for code in range(0xFF01, 0xFF5F)} | {"\u3000"}
    assert not wide & set("".join(found))


def test_police_as_specified() -> None:
    """Each option has its line, the answer both brackets and no separator, verdicts are Yes and No; no other types."""
    assert lines("police", ONE, MANY, VERDICT) == [
        "1、险情应当在（ ）内报告。",
        "A.30分钟",
        "B.2小时",
        "C.1日",
        "【正确答案:】A",
        "",
        "2、应当登记哪些内容？",
        "A.姓名",
        "B.事由",
        "C.爱好",
        "【正确答案:】AB",
        "",
        "3、值班期间可以饮酒。",
        "【正确答案:】No",
    ]
    for each in (BLANKS, FREE, ORDER, MATCH):
        problem = text_bank.hold(each, Settings(profile="police"))
        assert isinstance(problem, Problem) and problem.code == "loss-item-not-held"


def test_options_of_police_never_run_over_a_line() -> None:
    """Its program takes a second line of an option for nothing, so there is none."""
    item = replace(ONE.item, stem="甲。\n乙？", body=SingleChoice(options_of("甲\n甲", "乙", "丙"), ("o1",)))
    assert lines("police", replace(ONE, item=item))[:3] == ["1、甲。 乙？", "A.甲 甲", "B.乙"]


def test_kaoshibao_and_xuexitong_in_word() -> None:
    """考试宝 has labels with full-width colons and 章节; 学习通 a tag before the stem and full-width commas."""
    assert lines("kaoshibao-word", ONE)[:7] == [
        "1、险情应当在（ ）内报告。",
        "A、30分钟",
        "B、2小时",
        "C、1日",
        "答案：A",
        "解析：见第三条。【出处】《值班办法》第三条【知识点】险情；报告",
        "章节：第一章",
    ]
    assert lines("xuexitong-word", MANY, VERDICT, title="值班测试") == [
        "值班测试",
        "1.【多选题】应当登记哪些内容？",
        "A. 姓名",
        "B. 事由",
        "C. 爱好",
        "答案：A，B",
        "",
        "2.【判断题】值班期间可以饮酒。",
        "答案：错",
    ]
    problem = text_bank.hold(
        replace(ONE, item=replace(ONE.item, body=SingleChoice(options_of(*"甲乙丙丁戊己庚辛壬"), ("o1",)))),
        Settings(profile="kaoshibao-word"),
    )
    assert isinstance(problem, Problem) and problem.values["most"] == 8
