"""QTI packages written: what the rules of both releases ask of every file, and what is kept of an item."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from portable_strategies import several
from qti_rules import Checker, parsed

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.losses import losses
from qbank.model.item import BLANK, Item, Option
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types._marking import Marking
from qbank.types._options import numbered
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.single_choice import SingleChoice

RELEASES = ("qti3", "qti21")
every_release = pytest.mark.parametrize("release", RELEASES)


def fmt_of(release: str) -> ForeignFormat:
    """Return the format of a release."""
    fmt = FORMATS.get(release)
    assert isinstance(fmt, ForeignFormat)
    return fmt


def kept(portable: Portable, release: str = "qti3") -> Portable:
    """Return what a release keeps of an item that it can hold."""
    found = fmt_of(release).hold(portable, Settings())
    assert isinstance(found, Portable), found.message("zh")
    return found


def packed(portables: Sequence[Portable], release: str = "qti3", title: str = "值班制度") -> dict[str, bytes]:
    """Return the members of a package by name."""
    stream = BytesIO()
    fmt_of(release).write(iter(portables), stream, Settings(title=title))
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_again(portables: Sequence[Portable], folder: Path, release: str = "qti3") -> list[Portable]:
    """Return what is found in a package of these items, in which nothing may be wrong."""
    path = folder / "paper.zip"
    with path.open("wb") as stream:
        fmt_of(release).write(iter(portables), stream, Settings(title="值班制度"))
    found = list(fmt_of(release).read(path, Settings()))  # type: ignore[misc]
    assert not [each.message("zh") for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Portable)]


def examples() -> Iterator[Portable]:
    """Yield an item of each type as it leaves a bank, with all there is around it, and one with nothing around it."""
    for item_type in TYPES:
        yield Portable(item=item_type.example())
        item = replace(
            item_type.example(),
            rationale="依据第五条。\n另见第六条。",
            difficulty="hard",
            chapter="第一章 总则",
            audience=("值班员", "新员工"),
            tags=("安全", "A&B<C>"),
        )
        yield Portable(
            item=item, stimulus="4月2日8时报告险情。\n11时排除。", proof=("《值班办法》第五条：“应当记录。”",)
        )


@every_release
def test_a_package_keeps_the_rules(release: str) -> None:
    """No rule of the release is broken by any type, with and without what may stand around an item."""
    assert Checker(packed([kept(each, release) for each in examples()], release), release).faults == []


@every_release
@hypothesis_settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(portables=several())
def test_no_text_breaks_a_rule(release: str, portables: list[Portable]) -> None:
    """Whatever the texts hold, the package keeps the rules."""
    held = [each for portable in portables if isinstance(each := fmt_of(release).hold(portable, Settings()), Portable)]
    assert Checker(packed(held, release), release).faults == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<qti-value>C", "<qti-value>Z"),
        ('map-key="C', 'map-key="Z'),
        (' use="scoring"', ""),
        (' case-sensitive="true"', ""),
        ("qti-content-body>", "div>"),
        ('title="', 'data-a="1" title="'),
        ('href="items/item-000001.xml"/>', 'href="items/item-000002.xml"/>'),
        ('outcome-identifier="FEEDBACK"', 'outcome-identifier="NOTHING"'),
        ("></qti-variable>", "/>"),
        (' external-scored="human"', ""),
        (">3.0.0<", ">2.1<"),
    ],
)
def test_the_rules_are_seen_to_be_broken(right: str, wrong: str) -> None:
    """What checks packages here finds each of these faults."""
    members = packed([kept(each) for each in examples()])
    broken = {name: data.decode().replace(right, wrong).encode() for name, data in members.items()}
    assert broken != members
    assert Checker(broken, "qti3").faults


def test_both_releases_say_the_same() -> None:
    """Names, namespaces and the content body aside, an item of 3.0 is the item of 2.1."""
    three, two = (packed([kept(each) for each in examples()], release) for release in RELEASES)
    assert [_neutral(three, name, "qti3") for name in three] == [_neutral(two, name, "qti21") for name in two]


def _neutral(members: dict[str, bytes], name: str, release: str) -> str:
    """Return what an item says without what is its release's own."""
    if not name.startswith("items/"):
        return name
    root = Checker(members, release).root(name)
    root.attrib = {each: value for each, value in root.attrib.items() if not each.startswith("{")}
    text = ElementTree.tostring(root, encoding="unicode").replace(' externalScored="human"', "")
    return re.sub('</?contentBody>|(?<=template=")[^"]*/|[.]xml(?=")', "", text)


