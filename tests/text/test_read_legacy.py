"""Old Word documents by way of LibreOffice."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from make_files import PROSE, docx, paragraph

from qbank.text import read_legacy
from qbank.text.files import Found
from qbank.text.limits import Limits
from qbank.text.readers import Reader

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


@pytest.mark.libreoffice
@pytest.mark.timeout(180)
def test_old_word_and_wps(tmp_path: Path) -> None:
    """What LibreOffice saves as .doc reads like the .docx it came from, also under a WPS name."""
    (tmp_path / "a.docx").write_bytes(docx("".join(map(paragraph, PROSE.split("\n")))))
    soffice = read_legacy.find_soffice()
    assert soffice
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (tmp_path / "b.wps").write_bytes((tmp_path / "a.doc").read_bytes())
    before = sorted(tmp_path.iterdir())
    with Reader(Limits()) as reader:
        for name in ("a.doc", "b.wps"):
            reading = reader.read(Found(tmp_path / name, name))
            assert reading.document is not None, reading.problems
            assert (reading.document.text, reading.document.format) == (PROSE, name[-3:])
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.libreoffice
@pytest.mark.timeout(180)
def test_broken_old_word(tmp_path: Path) -> None:
    """A container without a document is refused."""
    (tmp_path / "a.doc").write_bytes(OLE)
    with Reader(Limits()) as reader:
        reading = reader.read(Found(tmp_path / "a.doc", "a.doc"))
    assert [problem.code for problem in reading.problems] in (["conversion-failed"], ["no-text"])


def test_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed the message names it, and the other way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(read_legacy, "_PLACES", ())
    (tmp_path / "a.doc").write_bytes(OLE)
    with Reader(Limits()) as reader:
        (problem,) = reader.read(Found(tmp_path / "a.doc", "a.doc")).problems
    assert problem.code == "needs-libreoffice"
    assert "LibreOffice" in problem.message("zh")
    assert ".docx" in problem.message("zh")


@pytest.mark.skipif(not hasattr(__import__("os"), "killpg"), reason="a shell script stands in for the program")
def test_conversion_that_hangs(tmp_path: Path) -> None:
    """A conversion that does not end is ended, with all it started, and leaves nothing behind."""
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nsleep 60 &\nsleep 60\n", encoding="utf-8")
    script.chmod(0o755)
    (tmp_path / "a.doc").write_bytes(OLE)
    start = time.monotonic()
    with Reader(Limits(seconds=0.5), soffice=str(script)) as reader:
        (problem,) = reader.read(Found(tmp_path / "a.doc", "a.doc")).problems
    assert problem.code == "too-slow"
    assert time.monotonic() - start < 10
