"""Issued papers in Word and PDF: the order, headings, marks and minutes of their form, and nothing of the answers."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as drawn_from
from hypothesis import strategies as st
from paper_samples import HIDDEN, PASSAGE, kept, mixed, proofread, written

from qbank.formats._contract import Settings
from qbank.formats.paper import _measure as measure
from qbank.formats.paper._card import card
from qbank.formats.paper._key import key, shared_out
from qbank.formats.paper._layout import Gap, Line, Table, Together, texts
from qbank.formats.paper._sheet import paper
from qbank.formats.paper._words import heading
from qbank.formats.paper.format import plan_of
from qbank.model.form import Form, FormSection, Placed
from qbank.model.portable import Portable

HEADINGS = ("一、判断题", "值班问题", "第三部分 材料", "")
ORDER = ((2,), (1, 0), (7, 8), (6,))


def form(portables: list[Portable]) -> Form:
    """Return a form in an order of its own: each section's marks are its number."""
    sections = tuple(
        FormSection(
            heading=name,
            marks=float(at),
            placed=tuple(Placed(item=portables[each].item.id, revision=1, marks=float(at)) for each in places),
        )
        for at, (name, places) in enumerate(zip(HEADINGS, ORDER, strict=True), 1)
    )
    return Form(id="e1-B", name="B", title="周测", sections=sections, minutes=45)


def asked() -> Settings:
    """Return settings with the form."""
    return Settings(title="周测（B 卷）", form=form(mixed()))


def given() -> list[Portable]:
    """Return the items of the form, in the bank's order."""
    return [mixed()[at] for at in sorted(each for places in ORDER for each in places)]


def lines() -> list[str]:
    """Return the lines of the paper, blanks left out."""
    blocks = [
        flat
        for part in paper(plan_of(given(), asked())).parts
        for block in part.blocks
        for flat in (block.blocks if isinstance(block, Together) else (block,))
    ]
    return [
        "".join("" if isinstance(each, Gap) else getattr(each, "words", "") for each in block.content)
        for block in blocks
        if isinstance(block, Line)
    ]


def test_sections_stand_as_the_form_has_them() -> None:
    """Order, headings and marks are the form's; a heading with its own number gets no second one."""
    told = lines()
    assert "一、判断题（共 1 题，每题 1 分，共 1 分）" in told
    assert "二、值班问题（共 2 题，每题 2 分，共 4 分）" in told
    assert "第三部分 材料（共 2 题，每题 3 分，共 6 分）" in told
    assert "四、简答题（共 1 题，每题 4 分，共 4 分）" in told
    assert "考试时间：45 分钟　　满分：15 分　　本卷共 6 题" in told
    assert told[0] == "周测（B 卷）"


def test_numbers_follow_the_form() -> None:
    """Numbers run through in the order of the form, and a passage stands above its items."""
    plan = plan_of(given(), asked())
    assert [entry.portable.item.id for entry in plan.entries] == [each.item for each in form(mixed()).placed]
    assert [entry.number for entry in plan.entries] == [1, 2, 3, 4, 5, 6]
    told = list(texts(paper(plan)))
    assert told.index("阅读下面的材料，回答第 4～5 题。") < told.index(PASSAGE.split("\n")[-1]) < told.index("4.")


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("docx", "docx-sheet"), ("docx", "docx-on-paper"), ("docx-key", "docx-key-with-items"),
        pytest.param("pdf", "pdf-sheet", marks=pytest.mark.fonts),
        pytest.param("pdf-key", "pdf-key-alone", marks=pytest.mark.fonts),
    ],
)  # fmt: skip
def test_files_say_what_the_form_says(name: str, profile: str, tmp_path: Path) -> None:
    """Each file is proofread against the form; the same form gives the same bytes."""
    settings = replace(asked(), profile=profile)
    held = kept(name, given(), settings)
    data = written(name, held, settings)
    assert proofread(name, data, held, settings, tmp_path) == []
    assert written(name, list(reversed(held)), settings) == data


