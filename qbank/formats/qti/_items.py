"""One item as QTI: declarations, body, response processing, and the feedback that tells why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from qbank.formats._stems import pieces
from qbank.formats.qti import _names as names
from qbank.formats.qti import _rules as rules
from qbank.formats.qti._held import one_line, shares
from qbank.formats.qti._names import Dialect, escaped, html
from qbank.formats.qti._rules import RESPONSE, number
from qbank.locale import Lang, brief, say
from qbank.model.item import BLANK, Choice, ExtendedText, Interaction, Match, Option, Order, TextEntry, is_verdict
from qbank.model.portable import Portable, rules_of

BRACKET = "（　）"
"""A blank to be looked at; one to be filled is an interaction."""
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an interaction makes of an item; ``template`` says the same as ``scoring``, "" for none that does."""

    declarations: str
    body: str
    scoring: str = ""
    template: str = ""
    full: float = 1.0
    by_person: bool = False


def item_document(dialect: Dialect, portable: Portable, identifier: str, lang: Lang) -> str:
    """Return the whole file of an item."""
    item = portable.item
    interaction = item.body.interaction()
    parts = _parts(dialect, item.stem, interaction, rules_of(item), lang)
    feedback = _feedback(dialect, portable, lang)
    stimulus = html("div", _paragraphs(portable.stimulus), names.STIMULUS) if portable.stimulus else ""
    head = dialect.attributes({
        "identifier": identifier,
        "title": title_of(item.stem),
        "adaptive": "false",
        "timeDependent": "false",
        "toolName": names.TOOL,
    })
    content = "\n".join(
        filter(
            None,
            (
                parts.declarations,
                _outcomes(dialect, parts.full, by_person=parts.by_person, feedback=bool(feedback)),
                dialect.element("itemBody", stimulus + parts.body),
                rules.processing(dialect, parts.scoring, parts.template, feedback=bool(feedback)),
                feedback,
            ),
        )
    )
    return document(dialect, "assessmentItem", f'{head} xml:lang="zh-CN"', content)


def document(dialect: Dialect, root: str, head: str, content: str) -> str:
    """Return an XML file of the dialect; ``head`` are the attributes of its root."""
    tag = dialect.tag(root)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag} xmlns="{dialect.item_space}" xmlns:xsi="{names.XSI}"'
        f' xsi:schemaLocation="{dialect.item_space} {dialect.item_schema}"{head}>\n'
        f"{content}\n</{tag}>\n"
    )


def title_of(stem: str) -> str:
    """Return what an item is called in lists: the beginning of its stem."""
    told = one_line(stem.replace(BLANK, BRACKET))
    return brief(told, _LONGEST_TITLE)


def _parts(dialect: Dialect, stem: str, interaction: Interaction, given: Mapping[str, object], lang: Lang) -> _Parts:
    match interaction:
        case Choice():
            marking = given.get("marking")
            table = shares(marking, len(interaction.keys)) if isinstance(marking, Mapping) else ()
            return _choice(dialect, stem, interaction, table)
        case Order():
            return _order(dialect, stem, interaction)
        case Match():
            return _match(dialect, stem, interaction)
        case TextEntry():
            return _text_entry(dialect, stem, interaction, any_order=bool(given.get("any_order")))
        case ExtendedText():
            return _extended_text(dialect, stem, interaction, lang)
        case _:
            assert_never(interaction)


def _choice(dialect: Dialect, stem: str, choice: Choice, table: Sequence[float]) -> _Parts:
    known = {each.id: each.id for each in choice.options} if is_verdict(choice) else _numbered(choice.options, "C")
    right, count = [known[each] for each in known if each in choice.keys], len(choice.keys)
    body = dialect.element(
        "choiceInteraction",
        _prompt(dialect, stem) + _simple_choices(dialect, choice.options, known),
        responseIdentifier=RESPONSE,
        shuffle="false" if is_verdict(choice) else "true",
        maxChoices=0 if choice.multiple else 1,
    )
    cardinality = "multiple" if choice.multiple else "single"
    if not any(table):
        declared = _declared(dialect, RESPONSE, cardinality, "identifier", right)
        return _Parts(declared, body, rules.right_or_wrong(dialect), rules.MATCH_CORRECT)
    worth = {each: 1 if each in right else -count for each in known.values()}
    mapping = _mapping(dialect, worth, lowerBound=0)
    declared = _declared(dialect, RESPONSE, cardinality, "identifier", right, mapping)
    is_even = list(table) == [n / count for n in range(1, count)]
    scoring = rules.mapped_share(dialect, (RESPONSE,), count) if is_even else rules.by_table(dialect, table)
    return _Parts(declared, body, scoring)


