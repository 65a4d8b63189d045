"""A layout learned from a sample: what is understood, what is asked, and that it reads the sample as it should."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from table_files import key, read, workbook

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import QbankError
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables.learn import propose
from qbank.formats.tables.profile import load, names
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types.fill_blank import FillBlank
from qbank.types.true_false import TrueFalse

every_profile = pytest.mark.parametrize("profile", names())
every_headed_profile = pytest.mark.parametrize("profile", [name for name in names() if not load(name).is_unheaded])
STEM = "柳湾泵站的值班记录应当保存多少年？"


def portables() -> Iterator[Portable]:
    """Yield items of every type, with and without what an item may have."""
    for name in TYPES.names():
        yield full_example(name)
        yield Portable(item=replace(TYPES.get(name).example(), id=f"q-{name}"))
    item = full_example("fill_blank").item
    yield Portable(item=replace(item, stem="每____小时巡查。", body=FillBlank((("两", "二"),))))
    yield Portable(item=replace(item, stem="每____小时巡查，____天总结。", body=FillBlank((("两",), ("七",)))))
    yield Portable(
        item=replace(
            item, stem="值班人员不得离岗。", body=TrueFalse(key=True), tags=("值班", "安全"), difficulty="easy"
        )
    )


def exported(folder: Path, profile: str) -> Path:
    """Return a file of ours in some layout, under a name that says nothing."""
    settings = Settings(profile=profile, title="值班制度测试")
    kept = [each for each in (xlsx.hold(each, settings) for each in portables()) if isinstance(each, Portable)]
    stream = BytesIO()
    xlsx.write(iter(kept), stream, settings)
    path = folder / "sample.xlsx"
    path.write_bytes(stream.getvalue())
    return path


@every_headed_profile
def test_a_learned_layout_reads_as_the_shipped_one(profile: str, tmp_path: Path) -> None:
    """Learned from a file of ours, without knowing whose it is, a layout reads that file just as the shipped one."""
    path = exported(tmp_path, profile)
    proposal = propose(path)
    own = tmp_path / "learned.toml"
    own.write_text(proposal.toml, encoding="utf-8")
    shipped, problems = read(path, profile)
    learned, more = read(path, str(own))
    assert (problems, more) == ([], [])
    assert len(shipped) == len(learned)
    for one, other in zip(shipped, learned, strict=True):
        assert list(differences(one, other)) == [], one
    assert proposal.known == profile


@every_headed_profile
def test_a_learned_layout_can_be_written(profile: str, tmp_path: Path) -> None:
    """What was learned is a layout for writing as well: what it writes reads back."""
    path = exported(tmp_path, profile)
    own = tmp_path / "learned.toml"
    own.write_text(propose(path).toml, encoding="utf-8")
    settings = Settings(profile=str(own))
    kept = [each for each in (xlsx.hold(each, settings) for each in portables()) if isinstance(each, Portable)]
    assert len(kept) >= 10
    stream = BytesIO()
    xlsx.write(iter(kept), stream, settings)
    (tmp_path / "again.xlsx").write_bytes(stream.getvalue())
    items, problems = read(tmp_path / "again.xlsx", str(own))
    assert problems == []
    by_type = sorted(kept, key=lambda each: each.item.type), sorted(items, key=lambda each: each.item.type)
    for one, other in zip(*by_type, strict=True):
        assert list(differences(one, other)) == []


@every_profile
def test_a_guessed_layout_reads_as_the_shipped_one(profile: str, tmp_path: Path) -> None:
    """Without a profile a file of ours is read just so; without headings it is told as what."""
    path = exported(tmp_path, profile)
    named, guessed = read(path, profile), read(path)
    assert guessed[0] == named[0]
    told = [problem for problem in guessed[1] if problem.code != "table-unheaded"]
    assert (told, len(guessed[1]) - len(told)) == (named[1], int(load(profile).is_unheaded))


def test_what_is_understood_is_said(tmp_path: Path) -> None:
    """Sheet, headings, columns, words, letters, verdicts, options, blanks, levels and tags in words of an editor."""
    rows = [
        ["值班题库"],
        ["类别", "试题内容", "候选项", "标准答案", "难易程度", "标签", "责任人"],
        ["单选", STEM, "A-一年|B-三年", "B", "较易", "值班,安全", "张三"],
        ["多选", "应当交接哪些内容？", "A-钥匙|B-记录|C-天气", "A/B", "较难", "值班", "李四"],
        ["判断", "值班人员不得离岗。", "", "√", "一般", "", ""],
        ["填空", "每____小时巡查，每____天总结。", "", "两#七", "", "", ""],
    ]
    rows[5][3] = "两┋七"
    proposal = propose(workbook(tmp_path / "样表.xlsx", rows))
    said = proposal.lines("zh")
    assert "工作表“Sheet1”：第 2 行是表头，读了 4 行" in said
    assert "“候选项” → 全部选项" in said
    assert "“责任人”：没有用到" in said
    assert "题型：单选 → 单选；多选 → 多选；判断 → 判断；填空 → 填空" in said
    assert "多选题的字母之间：/" in said
    assert "判断题：答案写“√”或“×”" in said
    assert "选项写在一个单元格里，各带字母（A-），用 | 分开" in said
    assert "填空题：各空的答案写在一个单元格里，用 ┋ 分开" in said
    assert "难度：较易 → 易；一般 → 中；较难 → 难" in said
    assert "标签之间：," in said
    assert len(proposal.lines("en")) == len(said)
    assert proposal.questions == ()
    assert (proposal.known, proposal.profile.standing, proposal.profile.name) == ("", "unverified", "样表")
    assert proposal.toml.startswith("# 由 qbank profile learn 从 样表.xlsx 生成")


@pytest.mark.parametrize(
    ("head", "row", "code"),
    [
        (["题型", "题干", "选项A", "选项B", "答案"], ["看图题", STEM, "一年", "三年", "B"], "table-type-asked"),
        (["题型", "题干", "选项A", "选项B", "答案"], ["7", STEM, "一年", "三年", "B"], "table-type-supposed"),
        (
            ["题型", "题干", "选项A", "选项B", "答案", "难度"],
            ["单选题", STEM, "一年", "三年", "B", 4],
            "table-difficulty-direction",
        ),
        (
            ["题型", "题干", "选项A", "选项B", "答案", "难度"],
            ["单选题", STEM, "一年", "三年", "B", "★★"],
            "table-difficulty-word",
        ),
        (["题型", "题干", "答案"], ["判断题", STEM, "A"], "table-verdict-bare"),
        (["题型", "题干", "答案"], ["填空题", "保存____年。", "三；叁"], "table-answers-within"),
    ],
)
def test_what_is_unsure_is_asked_with_its_place(tmp_path: Path, head: list[str], row: list[object], code: str) -> None:
    """A question names the row where it arises and what to write in the layout."""
    proposal = propose(workbook(tmp_path / "t.xlsx", [head, row]))
    (question,) = proposal.questions
    assert (question.code, question.place, question.severity) == (code, "Sheet1!2", "warning")
    assert question.message("zh") and question.message("en")


TYPED = ["题型", "题干", "选项A", "选项B", "答案"]


@pytest.mark.parametrize(
    ("seen", "pair"),
    [
        (["对"], ("对", "错")),
        (["错误"], ("正确", "错误")),
        (["×"], ("√", "×")),
        (["T"], ("T", "F")),
        (["False"], ("True", "False")),
        (["n"], ("y", "n")),
        (["否"], ("是", "否")),
        (["对", "错误"], ("对", "错误")),
        (["√", "√", "对", "×"], ("√", "×")),
    ],
)
def test_one_word_of_a_verdict_fixes_its_partner(tmp_path: Path, seen: list[str], pair: tuple[str, str]) -> None:
    """The word that no row has is the opposite of the one that is there, never of another pair; nothing is asked."""
    rows = [TYPED, *(["判断题", f"{STEM}{at}", "", "", word] for at, word in enumerate(seen))]
    proposal = propose(workbook(tmp_path / "t.xlsx", rows))
    assert (proposal.profile.answers.verdict, proposal.profile.answers.verdict_words) == ("word", pair)
    assert proposal.questions == ()


@pytest.mark.parametrize(
    ("note", "answer", "pair"),
    [
        ("3、多选题答案如 A,B；判断题填 对/错；", "", ("对", "错")),
        ("判断题填“否”或“是”", "", ("是", "否")),
        ("判断题写√、×", "√", ("√", "×")),
        ("判断题写 T 或 F", "f", ("T", "F")),
        ("判断题写对/错", "正确", ("正确", "错误")),
    ],
)
def test_a_note_fixes_the_words_of_verdicts(tmp_path: Path, note: str, answer: str, pair: tuple[str, str]) -> None:
    """What a note offers is taken where rows do not say otherwise."""
    rows = [[note], TYPED, ["判断题", STEM, "", "", answer], ["单选题", STEM, "一年", "三年", "B"]]
    if answer == "f":
        pair = ("t", "f")
    proposal = propose(workbook(tmp_path / "t.xlsx", rows))
    assert (proposal.profile.answers.verdict_words, proposal.questions) == (pair, ())


def test_words_of_verdicts_that_nothing_shows_are_asked(tmp_path: Path) -> None:
    """Where neither a row nor a note has a word for true or false, that is a question, not a guess."""
    proposal = propose(workbook(tmp_path / "t.xlsx", [TYPED, ["判断题", STEM, "", "", ""]]))
    assert [(each.code, each.place) for each in proposal.questions] == [("table-verdict-asked", "Sheet1!2")]
    assert "“正确”“错误”" in proposal.questions[0].message("zh")


@pytest.mark.parametrize("header", ["可选项", "备注栏"])
@pytest.mark.parametrize(
    ("cells", "separator", "label"),
    [
        (["A.一年|B.三年|C.五年"], "|", "."),
        (["A、一年\nB、三年\nC、五年"], "\n", "、"),
        (["A.一年$B.三年$C.五年"], "$", "."),
        (["A.一年$;$B.三年$;$C.五年"], "$;$", "."),
        (["A.一年;B.三年;C.五年"], ";", "."),
        (["A.一年 B.三年 C.五年"], " ", "."),
    ],
)
def test_options_in_one_cell_are_learned(
    tmp_path: Path, header: str, cells: list[str], separator: str, label: str
) -> None:
    """A column of lettered options is found by its heading or by its cells; sign and letters are learned and read."""
    rows = [["题型", "题干", header, "答案"], *(["单选题", STEM, cell, "B"] for cell in cells)]
    rows.append(["判断题", "值班人员不得离岗。", "", "对"])
    proposal = propose(workbook(tmp_path / "t.xlsx", rows))
    assert proposal.questions == ()
    assert [column.field for column in proposal.profile.sheets[0].columns] == ["type", "stem", "options", "answer"]
    assert (proposal.profile.options.separator, proposal.profile.options.label) == (separator, label)
    own = tmp_path / "own.toml"
    own.write_text(proposal.toml, encoding="utf-8")
    items, problems = read(tmp_path / "t.xlsx", str(own))
    assert ([key(each) for each in items], problems) == ([["三年"], ["正确"]], [])


@pytest.mark.parametrize("sign", ["$", "|", ";", "；", "##"])
def test_options_without_letters_are_parted_by_their_sign(tmp_path: Path, sign: str) -> None:
    """Options in one cell without letters are parted by the sign that their cells share."""
    cell = sign.join(["一年", "三年", "五年"])
    proposal = propose(workbook(tmp_path / "t.xlsx", [["题型", "题干", "可选项", "答案"], ["单选题", STEM, cell, "B"]]))
    assert proposal.profile.options.separator == sign
    assert proposal.questions == ()


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [("候选", "一年 三年", "table-options-asked"), ("可选项", "一年 三年", "table-options-sign-asked")],
)
def test_options_that_are_not_understood_are_asked(tmp_path: Path, header: str, cell: str, code: str) -> None:
    """Choices without a column of options, or with options that nothing parts, are a question."""
    proposal = propose(workbook(tmp_path / "t.xlsx", [["题型", "题干", header, "答案"], ["单选题", STEM, cell, "B"]]))
    assert code in {question.code for question in proposal.questions}
    assert "∅" not in " ".join(proposal.lines("zh") + [each.message("zh") for each in proposal.questions])


def test_a_layout_without_a_column_of_options_says_so(tmp_path: Path) -> None:
    """What has no place is no matter of too many options."""
    path = workbook(tmp_path / "t.xlsx", [["题型", "题干", "答案"], ["单选题", STEM, "B"], ["判断题", STEM, "对"]])
    own = tmp_path / "own.toml"
    own.write_text(propose(path).toml, encoding="utf-8")
    kept = xlsx.hold(full_example("single_choice"), Settings(profile=str(own)))
    assert getattr(kept, "code", "") == "table-options-no-place"


def test_columns_that_every_row_fills_are_asked(tmp_path: Path) -> None:
    """A column that is not used is asked about where each row has it, and what all rows say alike is told."""
    rows = [
        ["题型", "题干", "答案", "所属题库", "责任人", "批次"],
        ["判断题", STEM, "对", "公共题库", "张三", "一"],
        ["判断题", f"{STEM}二", "错", "公共题库", "李四", ""],
        ["合计", 2],
    ]
    proposal = propose(workbook(tmp_path / "t.xlsx", rows))
    assert [(each.code, each.values["header"], each.values["found"]) for each in proposal.questions] == [
        ("table-column-alike", "所属题库", "公共题库"),
        ("table-column-asked", "责任人", "张三"),
    ]


def test_codes_of_types_are_supposed_and_asked(tmp_path: Path) -> None:
    """DX, DUO and PD are what their answers show, and each is a question."""
    rows = [
        ["题型编码", "试题", "备选答案", "正确选项"],
        ["DX", STEM, "一年$三年", "B"],
        ["DUO", "交接什么？", "钥匙$记录$天气", "AB"],
        ["PD", "值班人员不得离岗。", "", "T"],
    ]
    proposal = propose(workbook(tmp_path / "t.xlsx", rows))
    assert proposal.profile.words == {"single": ("DX",), "multiple": ("DUO",), "verdict": ("PD",)}
    assert [(each.code, each.values["word"]) for each in proposal.questions] == [
        ("table-type-supposed", "DX"),
        ("table-type-supposed", "DUO"),
        ("table-type-supposed", "PD"),
    ]


def test_rows_without_a_type_are_counted_each_for_itself(tmp_path: Path) -> None:
    """Without a column of types a layout has words for every kind that its rows show."""
    rows = [["题干", "A", "B", "答案"], [STEM, "一年", "三年", "B"], ["值班人员不得离岗。", "", "", "对"]]
    assert set(propose(workbook(tmp_path / "t.xlsx", rows)).profile.words) == {"single", "verdict"}


def test_a_sample_whose_headings_are_partly_known_says_which(tmp_path: Path) -> None:
    """What is understood, what is not and what is missing are named with the row; nobody is sent in a circle."""
    rows = [["值班题库"], ["序号", "题目", "正确的是", "分值"], [1, STEM, "三年", 2]]
    with pytest.raises(QbankError) as caught:
        propose(workbook(tmp_path / "t.xlsx", rows))
    problem = caught.value.problem
    assert (problem.code, problem.place) == ("table-headers-partly", "Sheet1!2")
    said = problem.message("zh")
    assert "认出 序号、题目、分值，没有认出 正确的是，缺 答案列；下面 1 行" in said
    assert "profile learn" not in said


def test_an_answer_to_a_question_is_a_line_in_the_layout(tmp_path: Path) -> None:
    """With the direction of numbers, bare letters and what parts accepted answers written in, all is read."""
    rows = [
        ["题型", "题干", "答案", "难度"],
        ["判断题", "值班人员不得离岗。", "A", 5],
        ["填空题", "保存____年。", "三；叁", 1],
    ]
    path = workbook(tmp_path / "t.xlsx", rows)
    toml = propose(path).toml
    assert "[answers]" in toml
    toml = toml.replace("[answers]", '[answers]\nbare_letters = true\nwithin = "；"')
    own = tmp_path / "own.toml"
    own.write_text(toml + '\n[difficulty]\nnumbers = "larger is harder"\n', encoding="utf-8")
    items, problems = read(path, str(own))
    assert problems == []
    assert [key(each) for each in items] == [["正确"], [["三", "叁"]]]
    assert [each.item.difficulty for each in items] == ["hard", "easy"]


def test_columns_that_are_not_used_keep_their_place(tmp_path: Path) -> None:
    """A layout has all columns of its sample, so that what it writes looks like the sample."""
    head = ["责任人", "题型", "题干", "审核人", "选项B", "选项A", "答案"]
    proposal = propose(workbook(tmp_path / "t.xlsx", [head, ["张三", "单选题", STEM, "", "三年", "一年", "B"]]))
    (sheet,) = proposal.profile.sheets
    assert [column.header for column in sheet.columns] == ["责任人", "题型", "题干", "审核人", "选项A", "选项B", "答案"]


def test_further_sheets_and_notes_are_taken_over(tmp_path: Path) -> None:
    """Rows above the headings are notes, a small sheet without items is one beside them."""
    rows = [["填写说明", "甲"], ["题型", "题干", "答案"], ["判断题", STEM, "对"]]
    proposal = propose(workbook(tmp_path / "t.xlsx", {"题": rows, "版本": [["2024"]]}))
    assert proposal.profile.sheets[0].notes == (("填写说明", "甲"),)
    assert [(aside.name, aside.rows) for aside in proposal.profile.asides] == [("版本", (("2024",),))]


def test_a_sample_of_plain_text(tmp_path: Path) -> None:
    """A .csv file will do as a sample; the layout it gives reads it."""
    path = tmp_path / "t.csv"
    path.write_text(f"题型,题干,答案\n判断题,{STEM},对\n", encoding="gb18030")
    own = tmp_path / "own.toml"
    own.write_text(propose(path).toml, encoding="utf-8")
    items, problems = read(path, str(own))
    assert ([key(each) for each in items], problems) == ([["正确"]], [])


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["张三", "一班"]], "table-no-headers"),
        ([["题型", "题干", "答案", "答案"]], "table-header-twice"),
        ([["题型", "题干", "选项A", "选项C", "答案"]], "table-options-gap"),
    ],
)
def test_a_sample_that_teaches_nothing(tmp_path: Path, rows: list[list[str]], code: str) -> None:
    """No headings, a heading twice, a gap among the options."""
    with pytest.raises(QbankError) as caught:
        propose(workbook(tmp_path / "t.xlsx", rows))
    assert caught.value.problem.code == code


def test_signs_of_toml_in_a_sample(tmp_path: Path) -> None:
    """Quotes, backslashes and line ends in headings and notes are no syntax."""
    head = ['题干（"甲"）', "题型", "答案\n[必填]", 'x\\ = "1"']
    proposal = propose(workbook(tmp_path / "t.xlsx", [['"""', "\\", "# [a]"], head, [STEM, "判断题", "对", "1"]]))
    assert {column.header for column in proposal.profile.sheets[0].columns} >= {
        '题干（"甲"）',
        "答案\n[必填]",
        'x\\ = "1"',
    }


