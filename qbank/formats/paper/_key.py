"""From a plan to the key: answers at a glance, then item by item with rationale and proof lines, then the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from qbank.formats._rule_words import rules_told
from qbank.formats.paper._card import BOXED
from qbank.formats.paper._layout import Block, Cell, Content, Flat, Inline, Layout, Line, Look, Part, Table, Text
from qbank.formats.paper._plan import Entry, Plan, Section, shown_options, shown_right
from qbank.formats.paper._reading import folded
from qbank.formats.paper._sheet import hang_for, together, with_blocks
from qbank.formats.paper._table import two_way_table
from qbank.formats.paper._words import footer, heading, level_name, marks_words, number_mark, numbered
from qbank.locale import Lang, say
from qbank.model.item import Choice, ExtendedText, Match, Order, TextEntry
from qbank.model.letters import letter

_IN_ROW = 10
_QUOTE, _UNQUOTE = "：“", "”"
"""Around the sentence of a proof line, after its place."""


def key(plan: Plan, *, with_items: bool) -> Layout:
    """Return the layout of a key; ``with_items`` shows each item above its answer."""
    parts = (Part(tuple(_pages(plan, with_items))), Part(tuple(two_way_table(plan))))
    title = f"{plan.title}　{say('paper-key', plan.lang)}"
    return Layout(title, parts, footer(plan.lang), plan.lang, hang_for(plan))


def _pages(plan: Plan, with_items: bool) -> Iterator[Block]:
    lang = plan.lang
    yield Line((Text(plan.title),), "title")
    yield Line((Text(say("paper-key", lang), "head"),), "subtitle")
    if any(entry.kind in BOXED for entry in plan.entries):
        yield Line((Text(say("paper-key-at-a-glance", lang), "head"),), "heading")
        for at, section in enumerate(plan.sections, 1):
            yield from _at_a_glance(at, section, lang)
        yield Line((Text(say("paper-key-details", lang), "head"),), "heading")
    for at, section in enumerate(plan.sections, 1):
        yield Line((Text(heading(at, section, lang), "head"),), "heading")
        for group in section.groups:
            for entry, blocks in with_blocks(group, plan, mixed=section.kind is None):
                shown = blocks if with_items else []
                mark = "" if with_items else number_mark(entry, lang)
                yield from _in_reach(shown, list(answer_lines(entry, mark, lang)))


def _in_reach(shown: Sequence[Flat], lines: Sequence[Line]) -> Iterator[Block]:
    """Yield an item and its lines: its first ones on one page, and its last two; what is between may break.

    One chain from question to last line is too long for LibreOffice: it then leaves the heading above it alone on a
    page now and then, whatever is said of the heading.
    """
    first = 1 if shown else 2
    last = max(first, len(lines) - 2)
    yield from together([*shown, *lines[:first]])
    yield from lines[first:last]
    yield from together(lines[last:])


def _at_a_glance(at: int, section: Section, lang: Lang) -> Iterator[Block]:
    entries = [entry for entry in section.entries if entry.kind in BOXED]
    if not entries:
        return
    yield Line((Text(heading(at, section, lang)),), "lead")
    rows: list[tuple[Cell, ...]] = []
    for start in range(0, len(entries), _IN_ROW):
        ten = entries[start : start + _IN_ROW]
        spare = (Cell(),) * (_IN_ROW - len(ten))
        for name, told in (
            ("paper-key-number", [str(entry.number) for entry in ten]),
            ("paper-key-answer", [short_answer(entry, lang) for entry in ten]),
        ):
            rows.append((Cell((Text(say(name, lang), "head"),)), *(Cell((Text(each),)) for each in told), *spare))
    yield Table(tuple(rows), (1.2, *(1.0,) * _IN_ROW), tall=1.7)


def answer_lines(entry: Entry, mark: str, lang: Lang) -> Iterator[Line]:
    """Yield the lines of one item, ``mark`` before the first; what it does not have is left out."""
    item = entry.portable.item
    said = [
        *_key_lines(entry, lang),
        *_rules(entry, lang),
        *((_told("paper-key-says-rationale", item.rationale, lang),) if item.rationale else ()),
        *(_told("paper-key-says-proof", each, lang) for each in proof_lines(entry)),
    ]
    for content in said:
        yield Line(content, "item" if mark else "more", mark)
        mark = ""
    yield Line((Text(_quiet(entry, lang), "quiet"),), "quiet")


def proof_lines(entry: Entry) -> Iterator[str]:
    """Yield the proof lines; one whose sentence the rationale quotes names only the place, and each place once."""
    rationale = folded(entry.portable.item.rationale)
    told = set()
    for line in entry.portable.proof:
        place, quote, words = line.partition(_QUOTE)
        is_quoted = bool(quote) and folded(words.removesuffix(_UNQUOTE)) in rationale
        shown = place if is_quoted else line
        if shown not in told:
            told.add(shown)
            yield shown


def _told(name: str, words: str, lang: Lang) -> Content:
    return (Text(say(name, lang), "head"), Text(words))


def _key_lines(entry: Entry, lang: Lang) -> Iterator[Content]:
    """Yield the key: first what is to be written on the sheet, then in words."""
    interaction = entry.portable.item.body.interaction()
    answer = Text(say("paper-key-says-answer", lang), "head")
    words = Text(say("paper-in-brackets", lang, words=entry.portable.item.body.key_text()))
    match interaction:
        case Choice() | Match() | Order():
            yield (answer, Text(short_answer(entry, lang), "strong"), words)
        case TextEntry(accepted=accepted):
            yield (answer, *_each([each[:1] for each in accepted], "strong", lang))
            if any(len(each) > 1 for each in accepted):
                others = _each([each[1:] for each in accepted], "plain", lang)
                yield (Text(say("paper-key-says-others", lang), "head"), *others)
        case ExtendedText(points=points):
            own = [point.marks for point in points]
            each = own if entry.marks is None else shared_out(entry.marks, own)
            whole = say("paper-section-all", lang, marks=marks_words(sum(each)))
            yield (Text(say("paper-key-says-points", lang), "head"), Text(whole))
            for at, (point, earned) in enumerate(zip(points, each, strict=True), 1):
                marks = say("paper-marks", lang, marks=marks_words(earned))
                yield (Text(numbered(at, lang)), Text(point.text), Text(say("paper-in-brackets", lang, words=marks)))
        case _:
            assert_never(interaction)


def shared_out(marks: float, weights: Sequence[float]) -> list[float]:
    """Return marks shared out by weights, in halves where there are enough, else in hundredths; they add up exactly.

    What is left over goes to the largest remainders, of equal ones to the first.

    Args:
        marks: what all of it earns, in steps of at least a hundredth.
        weights: > 0 each.
    """
    in_halves = 2 * marks == int(2 * marks) and 2 * marks >= len(weights)
    steps = round(2 * marks if in_halves else 100 * marks)
    exact = [steps * weight / sum(weights) for weight in weights]
    shares = [int(each) for each in exact]
    order = sorted(range(len(weights)), key=lambda at: (shares[at] - exact[at], at))
    for at in order[: steps - sum(shares)]:
        shares[at] += 1
    return [each / (2 if in_halves else 100) for each in shares]


def short_answer(entry: Entry, lang: Lang) -> str:
    """Return what a candidate is to write where letters are asked for: B, ACD, √, CADB, （1）C（2）A."""
    interaction = entry.portable.item.body.interaction()
    match interaction:
        case Choice(keys=keys) if entry.kind == "verdict":
            return "".join(say("paper-right" if each == "true" else "paper-wrong", lang) for each in keys)
        case Choice(keys=keys):
            letters = {option.id: letter(at) for at, option in enumerate(shown_options(interaction))}
            return "".join(sorted(letters.get(each, "") for each in keys))
        case Order(key=order):
            letters = {option.id: letter(at) for at, option in enumerate(shown_options(interaction))}
            return "".join(letters.get(each, "") for each in order)
        case Match(left=left, pairs=pairs):
            letters = {option.id: letter(at) for at, option in enumerate(shown_right(interaction))}
            rows = {option.id: at for at, option in enumerate(left, 1)}
            told = [(rows[one], letters[other]) for one, other in pairs if one in rows and other in letters]
            return "　".join(f"{numbered(at, lang)}{name}" for at, name in sorted(told))
        case TextEntry() | ExtendedText():
            return ""
        case _:
            assert_never(interaction)


def _each(answers: Sequence[Sequence[str]], look: Look, lang: Lang) -> Content:
    """Return the answers of each blank, blanks numbered where there are several; blanks without any are left out."""
    pieces: list[Inline] = []
    for at, each in enumerate(answers, 1):
        if not each:
            continue
        number = numbered(at, lang) if len(answers) > 1 else ""
        pieces += [Text(f"　{number}" if pieces else number)] if number else []
        for n, answer in enumerate(each):
            pieces += [Text(say("paper-key-or", lang))] if n else []
            pieces.append(Text(answer, look))
    return tuple(pieces)


def _rules(entry: Entry, lang: Lang) -> Iterator[Content]:
    told = rules_told(entry.portable.item, lang)
    if told:
        yield _told("paper-key-says-rule", say("paper-key-or", lang).join(told), lang)


def _quiet(entry: Entry, lang: Lang) -> str:
    """Return what editors look up: difficulty, chapter, tags, audience, id."""
    item = entry.portable.item
    listed = say("paper-key-list", lang)
    told = [
        say("paper-key-difficulty", lang, value=level_name(item.difficulty, lang)),
        *([say("paper-key-chapter", lang, value=item.chapter)] if item.chapter else []),
        *([say("paper-key-tags", lang, value=listed.join(item.tags))] if item.tags else []),
        *([say("paper-key-audience", lang, value=listed.join(item.audience))] if item.audience else []),
        *([say("paper-key-id", lang, value=item.id)] if item.id else []),
    ]
    return say("paper-key-between", lang).join(told)