def _order(dialect: Dialect, stem: str, order: Order) -> _Parts:
    known = _numbered(order.options, "C")
    body = dialect.element(
        "orderInteraction",
        _prompt(dialect, stem) + _simple_choices(dialect, order.options, known),
        responseIdentifier=RESPONSE,
        shuffle="true",
    )
    declared = _declared(dialect, RESPONSE, "ordered", "identifier", [known[each] for each in order.key])
    return _Parts(declared, body, rules.right_or_wrong(dialect), rules.MATCH_CORRECT)


def _match(dialect: Dialect, stem: str, match: Match) -> _Parts:
    rows, others = _numbered(match.left, "L"), _numbered(match.right, "R")
    body = dialect.element(
        "matchInteraction",
        _prompt(dialect, stem)
        + dialect.element("simpleMatchSet", _associable(dialect, match.left, rows, most=1))
        # A right one may belong to several rows, and that none does tells nothing.
        + dialect.element("simpleMatchSet", _associable(dialect, match.right, others, most=0)),
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxAssociations=len(rows),
    )
    pairs = [f"{rows[row]} {others[other]}" for row, other in match.pairs]
    mapping = _mapping(dialect, dict.fromkeys(pairs, 1))
    declared = _declared(dialect, RESPONSE, "multiple", "directedPair", pairs, mapping)
    return _Parts(declared, body, rules.mapped_share(dialect, (RESPONSE,), len(rows)))


def _text_entry(dialect: Dialect, stem: str, entry: TextEntry, *, any_order: bool) -> _Parts:
    blanks = len(entry.accepted)
    responses = (RESPONSE,) if blanks == 1 else tuple(f"{RESPONSE}{n}" for n in range(1, blanks + 1))
    gaps = [dialect.element("textEntryInteraction", responseIdentifier=each) for each in responses]
    declared = "\n".join(
        _declared(
            dialect, name, "single", "string", answers[:1], _mapping(dialect, dict.fromkeys(answers, 1), text=True)
        )
        for name, answers in zip(responses, entry.accepted, strict=True)
    )
    if any_order:
        scoring = rules.in_any_order(dialect, responses, entry.accepted)
    else:
        scoring = rules.mapped_share(dialect, responses, blanks)
    return _Parts(declared, _paragraphs(stem, gaps), scoring, rules.MAP_RESPONSE if blanks == 1 else "")


def _extended_text(dialect: Dialect, stem: str, text: ExtendedText, lang: Lang) -> _Parts:
    body = dialect.element(
        "extendedTextInteraction",
        _prompt(dialect, stem),
        responseIdentifier=RESPONSE,
        expectedLines=2 * len(text.points),
    )
    heads = "".join(html("th", escaped(say(key, lang))) for key in ("qti-point", "qti-marks"))
    rows = "".join(
        html("tr", html("td", _lines(point.text)) + html("td", number(point.marks))) for point in text.points
    )
    table = html("table", html("thead", html("tr", heads)) + html("tbody", rows), names.POINTS)
    rubric = dialect.element("rubricBlock", dialect.around(table), view="scorer", use="scoring")
    declared = dialect.element("responseDeclaration", identifier=RESPONSE, cardinality="single", baseType="string")
    full = sum(point.marks for point in text.points)
    return _Parts(declared, body + rubric, full=full, by_person=True)


