"""Reads how a contest is held from the ``[contest]`` table of a plan, strictly; without one, the usual contest."""

from __future__ import annotations

import tomllib

from qbank.assembly.contest import Contest, Round
from qbank.assembly.rota_reading import CODES
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.model.numerals import chinese
from qbank.model.toml_table import Table

_TEAMS, _MOST_TEAMS, _MOST_ITEMS, _LONGEST = 4, 20, 200, 3600
_NUMBERS = {"must": 3, "buzzer": 12, "risk": 2, "spare": 2}


def read_contest(text: str, file: str, lang: Lang) -> Contest:
    """Return how the contest of a plan is held: teams, rounds, marks, seconds to think.

    Args:
        text: what the plan's file says; that it is TOML has been seen to.
        file: its name.
        lang: language of the names of teams where the file has none.

    Raises:
        QbankError: ``plan-key-unknown``, ``plan-value-wrong``, ``contest-teams-few``.
    """
    data = tomllib.loads(text).get("contest", {})
    if not isinstance(data, dict):
        Table({"contest": data}, file, codes=CODES).wrong("contest", "[contest]")
    table = Table(data, file, "contest", CODES)
    table.only("teams", "start", "seconds", "marks", "penalty", *_NUMBERS)
    teams = table.texts("teams") if "teams" in data else _usual_teams(lang)
    if len(set(teams)) < len(teams) or not 1 < len(teams) <= _MOST_TEAMS or not all(map(str.strip, teams)):
        raise QbankError(Problem("contest-teams-few", file, "contest.teams", {"found": len(set(teams))}))
    number = {name: table.whole(name, usual, most=_MOST_ITEMS) for name, usual in _NUMBERS.items()}
    marks, penalty = (table.number(name, 10.0, least=0, most=1000) for name in ("marks", "penalty"))
    rounds = (
        Round(way="must", items=number["must"], marks=marks, spare=number["spare"]),
        Round(way="buzzer", items=number["buzzer"], marks=marks, penalty=penalty, spare=number["spare"]),
        Round(way="risk", items=number["risk"], spare=0),
    )
    return Contest(
        name="",
        teams=tuple(teams),
        rounds=tuple(each for each in rounds if each.items),
        start=table.number("start", 100.0, least=-10_000, most=10_000),
        seconds=table.whole("seconds", 30, least=1, most=_LONGEST),
    )


def _usual_teams(lang: Lang) -> tuple[str, ...]:
    numbers = [chinese(at) if lang == "zh" else str(at) for at in range(1, _TEAMS + 1)]
    return tuple(say("contest-team", lang, n=number) for number in numbers)
