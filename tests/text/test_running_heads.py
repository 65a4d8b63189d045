"""The head and foot of a page are no text: they cut no sentence, open no part, and break no number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qbank.model.document import Document
from qbank.text.clean import view
from qbank.text.roles import running_lines
from qbank.text.segment import outline

PROSE = "值班员应当每日巡查站台和站厅，发现积水、结冰、照明不亮的，应当在规定时间内报告值班站长，不得擅自离开岗位。"
HEAD = "站务培训教材"


def _printed(columns: int, lines: int) -> str:
    """Return the prose four times over, set in columns, with a head and a number on each page."""
    text = PROSE * 4
    rows = [text[at : at + columns] for at in range(0, len(text), columns)]
    pages = [rows[at : at + lines] for at in range(0, len(rows), lines)]
    return "".join("\n".join(page) + f"\n\n— {number} —\n\n{HEAD}\n" for number, page in enumerate(pages, start=1))


@given(st.integers(20, 40), st.integers(2, 5))
def test_sentences_run_on_over_pages(columns: int, lines: int) -> None:
    """Whatever the page holds, what is read is the prose and nothing else, and the head opens no part."""
    found = outline(Document("手册.txt", "", _printed(columns, lines)))
    assert not any(HEAD in sent.view for sent in found.body())
    assert len(found.sections) == 1


def test_a_title_that_runs_on_stays_the_title() -> None:
    """The first page has it as its title; the others as their head."""
    text = f"值班员手册\n\n{PROSE}\n\n- 1 -\n\n值班员手册\n\n{PROSE}\n\n- 2 -\n\n值班员手册\n\n{PROSE}\n"
    roles = [(sent.view, sent.role) for sent in outline(Document("手册.txt", "", text)).sentences]
    assert [role for view, role in roles if view == "值班员手册"] == ["title", "furniture", "furniture"]


def test_what_stands_elsewhere_too_is_no_head_of_a_page() -> None:
    """A heading that comes again beside two page numbers and in three other places is text."""
    again = ["常见问题", "- 1 -", PROSE, "常见问题", PROSE, "常见问题", PROSE, "- 2 -", "常见问题", PROSE, "常见问题"]
    assert running_lines(again) == frozenset()
    assert running_lines(["- 1 -", HEAD, PROSE, "- 2 -", HEAD]) == frozenset({HEAD})


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_number_cut_by_a_line_break_is_one(high: int, low: int) -> None:
    """不少于20, line break, 24学时 is 2024; a space on the line stays."""
    broken, apart = f"不少于{high}\n{low}学时", f"{high} {low}学时"
    assert view(broken, 0, len(broken))[0] == f"不少于{high}{low}学时"
    assert view(apart, 0, len(apart))[0] == apart
