"""What GIFT keeps of an item: the portable as it is found again, or why the item cannot go in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import assert_never

from qbank.errors import Problem
from qbank.formats import _moodle_family as family
from qbank.formats._contract import Settings
from qbank.formats._grades import rules_for
from qbank.formats._held import with_interaction, with_stimulus_in_stem, with_texts, without
from qbank.formats._incoming import FEWEST_PAIRS, matched
from qbank.formats.gift import _feedback as feedback
from qbank.formats.gift import _text as gift
from qbank.formats.gift._labels import held_labels
from qbank.model.item import (
    BLANK,
    Choice,
    ExtendedText,
    Interaction,
    Match,
    Order,
    TextEntry,
    answer_texts,
    is_verdict,
)
from qbank.model.portable import Portable

_UNDERLINE = re.compile("_{4,}")
_BRACKET = re.compile(r"（[ \u3000\xa0]*）|\( +\)(?=[。.？?]?\s*$)")


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what is found again of an item that was written."""
    portable = _cleaned(with_stimulus_in_stem(without(portable, "spans", "reasons")))
    if not portable.item.stem or not _has_texts(portable.item.body.interaction()):
        return Problem("gift-nothing-left", place=portable.item.id, values={"id": portable.item.id})
    fitted = _fitted(portable, settings)
    return fitted if isinstance(fitted, Problem) else _told(fitted, settings)


def stem_of(words: str, interaction: Interaction) -> str:
    """Return a stem with its blanks marked: underlines anywhere, in a choice also the bracket for the answer."""
    has_bracket = isinstance(interaction, Choice) and BLANK not in words and len(_BRACKET.findall(words)) == 1
    return underlined(_BRACKET.sub(BLANK, words) if has_bracket else words)


def underlined(words: str) -> str:
    """Return a stem in which each underline, however long, is one blank."""
    return _UNDERLINE.sub(BLANK, words)


def with_blank(words: str) -> str | None:
    """Return the stem of one gap: where it is underlined or bracketed, else at the end; None if it may be several."""
    for mark in (_UNDERLINE, _BRACKET):
        found = len(mark.findall(words))
        if found:
            return underlined(mark.sub(BLANK, words)) if found == 1 else None
    return underlined(f"{words}{BLANK}")


def _cleaned(portable: Portable) -> Portable:
    item = portable.item
    interaction = _without_empty(with_texts(item.body.interaction(), gift.clean))
    stem = stem_of(gift.clean(item.stem), interaction)
    return replace(portable, item=with_interaction(replace(item, stem=stem), interaction))


def _without_empty(interaction: Interaction) -> Interaction:
    if isinstance(interaction, TextEntry):
        return TextEntry(tuple(tuple(filter(None, answers)) for answers in interaction.accepted))
    return interaction


def _has_texts(interaction: Interaction) -> bool:
    """Tell whether no option is without words and no blank without answers; points are a person's business."""
    if isinstance(interaction, TextEntry):
        return all(interaction.accepted)
    return isinstance(interaction, ExtendedText) or all(answer_texts(interaction))


def _fitted(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return a portable whose interaction GIFT has, else one that a person marks."""
    item = portable.item
    match item.body.interaction():
        case Choice() as choice:
            return _choice(portable, choice, settings)
        case TextEntry(accepted=accepted):
            if len(accepted) != 1 or item.stem.count(BLANK) != 1 or any("->" in answer for answer in accepted[0]):
                return _by_a_person(portable, settings)
            one_line = TextEntry((tuple(map(_in_one_line, accepted[0])),))
            return replace(portable, item=with_interaction(item, one_line, {}))
        case Match() as match:
            return _match(portable, match, settings)
        case Order():
            return _by_a_person(portable, settings)
        case ExtendedText():
            return portable
        case interaction:
            assert_never(interaction)


def _choice(portable: Portable, choice: Choice, settings: Settings) -> Portable | Problem:
    item = portable.item
    if is_verdict(choice):
        return portable
    if not family.is_marked(choice):
        return _by_a_person(portable, settings)
    options = tuple(replace(each, text=gift.without_arrow(each.text)) for each in choice.options)
    rules = rules_for(len(choice.keys)) if choice.multiple else None
    return replace(portable, item=with_interaction(item, replace(choice, options=options), rules))


def _match(portable: Portable, match: Match, settings: Settings) -> Portable | Problem:
    """Return rows with one right each, and the spare rights; two rights of one wording are one."""
    rights: dict[str, list[str]] = defaultdict(list)
    for one, other in match.pairs:
        rights[one] += [_in_one_line(each.text) for each in match.right if each.id == other]
    texts = [_in_one_line(each.text) for each in match.right]
    is_usual = all(len(rights[each.id]) == 1 for each in match.left) and len(match.left) >= FEWEST_PAIRS
    if not is_usual or any(len(text) > family.LONGEST_RIGHT for text in texts):
        return _by_a_person(portable, settings)
    lefts = [gift.without_arrow(each.text) for each in match.left]
    given = [rights[each.id][0] for each in match.left]
    spare = [text for text in texts if text not in given]
    return replace(portable, item=with_interaction(portable.item, matched(lefts, given, spare)))


def _by_a_person(portable: Portable, settings: Settings) -> Portable | Problem:
    return family.by_a_person(portable, settings, _cleaned)


def _told(portable: Portable, settings: Settings) -> Portable:
    """Return a portable with what is told beside the question: rationale, proof lines, points, labels."""
    item = held_labels(portable.item, settings.lang)
    interaction = item.body.interaction()
    points = interaction.points if isinstance(interaction, ExtendedText) else ()
    told = feedback.Feedback(gift.clean(item.rationale), points, portable.proof)
    told = feedback.held(told, settings.lang, has_points=isinstance(interaction, ExtendedText))
    if isinstance(interaction, ExtendedText):
        item = with_interaction(item, ExtendedText(told.points), {})
    return replace(portable, item=replace(item, rationale=told.rationale), proof=told.proof)


def _in_one_line(text: str) -> str:
    return " ".join(part.strip() for part in text.split("\n"))
