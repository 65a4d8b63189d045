"""Prints a record for people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from pathlib import PurePosixPath

import rank_figures
from figures import coverage, groups, rank_sets
from record import DocumentRow, Record
from summary import key_places, options, shortlist, statements, summary

_SHARES = (
    "filled",
    "varied",
    "one-pattern",
    "repeats",
    "same-kind",
    "same-length",
    "same-last",
    "key-longest",
    "true-share",
)
_COUNTS = ("documents", "drafts", "violations")
_RANKERS = ("random", "lead", "length", "tfidf", "qbank")
MOST_VIOLATIONS = 50


def lines(record: Record, *, documents: bool = False) -> Iterator[str]:
    """Yield the tables of a record; ``documents`` adds a line for each document."""
    rows = list(record["documents"].values())
    yield from _drafting(groups(rows), "documents", _COUNTS)
    yield from _by_type(rows)
    if documents:
        yield from _drafting(
            {f"{row['group']}: {PurePosixPath(row['name']).name}": [row] for row in rows}, "document", _COUNTS[1:]
        )
    yield from _violations(rows)
    yield from _ideals(record)
    yield from _spans(record)
    yield from _ranking(record)
    if record["sentences"]:
        alike, every = record["sentences"]["alike"], record["sentences"]["all"]
        yield f"\nsentences of the seeds that rjieba and jieba cut alike: {alike} of {every}"


def _drafting(table: Mapping[str, Sequence[DocumentRow]], title: str, counts: Sequence[str]) -> Iterator[str]:
    yield "\nDrafts, shares in per cent. Short lists: filled = slots filled, varied = documents with three types,"
    yield "one-pattern = documents with over four of a pattern, repeats = near-duplicates. same = key and distractor"
    yield f"{title:34}" + "".join(f"{name:>12}" for name in (*counts, "per-1000", *_SHARES, "key places"))
    for name, rows in table.items():
        found = summary(rows)
        shown = [f"{found[each]:12.0f}" for each in counts] + [f"{found['per-1000']:12.2f}"]
        shown += [_percent(found[each], 12) for each in _SHARES]
        places = key_places([each for row in rows for each in row["drafts"]])
        p = "" if isnan(found["place-p"]) else f" p={found['place-p']:.2f}"
        yield f"{_padded(name, 34)}" + "".join(shown) + f"  {_places(places)}{p}"


def _by_type(rows: Sequence[DocumentRow]) -> Iterator[str]:
    drafts = [each for row in rows for each in row["drafts"]]
    firsts = Counter(each["type"] for row in rows for each in shortlist(row))
    characters = sum(row["characters"] for row in rows)
    columns = ("same-kind", "same-length", "same-last", "key-longest", "true-share")
    yield f"\n{'type':34}{'drafts':>12}{'short list':>12}{'per-1000':>12}" + "".join(f"{name:>12}" for name in columns)
    for name, count in Counter(each["type"] for each in drafts).most_common():
        own = [each for each in drafts if each["type"] == name]
        found = options([each for each in own if "alike" in each]) | statements(own)
        shown = f"{count:12}{firsts[name]:12}{1000 * count / characters:12.2f}"
        yield f"{name:34}{shown}" + "".join(_percent(found[each], 12) for each in columns)
    yield f"\n{'pattern':34}{'drafts':>12}{'short list':>12}"
    patterns = Counter(each["pattern"] for row in rows for each in shortlist(row))
    for name, count in Counter(each["pattern"] for each in drafts).most_common():
        yield f"{name:34}{count:12}{patterns[name]:12}"


def _violations(rows: Sequence[DocumentRow]) -> Iterator[str]:
    broken = [(row["name"], each) for row in rows for each in row["drafts"] if each["faults"]]
    yield f"\nviolations of rules over all drafts, style warnings and touched redactions included: {len(broken)}"
    for name, each in broken[:MOST_VIOLATIONS]:
        yield f"  {name}: {each['id']} ({each['type']}, {each['pattern']}): {', '.join(each['faults'])}"
    if len(broken) > MOST_VIOLATIONS:
        yield f"  and {len(broken) - MOST_VIOLATIONS} more"


def _ideals(record: Record) -> Iterator[str]:
    rows = record["ideals"]
    if not rows:
        return
    covered, typed = (sum(row[name] for row in rows.values()) for name in ("covered", "same_type"))
    yield f"\nideal questions covered: {covered} of {len(rows)} ({typed} by a draft of the same type); missed:"
    for name, row in rows.items():
        if not row["covered"]:
            yield f"  {_padded(name, 28)}{row['type']:18}{row['asked']}/{row['parts']} parts   {row['why']}"
    reasons = Counter(row["why"].partition(" (")[0].partition(" from ")[0] for row in rows.values())
    yield "  " + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())


def _spans(record: Record) -> Iterator[str]:
    if not record["spans"]:
        return
    yield "\nwhat people asked about, per cent. covered = spans (answers, of laws sentences) half in a part of a fact,"
    yield "touched = asked sentences that a part of a fact lies in, others = the same of all other sentences"
    yield f"{'':16}{'spans':>10}{'covered':>10}{'touched':>10}{'others':>10}{'facts per 1,000 characters':>30}"
    for which, by_document in record["spans"].items():
        rows = list(by_document.values())
        found, spans = coverage(rows), sum(row["spans"] for row in rows)
        shares = "".join(_percent(found[name], 10) for name in ("covered", "touched", "others-touched"))
        yield f"{which:16}{spans:10}{shares}{found['facts-per-1000']:30.1f}"


def _ranking(record: Record) -> Iterator[str]:
    sets = rank_sets(record)
    if not sets:
        return
    for title, figure in (
        ("share of asked sentences in the top 30 %", rank_figures.recall),
        ("AUC, all pairs of one document pooled", rank_figures.pooled_auc),
        ("AUC, mean of the documents' own", rank_figures.document_auc),
    ):
        yield f"\n{title}, with 95 % of draws of documents\n{'':14}" + "".join(f"{name:>20}" for name in sets)
        for ranker, less in (*((name, "") for name in _RANKERS), ("qbank", "length")):
            shown = (f"{_interval(figure(rows, ranker, less)):>20}" for rows in sets.values())
            yield f"{f'{ranker} - {less}' if less else ranker:14}" + "".join(shown)


def _interval(ranked: rank_figures.Ranked) -> str:
    return f"{ranked.value:.3f} ({ranked.low:.2f}…{ranked.high:.2f})"


def _percent(share: float, width: int) -> str:
    return f"{'-' if isnan(share) else format(100 * share, '.0f'):>{width}}"


def _places(by_size: Mapping[int, Sequence[int]]) -> str:
    return " ".join(f"{size}: {'/'.join(map(str, counts))}" for size, counts in by_size.items())


def _padded(text: str, width: int) -> str:
    """Return a text filled to a width on screen, where Chinese characters take two columns; longer ones are cut."""
    shown = ""
    for char in text:
        if _columns(shown + char) >= width:
            break
        shown += char
    return shown + " " * (width - _columns(shown))


def _columns(text: str) -> int:
    return sum(1 + (char >= "\u1100") for char in text)
