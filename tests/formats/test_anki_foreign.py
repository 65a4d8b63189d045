"""Anki decks by other programs: notes that leave no doubt become items, everything else is told."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from anki_decks import SETTINGS, code, collection, deck, foreign, only, packed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mixed_items import mixed

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats.anki.format import read
from qbank.model.item import BLANK, Choice, ExtendedText, MarkingPoint, TextEntry
from qbank.model.portable import Portable


def test_front_and_back_are_a_short_answer(tmp_path: Path) -> None:
    """Basic notes ask what stands in front; deck, tags and difficulty come along, Anki's own marks do not."""
    path = foreign(
        tmp_path,
        "Front Back",
        "何谓<b>值班</b>？",
        "按时<br>在岗",
        tags="难度::难 安全 leech",
        name="题库::上册::第一章",
    )
    found = only(path)
    assert (found.item.stem, found.item.id, found.item.chapter) == ("何谓值班？", "", "上册/第一章")
    assert (found.item.difficulty, found.item.tags) == ("hard", ("安全",))
    assert found.item.body.interaction() == ExtendedText((MarkingPoint("按时\n在岗"),))
    assert re.fullmatch(r"nid:\d+", found.place)


def test_a_line_in_front_is_a_blank(tmp_path: Path) -> None:
    """One drawn blank and a one-line answer are a fill-in."""
    found = only(foreign(tmp_path, "正面 背面", "省会是_____。", "柳湾"))
    assert found.item.stem == f"省会是{BLANK}。"
    assert found.item.body.interaction() == TextEntry((("柳湾",),))


def test_clozes_are_blanks(tmp_path: Path) -> None:
    """Every cloze is a blank with its answer; a hint stays beside it, what stands in Extra is the rationale."""
    text = "值班{{c1::不脱岗}}、<i>{{c2::不&amp;睡岗::三个字}}</i>、{{c1::不串岗}}。"
    found = only(foreign(tmp_path, "Text Extra", text, "依据第五条。", cloze=True))
    assert found.item.stem == f"值班{BLANK}、{BLANK}（三个字）、{BLANK}。"
    assert found.item.body.interaction() == TextEntry((("不脱岗",), ("不&睡岗",), ("不串岗",)))
    assert found.item.rationale == "依据第五条。"


STEM = "下列正确的是（ ）。"
LINES = "A. 甲<br>B、乙<br>C 丙"


@pytest.mark.parametrize(
    ("fields", "values", "key"),
    [
        ("问题 选项 答案 解析", (STEM, LINES, "B"), "乙"),
        ("题目 选项 答案 题型", (STEM, LINES, "Ａ、c", "多选题"), "甲；丙"),
        ("题目 选项 答案 题型", (STEM, LINES, "C", "不定项选择题"), "丙"),
        ("题目 选项 答案", (STEM, "<div>甲</div><div>乙</div>", "乙"), "乙"),
        ("题目 选项 答案", (STEM, LINES, "B. 乙"), "乙"),
        ("Question Options Answers Remarks Notes", (STEM, "甲||乙||丙", "1||3"), "甲；丙"),
        ("question optionA optionB optionC optionD answer note", (STEM, "甲", "乙", "丙", "", "AC"), "甲；丙"),
        ("题目 选项A 选项B 答案", (STEM, "对", "错", "B"), "错误"),
        ("题目 选项 答案 题型", (STEM, "", "√", "判断题"), "正确"),
        ("题干 选项 答案", (STEM, "", "错误"), "错误"),
        ("Front Back", (f"{STEM}<br>A．甲<br>B．乙", "B"), "乙"),
    ],
)
def test_choice_note_types_become_choices(fields: str, values: tuple[str, ...], key: str, tmp_path: Path) -> None:
    """Options in lines, parted by bars or in fields of their own, with keys in letters, words or numbers."""
    found = only(foreign(tmp_path, fields, *values))
    assert isinstance(found.item.body.interaction(), Choice)
    assert (found.item.stem, found.item.body.key_text()) == (f"下列正确的是{BLANK}。", key)


