"""Papers from a bank: they keep their blueprint, are frozen when issued, and answers earn the same on every form."""

from __future__ import annotations

import csv
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import docx
import pytest
from paper_bank import DOCUMENT, LINE, read, refused, workspace

import qbank
from qbank.errors import Problem, QbankError
from qbank.model.blueprint import Band, Blueprint, Cell, Section
from qbank.model.figure import ItemStatistics
from qbank.model.item import Item
from qbank.workbench.paper_files import issue
from qbank.workbench.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a workspace of 44 accepted items."""
    return workspace(tmp_path)


def ids(path: Path) -> set[str]:
    """Return the items of a form."""
    return {item["id"] for item in read(path)["items"]}


def blueprint(*cells: Cell, **more: Any) -> Blueprint:
    """Return a small blueprint."""
    sections = (Section(type="true_false", number=3, marks=1), Section(type="single_choice", number=4, marks=2))
    return Blueprint(name="周测", title="周测", sections=sections, cells=cells, **more)


# --- what is made -----------------------------------------------------------------------------------------


def test_papers_are_what_was_asked(ws: Workspace, tmp_path: Path) -> None:
    """Numbers, marks and minutes are those of the line; nothing is broken; no item stands in two forms."""
    made = ws.paper(LINE, forms=2, out=tmp_path / "out")
    report = read(tmp_path / "out" / "report.json")
    assert (report["violations"], report["shortages"]) == ([], [])
    assert not [each for each in made.problems if each.severity == "error"]
    assert report["seconds"] > 0
    forms = [read(tmp_path / "out" / f"form-{name}.json") for name in "AB"]
    for form in forms:
        told = [(each["heading"], len(each["items"]), each["marks"]) for each in form["sections"]]
        assert told == [("判断题", 4, 1.0), ("单选题", 6, 2.0), ("多选题", 3, 3.0)]
        assert (form["marks"], form["minutes"]) == (25, 60)
    assert not ids(tmp_path / "out" / "form-A.json") & ids(tmp_path / "out" / "form-B.json")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == report["files"]
    means = [each["facility"] for each in report["forms"]]
    assert abs(means[0] - means[1]) <= 0.1 + 1e-9


def test_the_same_wish_gives_the_same_bytes(ws: Workspace, tmp_path: Path) -> None:
    """Written again, also after other papers were issued, all but the report is the same to the byte."""
    ws.paper(LINE, forms=2, seed="7", out=tmp_path / "one")
    ws.paper(LINE, seed="8", out=tmp_path / "other")
    ws.paper(LINE, forms=2, seed="7", out=tmp_path / "two")
    names = {path.name for path in (tmp_path / "one").iterdir()} - {"report.json"}
    assert "form-B.json" in names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert ids(tmp_path / "one" / "form-A.json") != ids(tmp_path / "other" / "form-A.json")
    assert len(ws.bank.issues()) == 3


def test_what_a_blueprint_is_called_changes_nothing_in_a_paper(ws: Workspace, tmp_path: Path) -> None:
    """A line, the same saved as a file, and another title are other exams with the same items in the same orders."""
    made = [
        ws.paper(LINE, seed="7", out=tmp_path / "line", save_blueprint=tmp_path / "saved.toml"),
        ws.paper(tmp_path / "saved.toml", seed="7", out=tmp_path / "saved"),
        ws.paper(LINE, seed="7", title="季考", out=tmp_path / "titled"),
    ]
    assert len({each.exam for each in made}) == 3
    assert len({each.forms[0].sections for each in made}) == 1


def test_forms_of_the_same_items_differ_in_order_alone(ws: Workspace, tmp_path: Path) -> None:
    """A and B have the same items and marks, other orders, and rationales with the letters of their own."""
    ws.paper(LINE, forms=2, same=True, out=tmp_path / "out")
    one, other = (read(tmp_path / "out" / f"form-{name}.json") for name in "AB")
    assert [item["id"] for item in one["items"]] != [item["id"] for item in other["items"]]
    assert {item["id"] for item in one["items"]} == {item["id"] for item in other["items"]}
    for item in (*one["items"], *other["items"]):
        texts = [option["text"] for option in item.get("options", [])]
        right = [
            text for text, option in zip(texts, item.get("options", []), strict=True) if option["id"] in item["key"]
        ]
        assert [texts["ABCD".index(letter)] for letter in item["answer"]] == right
        if item["type"] == "single_choice":
            assert item["rationale"] == f"故选{item['answer']}。"
    with (tmp_path / "out" / "mapping.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * 9 and {row["form"] for row in rows} == {"A", "B"}


def test_time_that_items_take_is_kept(ws: Workspace) -> None:
    """A paper takes as long as its blueprint says, by the rule of thumb; what cannot be is told with the sum."""
    usual = 3 * 30 + 4 * 45
    made = ws.paper(blueprint(seconds=Band(usual - 5, usual + 5)))
    (form,) = made.forms
    assert sum(made.candidates[each.item].seconds for each in form.placed) == usual
    (short,) = ws.paper(blueprint(seconds=Band(0, usual - 2))).shortages
    assert (short.gap.rule, short.gap.limit, short.gap.found) == ("seconds", usual - 2, usual)
    assert "总用时（秒）" in short.problem.message("zh")


def test_types_are_named_in_the_language_of_the_workspace(ws: Workspace, tmp_path: Path) -> None:
    """A section that nobody gave a heading is called by its type, in English where that is spoken."""
    ws.close()
    with qbank.open(tmp_path / "ws", actor="甲", lang="en") as english:
        english.paper(LINE, title="Test", out=tmp_path / "out")
    said = [each.text for each in docx.Document(str(tmp_path / "out" / "form-A.docx")).paragraphs]
    heads = [line.partition(" (")[0] for line in said if line.startswith("Part ")]
    assert heads[:3] == ["Part 1. True or false", "Part 2. Single choice", "Part 3. Multiple choice"]


def test_a_changed_item_makes_another_paper(ws: Workspace, tmp_path: Path) -> None:
    """The same wish after an item was retired gives papers without it, under an id of their own."""
    first = ws.paper(LINE, out=tmp_path / "one")
    gone = first.forms[0].placed[0].item
    ws.reject(gone, reason="过时")
    again = ws.paper(LINE, out=tmp_path / "two")
    assert gone not in {each.item for each in again.forms[0].placed}
    assert first.exam != again.exam
    # What was issued stays as it was.
    assert {each.form.id for each in ws.bank.issues()} == {first.forms[0].id, again.forms[0].id}


# --- what must not be issued ------------------------------------------------------------------------------


def test_an_item_retired_between_planning_and_issuing_is_named(ws: Workspace, tmp_path: Path) -> None:
    """Nothing is issued and nothing written; the item is named."""
    papers = ws.paper(LINE, forms=2)
    gone = papers.forms[1].placed[2].item
    ws.reject(gone, reason="过时")
    with pytest.raises(QbankError) as caught:
        issue(ws.bank, papers, tmp_path / "out", check=ws.check, actor="甲")
    assert caught.value.problem.code == "bank-issue-item" and caught.value.problem.values["items"] == gone
    assert ws.bank.issues() == [] and not (tmp_path / "out").exists()


def test_other_papers_are_not_written_over(ws: Workspace, tmp_path: Path) -> None:
    """A folder with papers that were issued takes the same ones again and no others."""
    ws.paper(LINE, seed="1", out=tmp_path / "out")
    before = (tmp_path / "out" / "form-A.json").read_bytes()
    with pytest.raises(QbankError) as caught:
        ws.paper(LINE, seed="2", out=tmp_path / "out")
    assert caught.value.problem.code == "papers-out-taken"
    assert (tmp_path / "out" / "form-A.json").read_bytes() == before and len(ws.bank.issues()) == 1
    assert ws.paper("判断 99×1", out=tmp_path / "out").shortages
    assert read(tmp_path / "out" / "report.json")["forms"]
    ws.paper(LINE, seed="1", out=tmp_path / "out")


def test_without_a_font_there_is_no_pdf(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are issued as Word files, and why there is no PDF is told."""
    missing = QbankError(Problem("paper-no-font", values={"fonts": "SimSun"}))
    monkeypatch.setattr("qbank.formats.paper._pdf.faces", Mock(side_effect=missing))
    made = ws.paper(LINE, out=tmp_path / "out")
    # Multiple choices of this bank have three right options each.
    told = [("papers-uneven-rights", "warning"), ("paper-no-font", "warning")]
    assert [(each.code, each.severity) for each in made.problems] == told
    assert not list((tmp_path / "out").glob("*.pdf")) and len(list((tmp_path / "out").glob("*.docx"))) == 2
    assert len(ws.bank.issues()) == 1


