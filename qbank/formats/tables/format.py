"""Excel tables of items in many layouts, and the import of such tables: which layout is data, never code.

Text parted by commas or tabs is read alike. Nothing that an item says is ever a formula, a number or a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.tables._profile_records import Profile
from qbank.formats.tables.profile import described, load, names
from qbank.model.portable import Portable

__all__ = ["described", "hold", "names", "read", "write"]


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what a layout keeps of an item, or why the item cannot go into it.

    Raises:
        QbankError: there is no such layout, its file is wrong, or the receiver's file does not have its columns.
    """
    from qbank.formats.tables._hold import hold as held_by

    return held_by(portable, _profile(settings), settings.lang)


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> tuple[Problem, ...]:
    """Write held items as a workbook, or into a copy of the receiver's own file; return what became of its rows.

    Raises:
        QbankError: as ``hold``, and ``table-rows-many`` where there are more items than a sheet of the layout takes.
    """
    if settings.template:
        from qbank.formats.tables._fill import fill

        return fill(portables, stream, settings.profile, settings.template, settings.lang)
    from qbank.formats.tables._write import write as write_table

    write_table(portables, stream, _profile(settings), title=settings.title, lang=settings.lang)
    return ()


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a table and what is wrong with it; without a profile its layout is guessed."""
    file = settings.file or str(path)
    if settings.template:
        from qbank.formats.tables._fill import read_filled

        yield from read_filled(path, file, settings.profile, settings.lang, settings.template)
        return
    from qbank.formats.tables._read import read as read_table

    yield from read_table(path, load(settings.profile) if settings.profile else None, file)


def _profile(settings: Settings) -> Profile:
    if settings.template is None:
        return load(settings.profile, settings.lang)
    from qbank.formats.tables._fill import narrowed

    return narrowed(settings.profile, settings.lang, settings.template)


def _shuffles(profile: str) -> bool:
    return load(profile).shuffles


FORMATS.add("xlsx")(
    ForeignFormat(
        name="xlsx",
        suffix=".xlsx",
        hold=hold,
        write=write,
        read=read,
        shuffling=_shuffles,
        keeps_order=False,
        profiles=names,
        templates=True,
        plain=True,
    )
)