def test_a_cloze_over_options_hides_the_key_only(tmp_path: Path) -> None:
    """The note type with a cloze in the question, options parted by bars and a numbered key is a choice."""
    path = foreign(
        tmp_path, "question id options answer notes", "首府是{{c1::乙}}。", "7", "甲||乙", "2", "解释。", cloze=True
    )
    found = only(path)
    assert (found.item.stem, found.item.body.key_text(), found.item.id) == (f"首府是{BLANK}。", "乙", "")


@pytest.mark.parametrize(
    ("fields", "values", "wanted"),
    [
        ("题目 选项 答案", (STEM, LINES, "D"), "anki-key-unclear"),
        ("题目 选项 答案", (STEM, LINES, "AA"), "anki-key-unclear"),
        ("题目 选项 答案", (STEM, LINES, "2"), "anki-key-unclear"),
        ("题目 选项 答案", (STEM, LINES, "B. 丙"), "anki-key-unclear"),
        ("题目 选项 答案", (STEM, "B<br>A", "A"), "anki-key-unclear"),
        ("题目 选项 答案 题型", (STEM, LINES, "AB", "单选题"), "anki-key-unclear"),
        ("题目 选项 答案", (STEM, "甲||乙", "3"), "anki-key-unclear"),
        ("题目 选项 答案", (STEM, "A. 甲 B. 乙", "A"), "anki-options-unclear"),
        ("题目 选项 答案", (STEM, "A. 甲<br>C. 乙", "A"), "anki-options-unclear"),
        ("题目 选项 答案", (STEM, "甲<br>甲", "A"), "anki-options-unclear"),
        ("题目 选项A 选项B 选项C 答案", (STEM, "甲", "", "乙", "A"), "anki-options-unclear"),
        ("题目 选项 答案", (STEM, "", "AB"), "anki-options-unclear"),
        ("题目 选项 答案", (STEM, LINES), "anki-no-answer"),
        ("题目 答案", ("<br>", "甲"), "anki-note-empty"),
        ("Front Back", ("图<img src=a.png>", "甲"), "anki-note-media"),
        ("Front Back", ("甲", "[sound:a.mp3]"), "anki-note-media"),
        ("单词 音标 释义", ("甲", "乙", "丙"), "anki-type-unknown"),
    ],
)
def test_no_key_is_guessed(fields: str, values: tuple[str, ...], wanted: str, tmp_path: Path) -> None:
    """What leaves room for doubt is a problem that names the note, and no item."""
    found = [each for each in read(foreign(tmp_path, fields, *values), SETTINGS) if isinstance(each, Problem)]
    assert [each.code for each in found if each.severity == "error"] == [wanted]
    assert found[-1].place.startswith("nid:")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{c1::外面{{c2::里面}}}}", "anki-cloze-nested"),
        ("没有挖空", "anki-no-cloze"),
        ("{{c1::}}甲", "anki-no-answer"),
        ("{{c1::甲}}和____", "anki-cloze-and-line"),
    ],
)
def test_unclear_clozes_are_problems(text: str, wanted: str, tmp_path: Path) -> None:
    """A cloze in a cloze, none at all, an empty one, one beside a drawn blank: nothing is made of them."""
    assert code(foreign(tmp_path, "文字 背面额外", text, cloze=True)) == wanted


def test_fields_of_which_nothing_is_taken_are_told_once(tmp_path: Path) -> None:
    """A warning names note type and field, once in a file."""
    told, found = read(foreign(tmp_path, "题干 答案 记忆口诀 编号", "甲", "乙", "口诀", "7"), SETTINGS)
    assert isinstance(told, Problem)
    assert (told.code, told.severity) == ("anki-field-unread", "warning")
    assert told.values["field"] == "记忆口诀"
    assert isinstance(found, Portable)


def test_pictures_beside_the_question_are_left_out_with_a_warning(tmp_path: Path) -> None:
    """A picture in the rationale does not cost the item, only itself."""
    told, found = read(
        foreign(tmp_path, "Text Extra", "值班{{c1::在岗}}。", "见图<img src=a.png>", cloze=True), SETTINGS
    )
    assert isinstance(told, Problem)
    assert (told.code, told.severity, told.values["field"]) == ("anki-picture-left", "warning", "Extra")
    assert isinstance(found, Portable)
    assert found.item.rationale == "见图"


