"""Items that were judged and wait to be stored: in memory while they are few, else on the disk."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO

from qbank.model.record import ItemRecord

_IN_MEMORY = 16 * 1024 * 1024


@dataclass(slots=True)
class Waiting:
    """Records in the order they came in; read again they are what they were."""

    _count: int = 0
    _file: IO[bytes] = field(default_factory=lambda: SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - kept open

    def append(self, record: ItemRecord) -> None:
        """Take in a record."""
        pickle.dump(record, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ItemRecord]:
        """Yield all records from the first; one reading at a time, and none is taken in meanwhile."""
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 - a nameless file that this object wrote
