"""The blueprint that a person means: a file, or one line; held against what the bank knows."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qbank.assembly.blueprint_drawing import write_excel
from qbank.assembly.blueprint_excel import read_excel
from qbank.assembly.blueprint_line import is_line, read_line
from qbank.assembly.blueprint_toml import read_toml, write_toml
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.formats.files import is_there, write_bytes
from qbank.locale import Listed, Words
from qbank.model.asked import one_of, part_of
from qbank.model.blueprint import Blueprint, Cell
from qbank.model.candidate import Candidate
from qbank.text.files import os_problem, refuse_special
from qbank.workbench.names import resolve

Reader = Callable[[bytes, str, str], Blueprint]
READERS: Mapping[str, Reader] = {".toml": read_toml, ".xlsx": read_excel}
WRITERS: Mapping[str, Callable[[Blueprint], bytes]] = {".toml": write_toml, ".xlsx": write_excel}
_NEAR = 5
_WORDS = {
    "chapters": Words("papers-chapter"),
    "tags": Words("papers-tag"),
    "audiences": Words("papers-audience"),
    "levels": Words("papers-level"),
}


def read_blueprint(what: Path | str) -> Blueprint:
    """Return the blueprint of a TOML file, of a workbook, or of a line (判断 10×1，单选 15×2，60 分钟).

    Raises:
        QbankError: there is no such file, its ending is none that can be read, or what the readers raise.
    """
    path, text = Path(what), str(what)
    reader = READERS.get(path.suffix.casefold())
    if reader is None and is_line(text) and not _is_file(path):
        return read_line(text, " ".join(text.split()))
    if reader is None:
        code = "papers-blueprint-ending" if _is_file(path) else "papers-blueprint-none"
        raise QbankError(Problem(code, text, values={"known": Listed(READERS)}))
    try:
        refuse_special(path)
        content = path.read_bytes()
    except OSError as error:
        raise QbankError(os_problem(error, text)) from error
    return reader(content, path.stem, text)


def save_blueprint(blueprint: Blueprint, file: Path) -> None:
    """Write a blueprint as TOML or as a two-way table, as the ending says; ``read_blueprint`` gives it back.

    A file that says just this already stays as it is: who asks again, as after a shortage, need not ask otherwise.

    Raises:
        QbankError: the ending is another, there is a file that says something else, or the place cannot take a file.
    """
    write = WRITERS.get(file.suffix.casefold())
    if write is None:
        raise QbankError(Problem("papers-blueprint-save-ending", str(file), values={"known": Listed(WRITERS)}))
    if not is_there(file):
        write_bytes(file, write(blueprint))
    elif not _says(file, write(blueprint)):
        raise QbankError(Problem("papers-blueprint-exists", str(file)))


def _says(file: Path, content: bytes) -> bool:
    """Tell whether a file is read as the blueprint that a content would be."""
    try:
        return read_blueprint(file) == READERS[file.suffix.casefold()](content, file.stem, str(file))
    except QbankError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a line too long for a name
        return False


def settled(blueprint: Blueprint, documents: Sequence[str]) -> Blueprint:
    """Return the blueprint with the documents' full names where it has parts of them.

    Raises:
        QbankError: ``document-unknown``, ``document-ambiguous``.
    """

    def named(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(resolve(word, documents) for word in words)

    cells = tuple(replace(cell, documents=named(cell.documents)) for cell in blueprint.cells)
    return replace(blueprint, documents=named(blueprint.documents), cells=cells)


def strange_words(blueprint: Blueprint, candidates: Iterable[Candidate]) -> Iterator[Problem]:
    """Yield the words of a blueprint that no item of the bank has: chapters, tags, audiences, levels."""
    known = _known(list(candidates))
    asked = [("", "audiences", word) for word in blueprint.audiences]
    asked += [
        (cell.label, field, word) for cell in blueprint.cells for field in _WORDS for word in getattr(cell, field)
    ]
    for label, field, word in dict.fromkeys(asked):
        by_part = field in {"chapters", "audiences"}
        if not any(word in each if by_part else word == each for each in known[field]):
            near = difflib.get_close_matches(word, sorted(known[field]), _NEAR, 0.3) or sorted(known[field])[:_NEAR]
            values = {"field": _WORDS[field], "word": word, "near": Listed(near)}
            yield Problem("papers-word-unknown" if near else "papers-word-none", place=label, values=values)


def pins_outside(blueprint: Blueprint, candidates: Iterable[Candidate]) -> Iterator[Problem]:
    """Yield the pinned items that the blueprint's own documents or audiences leave out: one of the two is a slip."""
    pinned = set(blueprint.pinned)
    for each in candidates:
        if each.id not in pinned:
            continue
        of_audience = part_of(each.audience, blueprint.audiences) or each.scope == "common"
        if not one_of((each.document,), blueprint.documents) or not of_audience:
            values = {"item": each.id, "document": each.document or "–", "audience": Listed(each.audience) or "–"}
            yield Problem("papers-pinned-outside", place="pinned", values=values)


def strange_bans(blueprint: Blueprint, bank: Bank) -> Iterator[Problem]:
    """Yield the banned items that the bank has never had: by a slip of the pen the item that was meant comes in."""
    for item in blueprint.banned:
        if bank.get(item) is None:
            yield Problem("papers-banned-unknown", place="banned", values={"item": item})


def _known(candidates: Sequence[Candidate]) -> Mapping[str, set[str]]:
    return {
        "chapters": {each.chapter for each in candidates if each.chapter},
        "tags": {tag for each in candidates for tag in each.tags},
        "audiences": {word for each in candidates for word in each.audience},
        "levels": {each.level for each in candidates if each.level},
    }


def drafting_commands(cells: Iterable[Cell], candidates: Iterable[Candidate], documents: Sequence[str]) -> list[str]:
    """Return the commands that draft for cells that are short: of documents they name, or that their chapters are of.

    Args:
        cells: what is short.
        candidates: the items of the bank.
        documents: the documents of the bank.
    """
    given, found = list(candidates), dict[str, None]()
    for cell in cells:
        names = list(cell.documents)
        if not names and (cell.chapters or cell.tags):
            about = replace(cell, types=(), levels=(), difficulties=(), marks=0.0, scope="", audiences=())
            names = [each.document for each in given if each.document and about.takes(each, each.marks)]
            names += [name for name in documents if any(word in name for word in (*cell.chapters, *cell.tags))]
        found |= dict.fromkeys(sorted(set(names)))
    return [f'qbank draft --document "{name}"' for name in found] or ["qbank draft"]