def test_an_item_that_breaks_a_rule_by_now_is_not_printed(ws: Workspace, tmp_path: Path) -> None:
    """Named is the item, and nothing is issued."""
    papers = ws.paper(LINE)
    item = papers.forms[0].placed[0].item

    def check(each: Item) -> tuple[Problem, ...]:
        return (Problem("item-unknown", place=each.id, values={"id": each.id}),) if each.id == item else ()

    with pytest.raises(QbankError) as caught:
        issue(ws.bank, papers, tmp_path / "out", check=check, actor="甲")
    assert caught.value.problem.code == "papers-item-faulty" and caught.value.problem.values["items"] == item
    assert ws.bank.issues() == [] and not (tmp_path / "out").exists()


def test_a_short_bank_is_told_cell_by_cell(ws: Workspace, tmp_path: Path) -> None:
    """The cell that is short is named with how many, and how to draft; only the report is written."""
    asked = blueprint(
        Cell(least=7, most=7, chapters=("保密",), types=("single_choice", "true_false"), levels=("识记",))
    )
    made = ws.paper(asked, out=tmp_path / "out")
    (short,) = read(tmp_path / "out" / "report.json")["shortages"]
    # Of every third item every second one: 保密 with 识记 has 2 of 16 statements and 4 of 20 single choices.
    have = sum(at % 3 == 2 and at % 2 == 1 for at in range(36))
    assert (short["rule"], short["limit"], short["short"], short["have"]) == ("cell", 7, 7 - have, have)
    assert "保密" in short["name"] and "识记" in short["name"]
    assert made.commands == ('qbank draft --document "值班制度.txt"',)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]
    assert ws.bank.issues() == []
    cells = {(each.row, each.column): (each.least, each.have, each.short) for each in made.demands()}
    assert cells["保密", "单选题|判断题·识记"] == (7, have, 7 - have)
    assert made.table().words.startswith("双向细目表 3 格")


