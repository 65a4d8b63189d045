"""A page that is opened while its notebook is being run gets the notebook when it has run, and never waits in vain."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest

from qbank.lab.contents import PatientContents
from qbank.lab.server import FOLDER, alone
from qbank.lab.waiting import being_run, is_being_run

NAME = "审题.ipynb"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a notebook that has not run."""
    (tmp_path / FOLDER).mkdir()
    _write(tmp_path / NAME, "not yet")
    return tmp_path


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run to the end in a thread of its own: the browser tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def _write(path: Path, text: str) -> None:
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text, id="a")]), path)


async def _got(folder: Path, name: str) -> str:
    model = await PatientContents(root_dir=str(folder)).get(name)
    return str(model["content"]["cells"][0]["source"])


def test_the_page_gets_what_the_run_left(place: Path) -> None:
    """While it runs nothing is given out; what is given out then is what stands there at the end."""

    async def opened_meanwhile() -> tuple[bool, str]:
        with alone(place), being_run(place / NAME):
            asked = asyncio.create_task(_got(place, NAME))
            await asyncio.sleep(0.3)
            waited = not asked.done()
            _write(place / NAME, "has run")
        return waited, await asked

    assert _run(opened_meanwhile()) == (True, "has run")


def test_other_notebooks_do_not_wait(place: Path) -> None:
    """Only the one that runs is held back, and of it only its content."""
    _write(place / "other.ipynb", "other")
    with alone(place), being_run(place / NAME):
        assert _run(_got(place, "other.ipynb")) == "other"
        assert _run(PatientContents(root_dir=str(place)).get(NAME, content=False))["name"] == NAME


def test_a_run_that_fails_is_over(place: Path) -> None:
    """The page then shows the notebook as it is."""
    with pytest.raises(RuntimeError), alone(place), being_run(place / NAME):
        raise RuntimeError
    assert _run(_got(place, NAME)) == "not yet"


def test_a_note_left_behind_is_passed_over(place: Path) -> None:
    """Whoever was killed while running it holds nobody up."""
    note = place / FOLDER / "running"
    note.write_text(NAME, encoding="utf-8")
    assert not is_being_run(place, NAME)
    with alone(place):
        assert is_being_run(place, NAME)
    assert _run(_got(place, NAME)) == "not yet"


def test_a_folder_that_cannot_be_written_to_waits_for_nothing(tmp_path: Path) -> None:
    """No note, no wait, no error."""
    with being_run(tmp_path / NAME):
        assert not is_being_run(tmp_path, NAME)
