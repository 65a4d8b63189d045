"""Papers in Word: what is in the file, that it is a sound one, and that a proofreader finds what is wrong with it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from lxml import etree
from paper_samples import HIDDEN, codes, fifty, fmt, kept, mixed, one, proofread, settings, written
from portable_strategies import several

from qbank.errors import Problem
from qbank.formats._incoming import choice, verdict
from qbank.formats.losses import held
from qbank.model.portable import Portable

PAPER, KEY = "docx", "docx-key"
PROFILES = {PAPER: ("docx-sheet", "docx-on-paper"), KEY: ("docx-key-alone", "docx-key-with-items")}
ALL = [(name, profile) for name, profiles in PROFILES.items() for profile in profiles]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
# The order of children, from the schema of ECMA-376 part 1 (transitional), as far as a paper uses them.
ORDER = {
    "pPr": "pStyle keepNext keepLines tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b color spacing sz szCs u lang",
    "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan vAlign",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "sectPr": "footerReference type pgSz pgMar cols",
    "style": "name basedOn qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
    "font": "altName panose1 charset family pitch",
}


def members(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(data: bytes) -> etree._Element:
    """Return the pages of a file."""
    return etree.fromstring(members(data)[DOCUMENT])


# --- the file -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "profile"), ALL)
def test_a_word_file_says_what_it_is_to_say(name: str, profile: str, tmp_path: Path) -> None:
    """Items of every kind are printed, proofread without a fault, and printed again to the same bytes."""
    asked = settings(profile)
    held_items = kept(name, mixed(), asked)
    data = written(name, held_items, asked)
    assert proofread(name, data, held_items, asked, tmp_path) == []
    assert written(name, held_items, asked) == data


@pytest.mark.parametrize(("name", "profile"), ALL)
@hypothesis_settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(portables=several())
def test_any_text_can_be_printed_in_word(name: str, profile: str, portables: list[Portable], tmp_path: Path) -> None:
    """Whatever the texts hold, the file is sound and the proofreader content."""
    asked = settings(profile)
    held_items = [each for p in portables if isinstance(each := held_by(name, p, asked), Portable)]
    data = written(name, held_items, asked)
    assert [each.message("zh") for each in proofread(name, data, held_items, asked, tmp_path)] == []
    assert all(etree.fromstring(part) is not None for part in members(data).values())


def held_by(name: str, portable: Portable, asked: object) -> Portable | Problem:
    """Return what a format holds of an item."""
    return held(fmt(name), portable, asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", PROFILES[PAPER])
def test_no_part_of_a_paper_holds_a_secret(profile: str) -> None:
    """Neither pages nor properties nor any other part has a word of answers, rationales, proof lines, ids or tags."""
    data = written(PAPER, kept(PAPER, mixed(), settings(profile)), settings(profile))
    for part in members(data).values():
        assert HIDDEN not in part.decode()
    assert HIDDEN in members(written(KEY, mixed(), settings()))[DOCUMENT].decode()


def test_the_parts_of_a_paper_are_few() -> None:
    """No comments, notes, custom properties or pictures; the properties hold the title alone, and no date."""
    parts = members(written(PAPER, mixed(), settings()))
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert [each.text for each in etree.fromstring(parts["docProps/core.xml"])] == ["值班制度测试卷"]


@pytest.mark.parametrize(("name", "profile"), ALL)
def test_elements_stand_in_the_order_of_the_schema(name: str, profile: str) -> None:
    """Word refuses files whose properties are out of order; every relation names a part that is there."""
    parts = members(written(name, mixed(), settings(profile)))
    seen = set()
    for path in parts:
        for node in etree.fromstring(parts[path]).iter(etree.Element):
            parent = etree.QName(node).localname
            if not node.tag.startswith(W) or parent not in ORDER:
                continue
            order = ORDER[parent].split()
            children = [etree.QName(child).localname for child in node]
            seen.add(parent)
            assert set(children) <= set(order), f"{path}: {parent}: {children}"
            places = [order.index(child) for child in children]
            assert all(a <= b for a, b in pairwise(places)), f"{path}: {parent}: {children}"
    assert seen >= {"pPr", "rPr", "tblPr", "tcPr", "sectPr", "style", "settings", "font"}
    targets = etree.fromstring(parts["word/_rels/document.xml.rels"])
    assert all(f"word/{each.get('Target')}" in parts for each in targets)


def test_fonts_are_named_for_both_scripts() -> None:
    """宋体 and the language are the defaults, 黑体 in headings; what both scripts have is asked for in Chinese."""
    parts = members(written(PAPER, [one("“值班”——是…吗？", verdict(True))], settings()))
    defaults = etree.fromstring(parts["word/styles.xml"]).find(f".//{W}rPrDefault/{W}rPr")
    assert defaults is not None
    assert defaults.find(f"{W}rFonts").get(f"{W}eastAsia") == "宋体"
    assert defaults.find(f"{W}rFonts").get(f"{W}ascii") == "Times New Roman"
    assert defaults.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"
    assert '<w:rFonts w:eastAsia="黑体"/>' in parts["word/styles.xml"].decode()
    run = next(each for each in document_of(parts).iter(f"{W}r") if "“值班”" in "".join(each.itertext()))
    assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"


def document_of(parts: dict[str, bytes]) -> etree._Element:
    """Return the pages among the parts of a file."""
    return etree.fromstring(parts[DOCUMENT])


def test_other_programs_open_it() -> None:
    """python-docx finds the headings as headings, the tables, A4 and the title."""
    from docx import Document

    paper = Document(io.BytesIO(written(PAPER, mixed(), settings())))
    heads = [each.text for each in paper.paragraphs if each.style.name == "Heading 1"]
    assert [each.partition("（")[0] for each in heads][:2] == ["一、单项选择题", "二、多项选择题"]
    assert paper.core_properties.title == "值班制度测试卷"
    assert round(paper.sections[0].page_width.cm, 1) == 21.0
    assert len(paper.sections) == 2
    assert paper.tables


def test_an_item_holds_on_to_its_options() -> None:
    """Each paragraph of an item but the last keeps with the next, so that no page break divides it."""
    long = [f"{'较长的选项' * 6}{n}" for n in range(4)]
    paragraphs = list(
        document(written(PAPER, [one("哪一项？", choice(long, [0], multiple=False))], settings())).iter(f"{W}p")
    )
    at = next(n for n, each in enumerate(paragraphs) if "哪一项" in "".join(each.itertext()))
    item = paragraphs[at : at + 5]
    assert [each.find(f"{W}pPr/{W}keepNext") is not None for each in item] == [True] * 4 + [False]
    assert all(each.find(f"{W}pPr/{W}keepLines") is not None for each in item)


def test_formulas_and_markup_are_only_words() -> None:
    """What looks like markup is printed as it is."""
    words = '<w:b/> & "x" ]]> {PAGE} =SUM(A1)'
    data = written(PAPER, [one(f"{words}对吗？", verdict(True))], settings())
    assert f"{words}对吗？" in "".join(document(data).itertext())


# --- a proofreader finds what is wrong -------------------------------------------------------------


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return the file with one part changed or added."""
    parts = members(data)
    parts[name] = change(parts.get(name, b"").decode()).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(zipfile.ZipInfo(each), part)
    return stream.getvalue()


