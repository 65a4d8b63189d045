"""Settings are read strictly, and every fault says how to mend it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qbank.analysis.flags import Limits
from qbank.errors import QbankError
from qbank.workbench import config
from qbank.workbench.config import Config


def _read(folder: Path, text: str) -> Config:
    (folder / config.FILE).write_text(text, encoding="utf-8")
    return config.read(folder)


def test_a_new_workspace_begins_with_the_defaults(tmp_path: Path) -> None:
    """The template, read back, is the defaults with the bank and language asked for."""
    assert _read(tmp_path, config.template("bank.db", "zh")) == Config()
    assert _read(tmp_path, config.template('D:\\题 库\\"x".db', "en")) == Config(
        bank='D:\\题 库\\"x".db', language="en"
    )


def test_notepad_marks_are_no_fault(tmp_path: Path) -> None:
    """A byte order mark, as Windows Notepad writes it, does not matter."""
    assert _read(tmp_path, "\ufeffeditor = '周文'").editor == "周文"


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ('segmentor = "jieba"', "config-key", "segmenter"),
        ('segmenter = "pkuseg"', "config-value", "rjieba / jieba"),
        ("seed = 7", "config-value", "seed"),
        ('verbatim = "laws"', "config-value", "law plan notice"),
        ('language = "fr"', "config-value", "zh / en"),
        ("language = “zh”", "config-broken", ""),
        ("limits = 3", "config-key", "weak"),
        ("[limits]\nhrad = 0.3", "config-key", "hard"),
        ("[limits]\nhard = '0.3'", "config-value", "0 < hard ≤ 1"),
        ("[limits]\nhard = 30", "config-value", "limits.hard"),
        ("[limits]\nenough = 0", "config-value", "limits.enough"),
        ("editor = '周", "config-broken", ""),
    ],
)
def test_a_fault_is_named_with_its_cure(tmp_path: Path, text: str, code: str, word: str) -> None:
    """An unknown key, a wrong value and broken TOML each stop with a sentence."""
    with pytest.raises(QbankError) as caught:
        _read(tmp_path, text)
    assert caught.value.problem.code == code
    assert word in caught.value.problem.message("zh")


def test_limits_of_the_item_analysis_can_be_set(tmp_path: Path) -> None:
    """Those that are named; the others stay as usual, and without any the usual ones hold."""
    found = config.limits_of(_read(tmp_path, "[limits]\nhard = 0.3\nenough = 30"))
    assert found == replace(Limits(), hard=0.3, enough=30)
    assert config.limits_of(_read(tmp_path, "")) is None


def test_no_workspace_is_a_problem(tmp_path: Path) -> None:
    """A folder without settings says to run init."""
    with pytest.raises(QbankError) as caught:
        config.read(tmp_path)
    assert caught.value.problem.code == "no-workspace"
    assert "qbank init" in caught.value.problem.message("zh")


def test_settings_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    """Bytes of another encoding are refused, not guessed."""
    (tmp_path / config.FILE).write_bytes("editor = '周文'".encode("gb18030"))
    with pytest.raises(QbankError) as caught:
        config.read(tmp_path)
    assert caught.value.problem.code == "config-broken"
