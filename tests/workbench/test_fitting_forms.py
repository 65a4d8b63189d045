"""Which exam a form is of is never guessed, and answers that look like those on another form are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from paper_bank import LINE, read, workspace
from typer.testing import CliRunner

from qbank.analysis.drift import Use
from qbank.cli.main import build
from qbank.errors import QbankError
from qbank.workbench import issued
from qbank.workbench.analyses import Analyses
from qbank.workbench.analysing import analyse_all
from qbank.workbench.fitting import unfit
from qbank.workbench.keeping import head_of
from qbank.workbench.workspace import Workspace

UNFIT = {"papers-form-by-chance", "papers-form-unlike"}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path]:
    """Return a workspace with two exams that have the forms A and B each, and its folder."""
    folder = tmp_path_factory.mktemp("two")
    ws = workspace(folder)
    for title, seed in (("一季考", "s1"), ("二季考", "s2")):
        ws.paper(LINE, forms=2, same=True, title=title, seed=seed, out=folder / title)
    return ws, folder


def answered(folder: Path, title: str, *, form: str = "A", heading: str = "卷别", people: int = 12) -> Path:
    """Return a file of people who answered all of a form, the first ones all right, the last all but a few."""
    items = read(folder / title / f"form-{form}.json")["items"]
    right = [item["answer"] or ("对" if item["key"] else "错") for item in items]
    rows = [["工号", heading, *(str(at) for at in range(1, len(right) + 1))]]
    rows += [[f"P{at}", form, *([""] * (at % 4)), *right[at % 4 :]] for at in range(people)]
    path = folder / f"{title}.csv"
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize("word", ["A", "b", "卷别", "考场"])
def test_a_word_that_may_mean_several_exams_is_refused(two: tuple[Workspace, Path], word: str) -> None:
    """A letter or a heading that both have: the exams are named to choose from, with title and day."""
    ws, folder = two
    with pytest.raises(QbankError) as caught:
        ws.analyse_all([answered(folder, "一季考")], form=word)
    problem = caught.value.problem
    assert problem.code == "papers-form-several"
    told = problem.message("zh")
    assert all(f"{each.exam}-" in told and each.form.title in told for each in ws.bank.issues())


def test_an_exam_is_named_by_id_by_title_and_with_a_heading(two: tuple[Workspace, Path]) -> None:
    """Each reads the answers of the exam that was sat, and everybody has all they answered right."""
    ws, folder = two
    exam = read(folder / "一季考" / "form-A.json")["id"].split("-")[0]
    for word, heading in (("一季考", "卷别"), (exam, "卷别"), (f"{exam}:考场", "考场"), ("一季考：考场", "考场")):
        (found,) = ws.analyse_all([answered(folder, "一季考", heading=heading)], form=word)
        assert found.reading.sitting().marks[0].sum() == 25
        assert not UNFIT & {each.code for each in found.problems}
    for word in ("三季考:考场", f"{exam}-Z", "deadbeef"):
        with pytest.raises(QbankError):
            ws.analyse_all([answered(folder, "一季考")], form=word)
    assert [each.form.name for each in issued.found(ws.bank, ["一季考"])] == ["A", "B"]
    ws.paper("判断 4×1", title="小测", out=folder / "小测")
    ws.paper("判断 3×1", title="小测", out=folder / "小测二")
    with pytest.raises(QbankError) as caught:
        ws.analyse_all([answered(folder, "一季考")], form="小测")
    assert caught.value.problem.code == "papers-form-several"
    with pytest.raises(QbankError) as caught:
        issued.found(ws.bank, ["小测"])
    assert caught.value.problem.code == "papers-title-several"


def test_answers_on_another_exam_are_told(two: tuple[Workspace, Path]) -> None:
    """The key of the second exam makes right answers of the first wrong: no figure is shown without saying so."""
    ws, folder = two
    items, rng = read(folder / "一季考" / "form-A.json")["items"], Random(5)
    right = [item["answer"] or ("对" if item["key"] else "错") for item in items]
    rows = [["工号", "卷别", *map(str, range(1, len(right) + 1))]]
    for at in range(40):
        skill = rng.uniform(0.4, 0.95)
        others = ["对错" if each in "对错" else "ABCD" for each in right]
        rows.append([
            f"P{at}",
            "A",
            *(e if rng.random() < skill else rng.choice(o) for e, o in zip(right, others, strict=True)),
        ])
    path = folder / "of-the-first.csv"
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    (found,) = ws.analyse_all([path], form="二季考")
    assert found.problems[0].code in UNFIT
    (found,) = ws.analyse_all([path], form="一季考")
    assert not UNFIT & {each.code for each in found.problems}


def test_what_does_not_fit_is_kept_only_if_that_is_insisted_on(two: tuple[Workspace, Path]) -> None:
    """Neither answers nor figures are written; the command shows the figures, and fails."""
    ws, folder = two
    items, rng = read(folder / "一季考" / "form-A.json")["items"], Random(2)
    letters = ["对错" if not item["answer"] else "ABCD" for item in items]
    rows = [["工号", "卷别", *map(str, range(1, len(items) + 1))]]
    rows += [[f"P{at}", "A", *map(rng.choice, letters)] for at in range(40)]
    path, report = folder / "guessed.csv", folder / "guessed.xlsx"
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    (found,) = ws.analyse_all([path], form="一季考")
    sitting = head_of(found, "").id
    with pytest.raises(QbankError) as caught:
        ws.keep_sitting(found)
    assert caught.value.problem.code == "analyse-kept-unfit"
    asked = ["analyse", str(path), "--form", "一季考", "--record", "--report", str(report)]
    result = CliRunner().invoke(build("zh"), ["-C", str(ws.folder), "--lang", "zh", *asked])
    assert result.exit_code == 1 and "--force" in result.output and report.exists()
    assert not ws.bank.statistics_in(sitting)
    with ws.sittings() as store:
        assert sitting not in {each.id for each in store.sittings()}
    assert ws.keep_sitting(found, force=True).items == len(ws.bank.statistics_in(sitting)) > 0
    ws.purge_sitting(sitting)


def exam_of_two_forms(folder: Path, seed: int, *, swapped: bool, people: int = 24, ease: float = 0.6) -> Analyses:
    """Return 20 items on two forms with all orders turned; ``swapped`` has each person's form wrong."""
    rng = Random(seed)
    table, key = ["卷别,题号,题目,选项顺序"], ["题目,答案"]
    keys = [rng.choice("ABCD") for _ in range(20)]
    key += [f"题{at},{letter}" for at, letter in enumerate(keys)]
    orders = {}
    for form in "AB":
        questions = rng.sample(range(20), 20)
        options = ["".join(rng.sample("ABCD", 4)) for _ in range(20)]
        orders[form] = questions, options
        table += [f"{form},{at},题{one},{options[one]}" for at, one in enumerate(questions, 1)]
    rows = ["工号,卷别," + ",".join(map(str, range(1, 21)))]
    for person in range(people):
        form, skill = "AB"[person % 2], ease + rng.uniform(-0.3, 0.3)
        questions, options = orders[form]
        own = [keys[at] if rng.random() < skill else rng.choice("ABCD") for at in range(20)]
        said = "BA"[person % 2] if swapped else form
        rows.append(f"p{person},{said}," + ",".join("ABCD"[options[at].index(own[at])] for at in questions))
    for name, lines in (("m.csv", table), ("k.csv", key), ("a.csv", rows)):
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return analyse_all([folder / "a.csv"], lang="zh", key=folder / "k.csv", mapping=folder / "m.csv")


