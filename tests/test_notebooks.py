"""Notebooks run from top to bottom, carry no outputs, only call the workbench, and show what they promise."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import qbank

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
DOCUMENT = "云岭市公共停车场管理办法"
MOST_CALLS = 8
"""Code cells besides the parameters: six for a new notebook, the first one shows the whole way."""


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
    assert sum(cell.cell_type == "code" for cell in notebook.cells) - 1 <= MOST_CALLS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_leads_to_a_next_step(path: Path) -> None:
    """The last cell links to a notebook that is there."""
    last = _read(path).cells[-1].source
    assert last.startswith("下一步：")
    assert all((path.parent / link).is_file() for link in re.findall(r"\]\(([^)]+)\)", last) or ["?"])


def test_notebooks_are_as_described() -> None:
    """``.ci/notebooks.py`` would write them just so."""
    done = subprocess.run([sys.executable, ROOT / ".ci" / "notebooks.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


class Shown:
    """What a notebook showed: HTML and words of its outputs, specifications of its pictures, in order."""

    def __init__(self, notebook: nbformat.NotebookNode) -> None:
        self.outputs = [each for cell in notebook.cells if cell.cell_type == "code" for each in cell.outputs]
        data = [each.data for each in self.outputs if "data" in each]
        self.html = "".join(each.get("text/html", "") for each in data)
        self.words = "\n".join(each.get("text/plain", "") for each in data)
        views = [each["application/vnd.jupyter.widget-view+json"] for each in data if _is_widget(each)]
        states = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
        known = states.get("state", {})
        self.widgets = [each for view in views for each in _with_children(known, view["model_id"])]
        self.specs = [state["spec"] for state in self.widgets if state.get("spec")]

    def rows(self, picture: int) -> list[dict[str, Any]]:
        """Return all rows of data of a picture."""
        return [row for rows in self.specs[picture]["datasets"].values() for row in rows]


def _with_children(known: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the state of a widget and of those within it."""
    state = known[name]["state"]
    yield state
    for child in state.get("children", ()):
        yield from _with_children(known, child.removeprefix("IPY_MODEL_"))


def _is_widget(data: dict[str, Any]) -> bool:
    return "application/vnd.jupyter.widget-view+json" in data


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as the notebooks up to 03 leave it; the later ones then find nothing new to read or draft."""
    folder = tmp_path_factory.mktemp("drafted") / "ws"
    with qbank.open(folder, make=True) as workspace:
        workspace.ingest(ROOT / "corpus")
        workspace.draft()
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs on the sample corpus, in a workspace of the test's own, and shows what it promises."""
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    if path.stem > "04":
        shutil.copytree(request.getfixturevalue("drafted"), tmp_path / "ws")
    notebook = _read(path)
    parameters = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    assert len(parameters) == 1
    parameters[0].source += f"\nfolder = {str(tmp_path / 'ws')!r}"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    shown = Shown(notebook)
    assert not [output for output in shown.outputs if output.output_type in {"error", "stream"}]
    assert "<script" not in shown.html
    assert not re.search(r"https?://", json.dumps([output.get("data", {}) for output in shown.outputs]))
    for spec in shown.specs:
        links = re.findall(r"https?://[^\"]+", json.dumps(spec))
        assert [link.rsplit("/", 1)[0] for link in links] == ["https://vega.github.io/schema/vega-lite"]
    with qbank.open(tmp_path / "ws") as workspace:
        PROMISES[path.stem](shown, workspace)


def _quickstart(shown: Shown, workspace: qbank.Workspace) -> None:
    assert DOCUMENT in shown.html
    assert "下定义" in shown.html
    assert workspace.count(status="accepted") == 5
    assert len(json.loads((workspace.folder / "bank.json").read_text(encoding="utf-8"))["items"]) == 5


def _corpus(shown: Shown, workspace: qbank.Workspace) -> None:
    assert all(entry.title in shown.html for entry in workspace.documents() if "<" not in entry.title)
    best = workspace.sentences(DOCUMENT)
    dots = {row["rank"]: row for row in shown.rows(0) if row.get("rank")}
    assert [dots[rank]["place"] for rank in range(1, 11)] == [each.sent.start for each in best[:10]]
    assert len([row for row in shown.rows(0) if "rank" in row]) == len(best)
    assert "下定义" in shown.html


