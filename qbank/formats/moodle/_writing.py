"""A held item as a question element of Moodle XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import assert_never

from qbank.formats._grades import WRONG, share
from qbank.formats._moodle_family import tags_of
from qbank.formats.moodle import _cloze as cloze
from qbank.formats.moodle import _feedback as around
from qbank.formats.moodle import _stems as stems
from qbank.formats.moodle._labels import name_of
from qbank.formats.moodle._text import HOLE, in_html, in_option, in_xml
from qbank.formats.moodle.spellings import spellings
from qbank.locale import Lang
from qbank.model.item import BLANK, Choice, ExtendedText, Interaction, Match, Order, TextEntry, is_verdict
from qbank.model.portable import Portable

_RIGHT, _NOT_RIGHT = "100", "0"
_LINES = range(5, 45, 5)
"""How high the box of an essay may be."""
_MOST_MARKS = 1000.0
_IN_ORDER = """\
    <layouttype>VERTICAL</layouttype>
    <selecttype>ALL</selecttype>
    <selectcount>{steps}</selectcount>
    <gradingtype>ALL_OR_NOTHING</gradingtype>
    <showgrading>SHOW</showgrading>
    <numberingstyle>none</numberingstyle>
    <shownumcorrect>1</shownumcorrect>
"""
"""Without the last of them Moodle's importer breaks off, and the rest of the file is lost."""
_ESSAY = """\
    <responseformat>editor</responseformat>
    <responserequired>1</responserequired>
    <responsefieldlines>{lines}</responsefieldlines>
    <attachments>0</attachments>
    <attachmentsrequired>0</attachmentsrequired>
    <graderinfo format="html"><text>{info}</text></graderinfo>
    <responsetemplate format="html"><text></text></responsetemplate>
"""


def question(portable: Portable, lang: Lang) -> str:
    """Return the element of a held item."""
    item = portable.item
    interaction = item.body.interaction()
    told = around.feedback(item.rationale, portable.proof, lang)
    rows = (
        f'  <question type="{_type(interaction)}">',
        f"    <name><text>{in_xml(name_of(stems.shown(item.stem, interaction)))}</text></name>",
        f'    <questiontext format="html"><text>{in_xml(_stem(portable))}</text></questiontext>',
        f'    <generalfeedback format="html"><text>{in_xml(told)}</text></generalfeedback>',
        f"    <defaultgrade>{_marks(interaction)}</defaultgrade>",
        "    <penalty>0.3333333</penalty>",
        "    <hidden>0</hidden>",
        f"    <idnumber>{in_xml(item.id)}</idnumber>",
        f"{_answers(interaction, lang)}{_tags(tags_of(item, lang))}  </question>\n",
    )
    return "\n".join(rows)


def _tags(tags: Iterable[str]) -> str:
    rows = "".join(f"      <tag><text>{in_xml(tag)}</text></tag>\n" for tag in tags)
    return f"    <tags>\n{rows}    </tags>\n" if rows else ""


def _type(interaction: Interaction) -> str:
    match interaction:
        case Choice():
            return "truefalse" if is_verdict(interaction) else "multichoice"
        case TextEntry(accepted=(_,)):
            return "shortanswer"
        case TextEntry():
            return "cloze"
        case Match():
            return "matching"
        case Order():
            return "ordering"
        case ExtendedText():
            return "essay"
        case _:
            assert_never(interaction)


def _stem(portable: Portable) -> str:
    """Return the HTML of passage and stem; the answers of several blanks stand in it."""
    stem, interaction = portable.item.stem, portable.item.body.interaction()
    if isinstance(interaction, TextEntry) and len(interaction.accepted) > 1:
        html = "".join(_with_gaps(stem, interaction))
    else:
        html = in_html(stems.shown(stem, interaction))
    return f"{around.passage(portable.stimulus)}<p>{html}</p>"