def test_the_test_bears_the_title() -> None:
    """What the paper is called stands in the test, whatever characters it has; without a title it gets one."""
    members = packed([kept(Portable(item=SingleChoice.example()))], title='值班 "制度" <1> & 2\n')
    assert parsed(members["test.xml"]).get("title") == '值班 "制度" <1> & 2'
    members = packed([kept(Portable(item=SingleChoice.example()))], title="")
    assert parsed(members["test.xml"]).get("title") == "试题"


def test_an_id_that_is_no_name_stands_in_the_metadata(tmp_path: Path) -> None:
    """Ids with a leading digit, a space or Chinese are kept there; an item without an id is read without one."""
    ids = ["1-2", "题 一", "q" * 60, "QBANK.000001", "", "q-7"]
    items = [kept(Portable(item=replace(SingleChoice.example(), id=each))) for each in ids]
    members = packed(items)
    assert Checker(members, "qti3").faults == []
    assert b'identifier="q-7"' in members["items/item-000006.xml"]
    assert [each.item.id for each in read_again(items, tmp_path)] == ids


def test_a_blank_in_a_stem_with_options_is_a_bracket(tmp_path: Path) -> None:
    """Our own mark of a blank is in no file: a bracket stands for it, and is a blank again when it is read."""
    item = replace(SingleChoice.example(), stem=f"值班电话由{BLANK}公布。")
    members = packed([kept(Portable(item=item))])
    assert not any(BLANK.encode() in data for data in members.values())
    assert "由<span" in members["items/item-000001.xml"].decode()
    assert read_again([kept(Portable(item=item))], tmp_path)[0].item.stem == item.stem


OPTIONS = numbered([Option("", text) for text in ("甲科", "乙科", "丙科", "丁科", "戊科")])


@every_release
@pytest.mark.parametrize("table", [(), (0.5,), (1 / 3, 2 / 3), (0.25, 0.5), (0.1, 0.1), (0.0, 0.75), (1 / 7,)])
def test_any_marking_table_is_kept(release: str, table: tuple[float, ...], tmp_path: Path) -> None:
    """What a part of the keys earns is read as the very same table; one that repeats its end is told shorter."""
    body = MultipleChoice(OPTIONS, ("o1", "o3", "o4"), Marking(table))
    before = Portable(item=Item(id="a", stem="哪些科室参加？", body=body))
    (found,) = read_again([kept(before, release)], tmp_path, release)
    shares = [[each.marking.share(right=n, wrong=w, keys=3) for n in range(4) for w in (0, 1)]
              for each in (body, found.item.body)]  # fmt: skip
    assert shares[0] == shares[1]
    assert table == (0.1, 0.1) or list(differences(before, found)) == []


def test_blanks_in_any_order_are_kept_where_that_can_be_marked(tmp_path: Path) -> None:
    """Where no answer fills two blanks, any order is kept; else it is given up, and told."""
    stem = f"做到{BLANK}、{BLANK}、{BLANK}。"
    apart = FillBlank((("不串岗", "不窜岗"), ("不睡岗",), ("不脱岗",)), any_order=True)
    alike = FillBlank((("不串岗", "不睡岗"), ("不睡岗",), ("不脱岗",)), any_order=True)
    for body, is_kept in ((apart, True), (alike, False)):
        before = Portable(item=Item(id="a", stem=stem, body=body))
        after = kept(before)
        assert [each.field for each in losses(before, after)] == ([] if is_kept else ["rules"])
        (found,) = read_again([after], tmp_path)
        assert found.item.body.any_order is is_kept


