"""``qbank duplicates`` as scripts and people use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import qbank
from qbank.cli.main import build
from qbank.types import SingleChoice

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs a command in a workspace with the exact pair a, b and c near both."""
    one = replace(SingleChoice.example(), id="a")
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        near = replace(one, id="c", stem=one.stem.replace("应当", "须"), tags=("窗口\x1b[31m",))
        workspace.bank.add_drafts([one, replace(one, id="b"), near], actor="qbank")

    def command(*arguments: str, lang: str = "zh") -> Result:
        return CliRunner().invoke(build(lang), ["-C", str(tmp_path / "ws"), "--lang", lang, *arguments])

    return command


def _pairs(run: Run) -> list[tuple[str, str, str]]:
    result = run("duplicates", "--json")
    assert result.exit_code == 0
    return [(each["one"], each["other"], each["kind"]) for each in json.loads(result.stdout)]


def test_pairs_as_json_and_in_words(run: Run) -> None:
    """Scripts rely on these names."""
    pairs = json.loads(run("duplicates", "--json").stdout)
    assert [(each["one"], each["other"], each["kind"]) for each in pairs] == [
        ("a", "b", "exact"),
        ("a", "c", "near"),
        ("b", "c", "near"),
    ]
    assert pairs[0]["score"] == 1.0
    assert 0.8 <= pairs[1]["score"] < 1
    assert "应当" in pairs[1]["one_stem"]
    assert "应当" not in pairs[1]["other_stem"]
    told = run("duplicates").stdout
    assert "完全相同" in told
    assert "【须】" in told
    assert "3 对重复" in told
    assert "Near, alike" in run("duplicates", lang="en").stdout
    assert "还有 3 对" in run("duplicates", "--limit", "0").stdout
    assert json.loads(run("duplicates", "--json", "--limit", "2").stdout) == pairs[:2]


def test_keeping_both(run: Run) -> None:
    """The pair is not shown again."""
    assert "都留" in run("duplicates", "--keep", "a", "b").stdout
    assert ("a", "b", "exact") not in _pairs(run)
    assert run("duplicates", "--keep", "a", "zz").exit_code == 1
    assert run("duplicates", "--keep", "a").exit_code == 2


def test_merging_and_rejecting(run: Run) -> None:
    """What is rejected is a duplicate no more; a second time is refused with its reason."""
    assert "退回 b" in run("duplicates", "--merge", "a", "b").stdout
    assert _pairs(run) == [("a", "c", "near")]
    again = run("duplicates", "--merge", "a", "b")
    assert again.exit_code == 1
    assert "不能合并" in again.stderr
    assert run("duplicates", "--reject", "c").exit_code == 0
    assert _pairs(run) == []
    shown = json.loads(run("show", "b", "c", "--json").stdout)
    assert [each["history"][-1]["reason"] for each in shown] == ["与 a 重复", "与其他题重复"]
    assert run("duplicates", "--reject", "zz").exit_code == 1


def test_one_act_at_a_time(run: Run) -> None:
    """Two that contradict each other are wrong use, and nothing is done."""
    assert run("duplicates", "--reject", "a", "--merge", "a", "b").exit_code == 2
    assert len(_pairs(run)) == 3


def test_an_empty_bank_and_no_workspace(tmp_path: Path) -> None:
    """An empty list, and a sentence on what to do."""
    for arguments, code in ((("init",), 0), (("duplicates", "--json"), 0), (("duplicates", "--document", "甲"), 1)):
        result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path / "ws"), *arguments])
        assert result.exit_code == code
        if "--json" in arguments:
            assert json.loads(result.stdout) == []
    assert CliRunner().invoke(build("zh"), ["-C", str(tmp_path / "none"), "duplicates"]).exit_code == 1
