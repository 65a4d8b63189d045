"""Office containers written so that the same contents are the same bytes: no clock, no computer in them."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")
_EPOCH = rb"\g<1>2000-01-01T00:00:00Z\g<3>"


def entry(name: str, size: int = 0) -> zipfile.ZipInfo:
    """Return the head of a member; ``size`` is about what it will have, for those over 2 GB."""
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, 0
    info.file_size = size
    return info


@contextmanager
def member(archive: zipfile.ZipFile, name: str, size: int = 0) -> Iterator[IO[bytes]]:
    """Give a stream to write a member to."""
    with archive.open(entry(name, size), "w") as stream:
        yield stream


def timeless(source: IO[bytes], stream: BinaryIO) -> None:
    """Copy a container, its times those of no day."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            with old.open(info) as data, member(new, info.filename, info.file_size) as out:
                if info.filename == _CORE:
                    out.write(_TIMES.sub(_EPOCH, data.read()))
                else:
                    shutil.copyfileobj(data, out)
