"""The demo makes itself anew, but never over somebody's work."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import qbank
from qbank.types._contract import TYPES


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The demo on a corpus of one short document."""
    spec = importlib.util.spec_from_file_location("demo", Path(__file__).parents[1] / ".ci" / "demo.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "办法.txt").write_text("第一条 申请人应当自收到通知之日起15日内提交材料。\n", encoding="utf-8")
    monkeypatch.setattr(module, "CORPUS", corpus)
    return module


def test_a_demo_nobody_worked_on_is_replaced(demo: ModuleType, tmp_path: Path) -> None:
    """The second run leaves one folder, as new as the first."""
    folder = tmp_path / "demo"
    assert demo.main(folder) == 0
    (folder / "bank.json").unlink()
    assert demo.main(folder) == 0
    assert (folder / "bank.json").exists()
    assert {each.name for each in tmp_path.iterdir()} == {"corpus", "demo"}


def test_a_demo_somebody_worked_on_is_kept(
    demo: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its folder gets another name each time, and the decisions are still in it."""
    folder = tmp_path / "demo"
    for n in (1, 2):
        demo.main(folder)
        with qbank.open(folder) as workspace:
            workspace.bank.add_drafts([TYPES.get("true_false").example()], actor="甲")
            workspace.accept("example-true-false")
        demo.main(folder)
        assert f"demo-{n}" in capsys.readouterr().out
        with qbank.open(tmp_path / f"demo-{n}") as kept:
            assert [each.id for each in kept.items(status="accepted")] == ["example-true-false"]
        with qbank.open(folder) as fresh:
            assert not list(fresh.items(status="accepted"))
