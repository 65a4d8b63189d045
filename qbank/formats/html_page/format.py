"""A practice page: one HTML file that asks the items, marks the answers and shows where they stand in the documents.

It works from a disk, without any network. The bank's items are data in it and never markup; what the page adds are
its own words. Read again are only pages of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._held import without
from qbank.formats.html_page import _page as page
from qbank.formats.html_page import _reading as reading
from qbank.formats.html_page._records import record_of
from qbank.locale import Lang, say, texts
from qbank.model.numerals import MEASURE, TAIL
from qbank.model.portable import Portable
from qbank.types._contract import TYPES


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return the portable without our bookkeeping; all else is kept."""
    return without(portable, "spans", "reasons")


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write the page; items go through one by one, a line each."""
    title = settings.title or say("practice-title", settings.lang)
    before, behind = page.frame(title, settings.lang)
    stream.write(before)
    stream.write(json_line(_head(title, settings.lang)).removesuffix(b"]}"))
    digest = sha256()
    mark = b"\n"
    for portable in portables:
        line = json_line(record_of(portable))
        digest.update(line)
        stream.write(mark + line)
        mark = b",\n"
    # By this mark a browser tells one page's records from another's.
    stream.write(b'\n],"mark":"%s"}' % digest.hexdigest()[:24].encode())
    stream.write(behind)


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a page that was written by ``write``; any other page is a Problem."""
    return reading.read(path, settings.file or str(path))


def _head(title: str, lang: Lang) -> dict[str, Any]:
    return {
        "format": reading.FORMAT,
        "version": reading.VERSION,
        "title": title,
        "words": texts("practice-", lang),
        "types": type_labels(lang),
        "numerals": {"measure": MEASURE, "tail": TAIL},
        "items": [],
    }


def type_labels(lang: Lang) -> dict[str, str]:
    """Return by name of each type what it is called."""
    return {each.type_name: _label(each.type_name, each.label, lang) for each in TYPES}


def _label(name: str, label: str, lang: Lang) -> str:
    return label if lang == "zh" else name.replace("_", " ").capitalize()


def json_line(data: Any) -> bytes:  # noqa: ANN401 - JSON data
    """Return JSON on one line that no browser takes for markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode()


FORMATS.add("html")(
    ForeignFormat(name="html", suffix=".html", hold=hold, write=write, read=read, shuffles=True),
)
