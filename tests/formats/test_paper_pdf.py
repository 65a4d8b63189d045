"""Papers as PDF: fonts, pages, what must not be in them, and that a proofreader finds what is wrong."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from paper_samples import HIDDEN, codes, fifty, fmt, kept, mixed, one, proofread, settings, written
from portable_strategies import several
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from qbank.errors import Problem, QbankError
from qbank.formats._incoming import choice, verdict
from qbank.formats.losses import held
from qbank.formats.paper import _pdf as _paper_pdf
from qbank.formats.paper._layout import Layout, Line, Part, Text
from qbank.formats.paper._sheet import paper
from qbank.formats.paper.format import plan_of
from qbank.model.portable import Portable

PAPER, KEY = "pdf", "pdf-key"
PROFILES = {PAPER: ("pdf-sheet", "pdf-on-paper"), KEY: ("pdf-key-alone", "pdf-key-with-items")}
ALL = [(name, profile) for name, profiles in PROFILES.items() for profile in profiles]
NO_FONT = "\U0010ff80"
"""A character for private use, which no font has."""

pytestmark = pytest.mark.fonts


def pages(data: bytes) -> list[str]:
    """Return the words of each page, white space left out."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


# --- the file -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "profile"), ALL)
def test_a_pdf_says_what_it_is_to_say(name: str, profile: str, tmp_path: Path) -> None:
    """Items of every kind are printed, proofread without a fault, and printed again to the same bytes."""
    asked = settings(profile)
    items = kept(name, mixed(), asked)
    data = written(name, items, asked)
    assert proofread(name, data, items, asked, tmp_path) == []
    assert written(name, items, asked) == data
    found = pages(data)
    assert all(f"第{at}页共{len(found)}页" in page for at, page in enumerate(found, 1))


@pytest.mark.parametrize(("name", "profile"), ALL)
@hypothesis_settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(portables=several())
def test_any_text_can_be_printed_as_pdf(name: str, profile: str, portables: list[Portable], tmp_path: Path) -> None:
    """Whatever the texts hold, an item is printed as it is or left out with the characters no font has."""
    asked = settings(profile)
    found = [held(fmt(name), each, asked) for each in portables]
    assert codes(each for each in found if isinstance(each, Problem)) <= {"paper-no-glyph"}
    items = [each for each in found if isinstance(each, Portable)]
    data = written(name, items, asked)
    assert [each.message("zh") for each in proofread(name, data, items, asked, tmp_path)] == []


def test_every_font_is_embedded() -> None:
    """Nothing is left to the fonts of another computer, and the body is in a Chinese serif."""
    reader = PdfReader(io.BytesIO(written(PAPER, mixed(), settings())))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(str(descendant["/BaseFont"]))
    assert any("Serif" in name or "SimSun" in name or "Song" in name for name in names)


@pytest.mark.poppler
def test_pdffonts_agrees() -> None:
    """Another program says so too."""
    data = written(PAPER, mixed(), settings())
    told = subprocess.run(["pdffonts", "-"], input=data, check=True, capture_output=True).stdout.decode().splitlines()
    rows = [line.split() for line in told[2:]]
    assert rows
    assert all(row[-5] == "yes" for row in rows), told
    assert any("CJK" in row[0] for row in rows)