def test_drafts_that_would_do_are_told(tmp_path: Path) -> None:
    """Where drafts wait that would fill what is short, that comes first."""
    ws = workspace(tmp_path, accepted=False)
    ws.accept(*[f"q{at:02d}" for at in range(20)])
    made = ws.paper("单选 10×2")
    assert made.waiting == 16
    assert "16 道合适的草稿" in repr(made)


def test_an_empty_bank(tmp_path: Path) -> None:
    """A bank without accepted items is told to be one, whatever drafts it has."""
    refused(workspace(tmp_path, accepted=False), "papers-bank-empty", LINE)


def test_a_bank_of_one_item(tmp_path: Path) -> None:
    """What one item cannot fill is named."""
    made = workspace(tmp_path, count=1).paper("判断 2×1")
    assert [(each.gap.found, each.gap.limit) for each in made.shortages] == [(1, 2)]


@pytest.mark.parametrize(
    ("cell", "field", "near"),
    [
        (Cell(least=1, chapters=("保秘",)), "保秘", "保密"),
        (Cell(least=1, tags=("识纪",)), "识纪", "识记"),
        (Cell(least=1, levels=("评价",)), "评价", "理解"),
    ],
)
def test_words_the_bank_does_not_know(ws: Workspace, cell: Cell, field: str, near: str) -> None:
    """An unknown chapter, tag or level is named, with what there is."""
    said = refused(ws, "papers-word-unknown", blueprint(cell))
    assert said["word"] == field and near in str(said["near"])


def test_words_of_which_no_item_has_any(ws: Workspace) -> None:
    """Where no item is for anybody, an audience is refused without examples."""
    said = refused(ws, "papers-word-none", blueprint(Cell(least=1, audiences=("护林员",))))
    assert said["word"] == "护林员"


def test_documents_by_a_part_of_their_name(ws: Workspace) -> None:
    """A document may be named in part; one that is none is refused."""
    assert ws.paper(blueprint(documents=("值班",))).forms
    refused(ws, "document-unknown", blueprint(documents=("考勤",)))


def test_wishes_that_cannot_be(ws: Workspace, tmp_path: Path) -> None:
    """Contradictions, numbers that are none and files that cannot be read are named before anything is done."""
    refused(ws, "blueprint-marks-sum", "判断 10×1，满分 20 分")
    refused(ws, "papers-forms", LINE, forms=0)
    refused(ws, "papers-forms", LINE, forms=27)
    refused(ws, "analyse-date", LINE, date="三月")
    refused(ws, "papers-blueprint-none", "没有这个文件")
    (tmp_path / "蓝图.docx").write_bytes(b"PK")
    refused(ws, "papers-blueprint-ending", str(tmp_path / "蓝图.docx"))
    refused(ws, "blueprint-pinned-banned", blueprint(pinned=("q01",), banned=("q01",)))
    refused(ws, "assembly-pinned-unknown", blueprint(pinned=("x1",)))
    refused(ws, "papers-banned-unknown", blueprint(banned=("q01", "x1")))
    refused(ws, "papers-form-unknown", LINE, exclude=["deadbeef-A"])


def test_a_pinned_item_is_of_the_documents_of_its_blueprint(ws: Workspace, tmp_path: Path) -> None:
    """Only from these documents, and this item of another one: which of the two is meant nobody knows."""
    (tmp_path / "考勤制度.txt").write_text("第一条　考勤每月公布一次。\n", encoding="utf-8")
    ws.ingest(tmp_path / "考勤制度.txt")
    said = refused(ws, "papers-pinned-outside", blueprint(pinned=("q01",), documents=("考勤",)))
    assert (said["item"], said["document"]) == ("q01", DOCUMENT)
    assert ws.paper(blueprint(pinned=("q01",), documents=("考勤", "值班"))).forms


