"""Files of answers on the command line: several of one sitting, poor ones, and what may not be written over."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from exam_answers import answers, run
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build


def test_the_answer_file_is_never_written_over(tmp_path: Path) -> None:
    """Neither by data nor by a workbook; and a workbook is called one."""
    table = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    for row in (["id", "q1", "q2"], ["a", 1, 0], ["b", 0, 1]):
        book.active.append(row)
    book.save(table)
    before = table.read_bytes()
    for arguments in (["--json", str(table)], ["--report", str(table)], ["--report", str(tmp_path / "x.txt")]):
        result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "analyse", str(table), *arguments])
        assert result.exit_code == 2
    assert table.read_bytes() == before
    assert not (tmp_path / "x.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--model", "4pl"), "4pl"),
        (("--date", "昨天"), "昨天"),
        (("--date", "2026-13-40"), "2026-13-40"),
        (("--attempt", "third"), "third"),
        (("--cells", "figures"), "figures"),
        (("--group", "部门"), "没有“部门”这一列（有：–）"),
        (("--most", "nan"), "满分“nan”"),
        (("--most", "-3"), "满分“-3”"),
    ],
)
def test_a_wrong_wish_is_told(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    """Options that mean nothing are named, and no traceback comes."""
    (tmp_path / "t.csv").write_text("id,q1,q2\na,1,0\nb,0,1\n")
    result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "analyse", str(tmp_path / "t.csv"), *arguments])
    assert result.exit_code in (1, 2)
    assert says in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "text", ["", "id,q1\n", "id,q1\na,1\n", "id,q1,q2\na,,\nb,,\n", "q1,q2\n1,1\n1,1\n", "id,q1,q2\na,NaN,Inf\nb,1,7\n"]
)
def test_poor_tables_end_in_words(tmp_path: Path, text: str) -> None:
    """Empty, one person, one item, all blank, all alike, no numbers: figures that exist, reasons for the rest."""
    (tmp_path / "t.csv").write_text(text)
    out = tmp_path / "o.json"
    result = CliRunner().invoke(
        build("zh"), ["-C", str(tmp_path), "analyse", str(tmp_path / "t.csv"), "--json", str(out)]
    )
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 0:
        data = json.loads(out.read_text(encoding="utf-8"))
        assert data["test"]["alpha"] is None
        assert data["test"]["reason"]


def test_where_no_cell_could_be_read_there_are_no_figures(tmp_path: Path) -> None:
    """A key that goes with none of the answers makes no mean of 0: it is said that there is nothing to count."""
    (tmp_path / "t.csv").write_text("id,q1\n" + "".join(f"{at},{'ABCD'[at % 4]}\n" for at in range(40)))
    (tmp_path / "k.csv").write_text("item,key\nq1,2\n")
    told = run(tmp_path, "analyse", str(tmp_path / "t.csv"), "--key", str(tmp_path / "k.csv"), code=1).output
    assert "没有可以统计的作答" in told and "不是任何选项" in told
    assert "平均" not in told


def parted(folder: Path, table: Path, names: tuple[str, ...]) -> list[str]:
    """Cut a file of answers into as many of equal size."""
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    for at, name in enumerate(names):
        own = rows[at * len(rows) // len(names) : (at + 1) * len(rows) // len(names)]
        (folder / name).write_text("\n".join([head, *own]) + "\n", encoding="utf-8")
    return [str(folder / name) for name in names]


def test_files_of_one_sitting_add_up_and_others_stay_apart(desk: Path, tmp_path: Path) -> None:
    """Two departments of one day are one exam, recorded once; the same on another day is a second one."""
    answers(desk, tmp_path / "a.csv")
    files = parted(tmp_path, tmp_path / "a.csv", ("周测-一队.csv", "周测-二队.csv"))
    out, paper = tmp_path / "o.json", tmp_path / "o.docx"
    run(desk, "analyse", str(tmp_path / "a.csv"), "--json", str(tmp_path / "whole.json"))
    told = run(desk, "analyse", *files, "--json", str(out), "--record", "--date", "2026-03-15").output
    whole, both = (json.loads(each.read_text(encoding="utf-8")) for each in (tmp_path / "whole.json", out))
    assert both["test"] == whole["test"]
    assert both["name"] == "周测"
    assert "周测-一队.csv、周测-二队.csv" in told
    dated = []
    for at, file in enumerate(files):
        head, *rows = Path(file).read_text(encoding="utf-8").splitlines()
        lines = [f"{head},交卷时间", *(f"{row},2026-03-{20 + at} 10:00:00" for row in rows)]
        dated.append(tmp_path / f"d{at}.csv")
        dated[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(desk, "analyse", *map(str, dated), "--json", str(out), "--report", str(paper), "--record")
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [each["date"] for each in data["sittings"]] == ["2026-03-20", "2026-03-21"]
    heads = [each.text for each in docx.Document(str(paper)).paragraphs if each.style.name == "Heading 1"]
    assert heads == ["各场考试", "1 d0 2026-03-20", "2 d1 2026-03-21"]
    with qbank.open(desk) as workspace:
        assert len(workspace.bank.recordings()) == 3


def test_the_same_people_twice_without_a_day_are_two_sittings(tmp_path: Path) -> None:
    """Nobody sits an exam twice; said to be of one day, each counts once and is named."""
    people = [[f"p{at}", at % 2, 1 - at % 3 // 2] for at in range(20)]
    for name in ("a.csv", "b.csv"):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["工号", "q1", "q2"], *people, [name, 1, 1]])
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    assert "第 2 场（共 2 场）" in run(tmp_path, "analyse", *files).output
    told = run(tmp_path, "analyse", *files, "--date", "2026-03-15").output
    assert "22 人，2 题" in told
    assert "20 个人在同一场考试的几份文件里都有" in told


def test_one_bad_file_among_several_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A file that is not there, and one that is a copy of another."""
    (tmp_path / "a.csv").write_text("id,q1,q2\na,1,0\nb,0,1\nc,1,1\n")
    (tmp_path / "b.csv").write_bytes((tmp_path / "a.csv").read_bytes())
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv", "none.csv")]
    told = run(tmp_path, "analyse", *files).output
    assert "3 人，2 题" in told
    assert "同一份文件" in told
    assert "none.csv" in told


