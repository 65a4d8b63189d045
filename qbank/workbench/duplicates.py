"""Duplicates for an editor: side by side with the difference marked, kept both, or made one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from html import escape
from typing import TYPE_CHECKING, Any

from qbank.bank import Bank, Change, Query
from qbank.bank.likeness import Pair, common_ends
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.model.decision import Action, Decision
from qbank.model.item import Item, Source, Status
from qbank.reports.lines import key_line, paper_lines, percent
from qbank.reports.tables import html_lines
from qbank.review.desk import DecideReport, Desk
from qbank.types._contract import TYPES

if TYPE_CHECKING:
    from qbank.workbench.ingest import Progress

STANDING: tuple[Status, ...] = ("draft", "accepted")
"""Statuses of items that can be one another's duplicates; what was rejected or retired is out of the way."""
_KINDS = {"exact": "duplicates-exact", "near": "duplicates-near", "same-fact": "duplicates-same-fact"}
_SHOWN = 50
_COMPARED = 2000
"""Characters of a text in which differences are looked for; comparing takes time that grows with the square."""
_CELL = "style='text-align:left;vertical-align:top;width:50%'"
_MARK = "style='text-decoration:underline'"

Piece = tuple[str, bool]
"""A stretch of text, and whether it differs from the other side."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A pair with its two items."""

    pair: Pair
    one: Item
    other: Item

    def to_dict(self) -> dict[str, Any]:
        """Return ids, kind, score, and of each side stem, key, type, status and document as JSON data."""
        sides = (("one", self.one), ("other", self.other))
        told = {f"{side}_{name}": value for side, item in sides for name, value in _facts(item).items()}
        return {"one": self.one.id, "other": self.other.id, "kind": self.pair.kind, "score": self.pair.score, **told}


@dataclass(frozen=True, slots=True)
class DuplicatesReport:
    """Pairs of duplicates, exact ones first, and among how many items they were looked for."""

    likenesses: tuple[Likeness, ...]
    items: int
    lang: Lang

    def __len__(self) -> int:
        return len(self.likenesses)

    def lines(self, most: int = _SHOWN) -> list[str]:
        """Return at most so many pairs in words, what differs in 【】, and how many there are of each kind."""
        shown = [line for each in self.likenesses[:most] for line in self._pair_lines(each)]
        legend = [say("duplicates-legend", self.lang), ""] if any("【" in line for line in shown) else []
        return [*legend, *shown, self._summary(most)]

    def to_dict(self) -> dict[str, Any]:
        """Return ``items``, how many were compared, and ``pairs``, all of them, as JSON data."""
        return {"items": self.items, "pairs": [each.to_dict() for each in self.likenesses]}

    def _repr_html_(self) -> str:
        rows = "".join(self._rows(each) for each in self.likenesses[:_SHOWN])
        table = f"<table lang='zh-CN'><tbody>{rows}</tbody></table>" if rows else ""
        return f"{table}<p>{html_lines([self._summary(_SHOWN)])}</p>"

    def _summary(self, most: int) -> str:
        kinds = [each.pair.kind for each in self.likenesses]
        counts = {kind.replace("-", "_"): kinds.count(kind) for kind in ("exact", "near", "same-fact")}
        left = len(kinds) - most
        more = say("duplicates-more", self.lang, left=left, all=len(kinds)) if left > 0 else ""
        return say("duplicates-found", self.lang, items=self.items, pairs=len(kinds), **counts) + more

    def _pair_lines(self, each: Likeness) -> Iterator[str]:
        yield self._heading(each)
        for mark, item, sides in zip("AB", (each.one, each.other), _sides(each), strict=True):
            yield f"  {mark}  {self._label(item)}"
            yield from (f"     {_in_brackets(pieces)}" for pieces in sides)
        yield ""

    def _rows(self, each: Likeness) -> str:
        heads = "".join(f"<th {_CELL}>{html_lines([self._label(item)])}</th>" for item in (each.one, each.other))
        cells = "".join(f"<td {_CELL}>{'<br>'.join(map(_as_html, sides))}</td>" for sides in _sides(each))
        return f"<tr><th colspan='2'>{html_lines([self._heading(each)])}</th></tr><tr>{heads}</tr><tr>{cells}</tr>"

    def _heading(self, each: Likeness) -> str:
        kind = say(_KINDS[each.pair.kind], self.lang)
        return say("duplicates-pair", self.lang, kind=kind, score=percent(each.pair.score))

    def _label(self, item: Item) -> str:
        where = item.sources[0].document if item.sources else "-"
        status = say(f"status-{item.status}", self.lang)
        return f"{item.id}  {TYPES.get(item.type).label}  {status}  [{where}]"


