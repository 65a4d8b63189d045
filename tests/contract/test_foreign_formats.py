"""Every foreign format keeps the contract of formats/_contract.py, with every item type."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from portable_strategies import several, with_ids

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.losses import held, losses
from qbank.model.item import BLANK, Option
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types.fill_blank import FillBlank
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice


def _variants() -> Iterator[tuple[ForeignFormat, Settings]]:
    for fmt in FORMATS:
        if isinstance(fmt, ForeignFormat):
            for profile in fmt.profiles() or ("",):
                yield fmt, Settings(title="值班制度测试", profile=profile)


VARIANTS = list(_variants())
NAMES = [f"{fmt.name}-{settings.profile}".rstrip("-") for fmt, settings in VARIANTS]
PRINTED = ".pdf"
"""The ending of what is set in type here, for which fonts are needed."""
every_format = pytest.mark.parametrize(
    ("fmt", "settings"),
    [pytest.param(*each, marks=pytest.mark.fonts if each[0].suffix == PRINTED else ()) for each in VARIANTS],
    ids=NAMES,
)
every_read_format = pytest.mark.parametrize(
    ("fmt", "settings"),
    [each for each in VARIANTS if each[0].read],
    ids=[name for name, each in zip(NAMES, VARIANTS, strict=True) if each[0].read],
)
every_type = pytest.mark.parametrize("item_type", list(TYPES), ids=TYPES.names())


def written(fmt: ForeignFormat, portables: list[Portable], settings: Settings) -> bytes:
    """Return the file of what is already held."""
    stream = BytesIO()
    fmt.write(iter(portables), stream, settings)
    return stream.getvalue()


def read(fmt: ForeignFormat, data: bytes, folder: Path, settings: Settings) -> list[Portable]:
    """Return the portables of a file, which must have no faults."""
    assert fmt.read is not None
    path = folder / f"file{fmt.suffix}"
    path.write_bytes(data)
    entries = list(fmt.read(path, settings))
    problems = [each for each in entries if isinstance(each, Problem)]
    assert not problems, [problem.message("zh") for problem in problems]
    return [each for each in entries if isinstance(each, Portable)]


def everything(data: bytes) -> bytes:
    """Return all that a file says, the members of a container inflated."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def example(item_type: object) -> Portable:
    """Return a type's example as it leaves a bank, with option ids that can be found in a file."""
    item = replace(with_ids(item_type.example(), "zzopt"), id="q-1a2b", rationale="依据第五条。", tags=("值班",))
    return Portable(item=item, proof=("《值班办法》第五条：“应当做好记录。”",))


def _by_content(portable: Portable) -> tuple[str, str, str]:
    return portable.item.type, portable.item.stem, portable.item.id


@every_format
def test_a_format_says_who_it_is(fmt: ForeignFormat, settings: Settings) -> None:
    """Its name is the registry's, its ending begins with a dot, and what it writes is read or proofread."""
    assert FORMATS.get(fmt.name) is fmt
    assert fmt.suffix.startswith(".")
    assert (fmt.read is None) != (fmt.proofread is None)


@every_format
@every_type
def test_what_is_held_is_found_again(fmt: ForeignFormat, settings: Settings, item_type: object, tmp_path: Path) -> None:
    """An example is held or refused with a reason; what is held is written, and read just so."""
    kept = held(fmt, example(item_type), settings)
    if isinstance(kept, Problem):
        assert kept.message("zh") and kept.message("en")
        return
    data = written(fmt, [kept], settings)
    assert b"zzopt" not in everything(data), "an option's id is in the file"
    if fmt.read is None:
        path = tmp_path / f"file{fmt.suffix}"
        path.write_bytes(data)
        assert fmt.proofread is not None
        assert [problem.message("zh") for problem in fmt.proofread(path, [kept], settings)] == []
        return
    (found,) = read(fmt, data, tmp_path, settings)
    assert list(differences(kept, found)) == []


@every_format
@every_type
def test_what_is_held_once_is_held_unchanged(fmt: ForeignFormat, settings: Settings, item_type: object) -> None:
    """Holding takes away all that has to go at the first time."""
    kept = held(fmt, example(item_type), settings)
    if not isinstance(kept, Problem):
        again = held(fmt, kept, settings)
        assert not isinstance(again, Problem)
        assert list(differences(kept, again)) == []


@every_format
def test_nothing_asked_and_nothing_right_cannot_go_in(fmt: ForeignFormat, settings: Settings) -> None:
    """An item without a stem, a key or as many answers as blanks is refused with its reason."""
    blanks, options = FillBlank.example(), SingleChoice.example().body.options
    for item, reason in (
        (replace(blanks, stem="　"), "stem-empty"),
        (replace(blanks, stem=BLANK), "stem-empty"),
        (replace(blanks, stem="没有空"), "blanks-wrong"),
        (replace(blanks, body=FillBlank((("甲",), (" ",)))), "blank-without-answer"),
        (replace(blanks, body=FillBlank((("甲",), ("",)))), "blank-without-answer"),
        (replace(SingleChoice.example(), body=SingleChoice(options, ())), "key-missing"),
        (replace(ShortAnswer.example(), body=ShortAnswer(())), "key-missing"),
        (replace(blanks, rationale="\ud800"), "bad-unicode"),
        (replace(ShortAnswer.example(), stem="甲\0乙"), "bad-unicode"),
    ):
        found = held(fmt, Portable(item=item), settings)
        assert isinstance(found, Problem)
        assert found.code == reason


