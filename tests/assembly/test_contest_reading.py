"""How a contest is held, read from the plan's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from qbank.assembly.contest_reading import read_contest
from qbank.errors import QbankError

SAMPLE = (Path(__file__).parents[2] / "docs" / "plan-sample.toml").read_text(encoding="utf-8")


def test_the_sample_says_how_its_contest_is_held():
    """Teams, seconds and rounds are those of the sample."""
    held = read_contest(SAMPLE, "plan.toml", "zh")
    assert (held.teams, held.start, held.seconds) == (("一大队", "二大队", "三大队", "机关"), 100, 30)
    must, buzzer, risk = held.rounds
    assert (must.way, must.items, must.penalty, must.spare) == ("must", 3, 0, 2)
    assert (buzzer.way, buzzer.items, buzzer.marks, buzzer.penalty) == ("buzzer", 12, 10, 10)
    assert (risk.way, risk.items) == ("risk", 4)


def test_without_a_word_it_is_the_usual_one():
    """A plan that says nothing of its contest has four teams and three rounds; a round of no items is left out."""
    assert read_contest("", "plan.toml", "zh").teams == ("第一队", "第二队", "第三队", "第四队")
    assert read_contest("", "plan.toml", "en").teams[0] == "Team 1"
    assert [each.way for each in read_contest("[contest]\nmust = 0", "p", "zh").rounds] == ["buzzer", "risk"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("contest = 3", "plan-value-wrong"),
        ("[contest]\nteam = []", "plan-key-unknown"),
        ("[contest]\nteams = ['甲']", "contest-teams-few"),
        ("[contest]\nteams = ['甲', '甲']", "contest-teams-few"),
        ("[contest]\nteams = ['甲', ' ']", "contest-teams-few"),
        ("[contest]\nteams = ['甲', 1]", "plan-value-wrong"),
        ("[contest]\nbuzzer = -1", "plan-value-wrong"),
        ("[contest]\nseconds = 0", "plan-value-wrong"),
        ("[contest]\nmarks = -5", "plan-value-wrong"),
    ],
)
def test_faults_are_named_with_their_place(text, code):
    """Each fault is a Problem with file and place."""
    with pytest.raises(QbankError) as caught:
        read_contest(text, "plan.toml", "zh")
    problem = caught.value.problem
    assert (problem.code, problem.file) == (code, "plan.toml")
    assert problem.place.startswith("contest")
