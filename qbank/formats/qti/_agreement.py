"""Whether an item that was read scores as its file does: the key must earn all there is, and nothing may earn more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from qbank.errors import Problem, QbankError
from qbank.formats.qti._answers import Asked
from qbank.formats.qti._processing import NotWorkedOutError, Scorer
from qbank.model.item import Body, Choice, ExtendedText, Interaction, Match, Order, Response, SampleResponse, TextEntry

_CLOSE = 1e-6


def check_agreement(scorer: Scorer, asked: Asked, body: Body) -> Iterator[Problem]:
    """Yield a warning where parts of the key earn more or less in the file than they do with us.

    Raises:
        QbankError: ``qti-key-disagrees`` where the declared key earns nothing, or something else earns as much or more.
    """
    samples = [each for each in body.responses() if each.score is not None]
    try:
        earned = [(each, scorer.score(_given(asked, each.response))) for each in samples]
    except NotWorkedOutError:
        yield Problem("qti-scoring-unknown", severity="warning")
        return
    full = next((found for each, found in earned if each.score == 1), 0.0)
    if full <= 0 or any(_belies(each, found, full, body.interaction()) for each, found in earned):
        raise QbankError(Problem("qti-key-disagrees"))
    if any(abs(found / full - (each.score or 0.0)) > _CLOSE for each, found in earned):
        yield Problem("qti-marking-differs", severity="warning")


def _belies(sample: SampleResponse, found: float, full: float, interaction: Interaction) -> bool:
    """Tell whether a response that is not right is as good as the key, which a choice of one cannot have."""
    if sample.score == 1:
        return False
    is_one = isinstance(interaction, Choice) and not interaction.multiple
    return found > full + _CLOSE or (is_one and found > full - _CLOSE)


def _given(asked: Asked, response: Response) -> Mapping[str, tuple[str, ...]]:
    """Return one of our responses as the item's own identifiers have it."""
    interaction = asked.interaction
    match interaction:
        case Choice() | Order():
            ids = [str(response).lower()] if isinstance(response, bool | str) and response != "" else response or []
            return {asked.responses[0]: tuple(asked.names[each] for each in ids)}
        case Match():
            rows = response.items() if isinstance(response, Mapping) else response or []
            pairs = [(asked.names[row], asked.names[other]) for row, other in rows]
            return {asked.responses[0]: tuple(" ".join(reversed(each) if asked.is_turned else each) for each in pairs)}
        case TextEntry():
            return {name: (text,) for name, text in zip(asked.responses, response, strict=True) if text}
        case ExtendedText():
            return {}
        case _:
            assert_never(interaction)
