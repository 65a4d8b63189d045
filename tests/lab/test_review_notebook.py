"""The notebook that is generated: same bytes each time, valid, fixed cells; a changed one is never overwritten."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import get_args

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.lab.notebook import digest, made, place
from qbank.locale import LANGS
from qbank.review.table import MODES, Mode

modes, langs = st.sampled_from(get_args(Mode)), st.sampled_from(LANGS)
actors = st.text(max_size=12)


def _edited(path: Path, cell: int, text: str) -> bytes:
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[cell].source += text
    nbformat.write(notebook, path)
    return path.read_bytes()


@given(modes, actors, langs)
def test_same_arguments_make_the_same_bytes(mode: Mode, actor: str, lang: str) -> None:
    """Two calls give the same notebook, valid, its parameters being what was asked for."""
    one, other = (made(mode, actor, lang) for _ in range(2))
    assert nbformat.writes(one) == nbformat.writes(other)
    nbformat.validate(one)
    found: dict[str, str] = {}
    (cell,) = [each for each in one.cells if "parameters" in each.metadata.get("tags", ())]
    exec(cell.source, found)  # noqa: S102 - assignments that we have just made
    assert {name: found[name] for name in ("folder", "actor", "lang", "mode")} == {
        "folder": ".",
        "actor": actor,
        "lang": lang,
        "mode": mode,
    }


@pytest.mark.parametrize("mode", MODES)
def test_cells_are_fixed_and_few(mode: Mode) -> None:
    """Title and one sentence, parameters, the card; ids are ours, nothing can be edited or deleted."""
    notebook = made(mode, "", "zh")
    assert [cell.id for cell in notebook.cells] == [f"{mode}-01", f"{mode}-02", f"{mode}-03"]
    for cell in notebook.cells:
        assert not cell.metadata.editable
        assert not cell.metadata.deletable
    assert notebook.metadata.qbank.role == mode
    assert notebook.metadata.qbank.digest == digest(notebook)


@given(mode=modes, lang=langs, cell=st.integers(0, 2), text=st.text(min_size=1, max_size=5).filter(str.isprintable))
def test_a_changed_notebook_is_never_overwritten(mode: Mode, lang: str, cell: int, text: str) -> None:
    """Whatever was changed in whichever cell: its bytes stay, ours stands beside it, and is used again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, kept = place(folder, made(mode, "", lang))
        assert kept is None
        changed = _edited(path, cell, text)
        for _ in range(2):
            other, kept = place(folder, made(mode, "", lang))
            assert kept == path
            assert other.name == f"{path.stem} 2.ipynb"
            assert path.read_bytes() == changed
        assert len([*folder.iterdir()]) == 2


def test_outputs_are_no_change_of_the_user(tmp_path: Path) -> None:
    """A notebook that was run is still ours; what it shows stays while the same is asked for, and goes with it."""
    path, _ = place(tmp_path, made("review", "", "zh"))
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].outputs = [nbformat.v4.new_output("stream", text="审题卡")]
    nbformat.write(notebook, path)
    assert place(tmp_path, made("review", "", "zh")) == (path, None)
    assert "审题卡" in path.read_text(encoding="utf-8")
    assert place(tmp_path, made("review", "李编辑", "zh")) == (path, None)
    assert not nbformat.read(path, as_version=4).cells[2].outputs


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"nbformat": 4}', '{"metadata": {"qbank": 1}}', "\ud800"])
def test_a_file_of_that_name_that_is_no_notebook_stays(content: str, tmp_path: Path) -> None:
    """Whatever lies under the name is left as it is."""
    (tmp_path / "审题.ipynb").write_bytes(content.encode(errors="surrogatepass"))
    path, kept = place(tmp_path, made("review", "", "zh"))
    assert (path.name, kept) == ("审题 2.ipynb", tmp_path / "审题.ipynb")
    assert (tmp_path / "审题.ipynb").read_bytes() == content.encode(errors="surrogatepass")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """Where nothing can be written, the user reads a sentence."""
    with pytest.raises(QbankError):
        place(tmp_path / "none", made("review", "", "zh"))