@drawn_from(st.integers(1, 4000), st.lists(st.floats(0.5, 10), min_size=1, max_size=12), st.sampled_from([0.5, 0.01]))
def test_marks_of_points_add_up(steps: int, weights: list[float], step: float) -> None:
    """However marks are shared out, they are those of the item, each within a step of its due."""
    marks = round(steps * step, 2)
    found = shared_out(marks, weights)
    assert sum(found) == pytest.approx(marks, abs=1e-9)
    due = [marks * weight / sum(weights) for weight in weights]
    assert all(abs(one - other) < 0.5 for one, other in zip(found, due, strict=True))


def test_points_of_an_answer_earn_what_the_form_says() -> None:
    """The key shares the marks of the form out over the points."""
    told = list(texts(key(plan_of(given(), asked()), with_items=False)))
    at = told.index("【得分点】")
    assert told[at + 1] == "共 4 分"
    assert [each for each in told[at:] if each in {"（1.5 分）", "（1 分）"}] == [
        "（1.5 分）",
        "（1.5 分）",
        "（1 分）",
    ]


def test_a_paper_of_another_form_is_found_out(tmp_path: Path) -> None:
    """A file in another order than the form's does not pass for it."""
    held = kept("docx", given(), asked())
    other = replace(asked(), form=replace(form(mixed()), sections=form(mixed()).sections[::-1]))
    assert proofread("docx", written("docx", held, asked()), held, other, tmp_path)


def test_headings_are_numbered_once() -> None:
    """What begins with a number of its own keeps it."""
    section = plan_of(given(), asked()).sections[0]
    for own, shown in (
        ("（一）判断", "（一）判断"), ("1. 判断", "1. 判断"), ("第一大题", "第一大题"), ("一般知识", "五、一般知识"),
        ("十佳", "五、十佳"),
    ):  # fmt: skip
        assert heading(5, replace(section, heading=own), "zh") == shown


@pytest.mark.libreoffice
def test_word_opens_it_and_no_answer_is_there(tmp_path: Path) -> None:
    """Another program prints the paper: all pages are there, the sealing line too, and no secret."""
    held = kept("docx", given(), asked())
    (tmp_path / "form-B.docx").write_bytes(written("docx", held, asked()))
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "form-B.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(io.BytesIO((tmp_path / "form-B.pdf").read_bytes())).pages]
    whole = re.sub(r"\s", "", "".join(pages))
    assert "周测（B卷）" in whole and "第三部分材料" in whole and "答题卡" in whole
    assert HIDDEN not in whole


def unsaid() -> Form:
    """Return a form in which nobody said headings or marks: one item, and those of a passage."""
    portables = mixed()
    return Form(
        id="e2-A",
        name="A",
        title="周测",
        sections=tuple(
            FormSection(
                heading="",
                marks=0.0,
                placed=tuple(Placed(item=portables[each].item.id, revision=1, marks=1.0) for each in places),
            )
            for places in ((2,), (7,))
        ),
    )


def test_marks_that_nobody_said_are_left_to_be_filled_in() -> None:
    """No item says what it earns, though each counts 1; a section of a passage alone is called by that."""
    plan = plan_of(mixed(), Settings(title="周测", form=unsaid()))
    assert plan.marks is None and plan.minutes is None
    assert all(each.marks is None and each.total is None for each in plan.sections)
    assert all(entry.marks is None for entry in plan.entries)
    assert plan.sections[1].groups[0].stimulus and plan.sections[1].kind is None
    assert plan.sections[0].kind is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_candidates_write_first_has_room_for_its_names(lang: str) -> None:
    """Names of fields on the answer sheet stand on one line, in either language."""
    (table,) = [block for block in card(plan_of(given(), replace(asked(), lang=lang))) if isinstance(block, Table)][:1]
    room = sum(table.widths)
    for cell, width in list(zip(table.rows[0], table.widths, strict=True))[::2]:
        (text,) = cell.content
        assert measure.width(text.words) < width * measure.ROOM / room
