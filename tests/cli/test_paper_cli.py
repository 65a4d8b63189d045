"""``qbank paper`` on the sample corpus: names, exit codes and files that scripts rely on."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.workbench.blueprints import read_blueprint

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "docs" / "blueprint-sample.toml"
LINE = "判断 5×1，单选 8×2，填空 4×2，40 分钟"
FILES = {
    f"form-{name}{ending}" for name in "AB" for ending in (".json", ".docx", "-key.docx", "-practice.html")
} | {"mapping.csv", "report.json"}  # fmt: skip


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace in which every draft of the sample corpus was accepted."""
    folder = tmp_path_factory.mktemp("accepted") / "ws"
    with qbank.open(folder, make=True, actor="甲") as workspace:
        workspace.ingest(ROOT / "corpus")
        workspace.draft()
        workspace.accept(*[item.id for item in workspace.items(status="draft")])
    return folder


@pytest.fixture
def folder(accepted: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    shutil.copytree(accepted, tmp_path / "ws")
    return tmp_path / "ws"


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and error output of a command."""
    done = CliRunner().invoke(build("zh"), ["-C", str(folder), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return done.exit_code, done.stdout, done.stderr


def test_a_paper_is_told_in_the_language_asked_for(folder: Path, tmp_path: Path) -> None:
    """No sign of Chinese parts a list in English, and of types that a paper lacks no keys are counted."""
    arguments = ["-C", str(folder), "paper", LINE, "--out", str(tmp_path / "en")]
    told = CliRunner().invoke(build("en"), arguments).stdout
    keys = re.search(r"keys of single choices ((?:[A-D] \d(?:, )?)+); statements true \d, false \d", told)
    assert keys and not re.search("[、，　]", told), told
    _, told, _ = run(folder, "paper", "判断 5×1", "--out", str(tmp_path / "zh"))
    assert "判断题正确" in told and "单选题" not in told, told


def test_a_level_where_no_item_has_one_is_refused_without_examples(folder: Path, tmp_path: Path) -> None:
    """What no item of the bank says cannot be shown by examples."""
    sheet = tmp_path / "蓝图.toml"
    sheet.write_text(
        'version = 1\n[[sections]]\ntype = "判断题"\nnumber = 2\nmarks = 1\n[[cells]]\nlevels = ["创造"]\nnumber = 1\n',
        encoding="utf-8",
    )
    code, _, told = run(folder, "paper", str(sheet), "--out", str(tmp_path / "out"))
    assert code == 1 and "都没有注明认知层次" in told and "例如" not in told
    assert not (tmp_path / "out").exists()


def data(path: Path) -> Any:
    """Return what a JSON file says."""
    return json.loads(path.read_bytes())


def test_the_usual_line_makes_a_paper(folder: Path, tmp_path: Path) -> None:
    """The line that the README shows is met by the accepted drafts of the sample corpus, whatever the seed."""
    for seed in "12":
        out = tmp_path / seed
        line = "判断 10×1，单选 15×2，多选 20×3，60 分钟"
        code, _, told = run(folder, "paper", line, "--seed", seed, "--out", str(out))
        report = data(out / "report.json")
        assert (code, report["violations"], report["shortages"]) == (0, [], []), told
        assert [(form["items"], form["marks"]) for form in report["forms"]] == [(45, 100)]


def test_the_sample_becomes_papers(folder: Path, tmp_path: Path) -> None:
    """The sample blueprint gives two forms with all their files, nothing broken, and no answer in a paper."""
    out = tmp_path / "out"
    code, said, told = run(folder, "paper", str(SAMPLE), "--forms", "2", "--seed", "1", "--out", str(out))
    report = data(out / "report.json")
    assert (code, report["violations"], report["shortages"], "×" in told) == (0, [], [], False)
    assert FILES <= {path.name for path in out.iterdir()} == set(report["files"])
    assert report["forms"][0]["id"] in said and str(out) in said
    for name in "AB":
        form = data(out / f"form-{name}.json")
        assert [len(section["items"]) for section in form["sections"]] == [10, 15, 10, 4]
        assert sum(item["marks"] for item in form["items"]) == form["marks"] == 100
        keys = report["forms"]["AB".index(name)]["keys"]
        assert 4 <= report["forms"]["AB".index(name)]["verdicts"]["true"] <= 6
        assert sum(keys.values()) == 15 and max(keys.values()) <= 5
        with zipfile.ZipFile(out / f"form-{name}.docx") as archive:
            paper = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
        assert f"（{name} 卷）" in paper and "一、判断题（共 10 题，每题 1 分，共 10 分）" in paper
        assert "考试时间：60 分钟" in paper and "密" in paper and "答题卡" in paper
        assert not any(item["rationale"] in paper for item in form["items"])
        with zipfile.ZipFile(out / f"form-{name}-key.docx") as archive:
            key = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
        assert key.count("【答案】") + key.count("【得分点】") == 39 and key.count("【出处】") >= 39


def test_the_same_command_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Everything but the report is the same to the byte; another seed gives another paper."""
    for name, seed in (("one", "7"), ("two", "7"), ("three", "8")):
        code, _, _ = run(folder, "paper", LINE, "--forms", "2", "--same", "--seed", seed, "--out", str(tmp_path / name))
        assert code == 0
    for path in (tmp_path / "one").iterdir():
        same = path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
        assert same or path.name == "report.json"
    one, three = (data(tmp_path / name / "form-A.json") for name in ("one", "three"))
    assert {item["id"] for item in one["items"]} != {item["id"] for item in three["items"]}


def test_what_is_short_is_named_and_drafted_for(folder: Path, tmp_path: Path) -> None:
    """An impossible table ends with 1, says which part is short by how many, and offers to draft; no paper is there."""
    out = tmp_path / "out"
    code, said, told = run(folder, "paper", "多选 90×2，60 分钟", "--out", str(out))
    (short,) = data(out / "report.json")["shortages"]
    assert code == 1 and "qbank draft" in said
    assert short["name"] == "多选题" and short["short"] == 90 - short["found"] > 0
    assert f"缺 {short['short']:g} 道" in told
    assert [path.name for path in out.iterdir()] == ["report.json"]


def test_a_make_up_paper_from_the_command_line(folder: Path, tmp_path: Path) -> None:
    """``--exclude`` finds what was issued by its id."""
    run(folder, "paper", LINE, "--out", str(tmp_path / "one"))
    first = data(tmp_path / "one" / "form-A.json")
    code, _, _ = run(folder, "paper", LINE, "--exclude", first["id"], "--out", str(tmp_path / "two"))
    second = data(tmp_path / "two" / "form-A.json")
    assert code == 0 and first["id"] != second["id"]
    assert not {item["id"] for item in first["items"]} & {item["id"] for item in second["items"]}


def test_answers_of_a_form_are_read_by_its_letter(folder: Path, tmp_path: Path) -> None:
    """``analyse --form B``: numbers and letters are those of form B."""
    run(folder, "paper", "判断 4×1，单选 6×2", "--forms", "2", "--same", "--out", str(tmp_path / "out"))
    form = data(tmp_path / "out" / "form-B.json")
    right = [item["answer"] or ("对" if item["key"] else "错") for item in form["items"]]
    rows = [["工号", *(str(at) for at in range(1, 11))], *[[f"P{at}", *right] for at in range(6)]]
    answers = tmp_path / "answers.csv"
    answers.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    code, said, told = run(folder, "analyse", str(answers), "--form", "B", "--name", "周测")
    assert code == 0 and "周测：6 人，10 题" in said and "满分 16 分（100%）" in said
    assert form["id"] in told


def test_a_merged_cell_is_named(folder: Path, tmp_path: Path) -> None:
    """A workbook whose numbers are merged over two cells is refused with the cells; nothing is written."""
    book = Workbook()
    page = book.active
    for row in (["章节", "单选题（每题2分）", "判断题（每题1分）"], ["应急管理", 4, None], ["窗口服务", 4, 3]):
        page.append(row)
    page.merge_cells("B2:C2")
    book.save(tmp_path / "细目.xlsx")
    code, _, told = run(folder, "paper", str(tmp_path / "细目.xlsx"), "--out", str(tmp_path / "out"))
    assert code == 1 and "B2:C2" in told and "合并" in told
    assert not (tmp_path / "out").exists()
    page.unmerge_cells("B2:C2")
    page["C2"] = 2
    book.save(tmp_path / "细目.xlsx")
    assert run(folder, "paper", str(tmp_path / "细目.xlsx"), "--out", str(tmp_path / "out"))[0] == 0
    assert [len(each["items"]) for each in data(tmp_path / "out" / "form-A.json")["sections"]] == [8, 5]


def test_bad_input_writes_nothing(folder: Path, tmp_path: Path) -> None:
    """What cannot be is said in words with its cure; exit code 1, no folder, nothing issued."""
    (tmp_path / "negative.toml").write_text('[[sections]]\ntype = "单选题"\nnumber = -3\nmarks = 2\n', encoding="utf-8")
    for blueprint, word in (
        ("判断 10×1，满分 50 分", "50 分"), (str(tmp_path / "negative.toml"), "-3"), ("不是蓝图", "一行蓝图"),
    ):  # fmt: skip
        code, _, told = run(folder, "paper", blueprint, "--out", str(tmp_path / "out"))
        assert code == 1 and word in told and told.startswith("×")
        assert not (tmp_path / "out").exists()
    with qbank.open(folder) as workspace:
        assert workspace.bank.issues() == []


@pytest.mark.libreoffice
@pytest.mark.poppler
def test_another_program_prints_the_paper(folder: Path, tmp_path: Path) -> None:
    """LibreOffice makes pages of it: title, sections and answer sheet are there, rationales and sources are not."""
    out = tmp_path / "out"
    run(folder, "paper", LINE, "--title", "三月周测", "--out", str(out))
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(out / "form-A.docx")], check=True, capture_output=True, timeout=120)
    words = subprocess.run(["pdftotext", "-layout", str(tmp_path / "form-A.pdf"), "-"], check=True, capture_output=True)
    said = re.sub(r"\s", "", words.stdout.decode())
    assert "三月周测（A卷）" in said and "二、单选题（共8题，每题2分，共16分）" in said and "答题卡" in said
    for item in data(out / "form-A.json")["items"]:
        assert not any(re.sub(r"\s", "", line) in said for line in (item["rationale"], *item["proof"]))