def duplicates(bank: Bank, lang: Lang, document: str, progress: Progress) -> DuplicatesReport:
    """Return the duplicates among items that stand, without pairs of which it was said that both stay.

    Args:
        bank: the bank.
        lang: language of what is shown.
        document: only pairs with an item whose main source is this document; "" for all.
        progress: told how many items are read.
    """
    from qbank.bank.duplicates import find

    wanted = Query(status=STANDING, order="id")
    count = bank.count(wanted)
    pairs = find(_told(bank.items(wanted), say("duplicates-reading", lang), count, progress))
    kept = bank.kept_pairs()
    pairs = [pair for pair in pairs if frozenset(pair[:2]) not in kept]
    items = {item.id: item for item in bank.many(sorted({name for pair in pairs for name in pair[:2]}))}
    found = [Likeness(pair, items[pair.one], items[pair.other]) for pair in pairs if {*pair[:2]} <= items.keys()]
    return DuplicatesReport(tuple(each for each in found if not document or _is_from(each, document)), count, lang)


def keep_both(bank: Bank, actor: str, one: str, other: str) -> None:
    """Remember that two items both stay; raises QbankError if one is unknown or both are the same."""
    _two(bank, one, other)
    bank.keep_pair(one, other, actor)


def merge(desk: Desk, keep: str, drop: str, *, op: str = "") -> DecideReport:
    """Make one item of two: the kept one gets what the other has beside it, the other is rejected.

    Tags, audiences and proof lines are put together; an accepted item stays accepted. Either all of it is done or
    nothing, and one undo takes it back.

    Args:
        desk: who decides, in which bank.
        keep: id of the item that stays.
        drop: id of the item to be rejected.
        op: id of the operation, made by the client; the same again changes nothing. "" makes one.

    Raises:
        QbankError: an id is unknown, or both are the same.
    """
    kept, dropped = _two(desk.bank, keep, drop)
    op = op or str(uuid.uuid4())
    if any(decision.op_id.startswith(f"{op}/") for decision in desk.bank.history(drop)):
        return DecideReport(1, (), desk.lang)
    gone = [item.id for item in (kept, dropped) if not _stands(desk.bank, item)]
    if gone:
        return _undone(desk, *(Problem("duplicates-not-standing", values={"id": each}) for each in gone))
    outcomes = desk.settle(changes := _changes(desk, kept, dropped, op))
    problems = [
        Problem("item-conflict", values={"id": change.decision.item}) if outcome.conflict else outcome.problem
        for outcome, change in zip(outcomes, changes, strict=True)
        if outcome.kind != "done"
    ]
    if problems and len(problems) < len(outcomes):
        desk.bank.undo(desk.actor, str(uuid.uuid4()), step=op)
    if problems:
        return _undone(desk, *(problem for problem in problems if problem))
    return DecideReport(len(outcomes), (), desk.lang)


def _changes(desk: Desk, kept: Item, dropped: Item, op: str) -> list[Change]:
    now = datetime.now(UTC).isoformat(timespec="seconds")

    def change(item: Item, action: Action, reason: str = "", content: Item | None = None) -> Change:
        number = len(changes) + 1
        decision = Decision(f"{op}/{number}", item.id, item.revision + 1, action, desk.actor, now, reason)
        return Change(decision, item.revision, content)

    changes: list[Change] = []
    merged = merged_with(kept, dropped)
    if merged != kept:
        changes.append(change(kept, "fix" if kept.status == "accepted" else "edit", content=merged))
    changes.append(change(dropped, "reject", say("duplicates-reason", desk.lang, id=kept.id)))
    return changes


