"""Proofreading: a printed file says all it is to say, in order, and nothing else; a paper tells no answer."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.errors import Problem
from qbank.formats.paper._layout import Layout, seal_texts, texts
from qbank.formats.paper._pieces import Piece, answer_pieces, is_ours, question_pieces, secrets
from qbank.formats.paper._plan import Entry, Plan
from qbank.formats.paper._reading import Reading, folded
from qbank.locale import brief, say

_LEAST = 2
"""A shorter answer is found in anything; that something is there that should not be is told all the same."""
_BEFORE, _AFTER = 10, 20
_DOTS = str.maketrans("", "", ".·")
"""What the line along the edge is drawn with."""


def check_paper(reading: Reading, layout: Layout, plan: Plan) -> Iterator[Problem]:
    """Yield what is wrong with a paper as it was read."""
    problems = [
        *_beside(reading, layout, plan),
        *_leaks_beside(reading, layout, plan),
        *_questions(reading, layout, plan),
    ]
    # With everything as the layout has it, what is left is whether the layout is right.
    yield from problems or _only_questions(layout, plan)


def check_key(reading: Reading, layout: Layout, plan: Plan) -> Iterator[Problem]:
    """Yield what is wrong with a key as it was read."""
    yield from _beside(reading, layout, plan)
    body = folded(reading.body)
    missing, _ = _sought(body, answer_pieces(plan))
    yield from (_missing(*piece) for piece in missing)
    yield from () if missing else _differing(body, layout, plan)


def _questions(reading: Reading, layout: Layout, plan: Plan) -> Iterator[Problem]:
    """Yield nothing if the pages say what the layout says; else what is missing, what leaked, or what is strange."""
    body = folded(reading.body)
    if body == _said(layout):
        return
    missing, between = _sought(body, question_pieces(plan))
    told = [secret for secret in _told(plan) if any(secret[1] in each for each in between)]
    yield from (_missing(*piece) for piece in missing)
    yield from (_leak(*secret, _pages(plan)) for secret in told)
    yield from () if missing or told else _differing(body, layout, plan)


def _sought(body: str, pieces: Iterator[Piece]) -> tuple[list[Piece], list[str]]:
    """Return the pieces that are not in a text after those before them, and what stands between those that are."""
    missing, between, at = list[Piece](), list[str](), 0
    for entry, piece in pieces:
        wanted = folded(piece)
        place = body.find(wanted, at)
        if place < 0:
            missing.append((entry, piece))
            continue
        between.append(body[at:place])
        at = place + len(wanted)
    return missing, [*between, body[at:]]


def _told(plan: Plan) -> Iterator[Piece]:
    """Yield the secrets of a paper, folded, as far as they are long enough to be told from chance."""
    return ((entry, words) for entry, each in secrets(plan) if len(words := folded(each)) >= _LEAST)


def _beside(reading: Reading, layout: Layout, plan: Plan) -> Iterator[Problem]:
    """Yield what is in a file beside its pages, and a title or an edge that is not what it was to be."""
    for where in reading.strange:
        yield Problem("paper-strange-part", values={"where": where})
    for where, words in reading.elsewhere:
        yield _strange(words, where)
    if folded(reading.title) != folded(layout.title):
        yield _strange(reading.title, say("paper-in-title", plan.lang))
    if folded(reading.edge).translate(_DOTS) != _edge(layout):
        yield _strange(reading.edge, say("paper-on-edge", plan.lang))


def _leaks_beside(reading: Reading, layout: Layout, plan: Plan) -> Iterator[Problem]:
    """Yield what is told of answers in properties, along the edge or anywhere else that is no page."""
    edge = folded(reading.edge).translate(_DOTS).replace(_edge(layout), "")
    title = folded(reading.title).replace(folded(layout.title), "")
    beside = [(say("paper-on-edge", plan.lang), edge), (say("paper-in-title", plan.lang), title), *reading.elsewhere]
    for where, words in beside:
        said = folded(words)
        yield from (_leak(entry, secret, where) for entry, secret in _told(plan) if secret in said)


def _edge(layout: Layout) -> str:
    return "".join(map(folded, seal_texts(layout.parts[0])))


def _differing(body: str, layout: Layout, plan: Plan) -> Iterator[Problem]:
    wanted = _said(layout)
    if body != wanted:
        alike = next((n for n, pair in enumerate(zip(body, wanted, strict=False)) if pair[0] != pair[1]), len(wanted))
        yield _strange(body[max(alike - _BEFORE, 0) : alike + _AFTER], _pages(plan))


def _only_questions(layout: Layout, plan: Plan) -> Iterator[Problem]:
    """Yield what a layout says that is neither of a question nor one of our own words."""
    said, at = list(map(folded, texts(layout))), 0
    spare: list[str] = []
    for entry, piece in question_pieces(plan):
        wanted = folded(piece)
        try:
            place = said.index(wanted, at)
        except ValueError:
            yield _missing(entry, piece)
            continue
        spare += said[at:place]
        at = place + 1
    yield from (_strange(each, _pages(plan)) for each in (*spare, *said[at:]) if each and not is_ours(each, plan))


def _said(layout: Layout) -> str:
    return "".join(map(folded, texts(layout)))


def _pages(plan: Plan) -> str:
    return say("paper-in-pages", plan.lang)


def _missing(entry: Entry, piece: str) -> Problem:
    return Problem("paper-missing", place=entry.portable.item.id, values={"number": entry.number, "text": brief(piece)})


def _leak(entry: Entry, secret: str, where: str) -> Problem:
    values = {"number": entry.number, "text": brief(secret), "where": where}
    return Problem("paper-leak", place=entry.portable.item.id, values=values)


def _strange(words: str, where: str) -> Problem:
    return Problem("paper-strange-text", values={"text": brief(words), "where": where})
