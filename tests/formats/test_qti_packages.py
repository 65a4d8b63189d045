"""QTI packages read as other programs make them: the order of the items, what is known of them, what is missing."""

from __future__ import annotations

import zipfile
from pathlib import Path
from random import Random

import pytest
from qti_samples import (
    PLAIN,
    choice,
    fmt,
    item,
    kebab,
    manifest,
    package,
    read,
    refused,
    response,
    stem_of,
    stems,
    taken,
)

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.model.item import Item, Option
from qbank.model.portable import Portable
from qbank.types._contract import TYPES
from qbank.types.single_choice import SingleChoice


def test_a_package_in_the_order_of_its_test(tmp_path: Path) -> None:
    """The test says which item is first, addresses are its own; items it does not name come after."""
    test = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"><testPart><assessmentSection>
        <assessmentItemRef identifier="x" href="../items/%E4%B8%80.xml"/><assessmentSection>
        <assessmentItemRef identifier="y" href="..\\items\\a.xml"/></assessmentSection></assessmentSection></testPart>
        </assessmentTest>"""
    files = {
        "imsmanifest.xml": manifest("I1|ITEM|items/a.xml", "I2|ITEM|items/b.xml", "I3|ITEM|items/%E4%B8%80.xml",
                                    "T|imsqti_test_xmlv2p1|tests/t.xml"),
        "items/a.xml": stem_of(PLAIN, "甲"), "items/b.xml": stem_of(PLAIN, "乙"), "items/一.xml": stem_of(PLAIN, "丙"),
        "tests/t.xml": test,
    }  # fmt: skip
    found = read(package(tmp_path, files))
    assert stems(found) == ["丙", "甲", "乙"]
    assert [each.place for each in found] == ["items/一.xml", "items/a.xml", "items/b.xml"]


LOM = """<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string>题</string></title>
  <keyword><string language="zh">安全</string></keyword><keyword><string language="zh"> 值班
  制度</string></keyword></general><educational><difficulty><source>LOMv1.0</source><value>very difficult</value>
  </difficulty></educational><classification><purpose><source>LOMv1.0</source><value>discipline</value></purpose>
  <taxonPath><source><string>目录</string></source><taxon><entry><string>综合</string></entry><taxon><entry>
  <string>值班</string></entry></taxon></taxon></taxonPath></classification></lom>"""
OLD_LOM = """<m:lom xmlns:m="http://www.imsglobal.org/xsd/imsmd_v1p2"><m:general><m:keyword>
  <m:langstring xml:lang="zh">安全</m:langstring></m:keyword></m:general><m:educational><m:difficulty><m:source>
  <m:langstring>LOMv1.0</m:langstring></m:source><m:value><m:langstring xml:lang="x-none">easy</m:langstring></m:value>
  </m:difficulty></m:educational></m:lom>"""


def test_metadata_of_a_package(tmp_path: Path) -> None:
    """Keywords are tags, difficulty and discipline are ours; of the older metadata as well."""
    files = {
        "imsmanifest.xml": manifest(f"I1|ITEM|a.xml|{LOM}", f"I2|ITEM|b.xml|{OLD_LOM}"),
        "a.xml": PLAIN, "b.xml": PLAIN.replace("ITEM-1", "ITEM-2"),
    }  # fmt: skip
    new, old = read(package(tmp_path, files))
    assert isinstance(new, Portable)
    assert isinstance(old, Portable)
    assert (new.item.tags, new.item.difficulty, new.item.chapter) == (("安全", "值班 制度"), "hard", "综合/值班")
    assert (old.item.tags, old.item.difficulty, old.item.id) == (("安全",), "easy", "ITEM-2")


def test_a_passage_in_a_file_of_its_own(tmp_path: Path) -> None:
    """An item of 3.0 names the passage it is about by its address; where it is missing, the item is not taken."""
    reference = '<assessmentStimulusRef identifier="S" href="../passages/s.xml"/>'
    text = item(choice("甲", "乙"), response("identifier", "A"), release="3.0").replace(
        "<qti-item-body>", kebab(reference) + "<qti-item-body>"
    )
    passage = "<stimulusBody><p>险情</p><p>排除</p></stimulusBody>"
    passage = f'<assessmentStimulus identifier="S" title="材料">{passage}</assessmentStimulus>'
    files = {
        "imsmanifest.xml": manifest("I1|ITEM|items/a.xml", "S|imsqti_stimulus_xmlv3p0|passages/s.xml", version="3p0"),
        "items/a.xml": text, "passages/s.xml": kebab(passage),
    }  # fmt: skip
    (found,) = read(package(tmp_path, files))
    assert isinstance(found, Portable)
    assert found.stimulus == "险情\n排除"
    del files["passages/s.xml"]
    (found,) = read(package(tmp_path, files))
    assert isinstance(found, Problem)
    assert (found.code, found.place, found.values["path"]) == ("qti-file-missing", "items/a.xml", "passages/s.xml")


def test_faults_of_a_package_leave_the_rest(tmp_path: Path) -> None:
    """A missing file, one listed twice, an address outside, a broken item: each is told, the others are read."""
    files = {
        "imsmanifest.xml": manifest("I1|ITEM|a.xml", "I2|ITEM|a.xml", "I3|ITEM|../../etc/passwd", "I4|ITEM|none.xml",
                                    "I5|ITEM|http://example.org/a.xml", "I6|ITEM|b.xml", "I7|ITEM|c.xml"),
        "a.xml": PLAIN, "b.xml": PLAIN[:-9], "c.xml": stem_of(PLAIN, "丙"),
    }  # fmt: skip
    assert stems(read(package(tmp_path, files))) == [
        "qti-listed-twice", "qti-path-outside", "qti-file-missing", "qti-path-outside",
        "谁负责命题？", "qti-broken-xml", "丙",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["b.xml", "题库/b.xml"])
def test_a_package_without_a_manifest(name: str, tmp_path: Path) -> None:
    """Item files are found by what they are; other files are passed over."""
    files = {"a.xml": PLAIN, "readme.txt": "x", "schema.xml": "<schema/>", name: stem_of(PLAIN, "乙")}
    found = read(package(tmp_path, files))
    assert stems(found) == ["谁负责命题？", "乙"]


def test_a_package_in_a_folder(tmp_path: Path) -> None:
    """A manifest one level down is found where nothing stands above it; two of them are too many."""
    files = {"卷一/imsmanifest.xml": manifest("I1|ITEM|a.xml"), "卷一/a.xml": PLAIN}
    assert stems(read(package(tmp_path, files))) == ["谁负责命题？"]
    assert stems(read(package(tmp_path, {**files, "卷二/imsmanifest.xml": manifest()}))) == ["qti-several-manifests"]


def test_containers_that_are_no_packages(tmp_path: Path) -> None:
    """An empty one, one of QTI 1, a cut one, one that leads outside, a bomb, a broken manifest, a folder."""
    for files, code in (
        ({"readme.txt": "x"}, "qti-no-item"),
        ({"imsmanifest.xml": manifest("I|imsqti_xmlv1p2|q.xml"), "q.xml": "<q/>"}, "qti-too-old"),
        ({"imsmanifest.xml": "<manifest>"}, "qti-broken-xml"),
        ({"../a.xml": PLAIN}, "qti-unsafe"),
        ({"a.xml": PLAIN.replace("<assess", "<!DOCTYPE a><assess", 1)}, "qti-unsafe"),
    ):
        assert stems(read(package(tmp_path, files))) == [code]
    path = package(tmp_path, {"a.xml": PLAIN})
    path.write_bytes(path.read_bytes()[:-30])
    assert stems(read(path)) == ["qti-unsafe"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b" " * 50_000_000)
    assert stems(read(path)) == ["qti-unsafe"]
    assert stems(read(tmp_path)) == ["is-a-folder"]


def test_an_item_beyond_all_measure(tmp_path: Path) -> None:
    """A file of many megabytes, or of elements within elements, is told of and not read."""
    long = stem_of(PLAIN, "长" * 4_000_000)
    assert refused(tmp_path, long).code == "qti-too-large"
    files = {"imsmanifest.xml": manifest("I|ITEM|a.xml"), "a.xml": long}
    assert stems(read(package(tmp_path, files))) == ["qti-too-large"]
    assert refused(tmp_path, stem_of(PLAIN, "<b>" * 5000 + "</b>" * 5000)).code == "qti-broken-xml"
    deep = stem_of(PLAIN, "<b>" * 200 + "深" + "</b>" * 200)
    assert taken(tmp_path, deep).item.stem == "深"


def test_two_options_of_ours_stay_what_they_are(tmp_path: Path) -> None:
    """A single choice of ours between 正确 and 错误 is no verdict when it is read again."""
    body = SingleChoice((Option("o1", "正确"), Option("o2", "错误")), ("o2",))
    path = tmp_path / "ours.zip"
    with path.open("wb") as stream:
        fmt().write([Portable(item=Item(id="a", stem="下列哪一项是副词？", body=body))], stream, Settings())
    (found,) = read(path)
    assert isinstance(found, Portable)
    assert found.item.type == "single_choice"


@pytest.mark.soak
def test_nothing_breaks_the_reader(tmp_path: Path) -> None:
    """Whatever bytes are changed in items of all types, there is an item or a Problem and no error."""
    kept = [fmt().hold(Portable(item=each.example(), proof=("第五条",)), Settings()) for each in TYPES]
    path = tmp_path / "ours.zip"
    with path.open("wb") as stream:
        fmt().write([each for each in kept if isinstance(each, Portable)], stream, Settings())
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    rng = Random(3)
    for _ in range(300):
        name = rng.choice(list(files))
        broken = bytearray(files[name])
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(broken))
            broken[at : at + rng.randint(0, 12)] = rng.choice([
                b"",
                b"<",
                b'"',
                b"RESPONSE",
                b"\x00",
                b"C1",
                b">",
                b"9",
            ])
        read(package(tmp_path, {**files, name: bytes(broken)}))
