"""Tables of many makers are read to the right items, by a named layout or by their headings, with no wrong key."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_files import key, read, read_rows, said, workbook
from table_samples import BLANK, ESSAY, FILLED, KEPT, MANY, MULTIPLE, SINGLE, STEM, TRUE, VERDICT, WRITTEN

# --- layouts, each as its makers write it -------------------------------------------------------------


def test_kaoshibao_in_its_older_form(tmp_path: Path) -> None:
    """考试宝's older file has its headings in row 1; blanks stand in the cells of options, marked by ()."""
    head = [
        "题干（必填）", "题型 （必填）", "选项 A", "选项 B", "选项 C", "选项 D", "选项E\n(勿删)", "选项F\n(勿删)",
        "选项G\n(勿删)", "选项H\n(勿删)", "正确答案\n（必填）", "解析\n（勿删）", "章节\n（勿删）", "难度",
    ]  # fmt: skip
    rows = [
        head,
        [
            STEM,
            "单选题",
            "一年",
            "三年",
            None,
            None,
            None,
            None,
            None,
            None,
            "B",
            "见第二条",
            "第一单元/第一节",
            "偏易",
        ],
        [MANY, "多选题", "钥匙", "记录", "天气", None, None, None, None, None, "AB"],
        [MANY, "不定项选择题", "钥匙", "记录", "天气", None, None, None, None, None, "AB"],
        [TRUE, "判断题", "对", "错", None, None, None, None, None, None, "A", None, None, "难"],
        [TRUE, "判断题(对错)", "对", "错", None, None, None, None, None, None, "对"],
        ["四个班次是()()()和()", "填空题", "早班", "中班", "晚班", "备班"],
        [ESSAY, "简答题", None, None, None, None, None, None, None, None, "当面清点"],
        ["按先后排列。", "排序题", "交班", "接班", "清点", None, None, None, None, None, "ACB"],
    ]
    items = read_rows(tmp_path, rows)
    assert [said(each) for each in items[:2]] == [SINGLE, MULTIPLE]
    assert [said(each) for each in items[3:5]] == [VERDICT, VERDICT]
    assert said(items[5]) == ("fill_blank", "四个班次是____________和____", [["早班"], ["中班"], ["晚班"], ["备班"]])
    assert said(items[6]) == WRITTEN
    assert key(items[7]) == ["交班", "清点", "接班"]
    assert (items[0].item.chapter, items[0].item.difficulty, items[0].item.rationale) == (
        "第一单元/第一节",
        "easy",
        "见第二条",
    )


def test_a_newer_form_of_kaoshibao_with_a_subject(tmp_path: Path) -> None:
    """A column 学科 before 章节 is no obstacle; what stands in it is told as not read."""
    head = [
        "题干（必填）",
        "题型 （必填）",
        "选项 A",
        "选项 B",
        "正确答案\n（必填）",
        "解析\n（勿删）",
        "学科",
        "章节\n（勿删）",
        "难度",
    ]
    rows = [["导入须知"], head, [STEM, "单选题", "一年", "三年", "B", "", "安全", "第一章", "难"]]
    items, problems = read(workbook(tmp_path / "k.xlsx", rows), "kaoshibao")
    assert [said(each) for each in items] == [SINGLE]
    assert [(problem.code, problem.severity) for problem in problems] == [("table-columns-not-read", "warning")]
    assert "学科" in problems[0].message("zh")


XUEXITONG = [
    "目录", "题目类型", "大题题干", "小题题型", "小题题干", "正确答案", "答案解析", "难易度", "知识点", "标签",
    "选项数", "选项A", "选项B", "选项C", "选项D", "选项E", "选项F", "选项G", "选项H",
]  # fmt: skip


def test_xuexitong(tmp_path: Path) -> None:
    """学习通: a path as chapter, tags, verdicts by letter, each accepted answer of a blank in a cell of an option."""
    rows = [
        XUEXITONG,
        ["/安全/0406-值班", "单选题", STEM, "", "", "B", "略", "易", "记录", "前测；值班", 2, "一年", "三年"],
        ["/安全", "判断题", TRUE, "", "", "A", "", "中", "", "", 2, "正确", "错误"],
        ["/安全", "填空题", BLANK, "", "", "两 / 二 / 2", "", "难", "", "", 3, "两", "二", "2"],
    ]
    first, second, third = read_rows(tmp_path, rows)
    assert said(first) == SINGLE
    assert (first.item.chapter, first.item.tags, first.item.difficulty) == (
        "安全/0406-值班",
        ("前测", "值班", "记录"),
        "easy",
    )
    assert said(second) == VERDICT
    assert said(third) == ("fill_blank", KEPT, [["两", "二", "2"]])


