"""``qbank show`` tells what exams showed about an item."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.locale import Lang
from qbank.model.figure import FlagRecord, ItemStatistics, Keep
from qbank.model.item import Item
from qbank.types import SingleChoice

Show = Callable[..., str]
AT = "2026-03-20T08:00:00+00:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace with one accepted item that two sittings asked, one of them in an earlier version."""
    item: Item = replace(SingleChoice.example(), id="q1", sources=(), pattern="", status="draft", revision=1)
    right = item.body.interaction().keys[0]  # type: ignore[union-attr]
    wrong = next(each.id for each in item.body.options if each.id != right)  # type: ignore[attr-defined]
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as workspace:
        workspace.bank.add_drafts([item], actor="qbank")
        workspace.accept("q1")
        record = ItemStatistics(
            item="q1", revision=2, sitting="s1", name="周测", date="2026-03-15", n=86, facility=0.31,
            facility_interval=(0.22, 0.42), discrimination=-0.08, discrimination_interval=(-0.29, 0.13), guess=0.25,
            flags=(FlagRecord("mis-key", sure=True, value=0.2, option=wrong),), digest="d" * 64, actor="甲",
        )  # fmt: skip
        workspace.bank.add_statistics([record])
        assert workspace.fix(replace(workspace.item("q1"), stem="别的题干（　　）。")).done
        later = replace(
            record,
            sitting="s2",
            name="月测",
            date="2026-04-01",
            revision=3,
            flags=(FlagRecord("easy", sure=False, value=0.95),),
        )
        workspace.bank.add_statistics([later])
    return tmp_path / "ws"


def show(folder: Path, *arguments: str, lang: Lang = "zh") -> str:
    """Return what ``qbank show`` writes."""
    done = CliRunner().invoke(build(lang), ["-C", str(folder), "show", "q1", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_records_are_told_in_words(folder: Path) -> None:
    """The newest sitting first, each with its version, its figures and what to do."""
    told = show(folder)
    lines = told[told.index("考试数据：") :].splitlines()[1:5]
    assert lines[0].startswith(
        "2026年4月1日月测，第 3 版：86人作答，难度 0.31（0.22—0.42），区分度 −0.08（−0.29—0.13）；过易"
    )
    assert lines[1].strip().startswith("过易（待观察）：得分率达 95%；")
    assert lines[2].startswith("2026年3月15日周测，当时是第 2 版，内容已改过：86人作答")
    assert "疑似答案有误（确定）：总分高的人里，选 " in lines[3] and lines[3].endswith("请核对答案")
    english = show(folder, lang="en")
    assert (
        "What exams showed:" in english and "2026-03-15 周测, asked in version 2, changed since: 86 answered" in english
    )


def test_the_records_are_data(folder: Path) -> None:
    """``--json`` has every figure, the words, what is about the item as it is, and who keeps it."""
    (data,) = json.loads(show(folder, "--json"))
    newest, oldest = data["statistics"]
    assert (newest["revision"], newest["about_now"], newest["n"], newest["facility_low"]) == (3, True, 86, 0.22)
    assert (oldest["revision"], oldest["about_now"]) == (2, False)
    assert (oldest["flags"][0]["code"], oldest["flags"][0]["sure"], oldest["flags"][0]["cure"]) == (
        "mis-key",
        True,
        "请核对答案",
    )
    assert (data["needs_work"], data["kept"]) == (True, None)
    with qbank.open(folder) as workspace:
        about = workspace.bank.evidence_of("q1")
        workspace.bank.keep_item(Keep("k1", "q1", 3, about.seen, "乙", AT, "人人必会"))
    (data,) = json.loads(show(folder, "--json"))
    assert (data["needs_work"], data["kept"]["actor"], data["kept"]["reason"]) == (False, "乙", "人人必会")
    assert "乙" in show(folder).splitlines()[-2] and "决定仍然采用（人人必会）" in show(folder)


def test_an_item_of_no_exam_says_nothing(folder: Path) -> None:
    """Without records there is no heading and an empty list."""
    with qbank.open(folder) as workspace:
        for sitting in ("s1", "s2"):
            assert workspace.bank.withdraw_statistics(sitting, "甲")
    assert "考试数据" not in show(folder)
    (data,) = json.loads(show(folder, "--json"))
    assert (data["statistics"], data["needs_work"], data["kept"]) == ([], False, None)
