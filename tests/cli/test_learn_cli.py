"""``qbank learn`` as scripts and people use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from learning_samples import judge, judged_workspace
from typer.testing import CliRunner, Result

from qbank.cli.main import build

Run = Callable[..., Result]


def _runner(folder: Path) -> Run:
    def command(*arguments: str, lang: str = "zh") -> Result:
        return CliRunner().invoke(build(lang), ["-C", str(folder), "--lang", lang, *arguments])

    return command


@pytest.fixture
def empty(tmp_path: Path) -> Run:
    """Return a function that runs a command in an empty workspace."""
    run = _runner(tmp_path / "ws")
    assert run("init").exit_code == 0
    return run


def test_learning_too_early_says_what_is_needed(empty: Run) -> None:
    """Nothing is refused, nothing is changed, and the numbers are told in both languages."""
    result = empty("learn")
    assert result.exit_code == 0
    assert "至少要 50 条意见" in result.stdout
    assert "at least 50 are needed" in empty("learn", "--force", lang="en").stdout
    assert json.loads(empty("learn", "--json").stdout)["outcome"] == "too-few"
    assert empty("learn", "--reset").exit_code == 0


@pytest.mark.parametrize("flags", [("--force", "--reset"), ("--dry-run", "--reset"), ("--dry-run", "--force")])
def test_only_one_way_of_learning_at_a_time(empty: Run, flags: tuple[str, str]) -> None:
    """Two that contradict each other are wrong use."""
    assert empty("learn", *flags).exit_code == 2


def test_a_foreign_order_file_is_told(empty: Run, tmp_path: Path) -> None:
    """It is named with its cure on the error stream; resetting is refused rather than delete it."""
    (tmp_path / "ws" / "order.json").write_text("{}", encoding="utf-8")
    assert "不是 qbank 的排序文件" in empty("learn").stderr.replace("\n", "")
    assert empty("learn", "--reset").exit_code == 1
    assert (tmp_path / "ws" / "order.json").exists()


def test_the_whole_way_of_learning(tmp_path: Path) -> None:
    """Judge, look, learn, draft again, show the reason, return to the priors."""
    with judged_workspace(tmp_path) as workspace:
        judge(workspace)
        kept = workspace.items(status="accepted")[0].id
    run = _runner(tmp_path / "ws")
    assert "同类试题" not in run("show", kept).stdout
    shown = json.loads(run("learn", "--dry-run", "--json").stdout)
    assert shown["outcome"] == "dry-run"
    assert shown["before"]["log_loss"] > shown["after"]["log_loss"]
    assert {"pattern", "type", "verdicts", "kept", "share", "low", "high", "prior", "learned"} <= shown["precisions"][
        0
    ].keys()
    told = run("learn").stdout
    assert "新排序已生效" in told
    assert "条意见中保留" in told
    assert "换了次序" in run("draft").stdout
    assert "同类试题" in run("show", kept).stdout
    assert "Of its kind" in run("show", kept, lang="en").stdout
    assert "先验" in run("learn", "--reset").stdout
    assert not (tmp_path / "ws" / "order.json").exists()