def test_parts_of_a_larger_item_have_its_stem_as_their_passage(tmp_path: Path) -> None:
    """学习通's 小题: each is an item of its own type under the passage of 大题题干."""
    passage = "4月2日8时，柳湾泵站报告险情，险情于11时排除。"
    rows = [
        XUEXITONG,
        ["/安全", "共用题干题", passage, "单选题", STEM, "B", "", "", "", "", 2, "一年", "三年"],
        ["/安全", "共用题干题", passage, "判断题", TRUE, "A", "", "", "", "", 2, "正确", "错误"],
    ]
    items = read_rows(tmp_path, rows, "xuexitong")
    assert [said(each) for each in items] == [SINGLE, VERDICT]
    assert {each.stimulus for each in items} == {passage}


def test_motibang(tmp_path: Path) -> None:
    """磨题帮: three rows of settings, headings in row 4."""
    rows = [
        ["标题", "值班制度"], ["描述", "值班制度"], ["用时", "1000"],
        ["题干", "题型", "选择项1", "选择项2", "选择项3", "选择项4", "选择项5", "解析", "答案1", "答案2",
         "得分1", "得分2"],
        [STEM, "单选题", "一年", "三年", None, None, None, None, "B", None, "1"],
        [MANY, "多选题", "钥匙", "记录", "天气", None, None, "略", "AB", None, "1"],
        [TRUE, "判断题", "正确", "错误", None, None, None, None, "A", None, "1"],
    ]  # fmt: skip
    assert [said(each) for each in read_rows(tmp_path, rows)] == [SINGLE, MULTIPLE, VERDICT]


def test_motibang_with_ten_options(tmp_path: Path) -> None:
    """The wider form with 选择项6 to 10 is read by the same layout."""
    head = ["题干", "题型", *(f"选择项{n}" for n in range(1, 11)), "解析", "答案1", "答案2", "得分1", "得分2"]
    row = [STEM, "单选题", *(f"{n}年" for n in range(1, 11)), "", "J", "", "1"]
    (item,) = read_rows(tmp_path, [["标题"], ["描述"], ["用时"], head, row], "motibang")
    assert key(item) == ["10年"]


def test_a_word_for_choices_of_either_kind(tmp_path: Path) -> None:
    """选择题 is a choice of one or of several, as its answer says."""
    rows = [
        ["题型", "题干", "A", "B", "C", "答案"],
        ["选择题", STEM, "一年", "三年", "五年", "B"],
        ["选择题", MANY, "钥匙", "记录", "天气", "AB"],
    ]
    assert [said(each) for each in read_rows(tmp_path, rows)] == [SINGLE, MULTIPLE]


def test_xiaobao_without_types(tmp_path: Path) -> None:
    """小包搜题: stem, letters, options under single letters; the type follows from the answer."""
    rows = [["题干", "答案", "A", "B", "C"], [STEM, "B", "一年", "三年", "五年"], [MANY, "AB", "钥匙", "记录", "天气"]]
    assert [said(each) for each in read_rows(tmp_path, rows)] == [SINGLE, MULTIPLE]


POWERGRID = [
    "序号", "一级纲要", "二级纲要", "题目分类", "题型", "题干", "选项", "答案", "题目依据", "试题分数", "试题编码",
    "备注", "说明", "判断题解析",
]  # fmt: skip


def test_powergrid_keeps_what_an_item_rests_on(tmp_path: Path) -> None:
    """Power-grid banks: options in one cell, the two levels of the outline as chapter, 题目依据 as proof."""
    rows = [
        POWERGRID,
        [1, "安规", "值班", None, "单选题", STEM, "A-一年|B-三年|C-五年", "B", "《值班办法》第二条", 1, "DW-1"],
        [2, "安规", None, None, "多选题", MANY, "A.钥匙|B.记录|C.天气", "A,B", "《值班办法》第三条", 2, "DW-2"],
        [
            3,
            "安规",
            None,
            None,
            "判断题",
            TRUE,
            "A-正确|B-错误",
            "A",
            "《值班办法》第四条",
            1,
            "DW-3",
            None,
            "略",
            "应当在岗",
        ],
        [4, "安规", None, None, "判断题", TRUE, None, "A", "《值班办法》第四条", 1, "DW-4"],
    ]
    items = read_rows(tmp_path, rows)
    assert [said(each) for each in items] == [SINGLE, MULTIPLE, VERDICT, VERDICT]
    assert items[0].proof == ("《值班办法》第二条",)
    assert (items[0].item.chapter, items[0].item.id) == ("安规/值班", "DW-1")
    assert items[2].item.rationale == "略\n应当在岗"


