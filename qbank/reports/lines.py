"""An item as lines of plain text, the way it stands on paper."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime
from math import isnan
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, assert_never

from qbank.locale import Lang, say, texts
from qbank.model.decision import Decision
from qbank.model.item import (
    Blank,
    Block,
    Choice,
    Choices,
    Columns,
    Item,
    Match,
    Order,
    Paragraph,
    Source,
    WriteSpace,
)
from qbank.model.letters import by_id, letter
from qbank.model.portable import IMPORTED
from qbank.model.stimulus import Stimulus
from qbank.types._contract import TYPES

SCREENFUL = 20
"""Items that a list has in words unless it is said otherwise."""
STEM = 60
"""Characters that such a list has of a stem."""

if TYPE_CHECKING:
    from qbank.drafting.learn import Precision

_LEAST_GAP = 4


def paper_lines(item: Item) -> list[str]:
    """Return stem and options without the key; letters are made here, for the eye only."""
    return [line for block in item.body.blocks(item.stem) for line in _lines(block)]


def pattern_name(pattern: str, lang: Lang) -> str:
    """Return a pattern's name in an editor's words; by its id where it has none."""
    return texts("pattern-", lang).get(f"pattern-{pattern}", pattern)


def full_lines(
    item: Item,
    lang: Lang,
    stimulus: Stimulus | None = None,
    precision: Precision | None = None,
    place_of: Callable[[Source], str] = lambda _source: "",
) -> list[str]:
    """Return everything an editor wants to see of an item: as it stands on paper, key, 解析, proof lines, reasons.

    ``stimulus`` is the passage the item shares with others; it stands above the stem. ``precision`` is what verdicts
    say about drafts of its pattern and type, None if nothing was learned. ``place_of`` names the headings that a
    proof line stands under.
    """
    head = f"[{item.id}] {TYPES.get(item.type).label} · {status_name(item, lang)}"
    proofs = [_proof(each, place_of(each), lang) for each in item.sources]
    level = say("level", lang, difficulty=say(f"difficulty-{item.difficulty}", lang))
    drafted = _drafted(item, lang) if item.pattern else ""
    explained = [say("explained", lang, rationale=item.rationale)] if item.rationale else []
    key = say("answer", lang, key=key_line(item))
    record = [precision_line(precision, lang)] if precision else []
    shown = [*stimulus_lines(stimulus, lang), *paper_lines(item), key, *explained, *proofs, *_reasons(item, lang)]
    return [head, *shown, *_origin(item, lang), f"{level}　{drafted}".rstrip(), *record]


def _origin(item: Item, lang: Lang) -> list[str]:
    """Return where an imported item came from, and how surely its proof line was found."""
    about = item.extensions.get(IMPORTED)
    if not isinstance(about, dict):
        return []
    lines = [say("imported-from", lang, file=about.get("file", ""), place=about.get("place", ""))]
    if isinstance(about.get("confidence"), float):
        lines.append(say("proof-found", lang, share=percent(about["confidence"])))
    return lines


def _proof(source: Source, place: str, lang: Lang) -> str:
    where = "　".join(filter(None, (source.document, place)))
    return say("proof", lang, where=where, start=source.start, end=source.end, sentence=source.text)


def _drafted(item: Item, lang: Lang) -> str:
    return say("drafted-by", lang, pattern=pattern_name(item.pattern, lang), priority=f"{item.priority:.2f}")


def stimulus_lines(stimulus: Stimulus | None, lang: Lang) -> list[str]:
    """Return a passage as it stands above its items, a paragraph a line; no lines for none."""
    if stimulus is None:
        return []
    return [say("stimulus", lang, id=stimulus.id), *(f"  {line}" for line in stimulus.text.splitlines())]


def precision_line(each: Precision, lang: Lang) -> str:
    """Return how many drafts of one pattern × type were kept, and how many were and are expected to be."""
    shares = {name: percent(getattr(each, name)) for name in ("share", "low", "high", "prior", "learned")}
    counts = {"verdicts": each.verdicts, "kept": each.kept}
    names = {"pattern": pattern_name(each.pattern, lang), "type": TYPES.get(each.type).label}
    return say("precision", lang, **names, **counts, **shares)


def percent(share: float) -> str:
    """Return a share in per cent, “-” where it is undefined."""
    return "-" if isnan(share) else f"{share:.0%}"


def key_line(item: Item) -> str:
    """Return the key in words, with the letters its options have on this paper."""
    words = item.body.key_text()
    match item.body.interaction():
        case Choice(options=options, keys=keys) if _has_letters(item):
            return f"{'、'.join(mark for id_, mark in by_id(options).items() if id_ in keys)}（{words}）"
        case Order(options=options, key=key):
            return f"{''.join(by_id(options).get(id_, '') for id_ in key)}（{words}）"
        case Match(left=left, right=right, pairs=pairs):
            numbers, letters = {option.id: n for n, option in enumerate(left, 1)}, by_id(right)
            rows = (f"{numbers.get(one, '')}—{letters.get(other, '')}" for one, other in pairs)
            return f"{'、'.join(rows)}（{words}）"
        case _:
            return words


def _has_letters(item: Item) -> bool:
    return any(isinstance(block, Choices) for block in item.body.blocks(item.stem))


def left_lines(most: int, count: int, lang: Lang) -> Iterator[str]:
    """Yield how many of ``count`` items a list of ``most``, 0 for all, leaves out and how to see them, if it does."""
    if 0 < most < count:
        yield say("items-left", lang, left=count - most)


def brief_line(item: Item, lang: Lang) -> str:
    """Return an item on one line: id, status, type, document, stem."""
    document = PurePosixPath(item.sources[0].document).name if item.sources else "-"
    return f"{item.id}  {status_name(item, lang)}  {TYPES.get(item.type).label}  [{document}]  {item.stem}"


def status_name(item: Item, lang: Lang) -> str:
    """Return where an item stands, in an editor's words; a draft that was put off is 待定."""
    return say("action-later" if is_put_off(item) else f"status-{item.status}", lang)


