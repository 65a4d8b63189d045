"""A portable as the fields of a note: stem, options, answer and proof as HTML that only shows text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from qbank.formats._stems import pieces, shown
from qbank.formats.anki._cards import CLOZE, QUESTION, NoteType
from qbank.formats.anki._data import packed
from qbank.formats.anki._html import cloze_markup, markup
from qbank.locale import Lang, say
from qbank.model.item import (
    Choice,
    ExtendedText,
    Interaction,
    MarkingPoint,
    Match,
    Option,
    Order,
    TextEntry,
    is_verdict,
)
from qbank.model.letters import letter
from qbank.model.portable import Portable
from qbank.types._contract import label_of

_BRACKET, _LINE = "（　　）", "＿＿＿＿"
"""Blanks as cards show them: a bracket where one of the options belongs."""
_CLOZE = "{{{{c{number}::{answer}}}}}"
_RIGHT = '<li class="right">'


class NoteFields(NamedTuple):
    """The note type of a portable, what stands in its fields, in their order, and how many cards come of it."""

    note_type: NoteType
    values: tuple[str, ...]
    cards: int


def fields_of(portable: Portable, lang: Lang) -> NoteFields:
    """Return what a note holds of a portable; the last field is the data that ``read`` goes by."""
    interaction = portable.item.body.interaction()
    asked: tuple[str, ...]
    cards = 1
    if isinstance(interaction, TextEntry):
        cards = len(interaction.accepted)
        note_type, asked = CLOZE, (_cloze(portable.item.stem, interaction), _others(interaction))
    else:
        mark = _BRACKET if isinstance(interaction, Choice | Order) else _LINE
        stem = markup(shown(portable.item.stem, mark))
        note_type, asked = QUESTION, (stem, _options(interaction), _answer(interaction, lang))
    visible = (*asked, *_envelope(portable, lang))
    return NoteFields(note_type, (*visible, packed(portable, visible)), cards)


def _envelope(portable: Portable, lang: Lang) -> Iterator[str]:
    """Yield 解析, 出处, 材料, 题型 and 编号."""
    item = portable.item
    yield markup(item.rationale)
    yield _list("ul", "proof", portable.proof)
    yield markup(portable.stimulus)
    yield label_of(item.type, lang)
    yield markup(item.id)


def _cloze(stem: str, blanks: TextEntry) -> str:
    """Return the stem with a cloze of its own number, and so a card of its own, for every blank."""
    parts = (
        cloze_markup(part)
        if isinstance(part, str)
        else _CLOZE.format(number=part + 1, answer=cloze_markup(blanks.accepted[part][0]))
        for part in pieces(stem)
    )
    return "".join(parts)


def _others(blanks: TextEntry) -> str:
    """Return the further wordings, a line a blank that has any."""
    lines = [(each[0], each[1:]) for each in blanks.accepted if each[1:]]
    return _list("ul", "others", [f"{first}：{'；'.join(others)}" for first, others in lines])


def _options(interaction: Interaction) -> str:
    match interaction:
        case Choice(options=options, keys=keys):
            return "" if is_verdict(interaction) else _lettered(options, keys)
        case Order(options=options):
            return _lettered(options)
        case Match(left=left, right=right):
            lefts = _list("ol", "left", [option.text for option in left])
            return f'<div class="columns">{lefts}{_lettered(right)}</div>'
        case TextEntry() | ExtendedText():
            return ""
        case _:
            assert_never(interaction)


def _answer(interaction: Interaction, lang: Lang) -> str:
    match interaction:
        case Choice(options=options, keys=keys) if is_verdict(interaction):
            return markup(next(option.text for option in options if option.id in keys))
        case Choice(options=options, keys=keys):
            return "".join(letter(at) for at, option in enumerate(options) if option.id in keys)
        case Order(options=options, key=key):
            texts = {option.id: option.text for option in options}
            return _list("ol", "steps", [texts[each] for each in key])
        case Match(left=left, right=right, pairs=pairs):
            texts = {option.id: option.text for option in (*left, *right)}
            return _list("ul", "pairs", [f"{texts[one]}——{texts[other]}" for one, other in pairs])
        case ExtendedText(points=points):
            return _points(points, lang)
        case TextEntry():
            return ""
        case _:
            assert_never(interaction)


def _points(points: Sequence[MarkingPoint], lang: Lang) -> str:
    if len(points) == 1:
        return markup(points[0].text)
    told = any(point.marks != points[0].marks for point in points)
    return _list("ol", "points", [_with_marks(point, lang) if told else point.text for point in points])


def _with_marks(point: MarkingPoint, lang: Lang) -> str:
    return point.text + say("anki-marks", lang, marks=f"{point.marks:g}")


def _lettered(options: Iterable[Option], keys: Iterable[str] = ()) -> str:
    """Return options as a list; the letters are the reader's program's, the right ones show on the back only."""
    right = frozenset(keys)
    rows = (f"{_RIGHT if each.id in right else '<li>'}{markup(each.text)}</li>" for each in options)
    return f'<ol class="options">{"".join(rows)}</ol>'


def _list(tag: str, name: str, texts: Sequence[str]) -> str:
    if not texts:
        return ""
    rows = "".join(f"<li>{markup(each)}</li>" for each in texts)
    return f'<{tag} class="{name}">{rows}</{tag}>'
