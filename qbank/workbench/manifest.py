"""What goes with a file that leaves the bank: counts, digests and losses, for whoever gets it or looks it up later."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from qbank import __version__
from qbank.bank import Bank
from qbank.formats.json_bank import FORMAT, VERSION
from qbank.formats.losses import LossReport


def manifest(bank: Bank, file: Path, report: LossReport, ids: Sequence[str]) -> dict[str, Any]:
    """Return the record of a file that was written.

    Args:
        bank: where its items came from.
        file: the file; its digest is that of its bytes.
        report: what was lost on the way.
        ids: of the items that are in it.
    """
    items = bank.many(ids)
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "file": file.name,
        "bytes": file.stat().st_size,
        "sha256": digest,
        "format": report.format,
        "profile": report.profile,
        "bank_format": FORMAT,
        "bank_format_version": VERSION,
        "generator": f"qbank {__version__}",
        "items": len(ids),
        "types": dict(sorted(Counter(item.type for item in items).items())),
        "statuses": dict(sorted(Counter(item.status for item in items).items())),
        "documents": len({source.document for item in items for source in item.sources}),
        "last_decision": max((each.at for each in bank.latest(ids).values()), default=""),
        "left_out": report.left_out,
        "losses": report.by_field(),
    }


def write(record: dict[str, Any], stream: BinaryIO) -> None:
    """Write a manifest as JSON."""
    stream.write(json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n")
