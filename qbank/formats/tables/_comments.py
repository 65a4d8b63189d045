"""Comments on the cells of a sheet: what they say, and where."""

from __future__ import annotations

import re
import zipfile
from typing import Any

from qbank.formats.tables._parts import relations, said, tree

_Element = Any  # lxml publishes no types
_MEMBER = re.compile(r"(?:^|/)(?:threadedComments?/[^/]+|(?:threadedC|c)omments?[^/]*)\.xml$", re.IGNORECASE)


def is_comments(member: str) -> bool:
    """Tell whether a member of a workbook holds the comments of a sheet."""
    return _MEMBER.search(member) is not None


def comments(archive: zipfile.ZipFile, member: str) -> dict[str, str]:
    """Return by cell what is said in the comments of the sheet that is a member of a workbook.

    Where there is a conversation, it goes before the note that Excel leaves for programs that know none.
    """
    notes, talks = dict[str, str](), dict[str, list[str]]()
    for target in relations(archive, member).values():
        if is_comments(target) and target in archive.namelist():
            root = tree(archive, target)
            notes.update((each.get("ref", ""), _text(each)) for each in root.iter("{*}comment"))
            for each in root.iter("{*}threadedComment"):
                talks.setdefault(each.get("ref", ""), []).append(_text(each))
    return {**notes, **{cell: "\n".join(texts) for cell, texts in talks.items()}}


def _text(comment: _Element) -> str:
    text = comment.find("{*}text")
    return "" if text is None else said(text) or text.text or ""
