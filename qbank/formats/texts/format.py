"""The format ``text``: question banks as running text, plain, in Word or in cells, as people and vendors have them.

A profile names a layout and decides what kind of file it is; a file that is read is known by its content,
and its style is found out line by line, whatever the profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.tables.column import is_workbook, read_column, write_column
from qbank.formats.texts._layout_hold import hold as hold_in
from qbank.formats.texts._layout_lines import group_of, lines_of
from qbank.formats.texts._layout_word import write as write_word
from qbank.formats.texts._read import read_file
from qbank.formats.texts._read_fold import tidy
from qbank.formats.texts._read_marks import is_plain
from qbank.formats.texts.cells import read_cells
from qbank.formats.texts.layout import Layout, layout, names
from qbank.model.portable import Portable


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what the layout keeps of an item, or why the item cannot go into it.

    Raises:
        QbankError: there is no such layout.
    """
    return hold_in(portable, layout(settings.profile), settings.lang)


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write held items one after the other, numbered from 1.

    Raises:
        QbankError: there is no such layout.
    """
    chosen = layout(settings.profile)
    if chosen.cell:
        between = chosen.cell.between
        cells = (between.join(lines_of(each, number, chosen)) for number, each in enumerate(portables, 1))
        write_column(cells, stream, header=chosen.cell.header, title=settings.title, lang=settings.lang)
        return
    title = _title(settings.title) if chosen.title else ""
    lines = _lines(portables, chosen)
    if chosen.file == "docx":
        write_word(lines, stream, title=title)
        return
    # What Windows' editor and old programs need to see that it is UTF-8 and where lines end.
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="\r\n", write_through=True)
    try:
        text.writelines(f"{line}\n" for line in ((title, "") if title else ()))
        text.writelines(f"{line}\n" for line in lines)
    finally:
        text.detach()


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a text, a Word file or a sheet of one column in their order, and what is wrong with it.

    Raises:
        QbankError: there is no such layout.
    """
    layout(settings.profile)
    file = settings.file or str(path)
    # A workbook that is called a Word file is one by mistake.
    if path.suffix.casefold() == ".docx" or not is_workbook(path):
        yield from read_file(path, file)
        return
    try:
        cells = read_column(path, file)
    except QbankError as error:
        yield error.problem
        return
    yield from read_cells(cells, file)


def _lines(portables: Iterable[Portable], chosen: Layout) -> Iterator[str]:
    group = ""
    for number, portable in enumerate(portables, 1):
        above = group_of(portable, chosen)
        if number > 1:
            yield ""
        if above != group:
            yield above
            group = above
        yield from lines_of(portable, number, chosen)


def _title(title: str) -> str:
    """Return a title on one line; one that would be read as something else is left out."""
    line = tidy(title).replace("\n", " ")
    return line if line and is_plain(line) else ""


def _ending(profile: str) -> str:
    return f".{layout(profile).file}"


def _shuffles(profile: str) -> bool:
    return layout(profile).shuffles


FORMATS.add("text")(
    ForeignFormat(
        name="text",
        suffix=".txt",
        hold=hold,
        write=write,
        read=read,
        shuffling=_shuffles,
        profiles=names,
        endings=_ending,
        plain=True,
    )
)
