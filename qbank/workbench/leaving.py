"""What left the bank: each file is remembered by what it holds, so that it is known again and its items are found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import uuid4

from qbank.assembly.shuffling import Issued
from qbank.bank import Bank
from qbank.model.handout import Handout

_PRINTED = {".docx", ".pdf", ".html"}
"""Endings of files that people get of a form."""


def digest_of(path: Path) -> str:
    """Return the digest that a file is known by."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def remember(
    bank: Bank, file: Path, items: Sequence[tuple[str, int]], *, format_name: str, profile: str = "", actor: str
) -> None:
    """Write into the bank that a file left with some items, ids and revisions."""
    left = Handout(
        id=uuid4().hex[:12], at="", actor=actor, format=format_name, profile=profile, file=str(file),
        digest=digest_of(file), items=len(items),
    )  # fmt: skip
    bank.add_handout(left, items)


def remember_form(bank: Bank, made: Issued, files: Iterable[Path], *, actor: str) -> None:
    """Write into the bank which files of a form people get; one that is known as it is stays as it was."""
    known = {(each.file, each.digest) for each in bank.handouts()}
    items = [(placed.item, placed.revision) for placed in made.form.placed]
    for file in sorted(files):
        if file.suffix in _PRINTED and (str(file), digest_of(file)) not in known:
            remember(bank, file, items, format_name=file.suffix[1:], profile=made.form.id, actor=actor)
