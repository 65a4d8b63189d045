"""Matching and ordering: in a row where a layout has a place for them, else as text in the stem."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats._incoming import options_of
from qbank.formats.tables._choices import put_options, take_options
from qbank.formats.tables._joins import one_line
from qbank.formats.tables._layout import Layout, Texts, Unreadable, first
from qbank.formats.tables._letters import sequence
from qbank.formats.tables._profile_records import Profile
from qbank.formats.tables._words import MOST_OPTIONS
from qbank.model.item import Interaction, Match, Option, Order
from qbank.model.letters import LETTERS, letter

_PAIR = re.compile(r"\s*(\d{1,3})\s*[-—–→:：.．、]*\s*([A-Za-zＡ-Ｚａ-ｚ])\s*")
_BETWEEN_PAIRS = re.compile(r"[;；,，、\n]+")
_ROW = r"{n}\s*[.．、]\s*"


# --- into cells ---------------------------------------------------------------------------------------


def put_match(interaction: Match, layout: Layout) -> dict[str, list[str]]:
    """Return the cells of two columns, the left one numbered in one cell, and of the pairs: 1-C；2-A."""
    lefts = {option.id: at for at, option in enumerate(interaction.left)}
    rights = {option.id: at for at, option in enumerate(interaction.right)}
    if any(left not in lefts or right not in rights for left, right in interaction.pairs):
        raise Unreadable("table-answer-missing", "answer")
    pairs = sorted((lefts[left], rights[right]) for left, right in interaction.pairs)
    options = put_options([option.text for option in interaction.right], layout)
    return {
        "left": ["\n".join(_rows(interaction.left))],
        **options,
        "answer": ["；".join(f"{left + 1}-{letter(right)}" for left, right in pairs)],
    }


def put_order(interaction: Order, layout: Layout) -> dict[str, list[str]]:
    """Return the cells of options and of their letters in the right order."""
    at = {option.id: n for n, option in enumerate(interaction.options)}
    if sorted(interaction.key) != sorted(at):
        raise Unreadable("table-answer-missing", "answer")
    options = put_options([option.text for option in interaction.options], layout)
    key = layout.profile.answers.order.join(letter(at[each]) for each in interaction.key)
    return {**options, "answer": [key]}


def _rows(options: Sequence[Option]) -> list[str]:
    return [f"{n}. {one_line(option.text)}" for n, option in enumerate(options, 1)]


def shown(stem: str, interaction: Interaction) -> str:
    """Return a stem with the columns or options of an item below it, for a layout that has no place for them."""
    match interaction:
        case Match(left=left, right=right):
            return "\n".join([stem, *_rows(left), *_lettered(right)])
        case Order(options=options):
            return "\n".join([stem, *_lettered(options)])
        case _:
            return stem


def _lettered(options: Sequence[Option]) -> list[str]:
    marks = (f"{letter(at)}." if at < MOST_OPTIONS else f"({at + 1})" for at in range(len(options)))
    return [f"{mark} {one_line(option.text)}" for mark, option in zip(marks, options, strict=True)]


# --- out of cells -------------------------------------------------------------------------------------


def take_match(texts: Texts, profile: Profile) -> Match:
    """Return the columns and pairs of a row.

    Raises:
        Unreadable: a column is missing, or a pair is not understood or names what is not there.
    """
    left, right = _numbered(first(texts, "left")), take_options(texts, profile)
    if not left or not right:
        raise Unreadable("table-options-missing", "option" if left else "left", found=len(left or right))
    answer = first(texts, "answer")
    if not answer:
        raise Unreadable("table-answer-missing", "answer")
    lefts, rights = options_of(left, "l"), options_of(right, "r")
    pairs = []
    for piece in filter(None, _BETWEEN_PAIRS.split(answer)):
        row, column = _pair(piece, answer)
        if row >= len(left) or column >= len(right):
            raise Unreadable(
                "table-answer-beyond", "answer", found=piece.strip(), last=f"{len(left)}-{letter(len(right) - 1)}"
            )
        pairs.append((lefts[row].id, rights[column].id))
    if len(set(pairs)) < len(pairs):
        raise Unreadable("table-answer-twice", "answer", found=answer)
    return Match(lefts, rights, tuple(pairs))


def _pair(piece: str, answer: str) -> tuple[int, int]:
    found = _PAIR.fullmatch(piece)
    if found is None or found[1] == "0":
        raise Unreadable("table-answer-not-pairs", "answer", found=answer)
    sign = found[2].upper()
    return int(found[1]) - 1, LETTERS.index(sign) if sign.isascii() else ord(sign) - ord("Ａ")


def _numbered(cell: str) -> list[str]:
    """Return what stands behind 1., 2. … at the beginnings of lines."""
    found: list[str] = []
    for line in filter(str.strip, cell.split("\n")):
        begun = re.match(_ROW.format(n=len(found) + 1), line.strip())
        if begun is None:
            raise Unreadable("table-left-not-numbered", "left", found=line.strip(), n=len(found) + 1)
        found.append(line.strip()[begun.end() :].strip())
    empty = next((at for at, text in enumerate(found) if not text), None)
    if empty is not None:
        raise Unreadable("table-left-empty", "left", n=empty + 1)
    return found


def take_order(texts: Texts, profile: Profile) -> Order:
    """Return the options of a row and their order.

    Raises:
        Unreadable: options are missing, or the answer does not put them all into order.
    """
    texts_of = take_options(texts, profile)
    if len(texts_of) < 2:
        raise Unreadable("table-options-missing", "option", found=len(texts_of))
    options = options_of(texts_of)
    return Order(options, tuple(options[at].id for at in sequence(first(texts, "answer"), texts_of)))