def put(old: str, new: str) -> Callable[[str], str]:
    """Return a change of words that are there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


ANSWER = f"{HIDDEN}双岗"
RUN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"
TITLE_END = "</dc:title>"
RATIONALE, PROOF = f"解析{HIDDEN}1，见第1条。", f"《值班办法》第一章 › 第1条：“{HIDDEN}原文1。”"
CORE, FOOTER = "docProps/core.xml", "word/footer1.xml"
TAMPERED = {
    "an answer in the text": (DOCUMENT, put("值班实行", f"值班实行{ANSWER}"), "paper-leak"),
    "an answer unseen": (DOCUMENT, put("</w:p>", f"{RUN.format(ANSWER)}</w:p>"), "paper-leak"),
    "a letter of a key": (DOCUMENT, put("[A] [B] [C] [D]", "[A] [■] [C] [D]"), "paper-strange-text"),
    "a letter more": (DOCUMENT, put("接到报告后", "B接到报告后"), "paper-strange-text"),
    "a rationale in the properties": (CORE, put(TITLE_END, f"{RATIONALE}{TITLE_END}"), "paper-leak"),
    "a description": (DOCUMENT, put('name="seal"', f'name="seal" descr="{ANSWER}"'), "paper-leak"),
    "a description in letters": (DOCUMENT, put('name="seal"', 'name="seal" descr="1B 2ABD"'), "paper-strange-text"),
    "a proof line in the footer": (FOOTER, put("第 ", f"{PROOF}第 "), "paper-leak"),
    "custom data": ("customXml/item1.xml", lambda _: f"<a>{ANSWER}</a>", "paper-strange-part"),
    "comments": ("word/comments.xml", lambda _: "<a/>", "paper-strange-part"),
    "a bookmark": (DOCUMENT, put("<w:body>", '<w:body><w:bookmarkStart w:id="1" w:name="B"/>'), "paper-strange-part"),
    "a comment in the markup": (DOCUMENT, put("<w:body>", f"<w:body><!--{ANSWER}-->"), "paper-strange-part"),
    "words in the settings": ("word/settings.xml", put("<w:compat>", f"{ANSWER}<w:compat>"), "paper-leak"),
    "an answer along the edge": (DOCUMENT, put("单位：", f"{ANSWER}单位："), "paper-leak"),
    "an option gone": (DOCUMENT, put("15分钟", ""), "paper-missing"),
    "another option": (DOCUMENT, put("15分钟", "16分钟"), "paper-missing"),
    "two options changed over": (DOCUMENT, put("10分钟", "15分钟"), "paper-missing"),
    "a passage cut short": (DOCUMENT, put("共转移群众42人。", ""), "paper-missing"),
    "another number": (DOCUMENT, put(">2.<", ">3.<"), "paper-missing"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_a_paper_that_was_tampered_with_is_found_out(what: str, tmp_path: Path) -> None:
    """Each thing that tells an answer or is not as it was to be is named."""
    name, change, code = TAMPERED[what]
    data = written(PAPER, mixed(), settings())
    assert proofread(PAPER, data, mixed(), settings(), tmp_path) == []
    found = codes(proofread(PAPER, changed(data, name, change), mixed(), settings(), tmp_path))
    assert code in found


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("解析密钥3，见第3条。", "", "paper-missing"),
        ("“密钥原文7。”", "", "paper-missing"),
        ("密钥要点1", "密钥要点", "paper-missing"),
        ("密钥轮换", "轮换", "paper-missing"),
        (">ABD<", ">ABC<", "paper-strange-text"),
        (">×<", ">√<", "paper-strange-text"),
        (">BCDA<", ">BCAD<", "paper-strange-text"),
    ],
)
def test_a_key_that_is_not_whole_is_found_out(old: str, new: str, code: str, tmp_path: Path) -> None:
    """A key without an answer, a point, a rationale or a proof line, or with another letter, is no key."""
    data = written(KEY, mixed(), settings())
    found = codes(proofread(KEY, changed(data, DOCUMENT, put(old, new)), mixed(), settings(), tmp_path))
    assert code in found


def test_the_key_of_other_items_is_found_out(tmp_path: Path) -> None:
    """Paper and key are proofread against their own items."""
    items, other = mixed(), mixed()[1:]
    for name in (PAPER, KEY):
        assert codes(proofread(name, written(name, other, settings()), items, settings(), tmp_path))
    assert codes(proofread(PAPER, written(KEY, items, settings()), items, settings(), tmp_path))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_word_file_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    """A file that cannot be read is one Problem, and no traceback."""
    problems = proofread(PAPER, data, mixed(), settings(), tmp_path)
    assert problems
    assert codes(problems) & {"paper-unreadable", "paper-missing", "paper-strange-text"}


# --- as LibreOffice shows it --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Path]:
    """Return a way from a Word file to the PDF that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("office")

    def convert(data: bytes) -> Path:
        path = folder / "paper.docx"
        path.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return path.with_suffix(".pdf")

    return convert


