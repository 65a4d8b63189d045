"""Items that were judged and wait to be stored: in memory while they are few, else on the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO

from qbank.model.item import Item
from qbank.model.record import ItemRecord
from qbank.types._codec import item_from_dict, item_to_dict

_IN_MEMORY = 16 * 1024 * 1024


@dataclass(slots=True)
class Waiting:
    """New items in the order they came in, a line of JSON each; read again they are what they were."""

    _count: int = 0
    _file: IO[bytes] = field(default_factory=lambda: SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - kept open

    def append(self, item: Item) -> None:
        """Take in an item."""
        self._file.write(json.dumps(item_to_dict(item)).encode() + b"\n")
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ItemRecord]:
        """Yield all from the first, without a past; one reading at a time, and none is taken in meanwhile."""
        self._file.seek(0)
        for line in self._file:
            yield ItemRecord(item_from_dict(json.loads(line)))
