"""A layout learned from one sample file: what was understood, what is unsure, and the TOML for a person to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats.tables._aside import is_sum
from qbank.formats.tables._blanks import USUAL_BETWEEN
from qbank.formats.tables._guess import WANTED, Guess, learned, recognised, with_needed
from qbank.formats.tables._header import Found, rows_below
from qbank.formats.tables._layout import brief
from qbank.formats.tables._profile_records import Aside, Column, Profile, Sheet
from qbank.formats.tables._profile_text import text_of
from qbank.formats.tables._source import Table, opened
from qbank.formats.tables._words import bare
from qbank.formats.tables.profile import load, parsed
from qbank.locale import LANGS, Lang, Listed, say
from qbank.model.folding import folded

_MOST_ASIDE = 20
"""Rows of a further sheet that are taken over: a version, a few words of help."""
_MOST_LOOKED = 400
_SIGNS = {"\n": "↵", " ": "␣"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A layout proposed for files like the one that was read.

    Args:
        profile: the layout.
        toml: the same as text, to be saved under a name of the user's.
        questions: where a person has to look, each with its place; warnings all.
        known: the name of a shipped layout that the file has, "" for none.
        rows: by sheet, how many rows were looked at.
    """

    profile: Profile
    toml: str
    questions: tuple[Problem, ...]
    known: str = ""
    rows: tuple[int, ...] = ()

    def lines(self, lang: Lang) -> list[str]:
        """Return what was understood, in words."""
        return [*_known(self, lang), *_of_sheets(self, lang), *_of_answers(self.profile, lang)]


def propose(path: Path) -> Proposal:
    """Return a layout for files like this one: sheets, heading rows, columns, and how its rows are written.

    Raises:
        QbankError: the file is no table, or has no headings that can be understood.
    """
    file = str(path)
    with opened(path, file) as tables:
        known = recognised(tables)
        guessed = learned(tables, file)
        if guessed.profile is None:
            raise QbankError(
                next(iter(guessed.problems), Problem("table-no-headers", file, values={"headers": WANTED}))
            )
        _refuse_twice(guessed, file)
        profile = _named(guessed, tables, path)
        unused = [problem for table, found in guessed.found for problem in _unused(table, found, file)]
        rows = tuple(sum(1 for _ in rows_below(table, found.heading)) for table, found in guessed.found)
    toml = text_of(profile, say("learn-table-head", "zh", file=path.name))
    # What was written must be what is read: a person edits the text, not the record.
    checked = parsed(toml, profile.name, file)
    shipped = known.profile.name if known and known.profile else ""
    return Proposal(checked, toml, (*guessed.problems, *unused), shipped, rows)


def _refuse_twice(guessed: Guess, file: str) -> None:
    for table, found in guessed.found:
        if found.twice:
            headers = Listed(" ".join(header.split()) for header in found.twice)
            raise QbankError(Problem("table-header-twice", file, table.place(found.heading.row), {"headers": headers}))


def _named(guessed: Guess, tables: Sequence[Table], path: Path) -> Profile:
    """Return the layout with a name, its further sheets, and the columns that are not used among the others."""
    assert guessed.profile is not None  # noqa: S101 - the caller has looked
    sheets = tuple(_whole(found) for _, found in guessed.found)
    read = {table.name for table, _ in guessed.found}
    asides = [aside for table in tables if table.name not in read and (aside := _aside(table)) is not None]
    return replace(
        guessed.profile,
        name=path.stem,
        title={lang: say("learn-table-title", lang, file=path.name) for lang in LANGS},
        source={lang: say("learn-table-source", lang, file=path.name) for lang in LANGS},
        sheets=sheets,
        asides=tuple(asides),
    )


def _whole(found: Found) -> Sheet:
    """Return a sheet with the columns that are not used as well, each where the file has it."""
    known = {folded(column.header) for column in found.sheet.columns}
    columns = list(zip((at for at in found.at if at is not None), with_needed(found.sheet).columns, strict=True))
    for at in found.unread:
        header = found.heading.texts[at]
        if bare(header) and folded(header) not in known:
            known.add(folded(header))
            after = sum(1 for place, _ in columns if place < at)
            columns.insert(after, (at, Column(header=header)))
    return replace(found.sheet, columns=tuple(column for _, column in columns))


