"""A workspace's document on being on duty, and made-up answers to its items."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from typer.testing import CliRunner, Result

import qbank
from qbank.bank import Query
from qbank.cli.main import build

TEXT = (
    "云岭市值守工作办法\n第一条　为了规范值守工作，制定本办法。\n"
    "第二条　值班员应当提前三十分钟到岗。\n第三条　值守记录应当保存三年。\n"
    "第四条　接到信息后，值班员应当在十分钟内报告站长。\n"
    "第五条　站长应当每月检查值守记录两次。\n第六条　演练应当每季度开展一次，每次不少于四小时。\n"
    "第七条　未经站长批准，值班员不得离岗超过十五分钟。\n第八条　新值班员应当接受不少于四十学时的培训。\n"
)


def run(folder: Path, *arguments: str, code: int = 0) -> Result:
    """Run a command in a workspace."""
    result = CliRunner().invoke(build("zh"), ["-C", str(folder), "--as", "甲", *arguments])
    assert result.exit_code == code, result.output
    return result


def answers(folder: Path, file: Path, people: int = 60) -> list[str]:
    """Write a file of answers to the accepted items, the last of them answered as if another option were right."""
    rng = random.Random(3)
    with qbank.open(folder) as workspace:
        items = list(workspace.bank.items(Query(type="single_choice", status="accepted")))[:6]
    rows = []
    for at in range(people):
        able, row = rng.gauss(0, 1), [f"K{at:03d}", f"考生{at}", "一队" if at % 2 else "二队"]
        for number, item in enumerate(items):
            options = [option.id for option in item.body.options]
            right = options.index(item.body.key[0])
            believed = (right + 1) % len(options) if number == len(items) - 1 else right
            knows = rng.random() < 1 / (1 + 2.7 ** -(2 * able + 1 - number * 0.3))
            row.append("ABCDEF"[believed if knows else rng.randrange(len(options))])
        rows.append(row)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", "姓名", "部门", *(item.id for item in items)], *rows])
    return [item.id for item in items]
