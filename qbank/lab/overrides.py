"""The settings JupyterLab runs under: no key changes the notebook, nothing asks the network, the editor's language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qbank.locale import Lang

Shortcut = Mapping[str, Any]
_MODIFIERS = ("Accel", "Ctrl", "Alt", "Cmd", "Arrow", "Enter", "Escape", "Tab", "Home", "End", "F1")
_NOTEBOOK = "jp-mod-commandMode"
_KERNEL = "data-jp-kernel-user"
_LANGUAGES: Mapping[Lang, str] = {"zh": "zh_CN", "en": "default"}


def overrides(shortcuts: Iterable[Shortcut], lang: Lang) -> dict[str, Any]:
    """Return the settings, in the shape of ``default_setting_overrides.json``.

    Args:
        shortcuts: those of the JupyterLab that is installed; what a key does differs between its versions.
        lang: the language of its menus.
    """
    return {
        "@jupyterlab/shortcuts-extension:shortcuts": {"shortcuts": [*disabled(shortcuts)]},
        "@jupyterlab/translation-extension:plugin": {"locale": _LANGUAGES[lang]},
        "@jupyterlab/apputils-extension:notification": {
            "checkForUpdates": False,
            "fetchNews": "false",
            "doNotDisturbMode": True,
        },
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        "@jupyterlab/docmanager-extension:plugin": {"autosave": False, "confirmClosingDocument": False},
    }


def disabled(shortcuts: Iterable[Shortcut]) -> Iterator[dict[str, Any]]:
    """Yield, switched off, the shortcuts by which a plain key changes the notebook or its kernel."""
    for each in shortcuts:
        keys = [key for key in each.get("keys", []) if key]
        is_plain = bool(keys) and not any(word in key for key in keys for word in _MODIFIERS)
        if is_plain and (_NOTEBOOK in each["selector"] or _KERNEL in each["selector"]):
            yield {"command": each["command"], "keys": keys, "selector": each["selector"], "disabled": True}


def installed_shortcuts(schemas: Path) -> list[Shortcut]:
    """Return all shortcuts of the JupyterLab whose schemas lie in a folder, passing over what cannot be read."""
    found: list[Shortcut] = []
    for path in sorted(schemas.rglob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(data, dict):
            found += data.get("jupyter.lab.shortcuts", [])
    return found


def write(folder: Path, settings: Mapping[str, Any]) -> None:
    """Write the settings where JupyterLab finds them once ``JUPYTER_CONFIG_PATH`` names the folder."""
    place = folder / "labconfig"
    place.mkdir(parents=True, exist_ok=True)
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (place / "default_setting_overrides.json").write_text(text, encoding="utf-8")