def merged_with(kept: Item, dropped: Item) -> Item:
    """Return an item with the tags, audiences and proof lines of another put after its own, each once."""
    lines = tuple(each for each in dropped.sources if not any(_holds(mine, each) for mine in kept.sources))
    return replace(
        kept,
        tags=tuple(dict.fromkeys((*kept.tags, *dropped.tags))),
        audience=tuple(dict.fromkeys((*kept.audience, *dropped.audience))),
        sources=(*kept.sources, *dict.fromkeys(lines)),
    )


def _holds(one: Source, other: Source) -> bool:
    same = (one.document, one.digest) == (other.document, other.digest)
    return same and one.start <= other.start and other.end <= one.end


def _two(bank: Bank, one: str, other: str) -> tuple[Item, Item]:
    if one == other:
        raise QbankError(Problem("duplicates-one-item", values={"id": one}))
    return _known(bank, one), _known(bank, other)


def _known(bank: Bank, name: str) -> Item:
    item = bank.get(name)
    if item is None:
        raise QbankError(Problem("item-unknown", values={"id": name}))
    return item


def _stands(bank: Bank, item: Item) -> bool:
    return item.status in STANDING and bank.history(item.id)[-1].action != "delete"


def _undone(desk: Desk, *problems: Problem) -> DecideReport:
    return DecideReport(0, problems, desk.lang)


def _told(items: Iterable[Item], what: str, count: int, progress: Progress) -> Iterator[Item]:
    for number, item in enumerate(items, 1):
        yield item
        if number % 500 == 0:
            progress(what, min(number, count), count)
    progress(what, count, count)


def _is_from(each: Likeness, document: str) -> bool:
    return any(item.sources and item.sources[0].document == document for item in (each.one, each.other))


def _facts(item: Item) -> dict[str, str]:
    document = item.sources[0].document if item.sources else ""
    key = item.body.key_text()
    return {"stem": item.stem, "key": key, "type": item.type, "status": item.status, "document": document}


# --- what differs -----------------------------------------------------------------------------------


def _sides(each: Likeness) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Return the lines of both items as they stand on paper, and their keys, each in pieces."""
    mine, its = (["\n".join(paper_lines(item)), key_line(item)] for item in (each.one, each.other))
    both = [pieces(one, other) for one, other in zip(mine, its, strict=True)]
    return [line for one, _ in both for line in _in_lines(one)], [
        line for _, other in both for line in _in_lines(other)
    ]


def pieces(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Return two texts in stretches, each with whether it is missing on the other side."""
    head, tail = common_ends(one, other)
    first, second = one[head : len(one) - tail], other[head : len(other) - tail]
    mine, its = [(one[:head], False)], [(other[:head], False)]
    for tag, start, end, start2, end2 in _opcodes(first, second):
        mine.append((first[start:end], tag != "equal"))
        its.append((second[start2:end2], tag != "equal"))
    end_of_both = (one[len(one) - tail :], False)
    return [each for each in (*mine, end_of_both) if each[0]], [each for each in (*its, end_of_both) if each[0]]


def _opcodes(one: str, other: str) -> list[tuple[str, int, int, int, int]]:
    if max(len(one), len(other)) > _COMPARED:
        return [("replace", 0, len(one), 0, len(other))]
    return list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())


def _in_lines(text: Iterable[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for words, differs in text:
        first, *rest = words.split("\n")
        lines[-1].append((first, differs))
        lines += [[(each, differs)] for each in rest]
    return lines


def _in_brackets(line: Iterable[Piece]) -> str:
    return "".join(f"【{words}】" if differs and words else words for words, differs in line)


def _as_html(line: Iterable[Piece]) -> str:
    return "".join(
        f"<mark {_MARK}>{escape(words)}</mark>" if differs and words else escape(words) for words, differs in line
    )