def test_papers_of_another_program_are_led_back_without_a_bank(tmp_path: Path) -> None:
    """Table of forms and file of keys call the items alike; what is wrong with the table is told by its row."""
    forms = "卷别,题号,题目,选项顺序\nA,1,甲,ABC\nA,2,乙,ABC\nB,1,乙,BCA\nB,2,甲,CAB\n"
    (tmp_path / "key.csv").write_text("题目,答案\n甲,A\n乙,B\n", encoding="utf-8")
    rows = [f"a{at},A,A,{'BC'[at % 2]}" for at in range(6)] + [f"b{at},B,{'AB'[at % 2]},B" for at in range(6)]
    (tmp_path / "t.csv").write_text("\n".join(["工号,卷别,1,2", *rows]), encoding="utf-8")
    out = tmp_path / "o.json"
    wish = [str(tmp_path / "t.csv"), "--key", str(tmp_path / "key.csv"), "--mapping", str(tmp_path / "m.csv")]
    (tmp_path / "m.csv").write_text(forms, encoding="utf-8")
    result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "analyse", *wish, "--json", str(out)])
    assert result.exit_code == 0, result.output
    shares = {each["name"]: each["facility"] for each in json.loads(out.read_text(encoding="utf-8"))["items"]}
    assert shares == {"甲": 1.0, "乙": 0.5}
    (tmp_path / "m.csv").write_text(forms + "B,三,丙,AB\n", encoding="utf-8")
    result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "analyse", *wish])
    assert result.exit_code == 0 and "“三”不是题号" in result.output
    (tmp_path / "m.csv").write_text("卷别,题目\nA,1\n", encoding="utf-8")
    result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "analyse", *wish])
    assert result.exit_code == 1 and "对照表没有需要的表头" in result.output
