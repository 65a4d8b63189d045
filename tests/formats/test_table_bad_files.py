"""Files that are no tables or damaged ones: each is told in words, none ends in a traceback."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from table_files import options, read, workbook
from table_samples import GOOD, HEAD, STEM

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import QbankError
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import _read as _table_read
from qbank.formats.tables import format as xlsx
from qbank.formats.tables._source import opened
from qbank.formats.tables.learn import propose
from qbank.model.item import Choice
from qbank.model.portable import Portable

# --- files --------------------------------------------------------------------------------------------


def _zip(**members: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("--", "."), text)
    return stream.getvalue()


WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table-empty"),
        (b"\0" * 100, "table-empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "table-old"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        (b"<html><body><table><tr><td>x</td></tr></table></body></html>", "table-no-headers"),
        (b"{\\rtf1 x}", "table-not-a-table"),
        (b"%PDF-1.7\n", "table-not-a-table"),
        (b"PK\x03\x04 cut off", "broken-zip"),
        (_zip(word__document="<x/>"), "table-not-a-table"),
        (_zip(**{"xl__workbook--xml": "<workbook"}), "table-broken"),
        (_zip(**{"xl__workbook--xml": f'<!DOCTYPE x [<!ENTITY a "b">]>{WORKBOOK}'}), "xml-entities"),
        (_zip(**{"xl__workbook--xml": WORKBOOK}), "table-no-headers"),
        (_zip(**{"xl__workbook--xml": WORKBOOK, "xl__bomb--bin": "0" * 60_000_000}), "zip-too-large"),
        ("题型,题干,答案\n判断题,\"没有关上的引号,对\n".encode(), "table-quote"),
        (bytes(range(256)) * 3, "binary-content"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table(tmp_path: Path, data: bytes, code: str) -> None:
    """Whatever a file is, it is one problem with a cure, never a traceback."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(data)
    items, problems = read(path)
    assert items == []
    assert code in {problem.code for problem in problems}
    assert all(problem.file == "t.xlsx" and problem.message("zh") for problem in problems)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    """Both are told."""
    for path, code in ((tmp_path / "none.xlsx", "not-found"), (tmp_path, "is-a-folder")):
        items, (problem,) = read(path)
        assert (items, problem.code) == ([], code)


def _part(path: Path, member: str, old: str, new: str) -> Path:
    """Change the text of one member of a workbook."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in members[member]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(old.encode(), new.encode()) if name == member else data)
    return path


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def by_hand(path: Path, cells: str, texts: str = "") -> Path:
    """Write a workbook of one sheet by hand: ``cells`` is the XML of its rows, ``texts`` that of its shared texts."""
    sheets = '<sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets>'
    links = '<Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="sharedStrings.xml"/>'
    members = {
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{LINK}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData>{cells}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {NS}>{texts}</sst>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


TEXTS = "<si><t>题型</t></si><si><t>题干</t></si><si><t>答案</t></si>"
TOP = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'


def test_rich_text_without_its_readings(tmp_path: Path) -> None:
    """Text of several runs is one text; readings above characters are no part of it; codes of characters are."""
    runs = "<r><t>值班人员</t></r><r><t>应当_x0028_在岗_x0029_。</t></r>"
    rich = f"<si>{runs}<rPh sb='0' eb='1'><t>zhí</t></rPh></si>"
    kind = '<c r="A2" t="inlineStr"><is><t>判断题</t></is></c>'
    row = f'<row r="2">{kind}<c r="B2" t="s"><v>3</v></c><c t="str"><v>对</v></c></row>'
    items, problems = read(by_hand(tmp_path / "t.xlsx", TOP + row, TEXTS + rich))
    assert problems == []
    assert items[0].item.stem == "值班人员应当(在岗)。"


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2"><c r="A2" t="s"><v>999</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>x</v></c></row>',
        '<row r="2"><c r="?" t="s"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>one</v></c></row>',
        '<row r="2"><c r="A2" s="x"><v>1</v></c></row>',
        '<row r="2"><c>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&unknown;</t></is></c></row>',
    ],
)
def test_a_damaged_sheet(tmp_path: Path, row: str) -> None:
    """A text that is not there, a cell without a place, XML that does not end: the file is told to be damaged."""
    _, problems = read(by_hand(tmp_path / "t.xlsx", TOP + row, TEXTS))
    assert [problem.code for problem in problems] == ["table-broken"]


def test_a_sheet_with_too_many_rows_is_told_before_any_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a sheet that is too long nothing is read, and all that is said is the first row that is too many."""
    monkeypatch.setattr(_table_read, "MOST_ROWS", 3)
    rows = [HEAD, GOOD, GOOD, GOOD, GOOD]
    said = read(workbook(tmp_path / "t.xlsx", rows))
    assert [(found.code, found.place, found.severity) for found in said[1]] == [
        ("table-rows-limit", "Sheet1!4", "error")
    ]
    text = tmp_path / "t.csv"
    text.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    assert (said[0], [found.place for found in read(text)[1]]) == ([], ["4"])