def _with_gaps(stem: str, entry: TextEntry) -> Iterator[str]:
    first, *rest = in_html(stem.replace(BLANK, HOLE)).split(HOLE)
    yield first
    for answers, text in zip(entry.accepted, rest, strict=True):
        yield cloze.gap(answers, spellings(answers))
        yield text


def _marks(interaction: Interaction) -> str:
    match interaction:
        case ExtendedText(points=points):
            marks = sum(point.marks for point in points)
            return around.number(marks if 0 < marks <= _MOST_MARKS else 1.0)
        case TextEntry(accepted=accepted):
            return str(len(accepted))
        case _:
            return "1"


def _answers(interaction: Interaction, lang: Lang) -> str:
    match interaction:
        case Choice() if is_verdict(interaction):
            return "".join(_verdicts(interaction))
        case Choice():
            return "".join(_options(interaction))
        case TextEntry(accepted=(accepted,)):
            return "".join(_accepted(accepted))
        case TextEntry():
            return ""
        case Match():
            return "".join(_rows(interaction))
        case Order():
            return "".join(_steps(interaction))
        case ExtendedText():
            return _essay(interaction, lang)
        case _:
            assert_never(interaction)


def _verdicts(choice: Choice) -> Iterator[str]:
    for word in ("true", "false"):
        yield _answer(word, _RIGHT if choice.keys == (word,) else _NOT_RIGHT, "moodle_auto_format")


def _options(choice: Choice) -> Iterator[str]:
    yield f"    <single>{'false' if choice.multiple else 'true'}</single>\n"
    yield "    <shuffleanswers>true</shuffleanswers>\n"
    yield "    <answernumbering>ABCD</answernumbering>\n"
    right, wrong = (share(len(choice.keys)), WRONG) if choice.multiple else (_RIGHT, _NOT_RIGHT)
    for option in choice.options:
        yield _answer(in_html(option.text), right if option.id in choice.keys else wrong, "html")


def _accepted(accepted: Iterable[str]) -> Iterator[str]:
    """Yield the accepted answers, then further spellings, which the format told tells from them: Moodle reads none."""
    answers = tuple(accepted)
    yield "    <usecase>0</usecase>\n"
    yield from (_answer(_typed(each), _RIGHT, "moodle_auto_format") for each in answers)
    yield from (_answer(_typed(each), _RIGHT, "plain_text") for each in spellings(answers))


def _typed(answer: str) -> str:
    # An asterisk stands for anything to Moodle.
    return answer.replace("*", r"\*")


def _answer(text: str, fraction: str, form: str) -> str:
    return f'    <answer fraction="{fraction}" format="{form}"><text>{in_xml(text)}</text></answer>\n'


def _rows(match: Match) -> Iterator[str]:
    yield "    <shuffleanswers>true</shuffleanswers>\n"
    yield "    <shownumcorrect/>\n"
    rights = {option.id: option.text for option in match.right}
    given = dict(match.pairs)
    for option in match.left:
        yield _row(in_html(option.text), rights[given[option.id]])
    yield from (_row("", spare.text) for spare in match.right if spare.id not in given.values())


def _row(left: str, right: str) -> str:
    answer = f"<answer><text>{in_xml(in_option(right))}</text></answer>"
    return f'    <subquestion format="html"><text>{in_xml(left)}</text>{answer}</subquestion>\n'


def _steps(order: Order) -> Iterator[str]:
    yield _IN_ORDER.format(steps=len(order.key))
    texts = {option.id: option.text for option in order.options}
    for at, each in enumerate(order.key, 1):
        yield _answer(in_html(texts[each]), str(at), "html")


def _essay(asked: ExtendedText, lang: Lang) -> str:
    wanted = ceil(2 * len(asked.points) / _LINES.step) * _LINES.step
    lines = min(max(wanted, _LINES[0]), _LINES[-1])
    return _ESSAY.format(lines=lines, info=in_xml(around.for_graders(asked.points, lang)))
