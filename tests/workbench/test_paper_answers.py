"""Answers on papers come back to the items that were asked, whichever form; who is to sit again gets a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from paper_bank import LINE, read, refused, workspace

from qbank.errors import QbankError
from qbank.workbench.workspace import Workspace

ITEMS = 13


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path, list[Any]]:
    """Return a workspace with the forms A and B of one exam, the folder, and the forms' data."""
    folder = tmp_path_factory.mktemp("sat")
    ws = workspace(folder)
    ws.paper(LINE, forms=2, same=True, out=folder / "out")
    return ws, folder, [read(folder / "out" / f"form-{name}.json") for name in "AB"]


ANSWERS = st.lists(
    st.lists(st.sets(st.integers(0, 3), max_size=4), min_size=ITEMS, max_size=ITEMS), min_size=5, max_size=8
)
"""By person, by item in the order of ids: the options of the item's own that were chosen."""


def printed(item: dict[str, Any], chosen: set[int]) -> str:
    """Return what somebody writes down who means options, by their ids."""
    if item["type"] == "true_false":
        return ("对", "错", "", "对")[len(chosen) % 4] if chosen else ""
    own = [option["id"] for option in item["options"]]
    letters = "".join(sorted("ABCD"[own.index(f"o{each}")] for each in chosen))
    return letters[:1] if item["type"] == "single_choice" else letters


@settings(max_examples=15)
@given(ANSWERS)
def test_every_pattern_of_answers_earns_the_same_on_both_forms(
    sat: tuple[Workspace, Path, list[Any]], patterns: list[list[set[int]]]
) -> None:
    """Who means the same options has the same marks on A and on B, read from one file with numbers as headings."""
    ws, folder, forms = sat
    names = sorted(item["id"] for item in forms[0]["items"])
    single = _single(forms, names)
    patterns = [[set(list(each)[:1]) if at in single else each for at, each in enumerate(row)] for row in patterns]
    rows = [["工号", "卷别", *(str(at) for at in range(1, ITEMS + 1))]]
    for at, pattern in enumerate(patterns):
        for form in forms:
            cells = [printed(item, pattern[names.index(item["id"])]) for item in form["items"]]
            rows.append([f"P{at:02d}{form['name']}", f"{form['name']}卷", *cells])
    path = folder / "answers.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    (found,) = ws.analyse_all([path], form=ws.bank.issues()[0].exam)
    reading = found.reading
    people = [person.code for block in reading.sittings for person in block.people]
    sitting = reading.sitting()
    assert set(sitting.items) == set(names)
    marks = {code: dict(zip(sitting.items, row, strict=True)) for code, row in zip(people, sitting.marks, strict=True)}
    by_id = {item.id: item for item in (ws.item(name) for name in names)}
    worth = {each["item"]: each["marks"] for section in forms[0]["sections"] for each in section["items"]}
    for at, pattern in enumerate(patterns):
        assert marks[f"P{at:02d}A"] == pytest.approx(marks[f"P{at:02d}B"])
        for name, chosen in zip(names, pattern, strict=True):
            if by_id[name].type == "multiple_choice" and chosen:
                score = by_id[name].body.score([f"o{each}" for each in sorted(chosen)])
                assert marks[f"P{at:02d}A"][name] == pytest.approx(worth[name] * score)


def _single(forms: list[Any], names: list[str]) -> set[int]:
    return {names.index(item["id"]) for item in forms[0]["items"] if item["type"] == "single_choice"}


def test_one_form_by_its_letter(sat: tuple[Workspace, Path, list[Any]]) -> None:
    """A file of people who all sat B is read by the letter; which paper that is, is told."""
    ws, folder, forms = sat
    right = [item["answer"] or ("对" if item["key"] else "错") for item in forms[1]["items"]]
    rows = [["工号", *map(str, range(1, ITEMS + 1))], *[[f"P{at}", *right] for at in range(5)]]
    (folder / "b.csv").write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    (found,) = ws.analyse_all([folder / "b.csv"], form="b")
    assert found.reading.sitting().marks.sum(axis=1).tolist() == [25.0] * 5
    assert "papers-form-taken" in {each.code for each in found.reading.report.problems}
    with pytest.raises(QbankError) as caught:
        ws.analyse_all([folder / "b.csv"], form="Z")
    assert caught.value.problem.code == "papers-form-unknown"
    with pytest.raises(QbankError) as caught:
        ws.analyse_all([folder / "b.csv"], form=ws.bank.issues()[0].exam)
    assert caught.value.problem.code == "answers-form-missing"