def _drafting(shown: Shown, workspace: qbank.Workspace) -> None:
    drafted = workspace.count(status="draft")
    assert f"共新出 {drafted} 道题" in shown.html
    # The picture shows the forty patterns with most drafts and says how many there are.
    patterns = Counter(item.pattern for item in workspace.items(status="draft")).most_common()
    told = [count for _, count in patterns[:40]]
    assert sum(row.get("drafts", 0) for row in shown.rows(0)) == sum(told)
    assert sum(count for _, count in patterns) == drafted > 1_000
    said = json.dumps(shown.specs[0], ensure_ascii=False)
    assert (f"共 {len(patterns)} 行" in said) is (len(patterns) > len(told))
    assert "数量" in {row.get("label") for row in shown.rows(0)}
    assert shown.html.count(f"{DOCUMENT}.txt ") >= 8


def _review(shown: Shown, workspace: qbank.Workspace) -> None:
    ends = [row for row in shown.rows(0) if "said" in row]
    assert len(ends) == len(workspace.documents())
    assert (
        f"待审 {workspace.count(status='draft', document=DOCUMENT)}"
        in {row["label"]: row["said"] for row in ends}[DOCUMENT]
    )
    assert len(shown.widgets) == 2


def _duplicates(shown: Shown, workspace: qbank.Workspace) -> None:
    found, one = workspace.coverage(), workspace.coverage(DOCUMENT)
    assert workspace.duplicates(DOCUMENT).lines(0)[-1].split("（", maxsplit=1)[0] in shown.html
    assert [spec["description"] for spec in shown.specs] == [found.summary(), one.summary()]
    assert sum(row.get("drafts", 0) for row in shown.rows(0) if "number" in row) == found.items
    assert sum(row.get("drafts", 0) for row in shown.rows(1) if "number" in row) == one.items
    shares = [row["share"].split("/")[1] for row in shown.rows(0) if "share" in row]
    assert sum(map(int, shares)) == len(found.sections)


def _export(shown: Shown, workspace: qbank.Workspace) -> None:
    said = {row["label"]: row["said"] for row in shown.rows(0) if "said" in row}
    assert said["单选题"] == f"待审 {workspace.count(type='单选题')}"
    assert "没有符合条件的题" in shown.html and not (workspace.folder / "bank.json").exists()
    assert {left.format for left in workspace.handouts()} == {"xlsx", "html", "docx"}
    assert (workspace.folder / "题库.png").read_bytes().startswith(b"\x89PNG")
    assert "backup" in shown.words.lower()


def _analysis(shown: Shown, workspace: qbank.Workspace) -> None:
    assert "模拟测试（2026-03-15）：120 人，30 题" in shown.words
    assert "疑似答案有误" in shown.words
    assert sum(row.get("people", 0) for row in shown.rows(0)) == 120
    assert len([row for row in shown.rows(1) if "facility" in row]) == 30
    assert {row["fifth"] for row in shown.rows(2)} == {1, 2, 3, 4, 5}
    assert len(workspace.bank.recordings()) == 1
    assert "一大队" in shown.words


def _papers(shown: Shown, workspace: qbank.Workspace) -> None:
    cells = [row for row in shown.rows(0) if "said" in row]
    assert len(cells) == 9 and {row["state"] for row in cells} <= {"够用", "不到要的两倍"}
    assert "缺" in shown.html and "qbank draft" in shown.html
    issued = workspace.bank.issues()
    assert sorted(each.form.name for each in issued) == ["A", "A", "B"]
    again, *first = sorted(issued, key=lambda each: len([1 for other in issued if other.exam == each.exam]))
    assert not {each.item for each in again.form.placed} & {each.item for each in first[0].form.placed}
    assert (workspace.folder / "三月卷" / "form-B.docx").is_file()


def _year(shown: Shown, workspace: qbank.Workspace) -> None:
    folder = workspace.folder / "年度计划"
    tests = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["events"]
    assert f"全年 {len(tests)} 次考试" in shown.html
    days = [row for row in shown.rows(0) if "day" in row]
    assert len(days) == len({each["date"] for each in tests})
    assert sum(row["items"] for row in days) == sum(len(each["items"]) for each in tests)
    bars = [row for row in shown.rows(1) if "type" in row]
    assert sum(row["items"] for row in bars) == workspace.count(status="accepted")
    assert sum(int(row["times"]) * row["items"] for row in bars) == sum(len(each["items"]) for each in tests)
    assert (folder / "events" / "2026-03-06 周测" / "key.docx").is_file()
    assert "出了 2 次考试的文件" in shown.html
    assert (workspace.folder / "学习手册.docx").is_file()


PROMISES = {
    "01_quickstart": _quickstart,
    "02_corpus": _corpus,
    "03_drafting": _drafting,
    "04_review": _review,
    "05_duplicates_coverage": _duplicates,
    "06_export": _export,
    "07_item_analysis": _analysis,
    "08_papers": _papers,
    "09_year_plan": _year,
}


def test_every_notebook_promises_something() -> None:
    """No notebook is run without being looked at."""
    assert PROMISES.keys() == {path.stem for path in NOTEBOOKS}
