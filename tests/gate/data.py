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

from qbank.model.document import Document, Span
from qbank.text.files import Found, find
from qbank.text.frontmatter import load_metadata
from qbank.text.readers import Limits, Reader

DATA = Path(os.environ.get("QBANK_DATA", Path(__file__).parents[3] / "shared" / "data"))
SAMPLE = Path(__file__).parents[2] / "corpus"
SEEDS = ("plan.txt", "news.txt", "report.txt")
LAWS = 100
HELD_BACK = Path(__file__).with_name("held_back.txt")
"""The first 16 hex digits of the SHA-256 of each law that is set aside for judging."""


class Labelled(NamedTuple):
    """A span of a document and whether examiners asked about it (None: unknown)."""

    start: int
    end: int
    asked: bool | None


class LabelledDocument(NamedTuple):
    """A document with its labelled sentences; ``asked`` are the answers, where unknown the asked sentences."""

    document: Document
    spans: tuple[Labelled, ...]
    asked: tuple[Span, ...]

    @property
    def key(self) -> str:
        """Return what tells the document from others without telling anything of it."""
        return hashlib.sha256(f"{self.document.name}\n{self.document.text}".encode()).hexdigest()[:16]


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


def law_paths() -> list[Path]:
    """Return the laws that may be looked at, in order of name; those set aside are known by digest and left out."""
    held_back = frozenset(HELD_BACK.read_text(encoding="ascii").split())
    paths = sorted((DATA / "corpora" / "documents" / "law").glob("*.md"))
    return [path for path in paths if hashlib.sha256(path.read_bytes()).hexdigest()[:16] not in held_back]


def laws() -> Iterator[Document]:
    """Yield the first hundred laws that may be looked at."""
    yield from read(Found(path, path.name) for path in law_paths()[:LAWS])


def folder(root: Path) -> Iterator[Document]:
    """Yield the documents of a folder as ``qbank ingest`` reads them, with what its ``corpus.toml`` says of them."""
    found = find([root], limits=Limits())
    yield from read((each for each in found if isinstance(each, Found)), root)


def read(found: Iterable[Found], root: Path | None = None) -> Iterator[Document]:
    """Yield the documents of files; raises ValueError naming a file that cannot be read."""
    rules = load_metadata(root)[0] if root else ()
    with Reader() as reader:
        for each in found:
            reading = reader.read(each, rules=rules)
            if reading.document is None:
                raise ValueError(f"{each.name}: {[problem.code for problem in reading.problems]}")
            yield reading.document


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
        asked = tuple(Span(each.start, each.end) for each in spans if each.asked)
        yield LabelledDocument(Document(row["doc"], "", text), spans, asked)


def _contexts(path: Path) -> Iterator[LabelledDocument]:
    for row in _lines(path):
        spans = tuple(Labelled(each["start"], each["end"], bool(each["asked"])) for each in row["sentences"])
        answers = {Span(qa["start"], qa["start"] + len(qa["a"])) for each in row["sentences"] for qa in each["qa"]}
        yield LabelledDocument(Document(row["id"], "", row["context"]), spans, tuple(sorted(answers)))


def digest(paths: Iterable[Path]) -> str:
    """Return one digest of files, whatever order they come in."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def digests() -> dict[str, str]:
    """Return the digests of everything measured on."""
    corpora = DATA / "corpora"
    return sample_digests() | {
        "ideals": digest([Path(__file__).with_name("ideals.json")]),
        "laws": digest(law_paths()[:LAWS]),
        "seeds": digest(DATA / "seeds" / name for name in SEEDS),
        "pairs": digest(corpora.glob("pairs/*/labels.jsonl")),
        "cmrc2018": digest(corpora.glob("rc/gold-sentences/*.jsonl")),
    }


def sample_digests() -> dict[str, str]:
    """Return the digest of what the project brings along itself."""
    return {"sample": digest(path for path in SAMPLE.rglob("*") if path.is_file())}
