"""A contest of teams: whose item is which, and how the score adds up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_samples import TYPES, Known, known

from qbank.assembly.contest import RISKS, SHEET, Contest, Round, draw, score_sheet, totals

ROUNDS = (
    Round(way="must", items=3, marks=10, spare=2),
    Round(way="buzzer", items=8, marks=10, penalty=10, spare=2, types=("single_choice", "true_false")),
    Round(way="risk", items=3, spare=1),
)
CONTEST = Contest(name="年赛", teams=("一队", "二队", "三队"), rounds=ROUNDS)


@st.composite
def contests(draw_: st.DrawFn) -> Contest:
    """Return a contest of any rounds."""
    rounds = st.builds(
        Round,
        way=st.sampled_from(["must", "buzzer", "risk"]),
        items=st.integers(0, 4),
        spare=st.integers(0, 2),
        types=st.sampled_from([(), TYPES[:1], TYPES[1:]]),
    )
    teams = tuple(f"{at}队" for at in range(draw_(st.integers(2, 4))))
    return Contest(name="年赛", teams=teams, rounds=tuple(draw_(st.lists(rounds, max_size=4))))


@settings(max_examples=100, deadline=None)
@given(contests(), st.integers(0, 60), st.integers(0, 9))
def test_rounds_have_their_items_or_say_what_is_missing(contest, count, seed):
    """No item comes twice, each fits its round and level, teams answer equally often; what is missing is told."""
    bank = known(count, seed=seed)
    by_id = {each.id: each for each in bank}
    turns, problems = draw(contest, bank, str(seed))
    assert draw(contest, Random(seed).sample(bank, count), str(seed)) == (turns, problems)
    assert len({turn.item for turn in turns}) == len(turns)
    wanted = 0
    for at, round_ in enumerate(contest.rounds, 1):
        own = [turn for turn in turns if turn.round == at]
        assert [turn.number for turn in own] == list(range(1, len(own) + 1))
        for turn in own:
            item = by_id[turn.item]
            assert not round_.types or item.type in round_.types
            if round_.way == "risk":
                assert turn.level == item.difficulty and turn.marks == turn.penalty == RISKS[item.difficulty]
        each = len(contest.teams) if round_.way == "must" else len(RISKS) if round_.way == "risk" else 1
        wanted += round_.items * each + round_.spare * (len(RISKS) if round_.way == "risk" else 1)
        if not problems and round_.way == "must":
            turns_of = Counter(turn.team for turn in own if not turn.spare)
            assert turns_of == (dict.fromkeys(contest.teams, round_.items) if round_.items else {})
    assert wanted - len(turns) == sum(each.values["missing"] for each in problems)


def test_a_score_sheet_has_a_row_a_turn():
    """What each team starts with, then the turns of the rounds in order, the spare ones last."""
    turns, problems = draw(CONTEST, known(300), "1")
    assert not problems
    head, *rows = score_sheet(CONTEST, turns)
    assert head == SHEET and all(len(row) == len(SHEET) for row in rows)
    assert [row[4] for row in rows[:3]] == ["一队", "二队", "三队"] and {row[-1] for row in rows[:3]} == {100}
    assert len(rows) == 3 + (9 + 2) + (8 + 2) + 3 * (3 + 1)
    assert [row[4] for row in rows[3:12]] == ["一队", "二队", "三队"] * 3
    spare = {turn.item for turn in turns if turn.spare}
    assert {row[3] for row in rows[-7:]} == spare and len(spare) == 2 + 2 + 3


def test_scores_add_up():
    """A right answer earns the marks, a wrong one costs the penalty; a turn is answered once, by who may."""
    turns, _ = draw(CONTEST, known(300), "1")
    must = next(turn for turn in turns if turn.team == "二队")
    buzzer = next(turn for turn in turns if turn.way == "buzzer")
    hard, easy = (next(turn for turn in turns if turn.level == level) for level in ("hard", "easy"))
    answered = [(must, "二队", True), (buzzer, "一队", False), (hard, "三队", True), (easy, "三队", False)]
    assert totals(CONTEST, turns, answered) == {"一队": 90, "二队": 110, "三队": 100 + 30 - 10}
    for wrong in ([(must, "一队", True)], [(buzzer, "四队", True)], [(hard, "三队", True)] * 2):
        with pytest.raises(ValueError, match="no such turn"):
            totals(CONTEST, turns, wrong)


def test_fresh_items_go_first():
    """Items that were never used are taken before used ones, those used longest ago next."""
    bank = [Known(f"q{at}", last_used=None if at < 2 else date(2026, 1, at)) for at in range(6)]
    contest = Contest(name="年赛", teams=("一队", "二队"), rounds=(Round(way="must", items=2),))
    turns, _ = draw(contest, bank, "1")
    assert {turn.item for turn in turns} == {"q0", "q1", "q2", "q3"}


@pytest.mark.parametrize("teams", [(), ("一队",), ("一队", "一队")])
def test_a_contest_needs_two_teams(teams):
    """Fewer, or one twice, is told."""
    turns, (problem,) = draw(Contest(name="年赛", teams=teams, rounds=ROUNDS), known(300), "1")
    assert not turns and problem.code == "contest-teams-few" and problem.message("zh")


def test_a_shortage_names_round_and_level():
    """Which round and level is short, and by how many."""
    bank = [Known(f"q{at}", difficulty="easy") for at in range(4)]
    _, problems = draw(replace_rounds(Round(way="risk", items=1, spare=1)), bank, "1")
    told = [each.message("zh") for each in problems]
    assert len(told) == 2 and "风险题（中）" in told[0] and "风险题（难）" in told[1] and "再出 2 道" in told[0]


def replace_rounds(*rounds: Round) -> Contest:
    """Return the contest with other rounds."""
    return Contest(name="年赛", teams=CONTEST.teams, rounds=rounds)