# --- bad files --------------------------------------------------------------------------------------


def test_files_that_are_no_decks(tmp_path: Path) -> None:
    """No zip, no file, no collection, a newer collection, no database, another database: one problem each."""
    path = tmp_path / "a.apkg"
    path.write_bytes(b"PK")
    assert code(path) == "broken-zip"
    assert code(tmp_path / "none.apkg") == "not-found"
    for name, content, wanted in (
        ("media", b"{}", "anki-no-collection"),
        ("collection.anki21b", b"\x28\xb5\x2f\xfd", "anki-newer-package"),
        ("collection.anki2", b"SQLite format 3\0" + b"\1" * 500, "anki-broken"),
        ("../collection.anki2", b"", "unsafe-path"),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, content)
        assert code(path) == wanted


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("DROP TABLE cards", "anki-broken"),
        ("DROP TABLE notes; CREATE VIEW notes AS SELECT 1 AS id, 1 AS mid, '' AS tags, '' AS flds", "anki-broken"),
        ("UPDATE col SET models = '{'", "anki-broken"),
        ("UPDATE col SET models = '[]'", "anki-broken"),
        ("UPDATE col SET models = '{}'", "anki-newer-package"),
        ('UPDATE col SET models = \'{"1": {"flds": [{"name": "a"}, {"name": "a"}]}}\'', "anki-broken"),
        ("DELETE FROM col", "anki-broken"),
        ("UPDATE notes SET mid = 'x'", "anki-note-broken"),
        ("UPDATE notes SET flds = 'a'", "anki-note-broken"),
        ("UPDATE notes SET flds = x'ff1f', tags = ' '", "anki-note-broken"),
        ("UPDATE notes SET flds = cast(x'ff1fff' AS text)", "anki-note-broken"),
        ("UPDATE notes SET flds = 'a' || char(31) || char(0)", "anki-note-broken"),
    ],
)
def test_a_strange_database_is_a_problem(sql: str, wanted: str, tmp_path: Path) -> None:
    """Tables, heads and rows are checked before anything is believed; nothing in a database is run."""
    database = collection(foreign(tmp_path, "Front Back", "甲", "乙"), tmp_path)
    connection = sqlite3.connect(database)
    connection.executescript(sql)
    connection.close()
    assert code(packed(database, tmp_path / "b.apkg")) == wanted


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.lists(st.floats(0, 0.999), min_size=1, max_size=40), value=st.integers(0, 255), cut=st.booleans())
def test_no_damage_makes_reading_fail(at: list[float], value: int, cut: bool, tmp_path: Path) -> None:
    """Bytes changed anywhere in the database, or its end cut off: items or problems come out of it."""
    path = tmp_path / "whole.apkg"
    if not path.exists():
        deck(list(mixed(20)), path)
    data = bytearray(collection(path, tmp_path).read_bytes())
    for each in at:
        data[int(each * len(data))] = value
    with zipfile.ZipFile(tmp_path / "damaged.apkg", "w") as archive:
        archive.writestr("collection.anki2", bytes(data[: int(at[0] * len(data))] if cut else data))
    found = list(read(tmp_path / "damaged.apkg", SETTINGS))
    assert all(each.message("zh") for each in found if isinstance(each, Problem))


def test_a_query_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that keeps SQLite busy is left after so many steps."""
    monkeypatch.setattr("qbank.formats.anki._collection._STEPS_AT_ONCE", 10)
    monkeypatch.setattr("qbank.formats.anki._collection._MOST_STEPS", 3)
    deck(list(mixed(50)), tmp_path / "a.apkg")
    assert code(tmp_path / "a.apkg") == "anki-broken"


def test_the_fuller_collection_is_read(tmp_path: Path) -> None:
    """Where two are in a file, the older one is only a note that says to update."""
    stub = collection(foreign(tmp_path, "Front Back", "请更新", "Anki"), tmp_path / "stub")
    full = collection(foreign(tmp_path, "Front Back", "甲", "乙"), tmp_path / "full")
    path = packed(stub, tmp_path / "both.apkg")
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(full, "collection.anki21")
    assert only(path).item.stem == "甲"