def test_letters_of_a_paper_that_nobody_named_are_doubted(sat: tuple[Workspace, Path, list[Any]]) -> None:
    """Letters below ids are read as the bank's, and it is told that an issued paper has other ones; words are plain."""
    ws, folder, forms = sat
    items = forms[1]["items"]
    letters = [item["answer"] or ("对" if item["key"] else "错") for item in items]

    def words(item: dict[str, Any]) -> str:
        own = {option["id"]: option["text"] for option in item.get("options", ())}
        return "┋".join(own[each] for each in item["key"]) if own else "对" if item["key"] else "错"

    def told(cells: list[str], **wish: Any) -> list[str]:
        rows = [["工号", *(item["id"] for item in items)], *[[f"P{at}", *cells] for at in range(5)]]
        (folder / "unnamed.csv").write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
        (found,) = ws.analyse_all([folder / "unnamed.csv"], **wish)
        return [each.values["form"] for each in found.problems if each.code == "papers-form-perhaps"]

    assert told(letters)[0] in {form["id"] for form in forms}
    assert told([words(item) for item in items]) == []
    assert told(letters, form=forms[1]["id"]) == []


# --- make-up lists ----------------------------------------------------------------------------------------


def test_a_make_up_list_stands_beside_the_paper(sat: tuple[Workspace, Path, list[Any]]) -> None:
    """Who was absent or failed an exam that is kept is on the list, with a form; unknown people are named."""
    ws, folder, forms = sat
    right = [item["answer"] or ("对" if item["key"] else "错") for item in forms[0]["items"]]
    rows = [["工号", "姓名", "部门", "状态", *map(str, range(1, ITEMS + 1))]]
    rows += [[f"G{at}", f"好{at}", "甲科", "已交", *right] for at in range(5)]
    rows += [["F1", "差一", "乙科", "已交", *[""] * ITEMS], ["X1", "没来", "乙科", "缺考", *[""] * ITEMS]]
    (folder / "a.csv").write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    (found,) = ws.analyse_all([folder / "a.csv"], form=forms[0]["id"], name="三月")
    ws.keep_sitting(found)
    ws.paper("判断 4×1，单选 4×2", exclude=[forms[0]["id"]], roster="三月", forms=2, same=True, out=folder / "again")
    (sheet,) = load_workbook(folder / "again" / "roster.xlsx").worksheets
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[1], row[2], row[5]) for row in told] == [("F1", "差一", "A"), ("X1", "没来", "B")]
    listed = folder / "list.csv"
    listed.write_text("代号,姓名\nF1,差一\n,没来\n,某某\nX9,\n", encoding="utf-8")
    said = refused(ws, "papers-roster-unknown", "判断 4×1", roster=str(listed), out=folder / "none")
    assert said == {"people": "某某、X9", "count": 2}
    listed.write_text("工号,姓名\nF1,差一\n", encoding="utf-8")
    ws.paper("判断 3×1", roster=str(listed), out=folder / "one")
    (sheet,) = load_workbook(folder / "one" / "roster.xlsx").worksheets
    assert sheet.cell(2, 2).value == "F1"
    listed.write_text("工号,姓名\nF1,没来\n", encoding="utf-8")
    said = refused(ws, "papers-roster-other", "判断 4×1", roster=str(listed), out=folder / "none")
    assert said == {"people": "F1：没来／差一", "count": 1}
    listed.write_text("谁\nF1\n", encoding="utf-8")
    refused(ws, "papers-roster-headings", "判断 4×1", roster=str(listed), out=folder / "none")
    refused(ws, "people-exam-unknown", "判断 4×1", roster="四月", out=folder / "none")
