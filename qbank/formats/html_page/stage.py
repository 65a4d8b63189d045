"""Pages for the front of a room: cards to be read out, and a contest with countdown and scores.

Each is one HTML file that works from a disk. Items are data in it and never markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from qbank.assembly.contest import Contest, Turn
from qbank.formats.html_page import _page as page
from qbank.formats.html_page._records import record_of
from qbank.formats.html_page.format import json_line, type_labels
from qbank.locale import Lang, texts
from qbank.model.portable import Portable

_VERSION = 1
_FAMILIES = ("practice-", "stage-", "contest-", "difficulty-")
"""What the keys of the pages' own words begin with."""


def deck(title: str, portables: Sequence[Portable], lang: Lang) -> bytes:
    """Return a page of cards: a question each, its answer with rationale and proof lines when the card is turned."""
    return _whole("deck", title, portables, {}, lang)


def contest(title: str, held: Contest, turns: Sequence[Turn], portables: Mapping[str, Portable], lang: Lang) -> bytes:
    """Return the page of a contest: its turns in order, spare ones last in their round.

    Args:
        title: what the contest is called.
        held: teams and the seconds to think.
        turns: what ``assembly.contest.draw`` gave.
        portables: by id the items of the turns.
        lang: language of the page's own words.
    """
    shown = [portables[turn.item] for turn in turns]
    head = {
        "teams": list(held.teams),
        "start": _short(held.start),
        "seconds": held.seconds,
        "turns": [_turn(at, turn) for at, turn in enumerate(turns)],
    }
    return _whole("contest", title, shown, head, lang)


def _turn(at: int, turn: Turn) -> dict[str, Any]:
    return {
        "round": turn.round, "way": turn.way, "number": turn.number, "item": at, "marks": _short(turn.marks),
        "penalty": _short(turn.penalty), "team": turn.team, "level": turn.level or "", "spare": turn.spare,
    }  # fmt: skip


def _short(number: float) -> float:
    return int(number) if number == int(number) else number


def _whole(name: str, title: str, portables: Sequence[Portable], head: Mapping[str, Any], lang: Lang) -> bytes:
    said = {key: text for family in _FAMILIES for key, text in texts(family, lang).items()}
    items = [record_of(portable) for portable in portables]
    # By this mark a browser tells one page's records from another's.
    mark = sha256(json_line([title, items, dict(head)])).hexdigest()[:24]
    data = {
        "format": f"qbank-{name}", "version": _VERSION, "title": title, "words": said, "types": type_labels(lang),
        **head, "items": items, "mark": mark,
    }  # fmt: skip
    before, behind = page.frame(title, lang, name)
    return b"".join((before, json_line(data), behind))
