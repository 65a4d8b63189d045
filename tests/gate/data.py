"""The outside data the gate measures on: where it lies, its digest, and its labelled sentences.

It is never part of the project; ``QBANK_DATA`` names the folder, else ``../shared/data`` beside the checkout.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from qbank.model.document import Document

DATA = Path(os.environ.get("QBANK_DATA", Path(__file__).parents[3] / "shared" / "data"))
SEEDS = ("plan.txt", "news.txt", "report.txt")


class Labelled(NamedTuple):
    """A span of a document and whether examiners asked about it (None: unknown)."""

    start: int
    end: int
    asked: bool | None


class LabelledDocument(NamedTuple):
    """A document with its labelled spans."""

    document: Document
    spans: tuple[Labelled, ...]


def decoded(path: Path) -> str:
    """Return a file's text as the labels count it."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def plain(text: str) -> str:
    """Return Markdown with its heading marks blanked, so that every offset stays."""
    return re.sub(r"(?m)^#+(?= )|<!--.*?-->", lambda match: " " * len(match.group()), text)


def seeds() -> Iterator[Document]:
    """Yield the seed documents."""
    for name in SEEDS:
        path = DATA / "seeds" / name
        yield Document(name, hashlib.sha256(path.read_bytes()).hexdigest(), decoded(path))


def labelled_sets() -> dict[str, list[LabelledDocument]]:
    """Return the labelled sets by name."""
    corpora = DATA / "corpora"
    sets = {path.parent.name: list(_pairs(path, corpora)) for path in sorted(corpora.glob("pairs/*/labels.jsonl"))}
    sets["cmrc2018"] = list(_contexts(corpora / "rc" / "gold-sentences" / "cmrc2018_dev.jsonl"))
    return sets


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _pairs(path: Path, corpora: Path) -> Iterator[LabelledDocument]:
    for row in _lines(path):
        text = plain(decoded(corpora / row["doc"]))
        spans = tuple(
            Labelled(each["start"], each["end"], True if each["strong"] else None if each["weaker"] else False)
            for each in row["sentences"]
        )
        yield LabelledDocument(Document(row["doc"], "", text), spans)


def _contexts(path: Path) -> Iterator[LabelledDocument]:
    for row in _lines(path):
        spans = tuple(Labelled(each["start"], each["end"], bool(each["asked"])) for each in row["sentences"])
        yield LabelledDocument(Document(row["id"], "", row["context"]), spans)


def digest(paths: Iterable[Path]) -> str:
    """Return one digest of files, whatever order they come in."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def digests() -> dict[str, str]:
    """Return the digests of everything measured on."""
    corpora = DATA / "corpora"
    return {
        "seeds": digest(DATA / "seeds" / name for name in SEEDS),
        "pairs": digest(corpora.glob("pairs/*/labels.jsonl")),
        "cmrc2018": digest(corpora.glob("rc/gold-sentences/*.jsonl")),
    }