def test_the_right_form_is_not_doubted_and_the_other_one_is(tmp_path: Path) -> None:
    """Of simulated exams, with a table of forms of another program: none that fits is told, all with the wrong form."""
    fits = [exam_of_two_forms(tmp_path, seed, swapped=False, ease=0.4 + seed % 3 * 0.15) for seed in range(12)]
    wrong = [exam_of_two_forms(tmp_path, seed, swapped=True) for seed in range(12)]
    assert not any(UNFIT & {each.code for each in found.problems} for found in fits)
    assert all(UNFIT & {each.code for each in found.problems} for found in wrong)


def test_what_earlier_exams_showed_speaks_too(two: tuple[Workspace, Path]) -> None:
    """Answers that go with nothing, at marks above guessing but far below those before, are told with both shares."""
    ws, folder = two
    items = read(folder / "一季考" / "form-A.json")["items"]
    rng = Random(3)
    rows = [["工号", *map(str, range(1, len(items) + 1))]]
    for at in range(40):
        right = [item["answer"] or ("对" if item["key"] else "错") for item in items]
        rows.append([f"P{at}", *(each if rng.random() < 0.55 else "" for each in right)])
    path = folder / "half.csv"
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    form = read(folder / "一季考" / "form-A.json")["id"]
    (alone,) = ws.analyse_all([path], form=form)
    assert not UNFIT & {each.code for each in alone.problems}
    before = {item["id"]: [Use(date(2026, 1, 5), "s", 100, 95.0)] for item in items}
    told = unfit(alone.exam, before, "half.csv")
    assert told is not None and told.code == "papers-form-unlike" and told.values["before"] == "95%"