def _unused(table: Table, found: Found, file: str) -> Iterator[Problem]:
    """Yield a question for each column that every row fills and nothing of ours is read from."""
    rows = [
        cells
        for _, cells in islice(rows_below(table, found.heading), _MOST_LOOKED)
        if any(map(any, found.texts(cells).values())) and not is_sum(cells)
    ]
    for at in found.unread:
        texts = [cells[at].text if at < len(cells) else "" for cells in rows]
        if texts and all(texts):
            code = "table-column-alike" if len(set(texts)) == 1 else "table-column-asked"
            values = {"header": " ".join(found.heading.texts[at].split()), "found": brief(texts[0])}
            yield Problem(code, file, table.place(found.heading.row), values, "warning")


def _aside(table: Table) -> Aside | None:
    rows = [tuple(cell.text for cell in cells) for _, cells in table.top()]
    return Aside(name=table.name, rows=tuple(rows)) if table.name and len(rows) <= _MOST_ASIDE else None


# --- in words -----------------------------------------------------------------------------------------


def _known(proposal: Proposal, lang: Lang) -> Iterator[str]:
    if proposal.known:
        yield say("learn-table-known", lang, profile=proposal.known, title=load(proposal.known).title[lang])


def _of_sheets(proposal: Proposal, lang: Lang) -> Iterator[str]:
    for sheet, count in zip(proposal.profile.sheets, proposal.rows, strict=True):
        yield say("learn-table-sheet", lang, sheet=sheet.name, row=sheet.header_row, count=count)
        for field, group in groupby(sheet.columns, key=lambda column: column.field):
            headers = [" ".join(column.header.split()) for column in group]
            header = headers[0] if len(headers) == 1 else f"{headers[0]} … {headers[-1]}"
            if field:
                yield say("learn-table-column", lang, header=header, field=say(f"learn-table-field-{field}", lang))
            else:
                yield say("learn-table-column-nothing", lang, header=Listed(headers))


def _of_answers(profile: Profile, lang: Lang) -> Iterator[str]:
    answers = profile.answers
    kinds = _meanings(profile.words, "learn-table-kind", lang)
    yield say("learn-table-words", lang, words=kinds)
    if answers.flags:
        yield say("learn-table-flags", lang, yes=answers.flags[0], no=answers.flags[1])
    elif "multiple" in profile.words:
        yield say(
            "learn-table-letters" if answers.letters else "learn-table-letters-none", lang, found=_seen(answers.letters)
        )
    if "verdict" in profile.words:
        true, false = answers.verdict_words
        yield say(f"learn-table-verdict-{answers.verdict}", lang, true=true, false=false)
    if any(sheet.room("options") for sheet in profile.sheets):
        yield _of_options(profile, lang)
    if "blanks" in profile.words and answers.blanks == "joined" and not answers.between:
        yield say("learn-table-blanks-unseen", lang, between=USUAL_BETWEEN)
    elif "blanks" in profile.words:
        yield say(f"learn-table-blanks-{answers.blanks}", lang, between=_seen(answers.between))
    if profile.levels.words:
        levels = _meanings(profile.levels.words, "difficulty", lang)
        yield say("learn-table-difficulty", lang, words=levels)
    if any(sheet.room("tags") for sheet in profile.sheets):
        yield say("learn-table-tags", lang, separator=_seen(profile.tag_separator))


def _of_options(profile: Profile, lang: Lang) -> str:
    separator, label = _seen(profile.options.separator), profile.options.label
    if not separator and not label:
        return say("learn-table-options-unseen", lang)
    if not separator:
        return say("learn-table-options-letters", lang, label=f"A{label}")
    return say(
        "learn-table-options-both" if label else "learn-table-options", lang, separator=separator, label=f"A{label}"
    )


def _meanings(words: Mapping[Any, tuple[str, ...]], names: str, lang: Lang) -> str:
    """Return what words stand for: 单选题 / 单选 → 单选."""
    return "；".join(f"{' / '.join(said)} → {say(f'{names}-{meaning}', lang)}" for meaning, said in words.items())


def _seen(sign: str) -> str:
    """Return a separator as a person can see it."""
    return "".join(_SIGNS.get(char, char) for char in sign)
