"""Notebooks run from top to bottom, carry no outputs, and only call the workbench."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def _read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_stripped_and_thin(path: Path) -> None:
    """No outputs, no counts, no functions, no star imports; cell ids are written by us."""
    notebook = _read(path)
    nbformat.validate(notebook)
    for number, cell in enumerate(notebook.cells, 1):
        assert cell.id == f"{path.stem.split('_', 1)[1]}-{number:02}"
        if cell.cell_type != "code":
            continue
        assert not cell.outputs
        assert cell.execution_count is None
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)
            assert not (isinstance(node, ast.ImportFrom) and node.names[0].name == "*")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, tmp_path: Path) -> None:
    """Every cell runs on the sample corpus, in a workspace of the test's own, and shows what it promises."""
    notebook = _read(path)
    parameters = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    assert len(parameters) == 1
    parameters[0].source += f"\nfolder = {str(tmp_path / 'ws')!r}"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in shown if output.output_type == "error"]
    pictures = "".join(output.data.get("text/html", "") for output in shown if "data" in output)
    assert "云岭市公共停车场管理办法" in pictures
    assert "下定义" in pictures
    assert "<script" not in pictures
    assert (tmp_path / "ws" / "bank.json").stat().st_size > 1_000
