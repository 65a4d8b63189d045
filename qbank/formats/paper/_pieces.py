"""What of the items must be read on a paper or in its key, what must not, and which words are our own.

Taken from the items themselves and not from the layout, so that a layout that is wrong is found out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qbank.formats.paper._plan import KINDS, Entry, Group, Plan, shown_options, shown_right
from qbank.formats.paper._reading import folded
from qbank.formats.paper._words import brief_name, heading, name_of, number_mark, numbered
from qbank.locale import Lang, say, texts
from qbank.model.item import BLANK, Choice, ExtendedText, Match, Option, Order, Paragraph, TextEntry
from qbank.model.letters import letter

_BREAKS = re.compile(f"{re.escape(BLANK)}|\n")
_QUOTE, _UNQUOTE = "：“", "”"
_NUMBER = r"\d+(?:\.\d+)?"
_ALONE = (rf"{_NUMBER}\.?", r"\(\d+\)", r"\(\)|[(),、]")
"""Numbers, brackets and commas that stand by themselves."""
_BOXES = re.compile(r"\d+(?:\[\w+\]|\[[√×]\])+")
_NOT_ON_PAPER = ("paper-key", "paper-table")
Piece = tuple[Entry, str]


def question_pieces(plan: Plan) -> Iterator[Piece]:
    """Yield what candidates are to read, in order and with the number or letter before it, and whose it is."""
    for section in plan.sections:
        for group in section.groups:
            yield from ((entry, piece) for entry, piece in _of_group(group, plan.lang) if folded(piece))


def answer_pieces(plan: Plan) -> Iterator[Piece]:
    """Yield what whoever marks is to read, in order: key, rationale, proof lines, chapter, id."""
    for entry in plan.entries:
        yield entry, number_mark(entry, plan.lang)
        item = entry.portable.item
        for piece in (*_keys(entry), item.rationale, *_proof(entry), item.chapter, item.id):
            if folded(piece):
                yield entry, piece


def secrets(plan: Plan) -> Iterator[Piece]:
    """Yield what no candidate may read: answers to be written, marking points, rationales, proof lines."""
    for entry in plan.entries:
        interaction = entry.portable.item.body.interaction()
        written = list(_keys(entry)) if isinstance(interaction, TextEntry | ExtendedText) else []
        yield from ((entry, each) for each in (*written, entry.portable.item.rationale, *entry.portable.proof))


def is_ours(words: str, plan: Plan) -> bool:
    """Tell whether folded words are of the title, of a heading or of the answer sheet, and tell of no item."""
    headings = {folded(heading(at, section, plan.lang)) for at, section in enumerate(plan.sections, 1)}
    if words == folded(plan.title) or words in headings or _ours(plan.lang).fullmatch(words):
        return True
    if not _BOXES.fullmatch(words):
        return False
    # All the letters from A on, or both signs: a box that was left out would tell something.
    names = re.findall(r"\[(.+?)\]", words)
    return names in (
        [letter(at) for at in range(len(names))],
        [*say("paper-right", plan.lang), *say("paper-wrong", plan.lang)],
    )


def _of_group(group: Group, lang: Lang) -> Iterator[Piece]:
    for piece in _BREAKS.split(group.stimulus):
        yield group.entries[0], piece
    for entry in group.entries:
        for piece in (number_mark(entry, lang), *_asked(entry), *_choices(entry, lang)):
            yield entry, piece


def _asked(entry: Entry) -> Iterator[str]:
    """Yield the words of a stem between its blanks and the ends of its lines."""
    item = entry.portable.item
    paragraphs = (block for block in item.body.blocks(item.stem) if isinstance(block, Paragraph))
    return (each for block in paragraphs for each in block.content if isinstance(each, str))


def _choices(entry: Entry, lang: Lang) -> Iterator[str]:
    interaction = entry.portable.item.body.interaction()
    if isinstance(interaction, Match):
        right = shown_right(interaction)
        for at in range(max(len(interaction.left), len(right))):
            yield from _lettered(interaction.left, at, numbered(at + 1, lang))
            yield from _lettered(right, at, _letter(at, lang))
    elif isinstance(interaction, Choice | Order) and entry.kind != "verdict":
        options = shown_options(interaction)
        for at in range(len(options)):
            yield from _lettered(options, at, _letter(at, lang))


def _lettered(options: tuple[Option, ...], at: int, mark: str) -> Iterator[str]:
    if at < len(options):
        yield mark
        yield options[at].text


def _letter(at: int, lang: Lang) -> str:
    return f"{letter(at)}{say('paper-letter-stop', lang)}"


def _keys(entry: Entry) -> Iterator[str]:
    interaction = entry.portable.item.body.interaction()
    match interaction:
        case TextEntry(accepted=accepted):
            yield from (each[0] for each in accepted if each)
            yield from (other for each in accepted for other in each[1:])
        case ExtendedText(points=points):
            yield from (point.text for point in points)
        case Match(left=left, right=right, pairs=pairs):
            yield from (_text(each, (*left, *right)) for pair in pairs for each in pair)
        case Choice(options=options, keys=keys):
            yield from (option.text for option in options if option.id in keys)
        case Order(options=options, key=key):
            yield from (_text(each, options) for each in key)


def _text(option_id: str, options: tuple[Option, ...]) -> str:
    return next((option.text for option in options if option.id == option_id), "")


def _proof(entry: Entry) -> Iterator[str]:
    """Yield each proof line once, without the words that the rationale quotes."""
    said = folded(entry.portable.item.rationale)
    lines = []
    for line in entry.portable.proof:
        place, quote, words = line.partition(_QUOTE)
        lines.append(place if quote and folded(words.removesuffix(_UNQUOTE)) in said else line)
    yield from dict.fromkeys(lines)


@cache
def _ours(lang: Lang) -> re.Pattern[str]:
    """Return our own words on a paper: each sentence of the catalogue, whole and in the pieces between its values."""
    values = {
        "n": rf"\d+|[{re.escape('一二三四五六七八九十百')}]+",
        "name": "|".join(re.escape(folded(name_of(kind, lang))) for kind in (*KINDS, None)),
        "words": "|".join(re.escape(folded(brief_name(kind, lang))) for kind in KINDS),
    }
    forms = {*_ALONE, values["n"]}
    for key, sentence in texts("paper-", lang).items():
        for line in sentence.strip().split("\n") if not key.startswith(_NOT_ON_PAPER) else ():
            pieces = re.split(r"\{(\w+)\}", line)
            forms |= {re.escape(folded(piece)) for piece in pieces[::2]}
            forms.add("".join(f"(?:{values.get(each, _NUMBER)})" if at % 2 else re.escape(folded(each))
                              for at, each in enumerate(pieces)))  # fmt: skip
    return re.compile("|".join(filter(None, forms)))
