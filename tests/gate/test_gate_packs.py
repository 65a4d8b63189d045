"""What a blind reader gets, and what is made of the answers."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import packs
import pytest
import reading
from data import SAMPLE

NOTICE = "通知/关于规范校外供餐管理的通知.txt"


@pytest.fixture
def made(tmp_path: Path) -> tuple[str, list[dict[str, str]]]:
    """Return the pack of a notice and the rows of its key."""
    folder = tmp_path / "texts"
    folder.mkdir()
    shutil.copy(SAMPLE / NOTICE, folder)
    ((_, text, rows),) = packs.packs(folder)
    return text, rows


def _key(rows: list[dict[str, str]], file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return file


def _verdicts(rows: list[dict[str, str]], file: Path, said: str) -> Path:
    file.write_text("".join(f"{row['id']},{said}\n" for row in rows), encoding="utf-8")
    return file


def test_a_pack_tells_no_maker(made: tuple[str, list[dict[str, str]]]) -> None:
    """Text and drafts with key and rationale stand in it; who made one, and by which pattern, in the key alone."""
    text, rows = made
    assert (SAMPLE / NOTICE).read_text(encoding="utf-8").strip() in text
    assert {row["maker"] for row in rows} == {"qbank", "naive"}
    assert all(f"## {row['id']}" in text for row in rows)
    assert text.count("答案：") >= len(rows)
    assert "naive" not in text
    assert text.count("\n解析：答案：") == len(rows)
    assert not any(row["pattern"] in text for row in rows if row["pattern"])


def test_verdicts_make_a_reading(made: tuple[str, list[dict[str, str]]], tmp_path: Path) -> None:
    """A class by each reader stands in the reading, F behind it where the draft is fatal."""
    key = _key(made[1], tmp_path / "key.csv")
    files = [
        _verdicts(made[1], tmp_path / "x.csv", "A,-,-,-"),
        _verdicts(made[1], tmp_path / "y.csv", "E,F3,S2,whose, and what"),
    ]
    out = tmp_path / "1.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(packs.reading_lines(key, files))
    rows = reading.load(out)
    assert [(row.classes, row.fatal) for row in rows] == [("AE", (False, True))] * len(made[1])
    told = list(packs.causes(key, files))
    assert any("whose, and what" in line for line in told)


def test_a_missing_or_broken_verdict_is_named(made: tuple[str, list[dict[str, str]]], tmp_path: Path) -> None:
    """No draft is judged by nobody, and no line is guessed at."""
    key = _key(made[1], tmp_path / "key.csv")
    some = _verdicts(made[1][1:], tmp_path / "some.csv", "A,-,-,-")
    with pytest.raises(ValueError, match=rf"some\.csv: nothing on {made[1][0]['id']}"):
        list(packs.gathered(key, [some]))
    broken = _verdicts(made[1], tmp_path / "broken.csv", "Q,-,-,-")
    with pytest.raises(ValueError, match=r"broken\.csv"):
        packs.verdicts(broken)
