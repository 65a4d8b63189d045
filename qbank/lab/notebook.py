"""The review notebook: written by us, run and signed by us; one that a person changed is never overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import nbformat

import qbank
from qbank.formats.files import write_whole
from qbank.locale import Lang, say
from qbank.review.table import Mode

SCHEMA = 1
_FIXED = {"deletable": False, "editable": False}
_NAMES: Mapping[Mode, str] = {
    "review": "lab-review-name",
    "second": "lab-second-name",
    "conflicts": "lab-conflicts-name",
}
_TEXTS: Mapping[Mode, str] = {
    "review": "lab-review-text",
    "second": "lab-second-text",
    "conflicts": "lab-conflicts-text",
}


def made(mode: Mode, actor: str, lang: Lang) -> nbformat.NotebookNode:
    """Return the notebook that shows the review card; same arguments, same bytes.

    Args:
        mode: what is reviewed.
        actor: who decides, "" for the workspace's editor.
        lang: language of the notebook and of the card.
    """
    text = "\n\n".join(say(key, lang) for key in (_TEXTS[mode], "lab-no-card"))
    asked = f'folder = "."\nactor = {actor!r}\nlang = "{lang}"\nmode = "{mode}"'
    card = "import qbank\n\nws = qbank.open(folder, actor=actor, lang=lang)\nws.review(mode=mode)"
    hidden = {**_FIXED, "jupyter": {"source_hidden": True}}
    cells = [
        nbformat.v4.new_markdown_cell(text, id=f"{mode}-01", metadata=dict(_FIXED)),
        nbformat.v4.new_code_cell(asked, id=f"{mode}-02", metadata={**hidden, "tags": ["parameters"]}),
        nbformat.v4.new_code_cell(card, id=f"{mode}-03", metadata=hidden),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    own = {"schema": SCHEMA, "role": mode, "lang": lang, "generator": qbank.__version__}
    notebook.metadata["qbank"] = {**own, "digest": digest(notebook)}
    nbformat.validate(notebook)
    return notebook


def digest(notebook: nbformat.NotebookNode) -> str:
    """Return the hash over what a person could change in the notebook: its cells, their outputs aside."""
    parts = [(cell.cell_type, cell.source) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def place(folder: Path, notebook: nbformat.NotebookNode) -> tuple[Path, Path | None]:
    """Write a notebook of ``made`` into a workspace.

    One there that a person has changed stays as it is; ours then stands beside it under the next free name. The same
    one of ours stays as it is too, with what its cells show.

    Returns:
        the file, and the changed one that it had to stand beside (None if none).

    Raises:
        QbankError: when the folder cannot be written to.
    """
    own = notebook.metadata["qbank"]
    stem = say(_NAMES[own["role"]], own["lang"])
    kept = None
    for path in _paths(folder, stem):
        there = _ours(path)
        if there is not None or not path.exists():
            break
        kept = kept or path
    if there != own:
        save(path, notebook)
    return path, kept


def save(path: Path, notebook: nbformat.NotebookNode) -> None:
    """Write a notebook whole or not at all; raises QbankError where the place cannot take it."""
    data = nbformat.writes(notebook, version=4).encode() + b"\n"
    write_whole(path, lambda stream: _write(stream, data))


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


def _ours(path: Path) -> dict[str, Any] | None:
    """Return what we noted in a notebook of ours that nobody has changed, None for any other file."""
    try:
        notebook: Any = nbformat.read(path, as_version=4)
        own = dict(notebook.metadata["qbank"])
        return own if own["digest"] == digest(notebook) else None
    except Exception:  # whatever it is, it is not ours; nbformat raises many kinds
        return None


def _paths(folder: Path, stem: str) -> Iterable[Path]:
    yield folder / f"{stem}.ipynb"
    number = 2
    while True:
        yield folder / f"{stem} {number}.ipynb"
        number += 1
