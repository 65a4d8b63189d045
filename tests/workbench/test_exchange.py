"""Out to other systems and in from them: what is lost is told, what left is known, a second import adds nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

import qbank
from qbank.errors import QbankError
from qbank.formats.losses import ALWAYS_LOST
from qbank.formats.overview import layout_text
from qbank.model.item import Item, MarkingPoint, Option, Source
from qbank.model.portable import Portable, differences
from qbank.reports.lines import full_lines
from qbank.types._contract import TYPES
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice
from qbank.workbench.workspace import Workspace

LAW = """值班管理办法
第一条　值班人员应当在接到险情后十五分钟内书面报告市应急指挥中心。
第二条　值班室应当配备应急照明、对讲机、急救包三类器材。
第三条　值班记录由信息科负责保存，保存期限不少于两年。
"""


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a workspace with one document and an accepted item of every type, written by hand."""
    (tmp_path / "值班管理办法.txt").write_text(LAW, encoding="utf-8")
    workspace = qbank.open(tmp_path / "ws", make=True, actor="甲")
    workspace.ingest(tmp_path / "值班管理办法.txt")
    for item_type in TYPES:
        item = replace(item_type.example(), tags=("值班",), rationale="A项正确。", chapter="第一章")
        workspace.bank.add_drafts([item], actor="甲")
    workspace.accept(*[item.id for item in workspace.items(status="draft")])
    return workspace


def _other(tmp_path: Path) -> Workspace:
    return qbank.open(tmp_path / "other", make=True, actor="乙")


def test_what_left_is_remembered(ws: Workspace, tmp_path: Path) -> None:
    """Which versions of which items are in a file is known afterwards, also when an item has changed."""
    out = tmp_path / "三月.json"
    count = ws.export(out, format="json-plain").count
    (left,) = ws.handouts()
    assert (left.format, left.file, left.items, left.actor) == ("json-plain", str(out), count, "甲")
    rows = ws.handout_items(left.id)
    assert len(rows) == count == len(TYPES.names())
    before = {row["item"]: (row["revision"], row["stem"]) for row in rows}
    item = ws.item(str(rows[0]["item"]))
    ws.edit(replace(item, stem=item.stem.replace("？", "呢？") + "（改）"))
    assert {row["item"]: (row["revision"], row["stem"]) for row in ws.handout_items(left.id)} == before


def test_a_file_is_known_by_what_it_holds(ws: Workspace, tmp_path: Path) -> None:
    """Whatever it is called now, the file itself tells which export it was."""
    ws.export(tmp_path / "x.json", format="json-plain")
    renamed = (tmp_path / "x.json").rename(tmp_path / "发给各科.json")
    assert len(ws.handout_items(str(renamed))) == 7
    renamed.write_bytes(renamed.read_bytes() + b" ")
    with pytest.raises(QbankError):
        ws.handout_items(str(renamed))


def test_a_misleading_name_is_told(ws: Workspace, tmp_path: Path) -> None:
    """The file is written, and what its ending should be is said; two outputs never share a path."""
    told = ws.export(tmp_path / "x.docx", profile="kaoshibao").problems
    assert [problem.code for problem in told] == ["output-other-ending"]
    assert not ws.export(tmp_path / "x.xlsx", profile="kaoshibao").problems
    with pytest.raises(QbankError) as caught:
        ws.export(tmp_path / "y.json", manifest=tmp_path / "y.json")
    assert caught.value.problem.code == "output-twice"


def test_an_unknown_record_is_refused(ws: Workspace) -> None:
    """An id of no exported file is a Problem."""
    with pytest.raises(QbankError) as caught:
        ws.handout_items("nosuch")
    assert caught.value.problem.code == "export-unknown"


