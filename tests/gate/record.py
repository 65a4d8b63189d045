"""What one run of the gate measured, as JSON data: counts a document, from which every figure is made.

Counts and digests only, never a text, so that a record may be kept and passed on. Because every figure is a
function of the rows, two records can be compared on the documents that both have.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NotRequired, TypedDict

FORMAT = 1


class DraftRow(TypedDict):
    """One draft: ``faults`` are codes of broken rules.

    ``repeats`` tells whether it is on the short list of its document and nearly one of those before it.
    ``alike`` are the counts of ``likeness.Likeness`` without its place (choices only), ``place`` that place
    (unordered options only), ``true`` the key of a statement (判断 only).
    """

    id: str
    type: str
    pattern: str
    faults: list[str]
    repeats: bool
    alike: NotRequired[list[int]]
    place: NotRequired[list[int]]
    true: NotRequired[bool]


class DocumentRow(TypedDict):
    """One document with its drafts in review order, the short list first; ``group`` is seeds, sample or laws."""

    name: str
    group: str
    genre: str
    characters: int
    shortlisted: int
    drafts: list[DraftRow]


class IdealRow(TypedDict):
    """What became of one ideal question: ``why`` is "covered" or the reason why not (see ``ideals``)."""

    document: str
    type: str
    covered: bool
    same_type: bool
    parts: int
    asked: int
    why: str


class SpanRow(TypedDict):
    """Spans people asked about in one document, and how many of them facts cover.

    ``spans`` are answers where those are known, else sentences; ``asked`` and ``others`` are the sentences asked and
    not asked about. A span is touched if a part of a fact shares a character with it, covered if they share half.
    """

    characters: int
    facts: int
    spans: int
    covered: int
    asked: int
    asked_touched: int
    others: int
    others_touched: int


class RankRow(TypedDict):
    """One ranker on one document: asked spans, those in the top 30 %, pairs asked/not asked and pairs won (ties ½)."""

    asked: int
    hits: int
    pairs: int
    won: float


class Record(TypedDict):
    """A whole run; documents by digest, spans as set → document, ranking as set → document → ranker."""

    format: int
    digests: dict[str, str]
    documents: dict[str, DocumentRow]
    ideals: dict[str, IdealRow]
    spans: dict[str, dict[str, SpanRow]]
    ranking: dict[str, dict[str, dict[str, RankRow]]]
    sentences: dict[str, int]


def empty() -> Record:
    """Return a record of nothing."""
    return Record(format=FORMAT, digests={}, documents={}, ideals={}, spans={}, ranking={}, sentences={})


def load(path: Path) -> Record:
    """Return the record of a file; raises ValueError if it is not one of this format."""
    record = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise ValueError(f"{path}: not a record of the gate of format {FORMAT}")
    return record


def dump(record: Record, path: Path) -> None:
    """Write a record."""
    path.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