def test_the_sister_layout_of_power_grids(tmp_path: Path) -> None:
    """题目名称, 题目类型, 难易程度, 题目来源: no layout is shipped, the headings tell."""
    rows = [
        ["序号", "题目名称", "单位名称", "题目类型", "难易程度", "选项", "答案", "题目来源"],
        [1, STEM, "", "单选题", "易", "A-一年|B-三年", "B", "《值班办法》第二条"],
        [2, MANY, "", "多选题", "难", "A-钥匙|B-记录|C-天气", "A,B", "《值班办法》第三条"],
    ]
    items = read_rows(tmp_path, rows)
    assert [said(each) for each in items] == [SINGLE, MULTIPLE]
    assert [(each.item.difficulty, each.proof) for each in items] == [
        ("easy", ("《值班办法》第二条",)),
        ("hard", ("《值班办法》第三条",)),
    ]


def test_network_university(tmp_path: Path) -> None:
    """网络大学: type, stem, options, answer in columns F to I, options parted by $;$, the second row empty."""
    rows = [
        [None] * 5 + ["题型", "题干", "选项", "答案"],
        [],
        [None] * 5 + ["单选题", STEM, "一年$;$三年$;$五年", "B"],
        [None] * 5 + ["多选题", MANY, "钥匙$;$记录$;$天气", "AB"],
    ]
    assert [said(each) for each in read_rows(tmp_path, rows)] == [SINGLE, MULTIPLE]


def test_the_short_form_of_network_university(tmp_path: Path) -> None:
    """Four columns: type, stem, options, answer."""
    rows = [["题型", "题干", "选项", "答案"], ["单选题", STEM, "A.一年;B.三年;C.五年", "B"]]
    assert [said(each) for each in read_rows(tmp_path, rows)] == [SINGLE]


def test_answers_by_letter_and_words(tmp_path: Path) -> None:
    """专业, 题型, 题目, 选项, 正确答案: an answer gives letters with the words of the options."""
    rows = [
        ["专业", "题型", "题目", "选项", "正确答案"],
        ["变电", "单选题", "安全距离是多少米？", "A. 3.00,B. 2.80,C. 2.70", "A. 3.00"],
        ["变电", "多选题", MANY, "A. 钥匙,B. 记录,C. 天气", "A. 钥匙,B. 记录"],
    ]
    items = read_rows(tmp_path, rows)
    assert [key(each) for each in items] == [["3.00"], ["钥匙", "记录"]]
    assert items[0].item.chapter == "变电"


CHOICE = [
    "序号",
    "题干",
    "选项 A",
    "选项 B",
    "选项 C",
    "选项  D",
    "选项 E",
    "选项 F",
    "选项 G",
    "选项 H",
    "解析",
    "分数",
    "答案",
    "标签",
]


def test_surveyking(tmp_path: Path) -> None:
    """SurveyKing: a sheet for each type, one heading with two spaces, tags parted by spaces."""
    sheets = {
        "单选题": [CHOICE, [1, STEM, "一年", "三年", *[None] * 6, "略", 5, "B", "值班 安全"]],
        "多选题": [CHOICE, [1, MANY, "钥匙", "记录", "天气", *[None] * 5, "", 5, "A,B", ""]],
        "判断题": [
            ["序号", "题干", "选项 A", "选项 B", "解析", "分数", "答案", "标签"],
            [1, TRUE, "正确", "错误", "", 5, "A", ""],
        ],
        "填空题": [["序号", "题干", "空 1", "空 2", "空 3", "空  4", "解析", "单空分数", "标签"], [1, BLANK, "两"]],
        "简答题": [["序号", "题干", "答案", "解析", "分数", "标签"], [1, ESSAY, "当面清点"]],
    }
    items, problems = read(workbook(tmp_path / "table.xlsx", sheets))
    assert [said(each) for each in items] == [SINGLE, MULTIPLE, VERDICT, FILLED, WRITTEN]
    assert items[0].item.tags == ("值班", "安全")
    told = {(each.code, each.values["headers"]) for each in problems}
    assert told == {("table-columns-not-read", "分数")}


