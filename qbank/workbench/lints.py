"""What is untidy in items that come from elsewhere: told, and put right only when that was asked for.

Only what changes no meaning: brackets of the wrong width, letters before options, signs behind them, numbers before
stems, marks of a web page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from qbank.bank.sealing import canonical
from qbank.errors import Problem, QbankError
from qbank.formats._held import with_interaction, with_texts, wordings
from qbank.formats._html_words import PICTURE, words_of
from qbank.formats._option_letters import without_letters
from qbank.locale import brief
from qbank.model.item import Choice, Item
from qbank.model.portable import Portable
from qbank.types._codec import item_to_dict

_HAN = "[\u4e00-\u9fff]"
_HALF_BRACKETS = re.compile(rf"\((?=[^()]*{_HAN})([^()]*)\)|(?<={_HAN})\(([^()]*)\)")
_ENDS = "。；;，,、"
_NUMBER = re.compile(r"^\s*(?:第\s*\d{1,4}\s*题\s*[.．、:：]?|\d{1,4}\s*[.．、](?!\d)|[（(]\d{1,4}[)）])\s*(?=\S)")


_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe change: its code, what stood there and what would stand there."""

    code: str
    was: str
    now: str

    def problem(self, portable: Portable, *, done: bool) -> Problem:
        """Return it as a warning: what was put right, or could be."""
        code = f"{self.code}-{'fixed' if done else 'found'}"
        values = {"was": brief(self.was, _SHOWN), "now": brief(self.now, _SHOWN)}
        return Problem(code, place=portable.place, values=values, severity="warning")


def unfit_to_store(portable: Portable) -> Problem | None:
    """Return why no bank could keep an item: a character that is none; None where it can."""
    try:
        canonical([item_to_dict(portable.item), portable.stimulus, list(portable.proof)])
    except QbankError:
        return Problem("bad-unicode")
    return None


def picture_in(portable: Portable) -> Problem | None:
    """Return that a text shows a picture by a tag, which no plain text holds; None where none does."""
    if any("<" in text and PICTURE in words_of(text, keeps_lines=True) for text in wordings(portable)):
        return Problem("import-picture")
    return None


def tidied(portable: Portable, *, is_plain: bool = False) -> tuple[Portable, list[Fix]]:
    """Return the portable with all that is untidy put right, and each change.

    Args:
        portable: an item that was read.
        is_plain: whether its texts are plain, so that tags and codes of characters in them are a web page's.
    """
    found: list[Fix] = []
    if is_plain and any("<" in text or "&" in text for text in wordings(portable)):
        portable, found = _without_markup(portable)
    item = portable.item
    for rule in _RULES:
        changed = rule(item)
        if changed:
            item, fix = changed
            found.append(fix)
    return replace(portable, item=item), found


def _without_markup(portable: Portable) -> tuple[Portable, list[Fix]]:
    """Return the words that a web page would show: &lt; is <, and <b> is nothing."""
    changes: list[Fix] = []

    def words(text: str) -> str:
        shown = words_of(text, keeps_lines=True) if "<" in text or "&" in text else text
        if shown == text or not shown:
            return text
        at = max(0, next((n for n, (one, other) in enumerate(zip(text, shown, strict=False)) if one != other), 0) - 5)
        changes.append(Fix("lint-markup", text[at : at + 20], shown[at : at + 20]))
        return shown

    item = portable.item
    plain = replace(item, stem=words(item.stem), rationale=words(item.rationale))
    plain = with_interaction(plain, with_texts(item.body.interaction(), words))
    if not changes:
        return portable, []
    return replace(portable, item=plain, stimulus=words(portable.stimulus)), changes[:1]


def _stem_number(item: Item) -> tuple[Item, Fix] | None:
    bare = _NUMBER.sub("", item.stem, count=1)
    return (replace(item, stem=bare), Fix("lint-number", item.stem, bare)) if bare != item.stem else None


def _option_letters(item: Item) -> tuple[Item, Fix] | None:
    """Take letters away only where each option has its own: one “A.” alone may be the option."""
    interaction = item.body.interaction()
    if not isinstance(interaction, Choice):
        return None
    texts = [option.text for option in interaction.options]
    bare = without_letters(texts)
    if bare == texts:
        return None
    options = tuple(replace(each, text=text) for each, text in zip(interaction.options, bare, strict=True))
    was, now = interaction.options[0].text, options[0].text
    return with_interaction(item, replace(interaction, options=options)), Fix("lint-letter", was, now)


def _option_ends(item: Item) -> tuple[Item, Fix] | None:
    """Take signs away from the ends of options where they tell the last one: 甲；乙；丙。 and 甲、乙、丙。"""
    interaction = item.body.interaction()
    if not isinstance(interaction, Choice):
        return None
    texts = [option.text for option in interaction.options]
    ends = [text[-1:] if text[-1:] in _ENDS else "" for text in texts]
    *others, last = ends
    if last in set(others) or not set(others) <= {"", "；", ";", "，", ",", "、"} or len(set(others)) != 1:
        return None
    bare = [text.rstrip(_ENDS) for text in texts]
    if not all(bare) or len(set(bare)) < len(bare):
        return None
    at = next(n for n, (one, other) in enumerate(zip(texts, bare, strict=True)) if one != other)
    options = tuple(replace(each, text=text) for each, text in zip(interaction.options, bare, strict=True))
    return with_interaction(item, replace(interaction, options=options)), Fix(
        "lint-ends", texts[at][-20:], bare[at][-20:]
    )


def _brackets(item: Item) -> tuple[Item, Fix] | None:
    wide = _HALF_BRACKETS.sub(lambda match: f"（{match[1] if match[1] is not None else match[2]}）", item.stem)
    first = _HALF_BRACKETS.search(item.stem)
    if not first:
        return None
    return replace(item, stem=wide), Fix("lint-brackets", first.group(), f"（{first.group()[1:-1]}）")


_RULES: tuple[Callable[[Item], tuple[Item, Fix] | None], ...] = (
    _stem_number,
    _option_letters,
    _option_ends,
    _brackets,
)
