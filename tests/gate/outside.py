"""Questions of outside readers on documents of their own: which are covered, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import data
import ideals
import ranking
import tables
from agreement import wordings
from measure import measured


def lines(file: Path, folder: Path) -> Iterator[str]:
    """Yield the tables of the documents that a file of ideals speaks of, and the keys of the questions missed.

    Raises:
        ValueError: if a document is not in the folder or is not the text the questions were written on.
    """
    written = ideals.load(file)
    documents = {each.name: each for each in data.folder(folder) if each.name in written.digests}
    if missing := written.digests.keys() - documents.keys():
        raise ValueError(f"not in {folder}: {', '.join(sorted(missing))}")
    record = measured({"outside": documents.values()}, written, ranking.tools())
    yield from tables.lines(record, documents=True)
    yield "\nthe keys of those missed:"
    for ideal in written.ideals:
        if not record["ideals"][ideal.name]["covered"]:
            yield f"  {ideal.name}: {' / '.join(wordings(ideal, documents[ideal.document].text))}"