def test_a_file_is_no_folder(ws: Workspace, tmp_path: Path) -> None:
    """A file where the folder is to be stays as it is."""
    (tmp_path / "out").write_text("我的", encoding="utf-8")
    with pytest.raises(QbankError) as caught:
        ws.paper(LINE, out=tmp_path / "out")
    assert caught.value.problem.code == "output-not-a-folder"
    with pytest.raises(QbankError) as caught:
        ws.paper(LINE, out=tmp_path / "没有" / "out")
    assert caught.value.problem.code == "output-no-folder"
    assert (tmp_path / "out").read_text(encoding="utf-8") == "我的" and ws.bank.issues() == []


# --- again, and instead -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["exam", "form", "file"])
def test_a_make_up_paper_shares_nothing(ws: Workspace, tmp_path: Path, name: str) -> None:
    """Whatever names the papers to stay away from: no item of them comes back."""
    first = ws.paper("判断 4×1，单选 6×2", forms=2, out=tmp_path / "one")
    words = {
        "exam": [first.exam], "form": [each.id for each in first.forms],
        "file": [str(tmp_path / "one" / f"form-{each}.json") for each in "AB"],
    }  # fmt: skip
    ws.paper("判断 4×1，单选 6×2", exclude=words[name], out=tmp_path / "two")
    gone = ids(tmp_path / "one" / "form-A.json") | ids(tmp_path / "one" / "form-B.json")
    assert len(gone) == 20 and not gone & ids(tmp_path / "two" / "form-A.json")
    assert read(tmp_path / "two" / "report.json")["excluded"] == sorted(each.id for each in first.forms)


def test_what_must_not_come_back_cannot_be_pinned(ws: Workspace, tmp_path: Path) -> None:
    """A pinned item of an excluded paper is named."""
    first = ws.paper("判断 4×1", out=tmp_path / "one")
    item = first.forms[0].placed[0].item
    assert refused(ws, "papers-pinned-excluded", blueprint(pinned=(item,)), exclude=[first.exam])["item"] == item


def test_items_rest_after_an_issued_paper(ws: Workspace, tmp_path: Path) -> None:
    """What was issued lately is not used again, but by the same wish; later it is."""
    first = ws.paper(blueprint(rested=30), date="2026-03-01", out=tmp_path / "one")
    used = {each.item for each in first.forms[0].placed}
    for day, rests in (("2026-03-20", True), ("2026-06-01", False)):
        found = ws.paper(blueprint(rested=30, uses=9), date=day, forms=1)
        candidates = found.candidates
        assert {candidates[each].last_used for each in used} == {date(2026, 3, 1)}
        assert {candidates[each].uses for each in used} == {1}
        assert not (rests and used & {each.item for each in found.forms[0].placed})


def test_the_bank_says_how_hard_items_were(ws: Workspace) -> None:
    """Facility is that of exams where there were any; a sitting soon after a paper is no further use of its items."""
    made = ws.paper("判断 4×1", date="2026-03-01", out=ws.folder.parent / "out")
    ids_of_form = [each.item for each in made.forms[0].placed]
    figures = {"sitting": "s1", "name": "周测", "n": 50, "facility": 0.25, "facility_interval": (0.2, 0.3)}
    records = [
        ItemStatistics(item=each, revision=2, date="2026-03-05", digest="d", actor="甲", **figures)  # type: ignore[arg-type]
        for each in (*ids_of_form, "q20")
    ]
    ws.bank.add_statistics(records)
    found = ws.paper("判断 4×1，单选 2×1").candidates
    assert {found[each].facility for each in (*ids_of_form, "q20")} == {0.25}
    assert {found[each].uses for each in (*ids_of_form, "q20")} == {1}
    assert {found[each].last_used for each in ids_of_form} == {date(2026, 3, 5)}
    assert found["q21"].facility is None and found["q21"].last_used is None


def test_papers_that_the_bank_cannot_keep_are_not_written(ws: Workspace, tmp_path: Path) -> None:
    """Where freezing them fails, no file is left."""
    papers = ws.paper(LINE)
    connection = sqlite3.connect(ws.bank.path)
    connection.execute("CREATE TRIGGER none BEFORE INSERT ON issue BEGIN SELECT RAISE(ABORT, 'none'); END")
    connection.commit()
    connection.close()
    with pytest.raises(QbankError):
        issue(ws.bank, papers, tmp_path / "out", check=ws.check, actor="甲")
    assert not (tmp_path / "out").exists()
