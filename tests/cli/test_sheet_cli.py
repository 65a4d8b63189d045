"""``qbank review-sheet``: out, filled in, back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qbank.cli.main import build

TEXT = """云岭市应急值守培训方案
一、主要内容
全市值守培训实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
值班人员应当在接到险情后15分钟内书面报告市应急指挥中心。
每季度开展2次拉动演练，印发值守手册750份。
"""


@pytest.fixture
def sheet_run(tmp_path: Path):
    """Return a function that runs a command in a workspace with drafts."""

    def command(*arguments: str, lang: str = "zh") -> Result:
        return CliRunner().invoke(build(lang), ["-C", str(tmp_path / "ws"), "--lang", lang, *arguments])

    (tmp_path / "方案.txt").write_text(TEXT, encoding="utf-8")
    for arguments in (["init"], ["ingest", str(tmp_path / "方案.txt")], ["draft"]):
        assert command(*arguments).exit_code == 0
    return command


def _verdicts(path: Path, verdict: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path, rich_text=True)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "结论")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = verdict
    book.save(path)


def test_out_and_back(sheet_run, tmp_path: Path) -> None:
    """Two drafts go out, both come back accepted; a dry run before says so, reading again adds nothing."""
    out = tmp_path / "审题.xlsx"
    made = sheet_run("review-sheet", "--out", str(out), "--limit", "2", "--document", "方案")
    assert made.exit_code == 0 and "2 道题" in made.stdout
    _verdicts(out, "通过")
    assert "通过 2 道" in sheet_run("review-sheet", "--read", str(out), "--dry-run").stdout
    assert "通过 2 道" in sheet_run("review-sheet", "--read", str(out)).stdout
    again = sheet_run("review-sheet", "--read", str(out))
    assert again.exit_code == 0 and "以前读过 2 道" in again.stdout
    assert len(json.loads(sheet_run("list", "--status", "accepted", "--json").stdout)) == 2


def test_a_row_that_is_not_understood_is_told_on_the_error_stream(sheet_run, tmp_path: Path) -> None:
    """Exit code 1, file and row in the message, in both languages."""
    out = tmp_path / "s.xlsx"
    sheet_run("review-sheet", "--out", str(out), "--limit", "1")
    _verdicts(out, "嗯")
    result = sheet_run("review-sheet", "--read", str(out))
    assert result.exit_code == 1 and f"{out} 第 2 行：结论“嗯”看不懂" in result.stderr
    assert f"{out} row 2: verdict" in sheet_run("review-sheet", "--read", str(out), lang="en").stderr


@pytest.mark.parametrize("arguments", [[], ["--out", "a.xlsx", "--read", "b.xlsx"], ["--out", "a.xlsx", "--dry-run"]])
def test_one_way_at_a_time(sheet_run, arguments: list[str]) -> None:
    """Out or in, not neither or both; a dry run goes with reading."""
    assert sheet_run("review-sheet", *arguments).exit_code == 2


def test_bad_sheet_files_are_one_line(sheet_run, tmp_path: Path) -> None:
    """A photo and a missing file: a sentence and exit code 1, no traceback."""
    photo = tmp_path / "照片.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    for path in (photo, tmp_path / "没有.docx"):
        result = sheet_run("review-sheet", "--read", str(path))
        assert result.exit_code == 1 and str(path) in result.stderr and "Traceback" not in result.output
