"""Passages on the command line: shown above their items, and never left behind by an export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import qbank
from qbank.cli.main import build

RULE = (
    "预警短信由镇值班室在15分钟内转发到村。村级网格员应当在30分钟内回执，逾期未回执的，由镇值班室电话催办。"
    "连续3次逾期的村，扣减年度考核分2分。值班室每季度开展1次叫应抽查，每次抽查不少于20户。"
    "抽查做到“三个必查”，即必查时间、必查人员、必查记录。所谓叫应，是指发出预警的单位得到责任人本人答复的过程。"
)
TEXT = f"柳湾区预警转发工作方案\n一、预警转发\n{RULE}\n二、保障措施\n各村应当于每年5月1日前备齐铜锣、喇叭、手电筒。\n"


HEAD = RULE[: RULE.index("在15分钟内")]
"""How the passage begins, before the first word that is blank in it."""


def run(folder: Path, *arguments: str, lang: str = "zh") -> Result:
    """Run a command in a workspace."""
    result = CliRunner().invoke(build(lang), ["-C", str(folder), "--lang", lang, *arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace that has drafted a document with a passage."""
    (tmp_path / "方案.txt").write_text(TEXT, encoding="utf-8")
    for arguments in (["init"], ["ingest", str(tmp_path / "方案.txt")], ["draft"]):
        run(tmp_path / "ws", *arguments)
    return tmp_path / "ws"


def test_the_passage_stands_above_the_item(folder: Path) -> None:
    """``list --json`` and ``show`` give the passage in front of the stem, in either language; others have none."""
    listed = json.loads(run(folder, "list", "--json").stdout)
    shared = [each for each in listed if "stimulus" in each]
    alone = [each for each in listed if "stimulus" not in each]
    assert len(shared) >= 3
    assert alone
    (passage,) = {each["stimulus_text"] for each in shared}
    assert passage.startswith(HEAD)
    assert all(next(iter(each)) == "stimulus_text" for each in shared)
    assert not any("stimulus_text" in each for each in alone)
    shown = run(folder, "show", shared[0]["id"]).stdout
    assert f"材料（共用题干）{shared[0]['stimulus']}" in shown
    assert 0 < shown.index(passage) < shown.index(shared[0]["stem"])
    assert "Passage shared by several items" in run(folder, "show", shared[0]["id"], lang="en").stdout
    assert "材料（共用题干）" not in run(folder, "show", alone[0]["id"]).stdout
    (data,) = json.loads(run(folder, "show", shared[0]["id"], "--json").stdout)
    assert (data["stimulus_text"], data["history"][0]["action"]) == (passage, "draft")


def test_a_draft_report_counts_the_passages(folder: Path) -> None:
    """A program reads how many passages a document gave; drafting again adds nothing."""
    (document,) = json.loads(run(folder, "draft", "--again", "--json").stdout)["documents"]
    assert (document["stimuli"], document["added"], document["renewed"]) == (1, 0, 0)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_an_item_leaves_with_its_passage(folder: Path, tmp_path: Path, name: str) -> None:
    """One accepted item brings its passage and its document; another bank gives the same bytes back, twice imported."""
    item = next(each for each in json.loads(run(folder, "list", "--json").stdout) if "stimulus" in each)
    run(folder, "accept", item["id"])
    out, again, other = tmp_path / f"bank.{name}", tmp_path / f"again.{name}", tmp_path / "other"
    run(folder, "export", "--format", name, "--out", str(out))
    assert item["stimulus_text"] in out.read_text(encoding="utf-8")
    for arguments in (["init"], ["import", str(out)], ["import", str(out)]):
        run(other, *arguments)
    run(other, "export", "--format", name, "--out", str(again))
    assert again.read_bytes() == out.read_bytes()
    (shown,) = json.loads(run(other, "list", "--json").stdout)
    assert (shown["stimulus"], shown["stimulus_text"]) == (item["stimulus"], item["stimulus_text"])


def test_an_export_without_passages_has_no_list_of_them(folder: Path, tmp_path: Path) -> None:
    """Where no item that leaves has a passage, the file is as it was before there were any."""
    item = next(each for each in json.loads(run(folder, "list", "--json").stdout) if "stimulus" not in each)
    run(folder, "accept", item["id"])
    out = tmp_path / "bank.json"
    run(folder, "export", "--out", str(out))
    assert "stimul" not in out.read_text(encoding="utf-8")


def test_a_file_without_its_passage_is_refused(folder: Path, tmp_path: Path) -> None:
    """The item that names a missing passage is told and kept out; with --keep-good the others come in."""
    run(folder, "accept", "--all")
    out = tmp_path / "bank.json"
    run(folder, "export", "--out", str(out))
    data = json.loads(out.read_text(encoding="utf-8"))
    del data["stimuli"]
    out.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    other = tmp_path / "other"
    run(other, "init")
    refused = CliRunner().invoke(build("zh"), ["-C", str(other), "import", str(out)])
    assert refused.exit_code == 1
    assert "引用的材料" in refused.stderr.replace("\n", "")
    kept = CliRunner().invoke(build("zh"), ["-C", str(other), "import", str(out), "--keep-good"])
    assert kept.exit_code == 1
    alone = {each["id"] for each in data["items"] if "stimulus" not in each}
    assert {each["id"] for each in json.loads(run(other, "list", "--json").stdout)} == alone


def test_a_notebook_shows_the_passage(folder: Path) -> None:
    """The table of items has the passage in the cell of each item that shares it."""
    with qbank.open(folder) as workspace:
        items = workspace.items()
        assert items._repr_html_().count(HEAD) >= 3
        assert workspace.stimuli(items).keys() == {each.stimulus for each in items} - {""}
