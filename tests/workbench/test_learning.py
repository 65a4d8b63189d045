"""Learning in a workspace: what counts, what is put in force, and what becomes of a file that is not right."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from learning_samples import judge, judged_workspace

import qbank
from qbank.drafting import learn
from qbank.errors import QbankError
from qbank.workbench.learning import feature_label
from qbank.workbench.workspace import Workspace


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a workspace ``ws`` whose drafts are judged: questions kept, 判断题 and 填空题 not."""
    folder = tmp_path_factory.mktemp("judged")
    with judged_workspace(folder) as workspace:
        assert judge(workspace) >= learn.LEAST_VERDICTS
    return folder


@pytest.fixture(scope="module")
def learned(judged: Path) -> Path:
    """Return a folder with the same workspace after learning."""
    folder = judged / "learned"
    shutil.copytree(judged / "ws", folder / "ws")
    with qbank.open(folder / "ws") as workspace:
        assert workspace.learn().outcome == "in-force"
    return folder


@pytest.fixture
def after(learned: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Return a copy of the workspace in which an order was learned."""
    shutil.copytree(learned / "ws", tmp_path / "ws")
    with qbank.open(tmp_path / "ws") as workspace:
        yield workspace


@pytest.fixture
def ws(judged: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Return a copy of that workspace."""
    shutil.copytree(judged / "ws", tmp_path / "ws")
    with qbank.open(tmp_path / "ws") as workspace:
        yield workspace


def _order(workspace: Workspace) -> Path:
    return workspace.folder / "order.json"


def _places(workspace: Workspace) -> dict[str, tuple[float, int]]:
    return {item.id: (item.priority, item.revision) for item in workspace.items(status="draft")}


def test_too_few_verdicts_change_nothing(tmp_path: Path) -> None:
    """A new workspace says how many are needed."""
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        report = workspace.learn(force=True)
        assert report.outcome == "too-few"
        assert "50" in report.lines()[-1]
        assert not _order(workspace).exists()


def test_a_better_order_is_put_in_force(ws: Workspace) -> None:
    """The file says what it was learned from; drafts of the kind that was kept are expected to be kept."""
    report = ws.learn()
    assert (report.outcome, report.worse, report.problems) == ("in-force", (), ())
    assert report.after.log_loss < report.before.log_loss
    said = json.loads(_order(ws).read_text(encoding="utf-8"))
    assert (said["format"], said["version"], said["verdicts"]) == ("qbank-order", 1, report.verdicts)
    assert said["until"] == max(each.at for item in ws.items() for each in ws.history(item.id))
    shares = {(each.pattern, each.type): each.learned for each in report.precisions}
    assert shares["time_limit", "single_choice"] > 0.8 > 0.5 > shares["time_limit", "true_false"]


def test_the_same_verdicts_give_the_same_bytes(ws: Workspace) -> None:
    """Learning again changes nothing in the file, so nothing is drafted again either."""
    ws.learn()
    first = json.loads(_order(ws).read_bytes())
    ws.draft()
    ws.learn()
    second = json.loads(_order(ws).read_bytes())
    assert (first["weights"], first["slope"], first["after"]) == (second["weights"], second["slope"], second["after"])
    third = _order(ws).read_bytes()
    ws.learn()
    assert _order(ws).read_bytes() == third
    assert ws.draft().documents == []


def test_drafting_again_puts_the_undecided_in_the_new_order(ws: Workspace) -> None:
    """Their priorities change, their revisions and histories do not, and the bank is sound; reset undoes it."""
    former = _places(ws)
    decided = {item.id: item for status in ("accepted", "rejected") for item in ws.items(status=status)}
    ws.learn()
    report = ws.draft()
    assert sum(each.reordered for each in report.documents) > 0
    assert sum(each.renewed for each in report.documents) == 0
    now = _places(ws)
    both = former.keys() & now.keys()
    assert any(former[each][0] != now[each][0] for each in both)
    assert all(now[each][1] == 1 for each in both)
    assert all(ws.item(each) == item for each, item in decided.items())
    assert ws.bank.check() == []
    assert ws.learn(reset=True).outcome == "reset"
    assert not _order(ws).exists()
    ws.draft()
    assert {each: place[0] for each, place in _places(ws).items() if each in both} == {
        each: former[each][0] for each in both
    }
    assert ws.bank.check() == []


def test_a_learned_order_puts_kept_kinds_first(after: Workspace, tmp_path: Path) -> None:
    """A document that comes later begins with the types that were kept; by the priors alone it does not."""
    text = after.text("云岭").replace("云岭", "竹溪").replace("10分钟", "50分钟")
    firsts = []
    for folder, learned in (("plain", False), ("ws", True)):
        (tmp_path / "竹溪.txt").write_text(text, encoding="utf-8")
        with qbank.open(tmp_path / folder, make=True) as workspace:
            workspace.ingest(tmp_path / "竹溪.txt")
            workspace.draft("竹溪")
            kinds = [item.type for item in workspace.items(status="draft", document="竹溪", limit=4)]
        assert len(kinds) == 4
        assert set(kinds).isdisjoint({"true_false", "fill_blank"}) is learned
        firsts.append(kinds)
    assert firsts[0] != firsts[1]


def test_a_dry_run_changes_nothing(ws: Workspace) -> None:
    """Figures are shown, nothing is written."""
    report = ws.learn(dry_run=True)
    assert report.outcome == "dry-run"
    assert report.after is not None
    assert not _order(ws).exists()
    assert ws.draft().documents == []


def test_a_worse_order_needs_force(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named in which figure it is worse; only --force puts it in force, and says so."""
    monkeypatch.setattr(learn, "worse", lambda _before, _after: ("auc",))
    report = ws.learn()
    assert report.outcome == "worse"
    assert "排对率" in report.lines()[-1]
    assert not _order(ws).exists()
    report = ws.learn(force=True)
    assert report.outcome == "forced"
    assert "排对率" in report.lines()[-1]
    assert json.loads(_order(ws).read_bytes())["forced"] is True


def test_the_order_before_is_judged_by_what_it_was_learned_from(after: Workspace) -> None:
    """Right after learning, "before" and "after" know the same verdicts and have the same figures."""
    report = after.learn()
    assert report.before == report.after


def _edit(path: Path, **changes: object) -> None:
    said = json.loads(path.read_bytes())
    path.write_text(json.dumps({**said, **changes}), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.unlink(), "order-missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-40]), "order-damaged"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "order-damaged"),
        (lambda path: path.write_text("[" * 100_000, encoding="utf-8"), "order-damaged"),
        (lambda path: path.write_text("[]", encoding="utf-8"), "order-foreign"),
        (lambda path: path.write_text('{"orders": []}', encoding="utf-8"), "order-foreign"),
        (lambda path: _edit(path, version=2), "order-outdated"),
        (lambda path: _edit(path, features=0), "order-outdated"),
        (lambda path: _edit(path, slope=-1.0), "order-damaged"),
        (lambda path: _edit(path, slope="1"), "order-damaged"),
        (lambda path: _edit(path, weights={"question": 1e9}), "order-damaged"),
        (lambda path: _edit(path, weights=[]), "order-damaged"),
        (lambda path: _edit(path, precisions=[{}]), "order-damaged"),
        (lambda path: _edit(path, slope=2.0), "order-other"),
    ],
)
def test_a_file_that_is_not_right_is_named_and_not_used(
    after: Workspace, spoil: Callable[[Path], object], code: str
) -> None:
    """Drafting goes on with the priors, as if nothing had been learned."""
    former = _places(after)
    assert after.precision(after.items(status="accepted")[0]) is not None
    spoil(_order(after))
    report = after.draft()
    assert [problem.code for problem in report.problems] == [code]
    assert report.problems[0].severity == "warning"
    assert report.documents == []
    assert _places(after) == former
    assert after.precision(after.items(status="accepted")[0]) is None


def test_a_foreign_file_is_neither_overwritten_nor_deleted(ws: Workspace) -> None:
    """Something else of that name may be the editor's own work."""
    _order(ws).write_text('{"orders": [1]}', encoding="utf-8")
    for arguments in ({}, {"reset": True}):
        with pytest.raises(QbankError) as caught:
            ws.learn(**arguments)
        assert caught.value.problem.code == "order-foreign"
    assert _order(ws).read_text(encoding="utf-8") == '{"orders": [1]}'


def test_a_copied_order_is_not_used(after: Workspace, tmp_path: Path) -> None:
    """What another workspace learned is named, not used."""
    with qbank.open(tmp_path / "other", make=True) as other:
        shutil.copy(_order(after), _order(other))
        assert [problem.code for problem in other.draft().problems] == ["order-other"]


def test_imported_verdicts_count_without_their_documents(ws: Workspace, tmp_path: Path) -> None:
    """Where only the items came over, their prior is unknown and everything else is learned from."""
    ws.export(tmp_path / "bank.json", status=["accepted", "rejected"])
    with qbank.open(tmp_path / "other", make=True) as other:
        other.import_bank(tmp_path / "bank.json")
        report = other.learn()
        here = ws.learn(dry_run=True)
        assert report.verdicts == here.verdicts == report.unmade
        assert here.unmade == 0
        assert report.outcome == "in-force"


def test_mended_items_and_repetitions(ws: Workspace) -> None:
    """改后通过 is counted as such; a draft rejected as a repetition is not counted at all."""
    before = ws.learn(dry_run=True)
    first, second = ws.items(status="draft")[:2]
    ws.fix(first)
    ws.reject(second.id, reason="与另一题重复")
    after = ws.learn(dry_run=True)
    assert (after.verdicts, after.kept, after.mended) == (before.verdicts + 1, before.kept + 1, before.mended + 1)


def test_the_order_is_not_overwritten_by_an_export(after: Workspace) -> None:
    """An export to order.json is refused, as one to the settings is."""
    with pytest.raises(QbankError):
        after.export(_order(after))


def test_the_report_is_shown_and_told(ws: Workspace) -> None:
    """For a notebook as HTML, for a program as JSON without undefined numbers."""
    report = ws.learn(dry_run=True)
    assert "时限 × 单选题" in report._repr_html_()
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    row = next(
        each for each in data["precisions"] if (each["pattern"], each["type"]) == ("time_limit", "single_choice")
    )
    assert row["verdicts"] >= 10
    assert row["share"] == 1.0
    assert 0 < row["low"] < 1
    assert row["prior"] < row["learned"]


def test_features_have_words() -> None:
    """Groups are shown by pattern, type and genre; one that is not known here keeps its name."""
    assert feature_label("asked:quantity/single_choice", "zh") == "数量 × 单选题"
    assert feature_label("cell:quantity/single_choice/norm", "zh") == "数量 × 单选题（制度类文件）"
    assert feature_label("genre:prose", "en") == "prose"
    assert feature_label("key-longest", "zh") == "答案最长"
    assert feature_label("asked:x/y", "zh") == "asked:x/y"