def test_the_same_bank_is_the_same_file(ws: Workspace, tmp_path: Path) -> None:
    """A second export of an unchanged bank is equal to the byte."""
    for name in ("one", "two"):
        ws.export(tmp_path / f"{name}.json", format="json-plain")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_losses_are_told_and_counted(ws: Workspace, tmp_path: Path) -> None:
    """The report names each item and field, and its counts are those of the records."""
    report = ws.export(tmp_path / "x.apkg", format="anki", loss_report=tmp_path / "loss.json")
    told = json.loads((tmp_path / "loss.json").read_text(encoding="utf-8"))
    assert told["items"] == 7 and told["written"] == report.count
    counted: dict[str, dict[str, int]] = {}
    for loss in told["losses"]:
        fields = counted.setdefault(loss["field"], {})
        fields[loss["kind"]] = fields.get(loss["kind"], 0) + 1
    assert counted == told["counts"]
    assert all(loss["item"] for loss in told["losses"])


def test_losses_can_be_read_in_excel(ws: Workspace, tmp_path: Path) -> None:
    """A row an item and field in an editor's words; what begins like a formula is text."""
    item = replace(SingleChoice.example(), id="f1", stem="=1+1 等于几？", tags=("=cmd()",))
    ws.bank.add_drafts([item], actor="甲")
    ws.export(tmp_path / "x.txt", format="aiken", status=["accepted", "draft"], loss_report=tmp_path / "损失.xlsx")
    page = load_workbook(tmp_path / "损失.xlsx").active
    head, *rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert head[:4] == ["题干", "项目", "情况", "原来"]
    told = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    assert told["=1+1 等于几？", "标签"] == ("不带", "=cmd()")
    assert {row[2] for row in rows} == {"不带", "没有写进文件"}
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert all(cell.value is None for row in page.iter_rows() for cell in row if cell.data_type == "n")


