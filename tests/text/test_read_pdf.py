"""PDF files: text layer, running lines, and every way to be broken."""

from __future__ import annotations

import io

import pytest
from make_files import PROSE, SENTENCE, Read, pdf

from qbank.text.read_pdf import without_running_lines

PAGES = [
    ["青禾市学习材料", f"{number}、第{name}组的任务", SENTENCE[:20], SENTENCE[20:], f"{name}组完。", f"- {number} -"]
    for number, name in enumerate("甲乙丙丁戊", 1)
]


def codes(reading: object) -> list[str]:
    """Return the codes of a reading's problems."""
    return [problem.code for problem in reading.problems]  # type: ignore[attr-defined]


def test_lines_are_kept_and_running_ones_left_out(read: Read) -> None:
    """Every line of the body stays as it is broken; header and page numbers go, and the header is told."""
    reading = read("a.pdf", pdf(PAGES))
    assert reading.document is not None
    assert reading.document.text.split("\n") == [line for page in PAGES for line in page[1:-1]]
    assert codes(reading) == ["repeated-header"]
    assert "青禾市学习材料" in reading.problems[0].message()


def test_running_lines_by_left_and_right_pages() -> None:
    """Headers that alternate, with a page number in them, go too; a line said twice in the body stays."""
    pages = [
        [f"{'左' if n % 2 else '右'}页眉 {n}", "同一句。", f"正文{'甲乙丙丁戊己庚辛'[n]}", "一", "二", "三"][
            : 4 + n % 3
        ]
        for n in range(8)
    ]
    kept, dropped = without_running_lines(pages)
    assert all("页眉" not in line for page in kept for line in page)
    assert any("页眉" in line for line in dropped)
    assert without_running_lines([["甲", "1"], ["甲", "2"]]) == ([["甲"], ["甲"]], [])


@pytest.mark.parametrize("number", ["3", "- 3 -", "—12—", "第 3 页", "第3页 共 10 页", "3/10", "·5·"])
def test_page_numbers(number: str) -> None:
    """All usual page numbers are seen at the edge of a page."""
    assert without_running_lines([["正文一句。", "又一句。", number]]) == ([["正文一句。", "又一句。"]], [])


def test_years_and_short_lines_are_no_page_numbers() -> None:
    """A date or a numbered heading at the edge stays."""
    page = ["2026年", "3.目标", "正文", "三", "10%"]
    assert without_running_lines([page]) == ([page], [])


def encrypted(user: str, owner: str) -> bytes:
    """Return a PDF with passwords."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([PROSE.split("\n")])))
    writer.encrypt(user, owner, algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_passwords(read: Read) -> None:
    """A PDF that asks for a password is refused; one that only forbids copying is read and told."""
    assert codes(read("a.pdf", encrypted("secret", "owner"))) == ["password-protected"]
    reading = read("b.pdf", encrypted("", "owner"))
    assert reading.document is not None
    assert reading.document.text == PROSE
    assert codes(reading) == ["opened-without-password"]


def test_scan_without_text_layer(read: Read) -> None:
    """Pages without text are refused, and the message says what a scan needs."""
    reading = read("a.pdf", pdf([[], []]))
    assert codes(reading) == ["no-text"]
    assert "OCR" in reading.problems[0].message("zh")


def test_some_pages_without_text(read: Read) -> None:
    """A scanned page among others is counted."""
    assert codes(read("a.pdf", pdf([PROSE.split("\n"), []]))) == ["pages-without-text"]


def test_font_without_map_gives_no_garbage(read: Read) -> None:
    """Glyph numbers are never passed off as text."""
    reading = read("a.pdf", pdf([PROSE.split("\n")], mapped=False))
    assert reading.document is None
    assert codes(reading) == ["no-unicode-map"]


def test_rotated_page(read: Read) -> None:
    """A turned page is read, with a warning about its order."""
    assert codes(read("a.pdf", pdf([PROSE.split("\n")], extra="/Rotate 90"))) == ["rotated-pages"]


def test_script_and_launch_actions_are_nothing(read: Read) -> None:
    """Actions of a page are not run and leave no text."""
    extra = "/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> /C << /S /Launch /F (canary) >> >>"
    reading = read("a.pdf", pdf([PROSE.split("\n")], extra=extra))
    assert reading.document is not None
    assert reading.document.text == PROSE


def test_too_many_pages(read: Read) -> None:
    """The number of pages has a limit."""
    reading = read("a.pdf", pdf(PAGES), pages=4)
    assert codes(reading) == ["too-many-pages"]
    assert "5" in reading.problems[0].message()


def test_cut_pdf(read: Read) -> None:
    """A PDF whose end is missing gives what can be found, with a warning."""
    data = pdf(PAGES)
    reading = read("a.pdf", data[: data.rindex(b"xref\n0")])
    assert codes(reading)[0] in {"truncated", "broken-pdf"}
    if reading.document:
        assert SENTENCE[:20] in reading.document.text
