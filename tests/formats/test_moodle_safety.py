"""Moodle XML of strangers is opened within limits, and bad input is a problem, never a crash or a look outside."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mixed_items import mixed
from moodle_items import MOODLE, SETTINGS, written

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.losses import held
from qbank.formats.moodle import _opening as opening
from qbank.formats.moodle._cloze import Broken, gaps_of
from qbank.formats.moodle._html import text_of
from qbank.model.portable import Portable

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
QUESTION = (
    '<question type="truefalse"><questiontext><text>对吗？</text></questiontext>'
    '<answer fraction="100"><text>true</text></answer></question>'
)

PEAK = """
import resource, sys
from pathlib import Path
import qbank.formats, qbank.types
from qbank.formats._contract import FORMATS, Settings
read = sum(1 for _ in FORMATS.get("moodle-xml").read(Path(sys.argv[1]), Settings()))
print(read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def read(data: bytes | str, folder: Path) -> list[Portable | Problem]:
    """Return what is read of a file of bytes."""
    path = folder / "题库.xml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(MOODLE.read(path, Settings()))


def items(count: int) -> Iterator[Portable]:
    """Yield what is held of so many mixed items."""
    return (each for row in mixed(count) if isinstance(each := held(MOODLE, row, SETTINGS), Portable))


def codes(found: list[Portable | Problem]) -> list[str]:
    """Return what is told, by code, an item as its type."""
    assert all(each.message("zh") and each.message("en") and each.file for each in found if isinstance(each, Problem))
    return [each.code if isinstance(each, Problem) else each.item.type for each in found]


@pytest.mark.parametrize("data", [
    f'{HEAD}<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>{QUESTION}</quiz>',
    f'{HEAD}<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz>{QUESTION}</quiz>',
    f'{HEAD}<!-- 注 --><!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question>&a;</question></quiz>',
    f'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>{QUESTION}</quiz>'.encode("utf-16"),
])  # fmt: skip
def test_a_document_type_is_refused(data: bytes | str, tmp_path: Path) -> None:
    """Whatever it declares, nothing of the file is read, in any encoding."""
    assert codes(read(data, tmp_path)) == ["moodle-doctype"]


def test_entities_that_grow_are_never_written_out(tmp_path: Path) -> None:
    """A file of a thousand million laughs is refused at once."""
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    start = time.process_time()
    found = read(f'{HEAD}<!DOCTYPE quiz [<!ENTITY l0 "ha">{levels}]><quiz a="&l9;">&l12;</quiz>', tmp_path)
    assert codes(found)[0] in {"moodle-doctype", "moodle-broken-xml"}
    assert time.process_time() - start < 5


@pytest.mark.parametrize(("data", "told"), [
    ("", ["moodle-broken-xml"]), ("不是 XML", ["moodle-broken-xml"]), (f"{HEAD}<html/>", ["moodle-no-quiz"]),
    (f"{HEAD}<question type='essay'/>", ["moodle-no-quiz"]), (f"{HEAD}<quiz/>", []),
    (b"\xff\xfe\x00\x01", ["moodle-broken-xml"]),
    (f"{HEAD}<quiz>{QUESTION}<question>&nbsp;</question></quiz>", ["true_false", "moodle-broken-xml"]),
    (f"{HEAD}<quiz>{QUESTION}", ["true_false", "moodle-broken-xml"]),
    (f"{HEAD}<quiz><question/></quiz>", ["moodle-type"]), (f"\n{HEAD}<quiz/>", ["moodle-broken-xml"]),
    (f"\ufeff{HEAD}<quiz>{QUESTION}</quiz>", ["true_false"]),
    (f"{HEAD}<quiz><group>{QUESTION}</group>{QUESTION}</quiz>", ["true_false"]),
    (f'<?xml version="1.0" encoding="GB18030"?><quiz>{QUESTION}</quiz>'.encode("gb18030"), ["true_false"]),
    (f"{HEAD}<quiz>{QUESTION.replace('对吗', '对<b/>吗')}</quiz>", ["moodle-raw-markup"]),
])  # fmt: skip
def test_broken_files_are_told(data: bytes | str, told: list[str], tmp_path: Path) -> None:
    """What stands before the fault is read; the fault has its line and reason."""
    assert codes(read(data, tmp_path)) == told


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, and nothing at all."""
    os.mkfifo(tmp_path / "pipe")
    for name, code in (("pipe", "not-a-regular-file"), ("nothing", "not-found"), (".", "is-a-folder")):
        assert codes(list(MOODLE.read(tmp_path / name, Settings()))) == [code]


def test_a_question_may_not_be_endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is never closed is given up after some megabytes, what stands before it is read."""
    monkeypatch.setattr(opening, "_LONGEST_QUESTION", 300_000)
    junk = "<file>" + "QUJD" * 1000 + "</file>"
    assert codes(read(f"{HEAD}<quiz>{QUESTION}<question>{junk * 200}", tmp_path)) == [
        "true_false",
        "moodle-long-question",
    ]
    assert codes(read(f"{HEAD}<quiz>{junk * 200}{QUESTION}</quiz>", tmp_path)) == ["moodle-long-question"]


@pytest.mark.parametrize("text", ["<br>" * 200_000, "\n" * 400_000, " \xa0" * 200_000, "<p>" * 100_000,
                                  "（" * 200_000, "_" * 400_000,
                                  "&#x1e;" * 100_000, "<sup>" * 200 + "1", "<a " * 100_000, "&" * 400_000])  # fmt: skip
def test_html_takes_no_longer_than_it_is(text: str) -> None:
    """Time grows with the length whatever is left open or repeated."""
    start = time.process_time()
    text_of(f"{text}甲", "zh")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    ["{1:SA:=" * 20_000, "{1:SA:=甲}" * 20_000, "{1:SA:" + "=甲~" * 50_000, "{1:SA:=" + "\\}" * 100_000, "{" * 200_000],
)
def test_gaps_take_no_longer_than_they_are(text: str) -> None:
    """Time grows with the length here too."""
    start = time.process_time()
    try:
        gaps_of(text)
    except Broken as broken:
        assert len(broken.found) <= 40
    assert time.process_time() - start < 5


def test_damaged_files_never_crash(tmp_path: Path) -> None:
    """Bytes changed, cut out and doubled: problems and items come, and nothing else."""
    rng = random.Random(7)
    whole = written(list(items(60)))
    for _ in range(120):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            at, size = rng.randrange(len(data)), rng.randint(1, 60)
            match rng.randrange(3):
                case 0:
                    data[at : at + 1] = bytes([rng.randrange(256)])
                case 1:
                    del data[at : at + size]
                case _:
                    data[at:at] = data[at : at + size]
        codes(read(bytes(data), tmp_path))


@pytest.mark.soak
def test_memory_stays_that_of_a_question(tmp_path: Path) -> None:
    """A hundred times as many questions take no more of it, nor does what stands between them."""
    peaks = []
    for count in (200, 20_000):
        path = tmp_path / f"{count}.xml"
        path.write_text(f"{HEAD}<quiz>{f'<!-- 注 --><other/>{QUESTION}' * count}</quiz>", encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
        read_in, peak = done.stdout.split()
        assert int(read_in) == count
        peaks.append(float(peak))
    assert peaks[1] < peaks[0] + 12, peaks
