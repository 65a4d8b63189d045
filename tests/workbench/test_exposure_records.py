"""Exposure and last use, counted again with pandas alone from what was recorded, not from what the bank says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

import qbank
from qbank.model.figure import ItemStatistics
from qbank.types import SingleChoice
from qbank.workbench.workspace import Workspace

ITEMS = [f"q{at}" for at in range(8)]


def record(row: dict[str, Any]) -> ItemStatistics:
    """Return a row as the bank takes it."""
    facility = row["right"] / row["n"]
    return ItemStatistics(
        item=row["item"], revision=row["revision"], sitting=row["sitting"], name=f"考试{row['sitting']}",
        date=row["date"], n=row["n"], facility=facility, facility_interval=(facility / 2, (1 + facility) / 2),
        digest="d" * 64, actor="甲",
    )  # fmt: skip


def history(rng: Random, folder: Path) -> tuple[Workspace, pd.DataFrame]:
    """Return a workspace and a table of all that was ever recorded: some exams twice, some withdrawn, some undated."""
    workspace, example = qbank.open(folder, make=True, actor="甲"), SingleChoice.example()
    made = [replace(example, id=name, stem=f"{name}的期限是多少日？", sources=(), revision=1) for name in ITEMS]
    workspace.bank.add_drafts(made, actor="qbank")
    rows: list[dict[str, Any]] = []
    for number in range(12):
        sitting = f"s{rng.randrange(7)}"
        day = "" if sitting == "s6" else f"2026-0{1 + int(sitting[1]) % 4}-1{sitting[1]}"
        if number and rng.random() < 0.15:
            workspace.bank.withdraw_statistics(sitting, actor="甲")
            rows.append({"recording": number, "sitting": sitting, "withdrawn": True})
            continue
        if rng.random() < 0.3:
            name = rng.choice(ITEMS)
            workspace.fix(replace(workspace.item(name), stem=f"{name}改过{number}次的期限是多少日？"))
        size = rng.randrange(5, 200)
        own = [
            {
                "recording": number, "sitting": sitting, "date": day, "item": name, "withdrawn": False,
                "revision": workspace.item(name).revision, "n": max(5, size - rng.randrange(20)), "right": 5,
            }
            for name in rng.sample(ITEMS, rng.randrange(1, 6))
        ]  # fmt: skip
        workspace.bank.add_statistics([record(row) for row in own])
        rows += own
    return workspace, pd.DataFrame(rows)


def counted_again(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return exposure by item: of each exam the last recording, of those with a day."""
    last = table.groupby("sitting")["recording"].transform("max") == table["recording"]
    now = table[last & ~table["withdrawn"].astype(bool)]
    now = now[now["date"] != ""]
    exams, sat = now["sitting"].nunique(), now.groupby("sitting")["n"].max().sum()
    found = now.groupby("item").agg(sittings=("sitting", "nunique"), people=("n", "sum"), last=("date", "max"))
    found["sitting_share"], found["people_share"] = found["sittings"] / exams, found["people"] / sat
    return found.to_dict(orient="index")


@pytest.mark.parametrize("seed", range(6))
def test_exposure_and_last_use_are_what_the_records_say(tmp_path: Path, seed: int) -> None:
    """Read again, replaced, withdrawn, undated, changed in between: the same figures by another way."""
    workspace, table = history(Random(seed), tmp_path)
    with workspace:
        told = {each["id"]: each for each in workspace.watch().to_dict()["items"]}
    wanted = counted_again(table)
    assert told.keys() == wanted.keys()
    for item, figures in wanted.items():
        for name, value in figures.items():
            assert told[item][name] == (pytest.approx(value) if isinstance(value, float) else value), (item, name)