@every_format
def test_the_same_items_are_the_same_bytes(fmt: ForeignFormat, settings: Settings) -> None:
    """Nothing of the hour, the computer or the run is in a file."""
    kept = [each for t in TYPES if isinstance(each := held(fmt, example(t), settings), Portable)]
    assert kept
    assert written(fmt, kept, settings) == written(fmt, kept, settings)


@every_read_format
@hypothesis_settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(portables=several())
def test_no_text_breaks_a_format(
    fmt: ForeignFormat, settings: Settings, portables: list[Portable], tmp_path: Path
) -> None:
    """Whatever the texts hold, what a format says it keeps is found again, item by item."""
    kept = [each for portable in portables if isinstance(each := held(fmt, portable, settings), Portable)]
    if not kept:
        return
    found = read(fmt, written(fmt, kept, settings), tmp_path, settings)
    if not fmt.keeps_order:
        kept, found = sorted(kept, key=_by_content), sorted(found, key=_by_content)
    assert len(found) == len(kept)
    for one, other in zip(kept, found, strict=True):
        assert [(name, one, other) for name in differences(one, other)] == []


@every_format
def test_no_letter_in_a_rationale_is_left_to_a_shuffle(fmt: ForeignFormat, settings: Settings) -> None:
    """Where options may be shown in another order, a rationale names them by their words."""
    options = (Option("o1", "政工室"), Option("o2", "督查大队"), Option("o3", "财务科"))
    item = replace(SingleChoice.example(), body=SingleChoice(options, ("o1",)), rationale="B项错误，C项不符合原文。")
    kept = held(fmt, Portable(item=item), settings)
    assert isinstance(kept, Portable)
    told = "“督查大队”错误，“财务科”不符合原文。" if fmt.may_shuffle(settings.profile) else item.rationale
    assert kept.item.rationale.replace(",", "，") in {told, ""}


def test_examination_systems_may_shuffle_and_what_people_read_does_not() -> None:
    """A layout says so itself; our own tables and texts are read as they are."""
    shuffling = {settings.profile: fmt.may_shuffle(settings.profile) for fmt, settings in VARIANTS if fmt.shuffling}
    assert {name for name, may in shuffling.items() if not may} == {"generic", "plain"}
    assert {"kaoshibao", "xuexitong", "weixin", "kaoshibao-word"} <= shuffling.keys()


PASSAGE = "值班表：甲____（乙）（　）、（）丙__丁〔戊〕【 】，共＿＿＿＿人。"
"""What shows blanks of its own in every usual way."""


@every_format
@every_type
def test_blanks_of_a_passage_are_not_the_items(
    fmt: ForeignFormat, settings: Settings, item_type: object, tmp_path: Path
) -> None:
    """An item keeps out no sooner with such a passage than with a plain one, and has as many blanks as before."""
    plain = held(fmt, replace(example(item_type), stimulus="值班表见下。"), settings)
    kept = held(fmt, replace(example(item_type), stimulus=PASSAGE), settings)
    if isinstance(plain, Problem):
        assert isinstance(kept, Problem)
        return
    assert isinstance(kept, Portable)
    assert kept.item.type == plain.item.type
    assert kept.item.stem.count(BLANK) == plain.item.stem.count(BLANK)
    assert kept.item.body.key_text() == plain.item.body.key_text()
    if fmt.read is not None:
        (found,) = read(fmt, written(fmt, [kept], settings), tmp_path, settings)
        assert list(differences(kept, found)) == []


@every_format
def test_a_passage_in_the_stem_is_not_told_as_lost(fmt: ForeignFormat, settings: Settings) -> None:
    """It is there for who answers; that the stem has changed is told."""
    before = replace(example(SingleChoice), stimulus=PASSAGE)
    after = held(fmt, before, settings)
    assert isinstance(after, Portable)
    told = {loss.field: loss.kind for loss in losses(before, after)}
    assert told.get("stimulus") != "lost"
    assert after.stimulus or told["stem"] == "reduced"


MEDIUM = ("中", "medium", "0.5")
"""What a medium difficulty is called in files."""


@every_read_format
def test_every_level_of_difficulty_is_written_where_one_is(fmt: ForeignFormat, settings: Settings) -> None:
    """Where 难 is written, 中 is too, so that a receiver who picks by difficulty finds all items."""
    if fmt.name == "html":
        pytest.skip("a page of ours, where nobody picks by difficulty")
    counts = {}
    for level in ("medium", "hard"):
        portable = example(SingleChoice)
        portable = replace(portable, item=replace(portable.item, difficulty=level))
        kept = held(fmt, portable, settings)
        assert isinstance(kept, Portable)
        if level == "hard" and kept.item.difficulty != level:
            assert "difficulty" in {loss.field for loss in losses(portable, kept)}
            return
        text = unescape(everything(written(fmt, [kept], settings)).decode("utf-8", "replace"))
        counts[level] = sum(text.count(word) for word in MEDIUM)
    assert counts["medium"] == counts["hard"] + 1