def test_a_line_is_saved_as_a_table_and_that_as_toml(folder: Path, tmp_path: Path) -> None:
    """All three ask the same, papers are made of each; what is there is never replaced, and nothing is made then.

    A file that says the same is no hindrance: who was short of items gives the same command again.
    """
    table, toml = tmp_path / "细目表.xlsx", tmp_path / "蓝图.toml"
    for what, name, saved in ((LINE, "line", table), (str(table), "table", toml)):
        code, told, _ = run(folder, "paper", what, "--out", str(tmp_path / name), "--save-blueprint", str(saved))
        assert code == 0 and saved.name in told and (tmp_path / name / "form-A.json").is_file()
    read = {replace(read_blueprint(each), name="") for each in (LINE, table, toml)}
    assert len(read) == 1 and sum(each.number for each in read.pop().sections) == 17
    before = table.read_bytes()
    code, told, _ = run(folder, "paper", LINE, "--out", str(tmp_path / "again"), "--save-blueprint", str(table))
    assert code == 0 and table.name in told
    line = LINE.replace("40 分钟", "50 分钟")
    for name, found in ((table.name, "没有覆盖"), ("表.docx", ".toml")):
        out = tmp_path / "none"
        code, _, told = run(folder, "paper", line, "--out", str(out), "--save-blueprint", str(tmp_path / name))
        assert code == 1 and found in told and not out.exists()
    assert table.read_bytes() == before
