"""The settings JupyterLab runs under: no key can change the notebook, nothing asks the network, the editor's language.

They are written into the workspace at each start and not shipped as a file, since which keys do what differs between
versions of JupyterLab: they are read from the one that is installed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qbank.locale import Lang

Shortcut = Mapping[str, Any]
_CHANGING = ("jp-mod-commandMode", "data-jp-kernel-user", "data-jp-code-runner")
"""Selectors, in part, of shortcuts that act on cells or their kernel while nobody is typing."""
_HARMLESS = frozenset({"ArrowUp", "ArrowDown"})
_LANGUAGES: Mapping[Lang, str] = {"zh": "zh_CN", "en": "default"}
_LEFT_OUT = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/apputils-extension:kernel-status",
    "@jupyterlab/apputils-extension:running-sessions-status",
    "@jupyterlab/celltags-extension",
    "@jupyterlab/console-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/help-extension",
    "@jupyterlab/hub-extension",
    "@jupyterlab/inspector-extension",
    "@jupyterlab/launcher-extension",
    "@jupyterlab/logconsole-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/metadataform-extension",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:kernel-status",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/notebook-extension:toc",
    "@jupyterlab/notebook-extension:update-raw-mimetype",
    "@jupyterlab/running-extension",
    "@jupyterlab/statusbar-extension",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/toc-extension",
    "@jupyterlab/tooltip-extension:consoles",
    "@jupyterlab/workspaces-extension",
    "@voila-dashboards/jupyterlab-preview",
)
"""Parts of the page that the card has no use for; each costs time at the start, some ask the network."""
_SERVERS_LEFT_OUT = ("jupyter_lsp", "jupyter_server_terminals", "voila.server_extension")
"""Parts of the server that the card has no use for, likewise."""
_NO_BUILD = {"buildAvailable": False, "buildCheck": False}
"""Else the server looks for a second whether the page ought to be built anew, and answers nothing meanwhile."""
_STYLE = (
    "/* A click or Enter on the line below the last cell would add a cell. */\n.jp-Notebook-footer { display: none; }\n"
)


def overrides(shortcuts: Iterable[Shortcut], lang: Lang) -> dict[str, Any]:
    """Return the settings of the page, in the shape of ``default_setting_overrides.json``.

    Args:
        shortcuts: those of the JupyterLab that is installed.
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
    """Yield, switched off, the shortcuts that change a notebook or its kernel while no cell is typed in.

    Ctrl+Enter and Shift+Enter are among them: beside the card they would run the cell, and so take the card away.
    Inside a cell that a person types in, keys work as ever.
    """
    for each in shortcuts:
        if any(part in each["selector"] for part in _CHANGING) and not _HARMLESS & set(each.get("keys", ())):
            yield {**{name: each[name] for name in _PARTS if name in each}, "disabled": True}


_PARTS = ("command", "keys", "winKeys", "linuxKeys", "macKeys", "selector", "args")
"""JupyterLab switches off only what is named exactly as it names it."""


def installed_shortcuts() -> list[Shortcut]:
    """Return the shortcuts of the JupyterLab of this Python and its extensions; unreadable files are passed over."""
    from jupyter_core.paths import jupyter_path

    found: list[Shortcut] = []
    for folder, pattern in (("lab", "schemas/**/*.json"), ("labextensions", "**/schemas/**/*.json")):
        for root in dict.fromkeys((str(Path(sys.prefix, "share", "jupyter", folder)), *jupyter_path(folder))):
            for path in sorted(Path(root).glob(pattern)):
                found += _shortcuts(path)
    return found


def _shortcuts(schema: Path) -> list[Shortcut]:
    try:
        data = json.loads(schema.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    listed = data.get("jupyter.lab.shortcuts", []) if isinstance(data, dict) else []
    return [each for each in listed if isinstance(each, dict) and isinstance(each.get("selector"), str)]


def config(folder: Path, host: str, port: int) -> dict[str, Any]:
    """Return the settings of the server, in the shape of ``jupyter_server_config.json``."""
    return {
        "ServerApp": {
            "ip": host,
            "port": port,
            "port_retries": 0,
            "open_browser": False,
            "root_dir": str(folder),
            "contents_manager_class": "qbank.lab.contents.PatientContents",
            "allow_remote_access": False,
            "allow_root": True,  # containers and some office images run everything as root
            "terminals_enabled": False,
            "jpserver_extensions": dict.fromkeys(_SERVERS_LEFT_OUT, False),
        },
        "LabApp": {
            "expose_app_in_browser": True,
            "extension_manager": "readonly",
            "custom_css": True,
            "news_url": None,
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        },
        "FileCheckpoints": {"checkpoint_dir": ".review/checkpoints"},  # and no folder of theirs beside the bank
    }


def write(place: Path, server: Mapping[str, Any], page: Mapping[str, Any]) -> None:
    """Write all settings into a folder that JupyterLab takes for its configuration and data; raises OSError."""
    kernel = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3",
        "language": "python",
    }
    files: Mapping[str, Any] = {
        "jupyter_server_config.json": server,
        "labconfig/default_setting_overrides.json": page,
        "labconfig/page_config.json": {"disabledExtensions": dict.fromkeys(_LEFT_OUT, True), **_NO_BUILD},
        # Ours before any that the user has: it must be the Python that has qbank.
        "kernels/python3/kernel.json": kernel,
    }
    texts = {name: json.dumps(data, ensure_ascii=False, indent=1) for name, data in files.items()}
    for name, text in {**texts, "custom/custom.css": _STYLE}.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
