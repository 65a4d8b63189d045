"""The receiver's own file filled: its rows of items are replaced, everything else in it stays as it was.

Where a line in it says that examples end there, these stay and items begin below it; sums move down below the items.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from qbank.errors import Problem
from qbank.formats.tables import _parts as parts
from qbank.formats.tables._attached import CHARTS
from qbank.formats.tables._form import Form, located
from qbank.formats.tables._page import Page, Styles, following, without_calculations
from qbank.formats.tables._profile_records import Profile
from qbank.formats.tables._read import read
from qbank.formats.tables._source import LIMITS, damage_told
from qbank.formats.tables._write import Rows, put_in
from qbank.formats.tables._zip import member
from qbank.locale import Lang, Listed
from qbank.model.portable import Portable
from qbank.text.archive import open_checked

_SHEETS_WITHOUT_CALCULATIONS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_CALCULATIONS = "xl/calcChain.xml"


def narrowed(name: str, lang: Lang, template: Path) -> Profile:
    """Return a layout with just the columns that the receiver's file has.

    Raises:
        QbankError: a column that is needed is missing there, one is there twice, or it is no workbook to be filled.
    """
    return located(name, lang, template).profile


def read_filled(path: Path, file: str, name: str, lang: Lang, template: Path) -> Iterator[Portable | Problem]:
    """Yield the items of a form that was filled, read as it was filled, and what is wrong with it.

    Raises:
        QbankError: as ``narrowed``.
    """
    form = located(name, lang, template)
    yield from read(path, form.read, file, {place.name for place in form.places}, is_made=form.is_made)


def fill(portables: Iterable[Portable], stream: BinaryIO, name: str, template: Path, lang: Lang) -> tuple[Problem, ...]:
    """Write held items into a copy of the receiver's file; return what became of its rows.

    Raises:
        QbankError: as ``narrowed``, and ``table-rows-many``.
    """
    filled = located(name, lang, template)
    with Rows(filled.profile) as rows:
        put_in(rows, portables, filled.profile, lang)
        # A full disk is no fault of the receiver's file.
        with damage_told(str(template)), open_checked(template, LIMITS) as archive:
            return tuple(_write(archive, filled, rows, stream, str(template)))


def _write(archive: zipfile.ZipFile, filled: Form, rows: Rows, stream: BinaryIO, file: str) -> list[Problem]:
    members = {part.name: part.member for part in parts.parts(archive)}
    styles = Styles(archive)
    pages, told = {}, list(filled.doubts)
    sheets = filled.blocks([rows.count(at) for at in range(len(filled.places))])
    for name, places in sheets.items():
        page = Page(archive, members[name], places, styles, sheets)
        pages[members[name]] = page, [at for at, each in enumerate(filled.places) if each.name == name]
        told += filled.told(file, name, places)
        cells = page.commented(archive)
        if cells:
            values = {"cells": Listed(cells)}
            told.append(Problem("table-template-comments", file, name, values, "warning"))
    told += [problem for at, each in enumerate(filled.places) for problem in each.unfilled(rows, at, file)]
    charts = filter(CHARTS.search, archive.namelist())
    others = {parts.WORKBOOK, *members.values(), *charts} - pages.keys()
    changed = {name: data for page, _ in pages.values() for name, data in page.attached(archive)}
    with zipfile.ZipFile(stream, "w") as out:
        for info in archive.infolist():
            if info.filename == _CALCULATIONS:
                continue
            with member(out, info.filename, info.file_size) as data:
                if info.filename in pages:
                    page, blocks = pages[info.filename]
                    data.writelines(page.data([rows.of(at) for at in blocks]))
                elif info.filename == styles.member:
                    data.write(styles.data())
                elif info.filename in others:
                    data.write(following(archive, info.filename, sheets))
                elif info.filename in _SHEETS_WITHOUT_CALCULATIONS:
                    data.write(without_calculations(archive.read(info.filename)))
                else:
                    data.write(changed.get(info.filename) or archive.read(info.filename))
    return told
