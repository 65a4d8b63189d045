"""Canonical JSON, its hash, and the rule at the door: what no database may be given.

One rule serves SQLite and PostgreSQL: no NUL, no half characters, no whole number beyond 63 bits, no
NaN or infinity.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from qbank.errors import Problem, QbankError

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=True, sort_keys=True, separators=(",", ":")).encode
_SUSPICIOUS = re.compile(r"\\u0000|(?:^|[:,\[-])[0-9]{19}|NaN|Infinity|[\ud800-\udfff]")

_BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")


def canonical(data: object, where: str = "") -> str:
    """Return the one JSON text of plain data: keys sorted, no spaces, characters as they are.

    Args:
        data: JSON data.
        where: what it is, for the message.

    Raises:
        QbankError: ``bank-bad-value`` naming the field that breaks the rule at the door.
    """
    text = _encode(data)
    if _SUSPICIOUS.search(text):
        for place in _faults(data, where):
            raise QbankError(Problem("bank-bad-value", place=place))
    return text


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal(*values: object) -> str:
    """Return the hash of some values in order; canonical, so equal values have equal seals."""
    return digest(canonical(list(values)))


def refuse_bad_text(**texts: str) -> None:
    """Raise ``bank-bad-value`` naming the first text that breaks the rule at the door."""
    for name, text in texts.items():
        if _is_bad(text):
            raise QbankError(Problem("bank-bad-value", place=name))


def _faults(data: object, where: str) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _faults(str(key), where)
            yield from _faults(value, f"{where}.{key}" if where else str(key))
    elif isinstance(data, list | tuple):
        for number, value in enumerate(data):
            yield from _faults(value, f"{where}[{number}]")
    elif _is_bad(data):
        yield where


def _is_bad(value: Any) -> bool:  # noqa: ANN401 - JSON data
    if isinstance(value, str):
        return _BAD_CHARACTER.search(value) is not None
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, int) and abs(value) >= 2**63