def _numbered(options: Iterable[Option], letter: str) -> dict[str, str]:
    """Return identifiers made from positions: those of the bank are its own."""
    return {option.id: f"{letter}{n}" for n, option in enumerate(options, 1)}


def _simple_choices(dialect: Dialect, options: Iterable[Option], known: Mapping[str, str]) -> str:
    return "".join(dialect.element("simpleChoice", _lines(each.text), identifier=known[each.id]) for each in options)


def _associable(dialect: Dialect, options: Iterable[Option], known: Mapping[str, str], most: int) -> str:
    return "".join(
        dialect.element("simpleAssociableChoice", _lines(each.text), identifier=known[each.id], matchMax=most)
        for each in options
    )


def _declared(
    dialect: Dialect, identifier: str, cardinality: str, kind: str, right: Iterable[str], mapping: str = ""
) -> str:
    values = "".join(dialect.element("value", escaped(each)) for each in right)
    correct = dialect.element("correctResponse", values)
    return dialect.element(
        "responseDeclaration", correct + mapping, identifier=identifier, cardinality=cardinality, baseType=kind
    )


def _mapping(dialect: Dialect, worth: Mapping[str, int], *, text: bool = False, **bounds: int) -> str:
    # Without it, players let no blank response pass.
    case = {"caseSensitive": "true"} if text else {}
    entries = (dialect.element("mapEntry", mapKey=key, mappedValue=value, **case) for key, value in worth.items())
    return dialect.element("mapping", "".join(entries), defaultValue=0, **bounds)


@lru_cache
def _outcomes(dialect: Dialect, marks: float, *, by_person: bool, feedback: bool) -> str:
    human = {"externalScored": "human"} if dialect.human and by_person else {}
    full = number(marks)
    declared = [
        _outcome(dialect, "SCORE", "float", "0", normalMaximum=full, normalMinimum=0, **human),
        _outcome(dialect, "MAXSCORE", "float", full),
    ]
    if feedback:
        declared.append(_outcome(dialect, rules.FEEDBACK, "identifier", ""))
    return "\n".join(declared)


def _outcome(dialect: Dialect, identifier: str, kind: str, default: str, **more: object) -> str:
    value = dialect.element("defaultValue", dialect.element("value", default)) if default else ""
    return dialect.element(
        "outcomeDeclaration", value, identifier=identifier, cardinality="single", baseType=kind, **more
    )


def _prompt(dialect: Dialect, stem: str) -> str:
    return dialect.element("prompt", "<br/>".join(_line(line) for line in stem.split("\n")))


def _line(line: str) -> str:
    blank = html("span", BRACKET, names.BLANK_CLASS)
    return "".join(blank if isinstance(piece, int) else escaped(piece) for piece in pieces(line))


def _lines(text: str) -> str:
    return escaped(text).replace("\n", "<br/>")


def _paragraphs(text: str, gaps: Sequence[str] = ()) -> str:
    return "".join(html("p", each) for each in _running(text, gaps))


def _running(text: str, gaps: Sequence[str]) -> Iterator[str]:
    left = iter(gaps)
    for line in text.split("\n"):
        if gaps:
            yield "".join(next(left) if isinstance(piece, int) else escaped(piece) for piece in pieces(line))
        else:
            yield escaped(line)


def _feedback(dialect: Dialect, portable: Portable, lang: Lang) -> str:
    """Return what is shown after the response: why the key is right, and the proof lines; "" if there is neither."""
    told = []
    if portable.item.rationale:
        told += [_label("qti-rationale", lang), html("div", _paragraphs(portable.item.rationale), names.RATIONALE)]
    if portable.proof:
        told += [_label("qti-proof", lang), *(html("div", _paragraphs(each), names.PROOF) for each in portable.proof)]
    if not told:
        return ""
    return dialect.element(
        "modalFeedback",
        dialect.around("".join(told)),
        outcomeIdentifier=rules.FEEDBACK,
        identifier=rules.EXPLANATION,
        showHide="show",
    )


def _label(key: str, lang: Lang) -> str:
    return html("p", escaped(say(key, lang)), names.LABEL)
