"""What a cell says of an item: options by letters, words or numbers, verdicts, texts for blanks, pairs, an order.

A cell is read in every way that is possible. Where two ways give two answers it is doubtful, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from qbank.answers._plain import BETWEEN, plain, seen, tidy
from qbank.answers.layouts import Holds
from qbank.answers.records import TWICE, UNTOLD
from qbank.model.item import Choice, ExtendedText, Interaction, Match, Option, Order, Response, TextEntry, is_verdict
from qbank.model.letters import LETTERS
from qbank.model.verdict import are_verdicts, verdict_of
from qbank.types._folding import fold

_TEXTS = re.compile(r"\s*(?:┋|[;；|\n])\s*")
_JOINS = re.compile(r"\s*(?:——|-->|->|→|⇒|=>|=|－|—|-|:|：)\s*")
_STEPS = re.compile(r"\s*(?:→|->|>|┋|[;；,，、|\n])\s*")
_LABELLED = re.compile(r"[(（\[]?([A-Za-zＡ-Ｚａ-ｚ])[)）\]]?\s*[.．、:：)）\s]\s*(\S.*)", re.DOTALL)
_IDENTIFIER = re.compile(r"(?:[A-Za-z]+[_.-]?)0*([1-9]\d?)|(?:(?i:choice|option|answer|simplechoice)[_.-]?)?([A-Za-z])")
_CUT = re.compile(r"(?:…+|\.{3,})\s*$")
_LEAST_CUT = 4
"""Characters of an option from which on its beginning alone may name it."""
_WORDY = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
"""Texts with two letters or characters at least: their signs say nothing more."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that cannot be read: the key of the sentence that says why."""

    why: str


@dataclass(frozen=True, slots=True)
class Style:
    """How cells are written: ``holds`` narrows what they may be, ``separators`` part several choices."""

    holds: Holds = ""
    separators: tuple[str, ...] = ()

    def split(self, text: str, usual: re.Pattern[str]) -> list[str]:
        """Return the pieces of a cell by the layout's separators, else by the usual ones."""
        for separator in self.separators:
            if separator.strip() and separator.strip() in text:
                return [piece for each in text.split(separator.strip()) if (piece := each.strip())]
        return [piece for each in usual.split(text) if (piece := each.strip())]


Read = Response | Doubt


def read_cell(text: str, interaction: Interaction, style: Style) -> Read:
    """Return what a cell that says something answers, or why it cannot be told."""
    if text.startswith(TWICE):
        return Doubt("answers-cell-twice")
    if text.startswith(UNTOLD):
        return Doubt("answers-cell-order-untold")
    match interaction:
        case Choice():
            return _choice(text, interaction, style)
        case TextEntry():
            return _blanks(text, interaction, style)
        case ExtendedText():
            return text
        case Match():
            return _pairs(text, interaction, style)
        case Order():
            return _order(text, interaction, style)
        case _:
            assert_never(interaction)


# --- choices ------------------------------------------------------------------------------------------


def _choice(text: str, choice: Choice, style: Style) -> Read:
    text = seen(text)
    ways: list[Callable[[str, Choice, Style], frozenset[str] | None]] = [_by_text, _by_letters, _by_number]
    if _verdicts(choice):
        ways = [_by_verdict, *ways]
    if style.holds == "positions":
        ways = [_by_number]
    elif style.holds == "identifiers":
        ways = [_by_identifier]
    elif style.holds == "answers":
        ways.remove(_by_number)
    found = {picked for way in ways if (picked := way(text, choice, style))}
    if len(found) > 1:
        return Doubt("answers-cell-two")
    if not found:
        return Doubt("answers-cell-unknown")
    picked = found.pop()
    if len(picked) > 1 and not choice.multiple:
        return Doubt("answers-cell-several")
    ids = [option.id for option in choice.options if option.id in picked]
    return ids if choice.multiple else ids[0]


def _verdicts(choice: Choice) -> dict[bool, str]:
    """Return the options that judge a statement; nothing for a choice of other things."""
    if is_verdict(choice):
        return {True: "true", False: "false"}
    if not are_verdicts([option.text for option in choice.options]):
        return {}
    return {verdict_of(option.text) is True: option.id for option in choice.options}


def _by_verdict(text: str, choice: Choice, _style: Style) -> frozenset[str] | None:
    said = {"1": True, "0": False}.get(unicodedata.normalize("NFKC", text).strip(), verdict_of(text))
    return None if said is None else frozenset({_verdicts(choice)[said]})


def _by_letters(text: str, choice: Choice, style: Style) -> frozenset[str] | None:
    """Return the options that letters name: AC, A;C, Ａ、c, (A)."""
    said = unicodedata.normalize("NFKC", text).upper()
    pieces = [each.strip("().[]:、。\"'“”‘’ ") for each in style.split(said, BETWEEN)]
    letters = "".join(pieces)
    if not letters or len(set(letters)) < len(letters) or (any(len(each) > 1 for each in pieces) and len(pieces) > 1):
        return None
    places = [LETTERS.find(letter) for letter in letters]
    if not all(0 <= place < len(choice.options) for place in places):
        return None
    return frozenset(choice.options[place].id for place in places)


