"""Options of a Word document that are set off by their looks are no key; where the key is another, that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_text_read_word import paragraph, run
from text_typist import docx, items_of, key_of, read

from qbank.errors import Problem

RED, GREY = '<w:color w:val="FF0000"/>', '<w:shd w:val="clear" w:fill="D9D9D9"/>'
BRIGHT, BOLD = '<w:highlight w:val="yellow"/>', "<w:b/>"
NONE = '<w:b w:val="0"/><w:color w:val="auto"/><w:highlight w:val="none"/><w:shd w:val="clear" w:fill="ffffff"/>'


def told(body: str, folder: Path) -> list[tuple[str, object, object]]:
    """Return place, letters set off and key of each warning; the items are read by their answers all the same."""
    found = read(docx(body=body), folder, "题库.docx")
    assert [key_of(each) for each in items_of(found)] == [["甲班"], ["丙班"]]
    return [
        (each.place, each.values["found"], each.values["key"])
        for each in found
        if isinstance(each, Problem) and each.code == "text-option-set-off"
    ]


def bank(*options: str) -> str:
    """Return two items, the options of the first as runs of one paragraph each; the answer is A."""
    first = "".join(map(paragraph, options[:3])) + paragraph("答案：A") + "".join(map(paragraph, options[3:]))
    second = "".join(map(paragraph, ("A. 甲班", "B. 乙班", "C. 丙班", "答案：C")))
    return f"{paragraph('1. 由谁交接（ ）')}{first}{paragraph('2. 由谁记录（ ）')}{second}"


@pytest.mark.parametrize("look", [RED, GREY, BRIGHT, BOLD])
@pytest.mark.parametrize("how", ["whole", "words", "letter", "runs"])
def test_another_option_that_is_set_off_is_told(tmp_path: Path, look: str, how: str) -> None:
    """Whatever of it is: its letter, its words, both, in one run or in several."""
    second = {
        "whole": run("B. 乙班", look),
        "words": run("B. ") + run("乙班", look),
        "letter": run("B", look) + run(". 乙班"),
        "runs": run("B", look) + run(". ", look) + run("乙", look) + run("班", look),
    }[how]
    assert told(bank("A. 甲班", second, "C. 丙班"), tmp_path) == [("1", "B", "A")]


@pytest.mark.parametrize(
    "options",
    [
        (run("A. 甲班", RED), "B. 乙班", "C. 丙班"),
        (run("A. 甲班", BOLD), run("B. 乙班", BOLD), run("C. 丙班", BOLD)),
        (run("A. ", BOLD) + run("甲班"), run("B. ", BOLD) + run("乙班"), run("C. ", BOLD) + run("丙班")),
        ("A. 甲班", run("B. 乙班", NONE), "C. 丙班"),
        ("A. 甲班", run("B. 乙") + run("班", RED), "C. 丙班"),
        ("A. 甲班", "B. 乙班", "C. 丙班", run("解析：维生素") + run("B", BOLD) + run("不算。")),
    ],
)
def test_looks_that_agree_or_part_nothing_say_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    """The key's own, those that all options have, those turned off, and of a part of the words."""
    assert told(bank(*options), tmp_path) == []