def test_alanosy_is_read_by_its_headings_never_by_the_order_of_columns(tmp_path: Path) -> None:
    """Alanosy: types by number, 0 and 1 for each option; contents and marks may stand in turns."""
    head = ["试题类型", "题干"]
    for n in "一二三四五六":
        head += [f"选项{n}内容", f"选项{n}是否正确", f"选项{n}图片"]
    rows = [
        ["说明"],
        [*head, "解析", "题干图片"],
        [1, STEM, "一年", 0, None, "三年", 1],
        [2, MANY, "钥匙", 1, None, "记录", 1, None, "天气", 0],
        [3, TRUE, "正确", 1, None, "错误", 0],
        [4, ESSAY, "当面清点"],
    ]
    assert [said(each) for each in read_rows(tmp_path, rows, "alanosy")] == [SINGLE, MULTIPLE, VERDICT, WRITTEN]


# --- layouts seen elsewhere, of which none is shipped --------------------------------------------------


def test_pages_and_sources_become_proof_lines(tmp_path: Path) -> None:
    """序号, 类型, 题干, 选项A to D, 答案, 页码, 来源."""
    rows = [
        ["序号", "类型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "页码", "来源"],
        [1, "单选题", STEM, "一年", "三年", None, None, "B", 12, "《值班办法》"],
    ]
    (item,) = read_rows(tmp_path, rows)
    assert said(item) == SINGLE
    assert item.proof == ("《值班办法》（第12页）",)


@pytest.mark.parametrize(
    "head",
    [
        ["单选题型", "题目标题", "选项A", "选项B", "选项C", "选项D", "正确答案", "答案解析", "分值"],
        ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案"],
        ["类型", "题目", "A", "B", "C", "D", "答案"],
        ["试题类型", "试题内容", "备选项1", "备选项2", "备选项3", "备选项4", "标准答案"],
        ["题型", "题干内容", "A选项", "B选项", "C选项", "D选项", "正确选项"],
        ["type", "question", "option1", "option2", "option3", "option4", "correct_answer"],
    ],
)
def test_other_names_for_the_same_columns(tmp_path: Path, head: list[str]) -> None:
    """What columns are called elsewhere is data, and understood."""
    rows = [
        head,
        ["单选题", STEM, "一年", "三年", "五年", "十年", "B"],
        ["多选题", MANY, "钥匙", "记录", "天气", "茶水", "AB"],
    ]
    assert [said(each) for each in read_rows(tmp_path, rows)] == [SINGLE, MULTIPLE]


def test_difficulty_by_number_is_not_guessed(tmp_path: Path) -> None:
    """序号, 题型, 子题型, …, 难度, 课程结构: which way numbers go is not known, so they are told."""
    rows = [
        ["序号", "题型", "子题型", "试题序列", "题干", "选项", "答案", "解析", "难度", "课程结构"],
        [1, "单选题", None, None, STEM, "A.一年;B.三年", "B", "略", 3, "第一课时 值班"],
    ]
    (item,), problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert said(item) == SINGLE
    assert (item.item.chapter, item.item.difficulty) == ("第一课时 值班", "medium")
    assert [(problem.code, problem.severity) for problem in problems] == [("table-difficulty-unknown", "warning")]


def test_headings_that_say_what_numbers_mean(tmp_path: Path) -> None:
    """问题, 题型（0单选，1判断，2多选）, 考试人员类型, …, 答案（多选用英文逗号分隔）."""
    rows = [
        ["问题", "题型（0单选，1判断，2多选）", "考试人员类型（1-作业人员，2-检验人员）",
         "选项A", "选项B", "选项C", "选项D",
         "答案（多选用英文逗号分隔，如：A,B）"],
        [STEM, 0, "作业人员", "一年", "三年", None, None, "B"],
        [TRUE, 1, "作业人员", "正确", "错误", None, None, "A"],
        [MANY, 2, "作业人员", "钥匙", "记录", "天气", None, "A,B"],
    ]  # fmt: skip
    assert [said(each) for each in read_rows(tmp_path, rows)] == [SINGLE, VERDICT, MULTIPLE]
