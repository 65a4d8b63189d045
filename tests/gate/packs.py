"""Makes what a blind reader gets of documents, and a reading of what readers answered.

``packs.py make DOCUMENTS PACKS KEY`` writes a pack a document (the text, then its short list and a draft or two of a
naive maker, shuffled) and, to the file KEY outside of PACKS, whose a draft is. Readers get a pack and ``reader.md``, no
more. ``packs.py gather KEY READING VERDICTS …`` makes a file for ``reading.py`` of their verdicts, a file a reader;
``packs.py causes KEY VERDICTS …`` prints what they said of drafts that most of them did not take as they are.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import data
import ranking
from drafts import studied

from qbank.drafting.study import Tools
from qbank.locale import say
from qbank.model.document import Document
from qbank.model.item import BLANK, Item, Option, Source
from qbank.reports.lines import key_line, paper_lines
from qbank.text.segment import outline
from qbank.types._contract import TYPES
from qbank.types.single_choice import SingleChoice

_KEY = ("id", "document", "origin", "kind", "type", "pattern", "maker", "stem")
_NAIVE, _OPTIONS, _LEAST_WORD = 1, 4, 2
_VERDICT = 5


def naive(document: Document, made: Tools, rng: random.Random) -> Iterator[Item]:
    """Yield drafts without any rule: the word of most TF-IDF blanked in a sentence, options drawn from the others."""
    sentences = [each for each in outline(document).sentences if each.role == "body"]
    words = made.words_of([each.readable for each in sentences])
    known = sorted({word for each in words for word in each if len(word) >= _LEAST_WORD})
    askable = [place for place, each in enumerate(words) if any(len(word) >= _LEAST_WORD for word in each)]
    for place in rng.sample(askable, min(_NAIVE, len(askable))):
        sentence = sentences[place]
        best = max((word for word in words[place] if len(word) >= _LEAST_WORD), key=lambda word: made.idf[word])
        others = rng.sample([word for word in known if word != best], _OPTIONS - 1)
        options = [Option(f"o{at}", text) for at, text in enumerate([best, *others])]
        rng.shuffle(options)
        key = next(each.id for each in options if each.text == best)
        yield Item(
            id="n" + hashlib.sha256(f"{document.name}{sentence.start}".encode()).hexdigest()[:14],
            stem=sentence.readable.replace(best, BLANK, 1),
            body=SingleChoice(options=tuple(options), key=key),
            # Worded as ours is: its form must not tell whose a draft is.
            rationale=say(
                "rationale", "zh", key=best, title=document.title or document.name, place="", sentence=sentence.readable
            ),
            sources=(Source(document.name, document.digest, sentence.start, sentence.end, sentence.text),),
        )


def packs(root: Path) -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """Yield of each document a name, its pack as Markdown and the rows of the key; the order of drafts is a lottery."""
    made = ranking.tools()
    for document in data.folder(root):
        of = studied(document, made)
        rng = random.Random(document.digest)
        drafts = [(each, "qbank") for each in of.items[: of.shortlisted]]
        drafts += [(each, "naive") for each in naive(document, made, rng)]
        rng.shuffle(drafts)
        code, shown, rows = document.digest[:6], [], []
        for at, (item, maker) in enumerate(drafts, 1):
            name = f"{code}-{at:02}"
            shown.append("\n".join(_shown(name, item)))
            kind = of.document.kind
            origin = "law" if kind == "law" else "office"
            pattern = item.pattern if maker == "qbank" else ""
            row = (name, document.name, origin, kind, item.type, pattern, maker, item.stem)
            rows.append(dict(zip(_KEY, row, strict=True)))
        text = "\n\n".join(["# Document", document.text.strip(), f"# {len(drafts)} drafts", *shown])
        yield code, text + "\n", rows


def _shown(name: str, item: Item) -> Iterator[str]:
    yield f"## {name}　{TYPES.get(item.type).label}"
    yield from paper_lines(item)
    yield f"答案：{key_line(item)}"
    if item.rationale:
        yield f"解析：{item.rationale}"


def verdicts(file: Path) -> dict[str, list[str]]:
    """Return id → class, fatal code, flaws, reason; raises ValueError for a line that is none or an id judged twice."""
    found: dict[str, list[str]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.reader(lines):
            if len(line) < _VERDICT or line[1] not in "ABCDE" or line[0] in found:
                raise ValueError(f"{file}: {line}")
            found[line[0]] = [*line[1:4], ",".join(line[4:])]
    return found


def gathered(key: Path, files: Sequence[Path]) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """Yield each row of the key with what each reader said of it; raises ValueError where one said nothing."""
    read = {file: verdicts(file) for file in files}
    with key.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for file, of in read.items():
                if row["id"] not in of:
                    raise ValueError(f"{file}: nothing on {row['id']}")
            yield row, [of[row["id"]] for of in read.values()]


def reading_lines(key: Path, files: Sequence[Path]) -> Iterator[list[str]]:
    """Yield the rows of a reading, the head first (see ``reading.py``)."""
    columns = _KEY[1:-1]
    yield [*columns, *(f"reader {chr(ord('X') + at)}" for at in range(len(files)))]
    for row, said in gathered(key, files):
        yield [*(row[name] for name in columns), *(each[0] + "F" * (each[1] not in {"-", ""}) for each in said)]


def causes(key: Path, files: Sequence[Path]) -> Iterator[str]:
    """Yield the drafts that most readers did not take as they are, with what each reader found."""
    for row, said in gathered(key, files):
        classes = [each[0] for each in said]
        if row["maker"] == "qbank" and 2 * classes.count("A") <= len(classes):
            yield f"{''.join(classes)} {row['document']} {row['type']} {row['pattern']}: {row['stem']}"
            yield from (f"    {' '.join(each[1:3])}: {each[3]}" for each in said if each[0] != "A")


def _write(file: Path, rows: Iterable[Iterable[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def main() -> None:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    for command, names in (
        ("make", ("documents", "packs", "key")),
        ("gather", ("key", "reading")),
        ("causes", ("key",)),
    ):
        of = commands.add_parser(command)
        for name in names:
            of.add_argument(name, type=Path)
        if command != "make":
            of.add_argument("verdicts", type=Path, nargs="+")
    asked = parser.parse_args()
    match asked.command:
        case "make":
            asked.packs.mkdir(parents=True, exist_ok=True)
            rows: list[dict[str, str]] = []
            for name, text, of_document in packs(asked.documents):
                (asked.packs / f"{name}.md").write_text(text, encoding="utf-8")
                rows += of_document
            _write(asked.key, [_KEY, *(row.values() for row in rows)])
        case "gather":
            _write(asked.reading, reading_lines(asked.key, asked.verdicts))
        case _:
            print("\n".join(causes(asked.key, asked.verdicts)))


if __name__ == "__main__":
    main()
