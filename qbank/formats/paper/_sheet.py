"""From a plan to what candidates get: the paper itself, the answer sheet behind it.

Nothing of a key is in reach here but the lengths of blanks, which are rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from qbank.formats.paper import _measure as measure
from qbank.formats.paper._card import card, score_table
from qbank.formats.paper._layout import (
    Block,
    Bracket,
    Cell,
    Content,
    Flat,
    Gap,
    Inline,
    Layout,
    Line,
    Lines,
    Part,
    Spread,
    Table,
    Text,
    Together,
)
from qbank.formats.paper._plan import Entry, Group, Plan, Section, shown_options, shown_right
from qbank.formats.paper._words import brief_name, footer, heading, how_to, marks_words, number_mark, numbered, put
from qbank.locale import Lang, say
from qbank.model.item import (
    BLANK,
    Blank,
    Choice,
    Choices,
    Columns,
    Match,
    Option,
    Order,
    Paragraph,
    TextEntry,
    WriteSpace,
)
from qbank.model.item import Block as ItemBlock
from qbank.model.letters import letter

_BRACKET = 5.0
_IN_PASSAGE = 8.0
"""The width of a blank in a passage: it tells nothing of what belongs there."""


def paper(plan: Plan) -> Layout:
    """Return the layout of a paper, its answer sheet the last part of it where it has one."""
    parts = [Part(tuple(_pages(plan)), _seal(plan.lang))]
    if plan.has_sheet:
        parts.append(Part(tuple(card(plan))))
    return Layout(plan.title, tuple(parts), footer(plan.lang), plan.lang, hang_for(plan))


def hang_for(plan: Plan) -> float:
    """Return the room numbers need to the left of their items, in ems."""
    last = plan.sections[-1].groups[-1].entries[-1].number if plan.sections else 0
    return 1.0 + 0.5 * max(len(str(last)), 2)


def _seal(lang: Lang) -> tuple[Content, Content]:
    fields: list[Inline] = []
    colon = say("paper-colon", lang)
    for name in ("paper-unit", "paper-name", "paper-number"):
        fields += [Text(f"　{say(name, lang)}{colon}"), Gap(17)]
    return tuple(fields), tuple(Text(char) for char in say("paper-seal", lang) if char.strip())


def _pages(plan: Plan) -> Iterator[Block]:
    lang = plan.lang
    yield Line((Text(plan.title),), "title")
    marks = None if plan.marks is None else marks_words(plan.marks)
    front = put("paper-front", lang, minutes=plan.minutes, marks=marks, count=len(plan.entries))
    yield Line(front, "subtitle")
    if not plan.has_sheet:
        yield score_table(plan, "paper-score-marks", "paper-score-marker")
    yield Line((Text(say("paper-notes", lang), "head"),), "note")
    notes = "paper-notes-sheet" if plan.has_sheet else "paper-notes-on-paper"
    for note in say(notes, lang).strip().split("\n"):
        yield Line((Text(note),), "note")
    for at, section in enumerate(plan.sections, 1):
        yield Line(_section_head(at, section, lang), "heading")
        if section.kind or any(group.stimulus for group in section.groups):
            yield Line((Text(how_to(section.kind, lang)),), "lead")
        for group in section.groups:
            for _, blocks in with_blocks(group, plan, mixed=section.kind is None):
                yield from together(blocks)


def _section_head(at: int, section: Section, lang: Lang) -> Content:
    count = len(section.entries)
    told: list[Content] = [put("paper-section-count", lang, count=count)]
    if section.kind is not None or section.marks is not None:
        each = None if section.marks is None else marks_words(section.marks)
        told.append(put("paper-section-each", lang, marks=each))
    whole = None if section.total is None else marks_words(section.total)
    told.append(put("paper-section-all", lang, marks=whole))
    comma = Text(say("paper-comma", lang))
    inside = [piece for n, content in enumerate(told) for piece in ((comma,) if n else ()) + content]
    return (
        Text(heading(at, section, lang), "head"),
        Text(say("paper-opens", lang)),
        *inside,
        Text(say("paper-closes", lang)),
    )


def with_blocks(group: Group, plan: Plan, *, mixed: bool) -> Iterator[tuple[Entry, list[Flat]]]:
    """Yield each item of a group with what stands on the paper of it, the passage above the first.

    ``mixed`` says that items of several kinds follow each other, so that each must say what it is.
    """
    first: list[Flat] = list(_passage(group, plan.lang)) if group.stimulus else []
    for entry in group.entries:
        yield entry, [*first, *_entry(entry, plan, mixed=mixed)]
        first = []


def together(blocks: Sequence[Flat]) -> Iterator[Block]:
    """Yield blocks as one that no page break divides, or as they are where one page cannot hold them."""
    if measure.fits(blocks):
        yield Together(tuple(blocks))
    else:
        yield from blocks


def _passage(group: Group, lang: Lang) -> Iterator[Flat]:
    first, last = group.entries[0].number, group.entries[-1].number
    key = "paper-passage-one" if first == last else "paper-passage-many"
    values = {"first": first} if first == last else {"first": first, "last": last}
    yield Line((Text(say(key, lang, **values), "head"),), "intro")
    for line in group.stimulus.split("\n"):
        yield Line(with_gaps(line), "passage")


def with_gaps(text: str) -> Content:
    """Return running text with what is left blank in it as lines of one width."""
    pieces: list[Inline] = []
    for at, piece in enumerate(text.split(BLANK)):
        pieces += [Gap(_IN_PASSAGE)] if at else []
        pieces += [Text(piece)] if piece else []
    return tuple(pieces)


def _entry(entry: Entry, plan: Plan, *, mixed: bool) -> Iterator[Flat]:
    mark = number_mark(entry, plan.lang)
    item = entry.portable.item
    for block in item.body.blocks(item.stem):
        if isinstance(block, Paragraph):
            content = _paragraph(block, entry)
            if mark and mixed:
                kind = say("paper-in-brackets", plan.lang, words=brief_name(entry.kind, plan.lang))
                content = (Text(kind), *content)
            yield Line(content, "item" if mark else "more", mark)
            mark = ""
        else:
            yield from _below(block, entry, plan)


def _paragraph(block: Paragraph, entry: Entry) -> Content:
    interaction = entry.portable.item.body.interaction()
    # All blanks of an item are as wide as its longest answer needs.
    sizes = [len(each[0]) for each in interaction.accepted if each] if isinstance(interaction, TextEntry) else []
    gap = Gap(measure.gap_for(sizes))
    return tuple(Text(each) if isinstance(each, str) else _blank(each, gap) for each in block.content)


def _blank(blank: Blank, gap: Gap) -> Inline:
    return gap if blank.size else Bracket()


def _below(block: ItemBlock, entry: Entry, plan: Plan) -> Iterator[Flat]:
    interaction = entry.portable.item.body.interaction()
    match block:
        case Choices(options=options):
            shown = shown_options(interaction) if isinstance(interaction, Choice | Order) else options
            yield _spread(shown, hang_for(plan), plan.lang)
        case Columns(left=left, right=right):
            yield _columns(left, shown_right(interaction) if isinstance(interaction, Match) else right, plan.lang)
        case WriteSpace(lines=lines):
            if not plan.has_sheet:
                yield Lines(measure.lines_for(lines))
        case Paragraph():
            pass
        case _:
            assert_never(block)


def _spread(options: Sequence[Option], hang: float, lang: Lang) -> Spread:
    stop = say("paper-letter-stop", lang)
    lettered = tuple((f"{letter(at)}{stop}", option.text) for at, option in enumerate(options))
    return Spread(lettered, measure.columns_for(options, measure.ROOM - hang))


def _columns(left: Sequence[Option], right: Sequence[Option], lang: Lang) -> Table:
    """Return brackets and numbered entries beside lettered ones; the longer column goes on alone."""
    stop = say("paper-letter-stop", lang)
    rows = []
    for at in range(max(len(left), len(right))):
        one = Cell((Text(numbered(at + 1, lang)), Text(left[at].text))) if at < len(left) else Cell()
        other = Cell((Text(f"{letter(at)}{stop}"), Text(right[at].text))) if at < len(right) else Cell()
        rows.append((Cell((Bracket(),)) if at < len(left) else Cell(), one, other))
    return Table(tuple(rows), (_BRACKET, *_shares(left, right)), ruled=False, left=(1, 2), tall=1.7)


def _shares(left: Sequence[Option], right: Sequence[Option]) -> tuple[float, float]:
    """Return how two columns share the page: by their longest entries, neither with less than a third."""
    one, other = (max((measure.width(each.text) for each in column), default=0) + 3 for column in (left, right))
    room = measure.ROOM - _BRACKET
    share = min(max(one / (one + other), 1 / 3), 2 / 3)
    return room * share, room * (1 - share)
