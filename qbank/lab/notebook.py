"""The review notebook: written by us, run and signed by us; one that a person changed is never overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import nbformat

import qbank
from qbank.formats.files import write_whole
from qbank.locale import Lang, say
from qbank.review.table import Mode

SCHEMA = 1
_FIXED = {"deletable": False, "editable": False}


def made(mode: Mode, actor: str, lang: Lang) -> nbformat.NotebookNode:
    """Return the notebook that shows the review card; same arguments, same bytes.

    Args:
        mode: what is reviewed.
        actor: who decides, "" for the workspace's editor.
        lang: language of title and purpose.
    """
    asked = f'folder = "."\nactor = {json.dumps(actor, ensure_ascii=False)}\nmode = "{mode}"'
    card = "import qbank\n\nws = qbank.open(folder, actor=actor)\nws.review(mode=mode)"
    hidden = {**_FIXED, "jupyter": {"source_hidden": True}}
    cells = [
        nbformat.v4.new_markdown_cell(say(f"lab-{mode}-text", lang), id=f"{mode}-01", metadata=dict(_FIXED)),
        nbformat.v4.new_code_cell(asked, id=f"{mode}-02", metadata={**hidden, "tags": ["parameters"]}),
        nbformat.v4.new_code_cell(card, id=f"{mode}-03", metadata=hidden),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    own = {"schema": SCHEMA, "role": mode, "generator": qbank.__version__, "digest": digest(notebook)}
    notebook.metadata["qbank"] = own
    nbformat.validate(notebook)
    return notebook


def digest(notebook: nbformat.NotebookNode) -> str:
    """Return the hash over what a person could change in the notebook: its cells, their outputs aside."""
    parts = [(cell.cell_type, cell.source) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def place(folder: Path, notebook: nbformat.NotebookNode, stem: str) -> Path:
    """Write the notebook into a workspace and return its path.

    One there that a person has changed stays as it is; ours then stands beside it under the next free name.

    Raises:
        QbankError: when the folder cannot be written to.
    """
    path = next(each for each in _names(folder, stem) if not each.exists() or is_ours(each))
    save(path, notebook)
    return path


def save(path: Path, notebook: nbformat.NotebookNode) -> None:
    """Write a notebook whole or not at all; raises QbankError where the place cannot take it."""
    text = nbformat.writes(notebook, version=4)
    write_whole(path, lambda stream: _put(stream, text))


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode())


def is_ours(path: Path) -> bool:
    """Tell whether a file is a notebook of ours that nobody has changed."""
    try:
        notebook: Any = nbformat.read(path, as_version=4)
        return bool(notebook.metadata.get("qbank", {}).get("digest") == digest(notebook))
    except Exception:  # whatever it is, it is not ours; nbformat raises many kinds
        return False


def _names(folder: Path, stem: str) -> Iterable[Path]:
    yield folder / f"{stem}.ipynb"
    number = 2
    while True:
        yield folder / f"{stem} {number}.ipynb"
        number += 1