def _by_number(text: str, choice: Choice, style: Style) -> frozenset[str] | None:
    """Return the options that numbers name, counted from 1; several only where something parts them."""
    pieces = style.split(unicodedata.normalize("NFKC", text), BETWEEN)
    if not pieces or not all(each.isdecimal() and 1 <= int(each) <= len(choice.options) for each in pieces):
        return None
    return frozenset(choice.options[int(each) - 1].id for each in pieces) if len(set(pieces)) == len(pieces) else None


def _by_identifier(text: str, choice: Choice, style: Style) -> frozenset[str] | None:
    """Return the options that identifiers of an engine name."""
    found = {_identified(piece, choice.options) for piece in style.split(text, BETWEEN)}
    return None if None in found or not found else frozenset(filter(None, found))


def _identified(text: str, options: Sequence[Option]) -> str | None:
    """Return the id of the option that an engine calls so: by its id, C2 or choice_2 for the second, B, ChoiceB."""
    if text in {option.id for option in options}:
        return text
    found = _IDENTIFIER.fullmatch(text)
    if found is None:
        return option_named(text, options)
    place = int(found[1]) - 1 if found[1] else LETTERS.index(found[2].upper())
    return options[place].id if 0 <= place < len(options) else None


def _by_text(text: str, choice: Choice, style: Style) -> frozenset[str] | None:
    """Return the options that words name; a cell with one whole option's words is not parted."""
    whole = option_named(text, choice.options)
    if whole is not None:
        return frozenset({whole})
    for pieces in (style.split(text, _TEXTS), style.split(text, BETWEEN)):
        named = [option_named(piece, choice.options) for piece in pieces]
        if len(pieces) > 1 and None not in named and len(set(named)) == len(named):
            return frozenset(filter(None, named))
    return None


def option_named(text: str, options: Sequence[Option]) -> str | None:
    """Return the id of the one option with these words, with a letter in front or without, cut off or whole."""
    said = tidy(text)
    own = _said(said, options)
    labelled = _LABELLED.fullmatch(said) if own is None else None
    if labelled is None:
        return own or _begun(said, options)
    place = LETTERS.find(unicodedata.normalize("NFKC", labelled[1]).upper())
    rest = _said(labelled[2], options) or _begun(labelled[2], options)
    # A letter and words that say different options say nothing.
    return rest if rest is not None and place < len(options) and options[place].id == rest else None


def _said(text: str, options: Sequence[Option]) -> str | None:
    """Return the id of the option with these words: as they are folded, else also without their signs."""
    found = [option.id for option in options if fold(option.text) == fold(text)]
    if not found and _WORDY.search(text):
        found = [option.id for option in options if plain(option.text) == plain(text)]
    return found[0] if len(found) == 1 else None


def _begun(text: str, options: Sequence[Option]) -> str | None:
    """Return the id of the one option that begins so; figures alone have to say that they are cut off."""
    own, is_cut = plain(_CUT.sub("", text)), _CUT.search(text) is not None
    if len(own) < _LEAST_CUT or not (is_cut or _WORDY.search(own)):
        return None
    found = [option.id for option in options if plain(option.text).startswith(own)]
    return found[0] if len(found) == 1 else None


# --- blanks, pairs, orders ----------------------------------------------------------------------------


def _blanks(text: str, entry: TextEntry, style: Style) -> Read:
    count = len(entry.accepted)
    if count == 1:
        return [text]
    for separators in (*style.separators, "；", ";", "|", "┋", "\n"):
        pieces = [each.strip() for each in text.split(separators.strip() or separators)]
        if len(pieces) == count:
            return pieces
    return Doubt("answers-cell-blanks")


def _pairs(text: str, match: Match, style: Style) -> Read:
    found = []
    is_id = style.holds == "identifiers"
    for piece in style.split(text, _TEXTS):
        halves = [
            (_place(left, match.left, "1", is_identifier=is_id), _place(right, match.right, "A", is_identifier=is_id))
            for left, right in _halves(piece)
        ]
        known = {(left, right) for left, right in halves if left and right}
        if len(known) != 1:
            return Doubt("answers-cell-two" if known else "answers-cell-pairs")
        found.append(list(known.pop()))
    return found or Doubt("answers-cell-pairs")


def _halves(piece: str) -> Iterator[tuple[str, str]]:
    for sign in _JOINS.finditer(piece):
        yield piece[: sign.start()], piece[sign.end() :]


def _place(text: str, options: Sequence[Option], labels: str, *, is_identifier: bool = False) -> str | None:
    by_text = _said(text, options)
    if by_text or is_identifier:
        return by_text or _identified(text, options)
    said = unicodedata.normalize("NFKC", text).strip().upper()
    if labels == "1" and said.isdecimal() and 1 <= int(said) <= len(options):
        return options[int(said) - 1].id
    place = LETTERS.find(said) if len(said) == 1 else -1
    return options[place].id if labels == "A" and 0 <= place < len(options) else None


def _order(text: str, order: Order, style: Style) -> Read:
    pieces = style.split(text, _STEPS)
    is_id = style.holds == "identifiers"
    named = [_place(piece, order.options, "", is_identifier=is_id) for piece in pieces]
    if len(pieces) == len(order.options) and None not in named:
        return named
    said = "".join(each for each in unicodedata.normalize("NFKC", text).upper() if each.isalnum())
    signs = LETTERS if said.isalpha() else "123456789"
    places = [signs.find(each) for each in said]
    if len(places) != len(order.options) or sorted(places) != list(range(len(places))):
        return Doubt("answers-cell-order")
    return [order.options[place].id for place in places]
