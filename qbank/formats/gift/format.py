r"""GIFT, the text format of Moodle and others: written so that the strictest reader takes it, read as Moodle reads it.

A block a question, empty lines between them::

    // [id:q-7] [tag:值班] [tag:难度::易]
    应当自收到申请之日起多少日内作出答复？{
        ~10日
        =15日
        ####依据第五条。\n【出处】《值班办法》第五条：“……”
    }

True or false is ``{TRUE}``, a short answer stands where its blank is, an essay is ``{}``; several blanks and things to
be put in order are essays whose points are told in the feedback. Stems, options and feedback escape their marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, assert_never

from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._grades import WRONG, share
from qbank.formats.gift import _feedback as feedback
from qbank.formats.gift import _text as gift
from qbank.formats.gift._hold import hold
from qbank.formats.gift._labels import category_lines, comment_of, held_title
from qbank.formats.gift._reading import read
from qbank.formats.moodle.spellings import spellings
from qbank.locale import say
from qbank.model.item import BLANK, Choice, ExtendedText, Item, Match, Order, TextEntry, answer_texts, is_verdict
from qbank.model.portable import Portable

__all__ = ["hold", "read", "write"]

_UNDERLINE = "_____"
"""What Moodle shows for answers within a stem, and where it puts the box of a short answer."""


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write held portables, one block each; the category changes with the chapter."""
    title = held_title(settings.title)
    current = ""
    for portable in portables:
        chapter = portable.item.chapter
        if title or chapter or current:
            # What has no chapter must leave the chapter before it.
            lines = category_lines(title or ("" if chapter else say("gift-no-chapter", settings.lang)), chapter)
            stream.write(lines.encode() if lines != current else b"")
            current = lines
        stream.write(_block(portable, settings).encode())


def _block(portable: Portable, settings: Settings) -> str:
    item = portable.item
    interaction = item.body.interaction()
    points = interaction.points if isinstance(interaction, ExtendedText) else ()
    told = feedback.composed(feedback.Feedback(item.rationale, points, portable.proof), settings.lang)
    form = gift.format_for((item.stem, told, *answer_texts(interaction)))
    general = f"####{gift.field(told, form)}" if told else ""
    return f"{comment_of(item, settings.lang)}{_question(item, form, general)}\n\n"


def _question(item: Item, form: str, general: str) -> str:
    stem = gift.opening(item.stem.replace(BLANK, _UNDERLINE), form)
    match item.body.interaction():
        case Choice() as choice if is_verdict(choice):
            return f"{stem}{{{_joined('TRUE' if choice.keys == ('true',) else 'FALSE', general)}}}"
        case Choice() as choice:
            return f"{stem}{{{_rows([*_options(choice, form), general])}}}"
        case TextEntry(accepted=(answers,)):
            return _with_gap(item.stem, _joined(*_answers(answers, form), general), form)
        case Match() as match:
            return f"{stem}{{{_rows([*_pairs(match, form), general])}}}"
        case ExtendedText():
            return f"{stem}{{{general}}}"
        case TextEntry() | Order():
            raise ValueError(f"{item.id}: not held")
        case interaction:
            assert_never(interaction)


def _options(choice: Choice, form: str) -> Iterator[str]:
    right = f"~%{share(len(choice.keys))}%" if choice.multiple else "="
    wrong = f"~%{WRONG}%" if choice.multiple else "~"
    for option in choice.options:
        yield f"{right if option.id in choice.keys else wrong}{gift.arrowless(option.text, form)}"


def _answers(answers: tuple[str, ...], form: str) -> Iterator[str]:
    """Yield the accepted answers, then further spellings, which their weight tells from them."""
    yield from (f"={_typed(answer, form)}" for answer in answers)
    further = (each for each in spellings(answers) if gift.clean(each) == each and "->" not in each)
    yield from (f"=%100%{_typed(each, form)}" for each in further)


def _typed(answer: str, form: str) -> str:
    # An asterisk stands for anything to Moodle.
    return gift.field(answer.replace("*", r"\*"), form)


def _pairs(match: Match, form: str) -> Iterator[str]:
    rights = {option.id: option.text for option in match.right}
    given = dict(match.pairs)
    for option in match.left:
        yield f"={gift.arrowless(option.text, form)} -> {gift.escaped(rights[given[option.id]])}"
    for spare in match.right:
        if spare.id not in given.values():
            yield f"= -> {gift.escaped(spare.text)}"


def _with_gap(stem: str, answers: str, form: str) -> str:
    """Return a stem with the answers where the blank is, if it stands between words that are nothing else there."""
    before, after = stem.split(BLANK)
    if before.strip() and after.strip() and not after.lstrip().startswith(("[", "//")):
        return f"{gift.opening(before, form)}{{{answers}}}{gift.escaped(after)}"
    return f"{gift.opening(f'{before}{_UNDERLINE}{after}', form)}{{{answers}}}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _rows(rows: Iterable[str]) -> str:
    return "\n" + "".join(f"\t{row}\n" for row in rows if row)


FORMATS.add("gift")(ForeignFormat(name="gift", suffix=".gift", hold=hold, write=write, read=read, shuffles=True))