def test_beyond_all_measure_rules_are_given_up_and_not_lost(tmp_path: Path) -> None:
    """A hundred blanks in any order, or part marks of a hundred options, are not worked out again: that is told."""
    blanks = FillBlank(tuple((f"答{n}",) for n in range(100)), any_order=True)
    options = numbered([Option("", f"科室{n}") for n in range(101)])
    choice = MultipleChoice(options, ("o1", "o7"), Marking((0.5,)))
    for stem, body in (("、".join(["做到", *[BLANK] * 100]), blanks), ("哪些？", choice)):
        before = Portable(item=Item(id="a", stem=stem, body=body))
        after = kept(before)
        assert [each.field for each in losses(before, after)] == ["rules"]
        (found,) = read_again([after], tmp_path)
        assert list(differences(after, found)) == []


def test_texts_are_kept_as_html_shows_them() -> None:
    """Blank lines, runs of spaces and what XML forbids are not kept; single lines and other spaces are."""
    item = replace(
        SingleChoice.example(), stem=" 甲\u000b乙\n\n 丙  丁\u3000\x00戊 ", rationale="\x01", tags=("值班\n制度", " ")
    )
    found = kept(Portable(item=item, stimulus="\n一\r\n二\r\n", proof=("", "第五条")))
    assert found.item.stem == "甲\n乙\n丙 丁\u3000戊"
    assert found.item.rationale == ""
    assert found.item.tags == ("值班 制度",)
    assert (found.stimulus, found.proof) == ("一\n二", ("第五条",))


def test_answers_lose_what_players_take_off() -> None:
    """Spaces at the ends of an answer are no part of it, and the same answer is not told twice."""
    body = FillBlank((("\u3000三十日", "三十日 ", "30\n日", " "),))
    found = kept(Portable(item=Item(id="a", stem=f"应当在{BLANK}内答复。", body=body)))
    assert found.item.body.key == (("三十日", "30 日"),)


def test_a_question_without_a_blank_gets_one() -> None:
    """Where a stem has no blank, they stand after it; a number that does not fit keeps the item out."""
    body = FillBlank((("三十日",),))
    assert kept(Portable(item=Item(id="a", stem="多少日内答复？", body=body))).item.stem == f"多少日内答复？ {BLANK}"
    found = fmt_of("qti3").hold(Portable(item=Item(id="a", stem=BLANK * 2 + "日", body=body)), Settings())
    assert isinstance(found, Problem)
    assert found.code == "loss-qti-key-unfit"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (Item(id="a", stem=" \n", body=SingleChoice(OPTIONS, ("o1",))), "loss-qti-stem-empty"),
        (
            Item(id="a", stem="谁？", body=SingleChoice((*OPTIONS, Option("o9", "\x00")), ("o1",))),
            "loss-qti-text-empty",
        ),
        (Item(id="a", stem="谁？", body=SingleChoice(OPTIONS, ("o9",))), "loss-qti-key-unfit"),
        (Item(id="a", stem="谁？", body=SingleChoice(OPTIONS, ())), "loss-qti-key-unfit"),
        (Item(id="a", stem="谁？", body=SingleChoice(OPTIONS, ("o1", "o2"))), "loss-qti-key-unfit"),
        (Item(id="a", stem="谁？", body=MultipleChoice((*OPTIONS, OPTIONS[0]), ("o2",))), "loss-qti-key-unfit"),
        (Item(id="a", stem=f"{BLANK}日", body=FillBlank(((" ",),))), "loss-qti-key-unfit"),
    ],
    ids=range(7),
)
def test_a_key_that_fits_nothing_stays_out(item: Item, code: str) -> None:
    """Neither schema nor player checks keys: an item whose key names nothing is not written, and it is said why."""
    found = fmt_of("qti3").hold(Portable(item=item), Settings())
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.message("zh") and found.message("en")


def test_items_are_written_as_they_come() -> None:
    """The writer asks for an item only when the one before it is in the package: a bank of any size goes through."""
    stream = BytesIO()
    sizes: list[int] = []

    def coming() -> Iterator[Portable]:
        for n in range(200):
            sizes.append(stream.tell())
            yield kept(Portable(item=replace(SingleChoice.example(), id=f"q{n}")))

    fmt_of("qti3").write(coming(), stream, Settings(title="大题库"))
    assert sizes == sorted(set(sizes))
