"""What is untidy in items that come from elsewhere: told, and put right only when that was asked for.

Only what changes no meaning: brackets of the wrong width, letters before options, numbers before stems.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from qbank.errors import Problem
from qbank.formats._held import with_interaction
from qbank.model.item import Choice, Item
from qbank.model.portable import Portable

_HAN = "[\u4e00-\u9fff]"
_HALF_BRACKETS = re.compile(rf"\((?=[^()]*{_HAN})([^()]*)\)|(?<={_HAN})\(([^()]*)\)")
_NUMBER = re.compile(r"^\s*(?:第\s*\d{1,4}\s*题\s*[.．、:：]?|\d{1,4}\s*[.．、](?!\d)|[（(]\d{1,4}[)）])\s*(?=\S)")
_LETTER = re.compile(r"^\s*[（(]?\s*([A-HＡ-Ｈ])\s*(?:[.．、:：)）])\s*")


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe change: its code, what stood there and what would stand there."""

    code: str
    was: str
    now: str

    def problem(self, portable: Portable, *, done: bool) -> Problem:
        """Return it as a warning: what was put right, or could be."""
        code = f"{self.code}-{'fixed' if done else 'found'}"
        return Problem(code, place=portable.place, values={"was": self.was, "now": self.now}, severity="warning")


def tidied(portable: Portable) -> tuple[Portable, list[Fix]]:
    """Return the portable with all that is untidy put right, and each change."""
    found: list[Fix] = []
    item = portable.item
    for rule in _RULES:
        changed = rule(item)
        if changed:
            item, fix = changed
            found.append(fix)
    return replace(portable, item=item), found


def _stem_number(item: Item) -> tuple[Item, Fix] | None:
    bare = _NUMBER.sub("", item.stem, count=1)
    return (replace(item, stem=bare), Fix("lint-number", item.stem[:20], bare[:20])) if bare != item.stem else None


def _option_letters(item: Item) -> tuple[Item, Fix] | None:
    """Take letters away only where each option has its own: one “A.” alone may be the option."""
    interaction = item.body.interaction()
    if not isinstance(interaction, Choice):
        return None
    found = [_LETTER.match(option.text) for option in interaction.options]
    letters = "".join(each.group(1) if each else "-" for each in found)
    if letters not in {"ABCDEFGH"[: len(found)], "ＡＢＣＤＥＦＧＨ"[: len(found)]}:
        return None
    options = tuple(replace(each, text=_LETTER.sub("", each.text, count=1)) for each in interaction.options)
    if not all(each.text for each in options):
        return None
    was, now = interaction.options[0].text, options[0].text
    return with_interaction(item, replace(interaction, options=options)), Fix("lint-letter", was[:20], now[:20])


def _brackets(item: Item) -> tuple[Item, Fix] | None:
    wide = _HALF_BRACKETS.sub(lambda match: f"（{match[1] if match[1] is not None else match[2]}）", item.stem)
    first = _HALF_BRACKETS.search(item.stem)
    if not first:
        return None
    return replace(item, stem=wide), Fix("lint-brackets", first.group()[:20], f"（{first.group()[1:-1][:18]}）")


_RULES: tuple[Callable[[Item], tuple[Item, Fix] | None], ...] = (_stem_number, _option_letters, _brackets)
