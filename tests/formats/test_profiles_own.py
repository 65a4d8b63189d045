"""Layouts of one's own: read anew when they change, refused with their place where they are wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from table_files import read
from table_samples import written

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem, QbankError
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables.profile import load
from qbank.model.portable import Portable

# --- layouts of one's own -----------------------------------------------------------------------------

OWN = """
standing = "unverified"
title = { zh = "自用", en = "own" }
source = { zh = "自用", en = "own" }
[words]
verdict = ["判断"]
[instead]
single = "out"
[answers]
verdict = "word"
verdict_words = ["是", "否"]
[[sheets]]
name = "题"
[[sheets.columns]]
header = "问"
field = "stem"
[[sheets.columns]]
header = "答"
field = "answer"
"""


def own(folder: Path, text: str = OWN) -> str:
    """Return the path of a layout of one's own."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_layout_of_ones_own(tmp_path: Path) -> None:
    """The path of a TOML file stands for a name, for writing and for reading; what it leaves out is left out."""
    settings = Settings(profile=own(tmp_path))
    kept = xlsx.hold(full_example("true_false"), settings)
    assert isinstance(kept, Portable)
    path = tmp_path / "t.xlsx"
    path.write_bytes(written([kept], settings))
    assert [[cell.value for cell in row] for row in load_workbook(path).worksheets[0]] == [
        ["问", "答"],
        [kept.item.stem, "否"],
    ]
    (item,), problems = read(path, settings.profile)
    assert (item.item.body.key, problems) == (False, [])
    told = xlsx.hold(full_example("single_choice"), settings)
    assert isinstance(told, Problem)
    assert told.code == "loss-item-not-held"
    assert "自用" in told.message("zh")


def test_a_changed_layout_is_read_anew(tmp_path: Path) -> None:
    """Between two exports a person may edit the file."""
    name = own(tmp_path)
    assert load(name).answers.verdict_words == ("是", "否")
    own(tmp_path, OWN.replace('"否"', '"非也"'))
    assert load(name).answers.verdict_words == ("是", "非也")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('header = "问"', 'heading = "问"', "profile-key-unknown", "sheets[1].columns[1].heading"),
        ('field = "stem"', 'field = "stm"', "profile-value-wrong", "sheets[1].columns[1].field"),
        ('field = "stem"', 'field = "chapter"', "profile-no-column", "sheets[1].columns"),
        ('header = "答"', 'header = "问"', "profile-header-twice", "sheets[1].columns"),
        ('header = "答"', 'header = "（）"', "profile-value-wrong", "sheets[1].columns[2].header"),
        ('header = "答"', "", "profile-key-missing", "sheets[1].columns[2].header"),
        ('standing = "unverified"', 'standing = "certain"', "profile-value-wrong", "standing"),
        ('standing = "unverified"', "", "profile-key-missing", "standing"),
        ('verdict = ["判断"]', 'verdict = ["判断"]\nsingle = ["判 断"]', "profile-word-twice", "words"),
        ('verdict = ["判断"]', "verdict = []", "profile-value-wrong", "words.verdict"),
        ('verdict = "word"', 'verdict = "sign"', "profile-value-wrong", "answers.verdict"),
        ('["是", "否"]', '["是"]', "profile-value-wrong", "answers.verdict_words"),
        ('name = "题"', 'name = "题/库"', "profile-value-wrong", "sheets[1].name"),
        ('name = "题"', 'name = "题"\nheader_row = 99', "profile-value-wrong", "sheets[1].header_row"),
        ("[[sheets]]", "[[sheet]]", "profile-key-unknown", "sheet"),
        ('single = "out"', 'single = "away"', "profile-value-wrong", "instead.single"),
        ('zh = "自用", ', "", "profile-key-missing", "title.zh"),
        ("[words]", "[words", "profile-syntax", ""),
    ],
)
def test_a_wrong_layout_is_refused_with_its_place(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    """The problem names the file, the place in it, what was found and what may stand there."""
    name = own(tmp_path, OWN.replace(old, new, 1))
    with pytest.raises(QbankError) as caught:
        load(name)
    problem = caught.value.problem
    assert (problem.code, problem.file, problem.place) == (code, name, place)
    assert problem.message("zh") and problem.message("en")


@pytest.mark.parametrize(
    ("name", "code"),
    [("none.toml", "not-found"), ("folder.toml", "is-a-folder"), ("bytes.toml", "profile-unreadable")],
)
def test_a_layout_that_cannot_be_read(tmp_path: Path, name: str, code: str) -> None:
    """No file, a folder, bytes that are no text."""
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\xd8\x00")
    with pytest.raises(QbankError) as caught:
        load(str(tmp_path / name))
    assert caught.value.problem.code == code


def test_more_rows_than_a_sheet_takes(tmp_path: Path) -> None:
    """Beyond the limit a further sheet is begun where the layout allows it, else nothing is written."""
    portables = [
        replace(full_example("true_false"), item=replace(full_example("true_false").item, id=f"q{n}")) for n in range(5)
    ]
    split = Settings(profile=own(tmp_path, OWN + "\n[limits]\nrows = 3\nsplit = true\n"))
    kept = [xlsx.hold(each, split) for each in portables]
    path = tmp_path / "t.xlsx"
    path.write_bytes(written(kept, split))
    assert load_workbook(path).sheetnames == ["题", "题 (2)", "题 (3)"]
    items, problems = read(path, split.profile)
    assert (len(items), problems) == (5, [])
    whole = Settings(profile=own(tmp_path, OWN + "\n[limits]\nrows = 3\n"))
    with pytest.raises(QbankError) as caught:
        written(kept, whole)
    assert (caught.value.problem.code, caught.value.problem.values["most"]) == ("table-rows-many", 2)


@pytest.mark.parametrize(
    ("numbers", "scale", "easy", "hard"),
    [("larger is harder", "[1, 5]", "1", "5"), ("larger is easier", "[0, 1]", "1", "0")],
)
def test_difficulty_by_number_goes_the_way_the_layout_says(
    tmp_path: Path, numbers: str, scale: str, easy: str, hard: str
) -> None:
    """Numbers are written and read in the direction and scale of the layout."""
    column = '[[sheets.columns]]\nheader = "难"\nfield = "difficulty"\n'
    settings = Settings(profile=own(tmp_path, OWN + column + f'[difficulty]\nnumbers = "{numbers}"\nscale = {scale}\n'))
    example = full_example("true_false")
    kept = [
        xlsx.hold(replace(example, item=replace(example.item, difficulty=level)), settings)
        for level in ("easy", "hard")
    ]
    path = tmp_path / "t.xlsx"
    path.write_bytes(written(kept, settings))
    assert [row[2].value for row in load_workbook(path).worksheets[0]["A2:C3"]] == [easy, hard]
    items, _ = read(path, settings.profile)
    assert [each.item.difficulty for each in items] == ["easy", "hard"]
