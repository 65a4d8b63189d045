"""Export and import from the command line: names and options that scripts rely on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.formats._contract import FORMATS
from qbank.types._contract import TYPES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace with an accepted item of each type."""
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as workspace:
        for item_type in TYPES:
            workspace.bank.add_drafts([replace(item_type.example(), tags=("值班",))], actor="甲")
        workspace.accept(*workspace.bank.ids())
    return tmp_path / "ws"


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and error output of a command."""
    done = CliRunner().invoke(build("zh"), ["-C", str(folder), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    "name", [pytest.param(fmt.name, marks=pytest.mark.fonts if fmt.suffix == ".pdf" else ()) for fmt in FORMATS]
)
def test_every_format_is_exported_by_its_name(folder: Path, name: str) -> None:
    """A file is there afterwards, and how many items are in it is said."""
    out = folder / f"out{FORMATS.get(name).suffix}"
    code, said, _ = run(folder, "export", "--format", name, "--out", str(out))
    assert (code, out.stat().st_size > 0) == (0, True)
    assert "道题" in said


def test_formats_are_told_for_programs(folder: Path) -> None:
    """Types × formats with what is lost, as JSON."""
    code, said, _ = run(folder, "formats", "--json")
    rows = json.loads(said)
    assert code == 0
    assert {row["name"] for row in rows} == set(FORMATS.names())
    assert all(set(row["types"]) == set(TYPES.names()) for row in rows)
    assert all({"held", "lost", "reduced"} == set(kept) for row in rows for kept in row["types"].values())
    assert len(run(folder, "formats")[1].splitlines()) == len(rows) + 1


def test_strict_and_its_report(folder: Path) -> None:
    """A strict export that would lose something ends with 1, says what, and writes the report but no file."""
    out, report = folder / "x.txt", folder / "loss.json"
    arguments = ("export", "--format", "aiken", "--out", str(out), "--strict", "--loss-report", str(report))
    code, _, said = run(folder, *arguments)
    assert code == 1
    assert "没有导出" in said and "--strict" in said
    assert not out.exists()
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["format"] == "aiken" and told["left_out"] == 5
    assert run(folder, *(each for each in arguments if each != "--strict"))[0] == 0
    assert out.exists()


def test_what_left_is_listed(folder: Path) -> None:
    """``exports`` names the files, then the items of one; ``show`` says where an item left to."""
    out = folder / "三月.json"
    run(folder, "export", "--format", "json-plain", "--out", str(out))
    (row,) = json.loads(run(folder, "exports", "--json")[1])
    assert (row["items"], row["file"]) == (7, str(out))
    items = json.loads(run(folder, "exports", row["id"], "--json")[1])
    assert len(items) == 7
    assert json.loads(run(folder, "exports", str(out), "--json")[1]) == items
    assert "三月.json" in run(folder, "show", items[0]["item"])[1]
    assert run(folder, "exports", "nosuch")[0] == 1


def test_a_file_is_looked_at_before_it_is_taken(folder: Path, tmp_path: Path) -> None:
    """``--dry-run --json`` tells each row; without it the file is taken, and a second time nothing is added."""
    out = folder / "x.json"
    run(folder, "export", "--format", "json-plain", "--out", str(out))
    other = tmp_path / "other"
    run(other, "init")
    code, said, _ = run(other, "import", str(out), "--dry-run", "--json")
    told = json.loads(said)
    assert (code, told["format"], told["added"], told["dry_run"]) == (0, "json-plain", 7, True)
    assert {row["state"] for row in told["rows"]} == {"new"}
    assert "7" in run(other, "import", str(out))[1]
    assert "新导入 0 道，题库里已有 7 道" in run(other, "import", str(out))[1]


def test_a_bad_row_is_named(folder: Path) -> None:
    """The error names file, row, stem, what was found and what to do."""
    bad = folder / "坏.json"
    bad.write_text('[{"question": "谁负责？", "options": ["甲", "乙"], "answer": "C"}]', encoding="utf-8")
    code, _, said = run(folder, "import", str(bad))
    assert code == 1
    assert "坏.json [1]" in said and "谁负责" in said and "C" in said and "请" in said