def pages(path: Path) -> list[str]:
    """Return the words of each page, white space left out."""
    from pypdf import PdfReader

    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


@pytest.mark.libreoffice
@pytest.mark.poppler
@pytest.mark.fonts
def test_libreoffice_prints_it(office: Callable[[bytes], Path]) -> None:
    """Fifty items are some pages, numbered, with an answer sheet at the end; no item is torn; fonts are embedded."""
    path = office(written(PAPER, fifty(), settings()))
    found = pages(path)
    assert 8 <= len(found) <= 14
    for at, page in enumerate(found, 1):
        assert f"第{at}页共{len(found)}页" in page
    assert "答题卡" in found[-1]
    assert "密" in found[0] and "考号" in found[0]
    for n in range(101, 151):
        where = [at for at, page in enumerate(found) if f"第{n}问" in page or f"完{n}应当" in page]
        assert len(where) == 1, n
    _check_fonts(path)


def _check_fonts(path: Path) -> None:
    told = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
    rows = told.splitlines()[2:]
    assert any("CJK" in row for row in rows)
    assert all(re.search(r"\s(yes)\s+(yes|no)\s+(yes|no)\s+\d+", row) for row in rows), told


@pytest.mark.libreoffice
@pytest.mark.fonts
def test_libreoffice_prints_keys(office: Callable[[bytes], Path]) -> None:
    """The key says answers and rationales, its last page is the two-way table."""
    found = pages(office(written(KEY, mixed(), settings())))
    assert "双向细目表" in found[-1]
    assert "【答案】B（10分钟）" in found[0]
    told = "".join(found)
    assert all(each.item.rationale in told for each in mixed())


@pytest.mark.libreoffice
@pytest.mark.fonts
def test_libreoffice_shows_no_secret(office: Callable[[bytes], Path]) -> None:
    """What LibreOffice makes of a paper has no word of its answers."""
    for profile in PROFILES[PAPER]:
        assert not any(HIDDEN in page for page in pages(office(written(PAPER, mixed(), settings(profile)))))


def test_a_heading_says_itself_that_it_stands_above_something() -> None:
    """Headings and what is said below them keep with the next paragraph, whether or not a program heeds their style."""
    kept_styles = {"Title", "Heading1", "Lead", "Subtitle"}
    found = set()
    for each in document(written(PAPER, kept(PAPER, mixed(), settings()), settings())).iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if style in kept_styles:
            found.add(style)
            assert each.find(f"{W}pPr/{W}keepNext") is not None, "".join(each.itertext())
    assert found == kept_styles
