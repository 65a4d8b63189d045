"""Letters of options in a rationale (“A项错误”): where a receiver may shuffle, they are told in the options' words."""

from __future__ import annotations

import re
from dataclasses import replace

from qbank.errors import Problem
from qbank.model.item import Choice, Option, is_verdict
from qbank.model.lettering import LETTERS, has_letter, in_prose, letters_of, unclear
from qbank.model.portable import Portable


def unlettered(portable: Portable) -> Portable | Problem:
    """Return the portable with the options its rationale names by letter named by their words.

    A letter that may or may not be an option's cannot be rewritten: that is a Problem, and nothing is guessed.
    """
    interaction = portable.item.body.interaction()
    rationale = portable.item.rationale
    if not isinstance(interaction, Choice) or not has_letter(rationale):
        return portable
    if letter := unclear(rationale, len(interaction.options)):
        if is_verdict(interaction):  # right and wrong stand in one order everywhere: no shuffle belies a letter
            return portable
        values = {"letter": letter, "id": portable.item.id}
        return Problem("letter-unclear", place=portable.item.id, values=values)
    told = in_prose(rationale, lambda found: _in_words(found, interaction.options))
    return portable if told == rationale else replace(portable, item=replace(portable.item, rationale=told))


def _in_words(mention: re.Match[str], options: tuple[Option, ...]) -> str:
    places = [LETTERS.index(letter) for letter in letters_of(mention)]
    if any(at >= len(options) for at in places):
        return mention.group()
    named = "、".join(f"“{options[at].text}”" for at in places)
    if mention["first"]:
        return f"{mention['before']}{named}"
    return f"{named}{'各项' if len(places) > 1 and mention['after'] else ''}"
