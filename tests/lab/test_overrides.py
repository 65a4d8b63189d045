"""Settings of JupyterLab: what they switch off, and that they do so in the one installed here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qbank.lab.overrides import disabled, installed_shortcuts, overrides, write

CHANGES = {"A", "B", "X", "C", "V", "Y", "M", "R", "Z", "D D", "I I", "0 0", "Shift M", "Enter", "Shift Enter"}


def test_every_key_that_changes_a_notebook_is_switched_off() -> None:
    """The single keys a person presses beside the card, and the ones that run a cell."""
    off = {" ".join(each["keys"]) for each in disabled(installed_shortcuts()) if each["keys"]}
    assert off >= CHANGES
    assert not off & {"ArrowUp", "ArrowDown"}


def test_keys_inside_a_cell_and_around_stay() -> None:
    """Typing in a cell of one's own, finding and saving work as ever."""
    listed = installed_shortcuts()
    off = [(each["command"], each["selector"]) for each in disabled(listed)]
    left = {each["command"] for each in listed if (each["command"], each["selector"]) not in off}
    assert left >= {"docmanager:save", "documentsearch:start", "notebook:run-cell-and-select-next"}


@pytest.mark.parametrize(("lang", "locale"), [("zh", "zh_CN"), ("en", "default")])
def test_menus_speak_the_users_language(lang: str, locale: str) -> None:
    """Chinese menus with a Chinese card."""
    assert overrides((), lang)["@jupyterlab/translation-extension:plugin"] == {"locale": locale}


def test_what_is_written_is_json(tmp_path: Path) -> None:
    """Each settings file can be read back, twice written is the same."""
    for _ in range(2):
        write(tmp_path, {"ServerApp": {}}, overrides(installed_shortcuts(), "zh"))
        files = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.json")}
        assert all(map(json.loads, files.values()))
        assert "labconfig/default_setting_overrides.json" in files