def test_a_manifest_goes_with_the_file(ws: Workspace, tmp_path: Path) -> None:
    """It counts what is in the file and gives the digest by which the file can be known."""
    ws.export(tmp_path / "x.jsonl", manifest=tmp_path / "m.json")
    told = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    data = (tmp_path / "x.jsonl").read_bytes()
    assert (told["sha256"], told["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (told["format"], told["items"], told["types"]["matching"], told["losses"]) == ("jsonl", 7, 1, {})
    assert told["statuses"] == {"accepted": 7} and told["last_decision"]


def test_strict_refuses_what_would_be_lost(ws: Workspace, tmp_path: Path) -> None:
    """With ``strict`` nothing is written where something of an item would go; a format that keeps all is taken."""
    marked = replace(
        ShortAnswer.example(), id="marked", body=ShortAnswer((MarkingPoint("甲", 2.5),)), stem="值守有哪些要求？"
    )
    ws.bank.add_drafts([marked], actor="甲")
    ws.accept(*[item.id for item in ws.items(status="draft")])
    assert ws.export(tmp_path / "all.json", format="json-plain", strict=True).count == 8
    with pytest.raises(QbankError) as caught:
        ws.export(tmp_path / "x.txt", format="aiken", strict=True, loss_report=tmp_path / "loss.json")
    assert caught.value.problem.code == "losses-refused"
    assert not (tmp_path / "x.txt").exists()
    assert json.loads((tmp_path / "loss.json").read_text(encoding="utf-8"))["left_out"] > 0


def test_strict_lets_ids_go_and_nothing_that_editors_have_decided(ws: Workspace, tmp_path: Path) -> None:
    """A receiver that numbers its own items is taken, and the ids are told; one without a place for tags is refused."""
    fresh = replace(
        SingleChoice.example(), id="fresh", stem="新写的题应当由谁负责？", tags=("值班",), rationale="见第三条。"
    )
    ws.bank.add_drafts([fresh], actor="甲")
    report = ws.export(tmp_path / "x.xlsx", profile="xuexitong", status=["draft"], strict=True)
    assert (report.count, report.losses.by_field()["id"]) == (1, {"lost": 1})
    assert any("编号" in line for line in report.lines())
    assert ws.handout_items(ws.handouts()[0].id)[0]["item"] == "fresh"
    with pytest.raises(QbankError) as caught:
        ws.export(tmp_path / "y.xlsx", profile="motibang", status=["draft"], strict=True)
    assert caught.value.problem.code == "losses-refused"
    assert not (tmp_path / "y.xlsx").exists()


def test_only_what_was_asked_for_leaves(ws: Workspace, tmp_path: Path) -> None:
    """Type, tag, chapter and status choose; drafts stay unless they are asked for."""
    draft = replace(SingleChoice.example(), id="fresh", stem="新写的题应当由谁负责？")
    ws.bank.add_drafts([draft], actor="甲")
    out = tmp_path / "x.json"
    assert ws.export(out, format="json-plain").count == 7
    assert ws.export(out, format="json-plain", status=["draft"]).count == 1
    assert ws.export(out, format="json-plain", type="判断题").count == 1
    assert ws.export(out, format="json-plain", chapter="第一章").count == 7
    assert ws.export(out, format="json-plain", type=["判断题", "单选题"], tag=["值班", "别的"]).count == 2
    assert ws.export(out, format="json-plain", difficulty="中").count == 7
    assert ws.export(out, format="json-plain", tag="值班").count == 7
    before = out.read_bytes()
    for only in ({"chapter": "第九章"}, {"difficulty": "难"}, {"tag": "别的"}):
        nothing = ws.export(out, format="json-plain", **only)
        assert (nothing.count, [problem.code for problem in nothing.problems]) == (0, ["export-empty"])
    assert out.read_bytes() == before


def test_what_contradicts_itself_is_not_written(ws: Workspace, tmp_path: Path) -> None:
    """A profile of another format, an ending that no format has, items of which none can go in: no file."""
    asked = [
        ({"format": "moodle-xml", "profile": "kaoshibao"}, "x.xml", "profile-of-another"),
        ({}, "x.doc", "output-ending-unknown"),
        ({"format": "aiken", "type": "简答题"}, "x.txt", "export-none-fits"),
    ]
    for only, name, code in asked:
        with pytest.raises(QbankError) as caught:
            ws.export(tmp_path / name, **only)
        assert caught.value.problem.code == code
        assert caught.value.problem.message("zh") and not (tmp_path / name).exists()


def test_a_profile_is_known_by_its_chinese_name_or_its_ending(ws: Workspace, tmp_path: Path) -> None:
    """考试宝 is what people call it; a layout that was learned is one of tables, also when a file is taken in."""
    ws.export(tmp_path / "x.xlsx", profile="考试宝")
    (tmp_path / "自己的.toml").write_text(layout_text("kaoshibao"), encoding="utf-8")
    found = _other(tmp_path).import_bank(tmp_path / "x.xlsx", profile=str(tmp_path / "自己的.toml"))
    assert (found.format, found.added) == ("xlsx", 7)


def test_two_answers_to_one_question_are_told(ws: Workspace, tmp_path: Path) -> None:
    """Both versions of a document may be in a file; a stem that only its options explain is no question twice."""
    one, other = (replace(SingleChoice.example(), id=name, stem="值班记录应当保存几年？") for name in ("a1", "a2"))
    body = replace(other.body, key=("o1",))
    ws.bank.add_drafts([one, replace(other, body=body)], actor="甲")
    ws.accept("a1", "a2")
    told = ws.export(tmp_path / "x.xlsx", profile="generic").problems
    assert [(problem.code, problem.values["count"]) for problem in told] == [("export-two-answers", 1)]
    texts = iter(("第一说", "第二说", "第三说", "第四说", "第五说", "第六说", "第七说", "第八说"))
    for name in ("b1", "b2"):
        options = tuple(replace(each, text=next(texts)) for each in one.body.options)
        item = replace(one, id=name, stem="下列说法正确的是？", body=replace(one.body, options=options))
        ws.bank.add_drafts([item], actor="甲")
    ws.accept("b1", "b2")
    (problem,) = ws.export(tmp_path / "y.xlsx", profile="generic").problems
    assert problem.values["count"] == 1


def test_a_bank_goes_round(ws: Workspace, tmp_path: Path) -> None:
    """What leaves comes in elsewhere with its ids and all it says; a second time nothing is added."""
    ws.export(tmp_path / "x.json", format="json-plain")
    other = _other(tmp_path)
    first = other.import_bank(tmp_path / "x.json", status="accepted")
    assert (first.added, first.known, first.format) == (7, 0, "json-plain")
    second = other.import_bank(tmp_path / "x.json")
    assert (second.added, second.known) == (0, 7)
    for item in ws.items(status="accepted"):
        found = other.item(item.id)
        assert set(differences(Portable(item=item), Portable(item=found))) <= ALWAYS_LOST
        assert found.extensions["imported"] == {"file": "x.json", "place": found.extensions["imported"]["place"]}


def _write(path: Path, *rows: object) -> Path:
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


GOOD = {"question": "险情报告由谁受理？", "options": ["信息科", "财务科", "督查科"], "answer": "A"}


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    """It says row by row what would be: new, bad with place and reason, known; and that one bad row keeps all out."""
    file = _write(tmp_path / "x.json", GOOD, {**GOOD, "question": "谁保存记录？", "answer": "E"}, GOOD)
    other = _other(tmp_path)
    report = other.import_bank(file, dry_run=True)
    assert [(row.state, row.place) for row in report.rows] == [("new", "[1]"), ("bad", "[2]"), ("repeated", "[3]")]
    assert (report.added, report.good, report.refused) == (0, 1, True)
    assert "--keep-good" in " ".join(report.lines())
    wanted = other.import_bank(file, dry_run=True, keep_good=True)
    assert (wanted.added, wanted.good, wanted.refused) == (1, 1, False)
    assert "--keep-good" not in " ".join(wanted.lines())
    assert other.count() == 0
    (bad,) = [problem for problem in report.problems if problem.severity == "error"]
    assert "谁保存记录" in bad.message("zh") and str(file) in bad.message("zh")


def test_a_bad_row_keeps_all_out_unless_the_good_are_wanted(tmp_path: Path) -> None:
    """Nothing is half imported."""
    file = _write(tmp_path / "x.json", GOOD, {"question": "谁保存记录？", "options": ["甲", "乙"], "answer": ""})
    other = _other(tmp_path)
    assert other.import_bank(file).added == 0
    assert other.count() == 0
    assert other.import_bank(file, keep_good=True).added == 1
    assert other.count() == 1


def test_a_paper_is_called_a_paper(ws: Workspace, tmp_path: Path) -> None:
    """What was exported for candidates has no answers to import: that is said first; so is emptiness."""
    ws.export(tmp_path / "卷.docx", format="docx")
    found = _other(tmp_path).import_bank(tmp_path / "卷.docx")
    assert (found.added, [problem.code for problem in found.problems]) == (0, ["import-paper"])
    (tmp_path / "空.xlsx").touch()
    with pytest.raises(QbankError) as caught:
        ws.import_bank(tmp_path / "空.xlsx")
    assert caught.value.problem.code == "file-empty"


def test_duplicates_of_the_bank_are_told(ws: Workspace, tmp_path: Path) -> None:
    """An item just like one of the bank's is not taken twice; one much like it is taken and said so."""
    item = next(item for item in ws.items(status="accepted") if item.type == "single_choice")
    texts = [option.text for option in item.body.options]  # type: ignore[attr-defined]
    letter = "ABCD"[[option.id for option in item.body.options].index(item.body.key[0])]  # type: ignore[attr-defined]
    same = {"question": item.stem, "options": texts, "answer": letter}
    report = ws.import_bank(_write(tmp_path / "x.json", same), dry_run=True)
    assert [(row.state, row.like) for row in report.rows] == [("known", item.id)]


def test_another_key_is_never_called_the_same(tmp_path: Path) -> None:
    """The bank's item with another key is not taken, and told as a contradiction; so are two rows of one file."""
    other = _other(tmp_path)
    other.import_bank(_write(tmp_path / "x.json", GOOD))
    report = other.import_bank(_write(tmp_path / "y.json", {**GOOD, "answer": "B"}))
    assert (report.added, [problem.code for problem in report.problems]) == (0, ["import-other-key"])
    fresh = {"question": "值班室由谁管理？", "type": "填空题", "answer": ["信息科"]}
    both = (
        {**fresh, "question": "值班室由____管理。"},
        {**fresh, "question": "值班室由____管理。", "answer": ["财务科"]},
    )
    told = other.import_bank(_write(tmp_path / "z.json", *both), dry_run=True)
    assert "import-two-answers" in {problem.code for problem in told.problems}


def test_untidy_items_are_told_and_mended_only_when_asked(tmp_path: Path) -> None:
    """Numbers, letters and half-width brackets: reported as they are, put right and listed with ``fix``."""
    untidy = {"question": "12、值班(含备勤)由谁负责？", "options": ["信息科", "财务科", "督查科"], "answer": "B"}
    file = _write(tmp_path / "x.json", untidy)
    report = _other(tmp_path).import_bank(file, dry_run=True)
    assert {"lint-number-found", "lint-brackets-found"} <= {problem.code for problem in report.problems}
    assert report.rows[0].stem.startswith("12、")
    mended = _other(tmp_path).import_bank(file, dry_run=True, fix=True)
    assert {"lint-number-fixed", "lint-brackets-fixed"} <= {problem.code for problem in mended.problems}
    assert mended.rows[0].stem == "值班（含备勤）由谁负责？"


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
@pytest.mark.parametrize("where", ["q", "ans", "analysis", "tags"])
def test_what_no_bank_can_keep_is_a_bad_row_in_a_dry_run_too(tmp_path: Path, bad: str, where: str) -> None:
    """A dry run says what an import would do: the row is named, the others come in."""
    rows = [
        {"q": f"第{n}次应为多少？", "a": ["一", "二"], "ans": "A", "analysis": "", "tags": ["甲"]} for n in range(2)
    ]
    rows[1] = {**rows[1], "type": "简答题", "a": [], where: f"甲{bad}乙"}
    (tmp_path / "题.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    workspace = _other(tmp_path)
    for dry_run in (True, False):
        report = workspace.import_bank(tmp_path / "题.jsonl", keep_good=True, dry_run=dry_run)
        assert [(row.place, row.state) for row in report.rows] == [("1", "new"), ("2", "bad")]
        assert [problem.code for problem in report.rows[1].problems] == ["bad-unicode"]
        assert report.added == 1
        json.dumps(report.to_dict(), ensure_ascii=False).encode()


def test_marks_of_a_web_page_are_told_and_taken_off_when_asked(tmp_path: Path) -> None:
    """As other untidy things; a picture leaves an item that nobody can answer."""
    rows = [
        {"q": "5 &lt; x 且<b>x</b>为整数时取多少？", "a": ["一", "<i>二</i>", "三"], "ans": "A"},
        {"q": '图中<img src="x.png"/>是哪里？', "a": ["一", "二", "三"], "ans": "A"},
        {"q": "表达式 a<b && b>c 何时为真？", "a": ["一", "二", "三"], "ans": "A"},
    ]
    (tmp_path / "题.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    told = _other(tmp_path).import_bank(tmp_path / "题.jsonl", keep_good=True, dry_run=True)
    assert [[each.code for each in row.problems] for row in told.rows] == [
        ["lint-markup-found"],
        ["import-picture"],
        [],
    ]
    workspace = qbank.open(tmp_path / "mended", make=True, actor="乙")
    workspace.import_bank(tmp_path / "题.jsonl", keep_good=True, fix=True)
    items = {item.stem: item.body.options for item in workspace.items()}
    assert [option.text for option in items["5 < x 且x为整数时取多少？"]] == ["一", "二", "三"]
    assert "表达式 a<b && b>c 何时为真？" in items and len(items) == 2


def test_a_proof_line_is_found_in_the_corpus(ws: Workspace, tmp_path: Path) -> None:
    """With ``ground`` an item gets the sentence that answers it, with a confidence; without one it is told."""
    grounded = {"question": "值班记录由哪个科负责保存？", "options": ["信息科", "财务科", "督查科"], "answer": "A"}
    strange = {"question": "云岭市一共有多少座桥梁？", "options": ["三座", "五座", "九座"], "answer": "A"}
    report = ws.import_bank(_write(tmp_path / "x.json", grounded, strange), ground=True)
    assert report.added == 2
    found, none = report.rows
    assert found.confidence is not None and 0.55 <= found.confidence <= 1
    assert none.confidence is None
    (source,) = ws.item(found.item).sources
    assert isinstance(source, Source) and "信息科负责保存" in source.text
    assert LAW[source.start : source.end] == source.text or source.text in LAW
    assert "import-no-ground" in {problem.code for problem in report.problems}
    shown = "\n".join(full_lines(ws.item(found.item), "zh"))
    assert "x.json" in shown and f"相合 {found.confidence:.0%}" in shown


def test_no_proof_is_found_that_says_the_opposite(ws: Workspace, tmp_path: Path) -> None:
    """A sentence that holds a wrong option too, or the key only as a part of a longer figure, proves nothing."""
    both = {"question": "险情应当书面报告哪里？", "options": ["市应急指挥中心", "值班人员", "信息科"], "answer": "A"}
    part = {"question": "值班人员应当在接到险情后多少分钟内书面报告？", "options": ["5分钟", "20分钟"], "answer": "A"}
    plain = {"question": "值班记录由哪个科负责保存？", "options": ["信息科", "财务科", "督查科"], "answer": "A"}
    report = ws.import_bank(_write(tmp_path / "x.json", both, part, plain), ground=True, status="accepted")
    assert [row.confidence is None for row in report.rows] == [True, True, False]
    assert [ws.item(row.item).status for row in report.rows] == ["draft", "draft", "accepted"]


@pytest.mark.parametrize("name", ["json", "json-plain", "docx", "text", "moodle-xml"])
def test_a_template_that_nothing_would_be_put_into_is_refused(ws: Workspace, tmp_path: Path, name: str) -> None:
    """It says which formats take one; no file is made."""
    ws.export(tmp_path / "t.xlsx", profile="kaoshibao")
    with pytest.raises(QbankError) as raised:
        ws.export(tmp_path / "out.x", format=name, template=tmp_path / "t.xlsx")
    assert raised.value.problem.code == "export-no-template"
    assert "xlsx" in raised.value.problem.message("zh")
    assert not (tmp_path / "out.x").exists()
    report = ws.export(tmp_path / "u.xlsx", profile="kaoshibao", template=tmp_path / "t.xlsx")
    assert (tmp_path / "u.xlsx").exists()
    assert [problem.code for problem in report.problems] == ["table-template-replaced", "table-template-kept"]


def test_a_rationale_keeps_its_letters_where_nothing_is_shuffled(ws: Workspace, tmp_path: Path) -> None:
    """A format that keeps the order of options keeps the letters too."""
    ws.export(tmp_path / "x.json", format="json-plain", type="single_choice")
    (row,) = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["items"]
    assert row["explanation"] == "A项正确。"


def test_a_second_key_of_the_same_words_is_refused(tmp_path: Path) -> None:
    """Two equal options make two keys: such a row is bad, with its reason."""
    twice: Item = replace(
        SingleChoice.example(), body=SingleChoice((Option("o1", "甲"), Option("o2", "甲"), Option("o3", "乙")), ("o1",))
    )
    row = {"question": twice.stem, "options": ["甲", "甲", "乙"], "answer": "A"}
    report = _other(tmp_path).import_bank(_write(tmp_path / "x.json", row), dry_run=True)
    assert [row.state for row in report.rows] == ["bad"]


def test_a_dry_run_of_our_own_file_says_what_an_import_does(ws: Workspace, tmp_path: Path) -> None:
    """How many are new and how many the bank has, without a change; what the file does not obey is told."""
    ws.export(tmp_path / "b.json")
    other = _other(tmp_path)
    bank = tmp_path / "other" / "bank.db"
    for added, known in ((len(TYPES.names()), 0), (0, len(TYPES.names()))):
        before = bank.read_bytes()
        dry = other.import_bank(tmp_path / "b.json", dry_run=True, status="accepted")
        assert (dry.added, dry.known, dry.dry_run) == (added, known, True)
        assert [each.code for each in dry.problems] == ["import-own-as-it-is"]
        assert bank.read_bytes() == before
        done = other.import_bank(tmp_path / "b.json")
        assert (done.added, done.known, done.problems) == (added, known, ())