def test_empty_rows_below_are_not_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows past the limit that say nothing, as sheets have that were formatted to their end, are no hindrance."""
    monkeypatch.setattr(_table_read, "MOST_ROWS", 3)
    path = workbook(tmp_path / "t.xlsx", [HEAD, GOOD, GOOD])
    items, problems = read(
        _part(path, "xl/worksheets/sheet1.xml", "</sheetData>", '<row r="9"><c r="A9"/></row></sheetData>')
    )
    assert (len(items), problems) == (2, [])


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_stands_past_a_row_is_found(tmp_path: Path, ending: str) -> None:
    """The rows after a number are those that reading all of them gives, in every kind of file."""
    rows = [HEAD, *[GOOD] * 5]
    path = tmp_path / f"t.{ending}"
    if ending == "xlsx":
        workbook(path, rows)
    else:
        path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    with opened(path, "t") as (table,):
        everything = list(table.open())
        for after in range(8):
            assert list(table.open(after)) == everything[after:]
            assert table.beyond(after) == (after + 1 if after < 6 else 0)


def test_a_row_far_down_costs_nothing(tmp_path: Path) -> None:
    """A sheet whose second row claims to be its last is read at once."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, GOOD])
    items, problems = read(_part(path, "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="900000"'))
    assert (len(items), problems) == (1, [])
    assert items[0].place == "Sheet1!900000"


def test_cells_that_are_claimed_to_be_merged_without_end(tmp_path: Path) -> None:
    """A merge over the whole sheet makes no cells."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, GOOD, GOOD])
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="G1:XFD1048576"/></mergeCells>'
    items, problems = read(_part(path, "xl/worksheets/sheet1.xml", "</sheetData>", merged))
    assert (len(items), problems) == (2, [])


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    answer=st.text("ABCDEFGabcＡＢ,，、;； 12对错√选()（）", max_size=6),
    texts=st.lists(st.text("甲乙丙A.、 B", max_size=4), max_size=5),
    kind=st.sampled_from(["单选题", "多选题", "判断题", "排序题", ""]),
)
def test_no_row_is_read_to_a_key_that_it_does_not_say(tmp_path: Path, answer: str, texts: list[str], kind: str) -> None:
    """Whatever signs a row has: a key that is read names the options of its letters, or is one to the sign."""
    head = ["题型", "题干", *(f"选项{letter}" for letter in "ABCDE"), "答案"]
    items, _ = read(workbook(tmp_path / "t.xlsx", [head, [kind, STEM, *[*texts, *[""] * 5][:5], answer]]))
    for item in items:
        interaction = item.item.body.interaction()
        if not isinstance(interaction, Choice) or item.item.type == "true_false":
            continue
        letters = {
            ord(char) - ord("A") for char in answer.upper().translate(str.maketrans("ＡＢ", "AB")) if "A" <= char <= "G"
        }
        right = {at for at, option in enumerate(interaction.options) if option.id in interaction.keys}
        if letters:
            assert right == letters
        else:
            # Where punctuation is asked about, a sign may be the words of an option.
            assert [interaction.options[at].text for at in right] == [answer.strip()]
        given_texts = [text.strip() for text in texts]
        assert all(option in text for option, text in zip(options(item), given_texts, strict=False))


_BITS = st.sampled_from([
    b"", b"<c>", b"</row>", b'r="ZZZZ9"', b't="s"', b't="b"', b"<v>1e999</v>", b"<v>nan</v>", b's="99999"', b"<f>1</f>",
    b"&#0;", b"\xff", b"<mergeCell ref='A1:A9'/>", b"9" * 30, b'min="x"',
])  # fmt: skip


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_damage_ends_in_a_traceback(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever is broken in the XML of a workbook: reading tells problems, learning and filling refuse in words."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, GOOD, ["单选题", STEM, "一年", 3, None, "B"]])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    at = data.draw(st.integers(0, len(members[name])))
    cut = data.draw(st.integers(0, 12))
    members[name] = members[name][:at] + data.draw(_BITS) + members[name][at + cut :]
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    for profile in ("", "generic"):
        assert all(problem.message("zh") for problem in read(path, profile)[1])
    with suppress(QbankError):
        propose(path)
    settings = Settings(profile="generic", template=path)
    with suppress(QbankError):
        kept = xlsx.hold(full_example("true_false"), settings)
        assert isinstance(kept, Portable)
        xlsx.write([kept], BytesIO(), settings)