@pytest.mark.parametrize("profile", PROFILES[PAPER])
def test_no_secret_is_in_a_pdf(profile: str) -> None:
    """Neither pages nor properties have a word of answers, rationales, proof lines, ids or tags."""
    data = written(PAPER, mixed(), settings(profile))
    reader = PdfReader(io.BytesIO(data))
    assert not any(HIDDEN in page for page in pages(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "值班制度测试卷"
    assert not any(HIDDEN in str(value) for value in reader.metadata.values())
    packet = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert HIDDEN not in packet
    assert any(HIDDEN in page for page in pages(written(KEY, mixed(), settings())))


def test_no_item_is_torn() -> None:
    """The first and last words of each of fifty items stand on one page."""
    found = pages(written(PAPER, fifty(), settings()))
    assert 8 <= len(found) <= 14
    for n in range(101, 151):
        assert len([page for page in found if f"第{n}问" in page or f"完{n}应当" in page]) == 1


def test_what_is_longer_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    """A stem, a passage and an entry of a match that no page can hold go on to the next one."""
    long = "值班人员应当在接到报告后立即核实情况，并按照规定的程序逐级上报。" * 90
    items = [one(f"{long}对吗？", verdict(True)), one("对吗？", verdict(True), 2, stimulus=long), *mixed()]
    items = kept(PAPER, items, settings())
    assert proofread(PAPER, written(PAPER, items, settings()), items, settings(), tmp_path) == []


def test_no_word_runs_off_the_page() -> None:
    """A word without end is broken into lines that fit."""
    items = [one("哪个网址？", choice(["https://example.org/" + "a" * 300, "b"], [0], multiple=False))]
    reader = PdfReader(io.BytesIO(written(PAPER, items, settings())))
    words = "".join(page.extract_text() for page in reader.pages)
    assert "".join(words.replace("\u200b", "").split()).count("a" * 300) == 1
    assert max(len(line) for line in words.replace("\u200b", "").split("\n") if "aaaa" in line) < 120


# --- what the machine must have -----------------------------------------------------------------------


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return a way to let the machine have only the fonts named."""

    def only(*names: str) -> None:
        monkeypatch.setattr(_paper_pdf, "_families", lambda: frozenset(names))

    yield only


def test_a_missing_chinese_font_is_said(without_fonts: Callable[..., None]) -> None:
    """Without any Chinese font nothing is written, and what to install is said."""
    without_fonts("Libertinus Serif", "DejaVu Sans")
    with pytest.raises(QbankError) as caught:
        written(PAPER, mixed(), settings())
    assert caught.value.problem.code == "paper-no-font"
    assert "fonts-noto-cjk" in caught.value.problem.message("zh")
    assert "Noto Serif CJK SC" in caught.value.problem.message("en")


def test_the_best_faces_are_taken(without_fonts: Callable[..., None]) -> None:
    """宋体 for the body and 黑体 for headings; where one of them is missing the other stands in."""
    without_fonts("SimSun", "SimHei", "Noto Serif CJK SC")
    assert _paper_pdf.faces() == ("Noto Serif CJK SC", "SimHei")
    without_fonts("SimSun", "Arial")
    assert _paper_pdf.faces() == ("SimSun", "SimSun")
    without_fonts("SimHei")
    assert _paper_pdf.faces() == ("SimHei", "SimHei")


def test_a_missing_typst_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without typst a Problem says what to do instead of a traceback."""
    monkeypatch.setitem(sys.modules, "typst", None)
    _paper_pdf._compiler.cache_clear()
    _paper_pdf._fonts.cache_clear()
    _paper_pdf._families.cache_clear()
    with pytest.raises(QbankError) as caught:
        written(PAPER, mixed(), settings())
    assert caught.value.problem.code == "paper-no-typst"


def test_a_character_no_font_has_is_no_box(tmp_path: Path) -> None:
    """An item with such a character is left out of paper and key alike, and the character is named."""
    bad = one("对吗？", verdict(True), 2, rationale=f"依据{NO_FONT}。")
    for name in (PAPER, KEY):
        refused = held(fmt(name), bad, settings())
        assert isinstance(refused, Problem)
        assert refused.code == "paper-no-glyph"
        assert refused.place == bad.item.id
    assert isinstance(held(fmt(PAPER), one("对吗𠮷①²？", verdict(True)), settings()), Portable)


def test_a_title_no_font_has_is_no_box() -> None:
    """A title with such a character is refused when it is written."""
    with pytest.raises(QbankError) as caught:
        written(PAPER, mixed(), replace(settings(), title=f"试卷{NO_FONT}"))
    assert caught.value.problem.code == "paper-no-glyph"


def test_help_needs_no_typst() -> None:
    """The library is loaded when a PDF is written, not when formats are listed."""
    code = "import qbank.formats, sys; print(sorted({'typst', 'docx', 'lxml', 'pypdf'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- a proofreader finds what is wrong ----------------------------------------------------------------


def laid_out(*more: str, portables: list[Portable] | None = None) -> bytes:
    """Return a paper with lines put in after the first three blocks."""
    layout = paper(plan_of(mixed() if portables is None else portables, settings()))
    first = layout.parts[0]
    lines = tuple(Line((Text(each),), "note") for each in more)
    changed = Part((*first.blocks[:3], *lines, *first.blocks[3:]), first.seal)
    stream = io.BytesIO()
    _paper_pdf.write(Layout(layout.title, (changed, *layout.parts[1:]), layout.footer, "zh", layout.hang), stream)
    return stream.getvalue()


def test_words_too_many_or_too_few_are_found(tmp_path: Path) -> None:
    """An answer, a letter or a missing item in the pages is named."""
    assert proofread(PAPER, laid_out(), mixed(), settings(), tmp_path) == []
    for more, code in ((f"{HIDDEN}双岗", "paper-leak"), ("1B", "paper-strange-text"), ("10分钟", "paper-strange-text")):
        assert code in codes(proofread(PAPER, laid_out(more), mixed(), settings(), tmp_path))
    fewer = laid_out(portables=mixed()[:-1])
    assert "paper-missing" in codes(proofread(PAPER, fewer, mixed(), settings(), tmp_path))


def _with_note(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text=f"{HIDDEN}双岗", rect=(50, 550, 200, 650)))


def _with_subject(writer: PdfWriter) -> None:
    writer.add_metadata({"/Subject": f"{HIDDEN}双岗"})


def _with_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("key.txt", b"1B")


def _with_bookmark(writer: PdfWriter) -> None:
    writer.add_outline_item(title="1B", page_number=0)


def _with_title(writer: PdfWriter) -> None:
    writer.metadata = {NameObject("/Title"): TextStringObject(f"值班制度测试卷{HIDDEN}双岗")}


@pytest.mark.parametrize("change", [_with_note, _with_subject, _with_attachment, _with_bookmark, _with_title])
def test_what_is_hidden_beside_the_pages_is_found(change: Callable[[PdfWriter], None], tmp_path: Path) -> None:
    """Notes, properties, attachments and bookmarks that a paper has no use for are named."""
    writer = PdfWriter(clone_from=io.BytesIO(laid_out()))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    found = codes(proofread(PAPER, stream.getvalue(), mixed(), settings(), tmp_path))
    assert found & {"paper-leak", "paper-strange-part"}


def test_a_key_that_is_not_whole_is_told(tmp_path: Path) -> None:
    """A key of fewer items, or of other rationales, is not the key of these."""
    items = mixed()
    fewer = written(KEY, items[1:], settings())
    assert "paper-missing" in codes(proofread(KEY, fewer, items, settings(), tmp_path))
    other = [replace(items[0], item=replace(items[0].item, rationale="另一种说法")), *items[1:]]
    assert "paper-missing" in codes(proofread(KEY, written(KEY, other, settings()), items, settings(), tmp_path))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n"]
)
def test_what_is_no_pdf_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    """A file that cannot be read is one Problem, and no traceback."""
    assert codes(proofread(PAPER, data, mixed(), settings(), tmp_path)) == {"paper-unreadable"}


def test_no_page_ends_with_a_heading() -> None:
    """However many items stand before it, a heading and what is said below it are followed by an item on their page."""
    ends = set()
    for count in range(10, 26, 3):
        options = ["甲处", "乙处", "丙处", "丁处"]
        single = [one(f"第{at}处由谁负责？", choice(options, [0], multiple=False)) for at in range(count)]
        judged = [one(f"第{at}处应当报告。", verdict(true=True)) for at in range(20)]
        for page in PdfReader(io.BytesIO(written(PAPER, [*single, *judged], settings()))).pages:
            lines = [line.strip() for line in page.extract_text().split("\n") if line.strip()]
            body = [line for line in lines if not line.startswith("第 ")]
            ends.add(body[-1][:4])
            assert not body[-1].startswith(("一、", "二、", "正确的打", "每题只有")), body[-2:]
    assert len(ends) > 4
