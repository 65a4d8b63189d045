"""A contest of teams (年赛): its rounds, the items of each, spare ones, and a sheet of rows to keep the score on.

必答: each team in turn answers items of its own. 抢答: whoever is first answers. 风险: each team names a level, the
higher the harder, and wins or loses its marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from qbank.assembly.rota_board import Candidate
from qbank.assembly.rota_days import rng_of
from qbank.errors import Problem
from qbank.locale import Words
from qbank.model.item import Difficulty

Way = Literal["must", "buzzer", "risk"]
RISKS: Mapping[Difficulty, float] = {"easy": 10, "medium": 20, "hard": 30}
"""Marks of the levels of a risk round."""
_NAMES: Mapping[Way, Words] = {
    "must": Words("contest-must"),
    "buzzer": Words("contest-buzzer"),
    "risk": Words("contest-risk"),
}
_LEVELS: Mapping[Difficulty | None, Words] = {
    None: Words("contest-any-level"),
    "easy": Words("difficulty-easy"),
    "medium": Words("difficulty-medium"),
    "hard": Words("difficulty-hard"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round.

    Args:
        way: "must", "buzzer" or "risk".
        items: how many each team answers ("must"), how many there are ("buzzer"), how many there are of each level
            ("risk").
        marks: what a right answer earns; at "risk" the level says it.
        penalty: what a wrong one costs; at "risk" the level says it.
        spare: how many more stand ready ("risk": of each level).
        types: names of types; () for any.
    """

    way: Way
    items: int
    marks: float = 10
    penalty: float = 0
    spare: int = 0
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Teams, in the order in which they answer, the rounds, what each team starts with, and the seconds to think."""

    name: str
    teams: tuple[str, ...]
    rounds: tuple[Round, ...]
    start: float = 100
    seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One item of a round.

    ``round`` and ``number`` count from 1; ``team`` is whose turn it is, "" where that shows only then; ``level`` is
    that of a risk item; spare items are numbered after the others.
    """

    round: int
    way: Way
    number: int
    item: str
    marks: float
    penalty: float
    team: str = ""
    level: Difficulty | None = None
    spare: bool = False


def draw(contest: Contest, candidates: Sequence[Candidate], seed: str) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    """Return the items of a contest in the order of its rounds, and what is short; no item stands there twice.

    Risk rounds, which ask for a level, choose first. Items never used, then those used longest ago, go before others;
    the rest is drawn. The same contest, candidates (in any order) and seed give the same turns.

    Args:
        contest: what is to be held.
        candidates: the items, ids unique.
        seed: any text.
    """
    if len(set(contest.teams)) < len(contest.teams) or len(contest.teams) < len(("one", "other")):
        return (), (Problem("contest-teams-few", place=contest.name, values={"found": len(set(contest.teams))}),)
    pool = sorted(candidates, key=lambda each: each.id)
    rng_of("contest", seed, contest.name).shuffle(pool)
    pool.sort(key=lambda each: each.last_used.toordinal() if each.last_used else 0)
    problems: list[Problem] = []
    turns: dict[int, list[Turn]] = {}
    for at, each in sorted(enumerate(contest.rounds, 1), key=lambda pair: pair[1].way != "risk"):
        turns[at] = list(_turns(contest, at, each, pool, problems))
    return tuple(turn for at in sorted(turns) for turn in turns[at]), tuple(problems)


def _turns(contest: Contest, at: int, round_: Round, pool: list[Candidate], problems: list[Problem]) -> Iterator[Turn]:
    """Yield the turns of a round, taking their items out of the pool."""
    numbers = count(1)
    if round_.way == "risk":
        for level, marks in RISKS.items():
            for place, item in enumerate(_taken(at, round_, level, round_.items, pool, problems)):
                spare = place >= round_.items
                yield Turn(
                    round=at, way="risk", number=next(numbers), item=item, marks=marks, penalty=marks, level=level,
                    spare=spare,
                )  # fmt: skip
        return
    wanted = round_.items * (len(contest.teams) if round_.way == "must" else 1)
    for place, item in enumerate(_taken(at, round_, None, wanted, pool, problems)):
        in_turn = round_.way == "must" and place < wanted
        yield Turn(
            round=at, way=round_.way, number=next(numbers), item=item, marks=round_.marks, penalty=round_.penalty,
            team=contest.teams[place % len(contest.teams)] if in_turn else "", spare=place >= wanted,
        )  # fmt: skip


def _taken(
    at: int, round_: Round, level: Difficulty | None, wanted: int, pool: list[Candidate], problems: list[Problem]
) -> list[str]:
    suits = [
        each for each in pool if (not round_.types or each.type in round_.types) and level in {None, each.difficulty}
    ]
    all_ = wanted + round_.spare
    if len(suits) < all_:
        told = {"round": _NAMES[round_.way], "level": _LEVELS[level], "wanted": all_, "found": len(suits)}
        problems.append(Problem("contest-short", place=str(at), values={**told, "missing": all_ - len(suits)}))
    taken = suits[:all_]
    for each in taken:
        pool.remove(each)
    return [each.id for each in taken]


SHEET = ("round", "way", "number", "item", "team", "marks", "penalty", "right", "change")
"""Columns of a score sheet; ``right`` and ``change`` are filled in by hand."""


def score_sheet(contest: Contest, turns: Sequence[Turn]) -> list[tuple[object, ...]]:
    """Return the rows to keep the score on: ``SHEET``, what each team starts with, a row a turn, spare ones last.

    Rows of the start have round 0 and their marks under ``change``.
    """
    rows: list[tuple[object, ...]] = [SHEET]
    rows += [(0, "", "", "", team, "", "", "", contest.start) for team in contest.teams]
    rows += [
        (turn.round, turn.way, turn.number, turn.item, turn.team, turn.marks, turn.penalty, "", "")
        for turn in sorted(turns, key=lambda turn: turn.spare)
    ]
    return rows


def totals(contest: Contest, turns: Sequence[Turn], answered: Sequence[tuple[Turn, str, bool]]) -> dict[str, float]:
    """Return what each team has.

    Args:
        contest: what is held.
        turns: its items.
        answered: each item that was answered, by whom, and whether rightly.

    Raises:
        ValueError: a turn or team that the contest does not have, a turn answered twice, or by a team whose turn it
            was not.
    """
    found = dict.fromkeys(contest.teams, contest.start)
    seen: set[tuple[int, int]] = set()
    for turn, team, right in answered:
        if turn not in turns or team not in found or (turn.round, turn.number) in seen or turn.team not in {"", team}:
            raise ValueError(f"round {turn.round}, item {turn.number}, {team!r}: no such turn, or not this team's")
        seen.add((turn.round, turn.number))
        found[team] += turn.marks if right else -turn.penalty
    return found