def is_put_off(item: Item) -> bool:
    """Tell whether an item is 待定: a draft that was put off."""
    return item.later and item.status == "draft"


def history_lines(decisions: Iterable[Decision], lang: Lang, unflagged: Container[str] = ()) -> list[str]:
    """Return what became of an item, a decision a line; ``unflagged`` are the ids of those that ended its 待定."""
    return [
        "  ".join((local_time(each.at), each.actor, action_name(each, lang, unflagged), each.reason)).rstrip()
        for each in decisions
    ]


def action_name(decision: Decision, lang: Lang, unflagged: Container[str] = ()) -> str:
    """Return what a decision did, in an editor's words."""
    return say("action-not-later" if decision.op_id in unflagged else f"action-{decision.action}", lang)


def local_time(stamp: str) -> str:
    """Return an ISO 8601 time as the clock on the wall shows it, to the minute; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return stamp


def _reasons(item: Item, lang: Lang) -> list[str]:
    options = getattr(item.body.interaction(), "options", ())
    return [say("because", lang, option=each.text, reason=each.reason) for each in options if each.reason]


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(content=content):
            return ["".join(part if isinstance(part, str) else _gap(part) for part in content)]
        case Choices(options=options):
            return [f"  {letter(at)}. {option.text}" for at, option in enumerate(options)]
        case Columns(left=left, right=right):
            return [
                *(f"  {number}. {option.text}" for number, option in enumerate(left, 1)),
                *(f"  {letter(at)}. {option.text}" for at, option in enumerate(right)),
            ]
        case WriteSpace(lines=lines):
            return ["  ________________"] * min(lines, 1)
        case _:
            assert_never(block)


def _gap(blank: Blank) -> str:
    return "＿" * max(_LEAST_GAP, blank.size) if blank.size else "（　　）"