# --- seen by another program --------------------------------------------------------------------------


def _convert(folder: Path, kind: str) -> None:
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=240)


@pytest.mark.libreoffice
@pytest.mark.calc
def test_libreoffice_sees_text_in_every_cell(tmp_path: Path) -> None:
    """Another program opens every layout: the same texts, no formula, no number or date made of them, and pages."""
    texts = {}
    for profile in names():
        settings = Settings(profile=profile, title="值班制度测试")
        nasty = replace(
            full_example("single_choice"),
            item=replace(full_example("single_choice").item, stem="=1+1 等于几？", rationale="-5", chapter="3/4"),
        )
        kept = [
            each for each in (xlsx.hold(each, settings) for each in (nasty, *portables())) if isinstance(each, Portable)
        ]
        stream = BytesIO()
        xlsx.write(iter(kept), stream, settings)
        (tmp_path / f"{profile}.xlsx").write_bytes(stream.getvalue())
        texts[profile] = kept
    # Every sheet of a workbook to a file of its own: -1 at the end; quoted texts as they are shown: true.
    _convert(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
    _convert(tmp_path, "pdf")
    for profile, kept in texts.items():
        assert (tmp_path / f"{profile}.pdf").stat().st_size > 1000
        seen = [cell for path in sorted(tmp_path.glob(f"{profile}-*.csv")) for cell in _cells(path)]
        assert not [cell for cell in seen if cell.startswith(("Err:", "#"))]
        assert "=1+1 等于几？" in seen
        stems = {each.item.stem.split("\n")[0].replace("____", "") for each in kept}
        shown = "\n".join(seen).replace("____", "").replace("()", "")
        assert all(stem in shown for stem in stems)
        if profile == "powergrid":
            assert "3" in seen and "4" in seen  # the two levels of the outline, no date


def _cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [cell for row in csv.reader(stream) for cell in row]
