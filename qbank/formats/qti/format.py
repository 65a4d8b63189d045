"""QTI: content packages of release 3.0, and of 2.1 for receivers that know no other; both read 2.1 to 3.0."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.qti import _held as held
from qbank.formats.qti._names import QTI3, QTI21, Dialect
from qbank.formats.qti._opening import read
from qbank.formats.qti._package import write_package
from qbank.model.portable import Portable


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what both releases keep of an item, or why it cannot go into a package."""
    return held.hold(portable)


def _format(dialect: Dialect) -> ForeignFormat:
    def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
        write_package(dialect, portables, stream, settings)

    return ForeignFormat(name=dialect.format, suffix=".zip", hold=hold, write=write, read=read, shuffles=True)


FORMATS.add("qti3")(_format(QTI3))
FORMATS.add("qti21")(_format(QTI21))
