"""``order.json`` in the workspace: what was learned from verdicts, with the figures that spoke for it.

The bank remembers the digest of the file in force, so that a file that was damaged, lost, changed or brought from
elsewhere is not used in silence: it is named, and the types' own priors order the drafts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from qbank.bank import Bank
from qbank.drafting import features
from qbank.drafting.learn import Figures, Precision
from qbank.drafting.worth import PRIORS, Worth
from qbank.errors import Problem, QbankError, reason_of
from qbank.formats.files import write_whole
from qbank.model.item import Item

FILE = "order.json"
IN_FORCE = "order"
"""Setting of the bank: the digest of the ``order.json`` in force, "" for the priors."""
_FORMAT, _VERSION = "qbank-order", 1
_LARGEST = 50.0
"""No weight that learning finds comes near; what is larger was not learned."""


@dataclass(frozen=True, slots=True)
class Order:
    """A learned order.

    ``until`` is when the newest of its verdicts was given (ISO 8601, UTC), its date; ``forced`` tells that it was put
    in force although it was worse on verdicts held back.
    """

    worth: Worth
    until: str
    verdicts: int
    kept: int
    documents: int
    before: Figures
    after: Figures
    forced: bool
    precisions: tuple[Precision, ...]

    @property
    def mark(self) -> str:
        """Return what tells two orders apart: drafts made under another are to be put in order again."""
        return sha256(repr((self.worth.slope, sorted(self.worth.weights.items()))).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class InForce:
    """The order in force, None for the priors, and why a learned one is not used."""

    order: Order | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def worth(self) -> Worth:
        """Return what orders drafts."""
        return self.order.worth if self.order else PRIORS

    def precision_of(self, item: Item) -> Precision | None:
        """Return what the order knows of an item's pattern and type."""
        known = self.order.precisions if self.order else ()
        return next((each for each in known if (each.pattern, each.type) == (item.pattern, item.type)), None)


def encode(order: Order) -> bytes:
    """Return the bytes of the file; the same order gives the same bytes."""
    head = {"format": _FORMAT, "version": _VERSION, "features": features.VERSION}
    worth = {"slope": order.worth.slope, "weights": dict(order.worth.weights)}
    own = {each.name: getattr(order, each.name) for each in fields(order) if each.name != "worth"}
    own |= {"before": asdict(order.before), "after": asdict(order.after)}
    own |= {"precisions": [asdict(each) for each in order.precisions]}
    said = plain({**head, **worth, **own})
    return f"{json.dumps(said, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)}\n".encode()


def digest(data: bytes) -> str:
    """Return what the bank remembers a file by."""
    return sha256(data).hexdigest()


def write(folder: Path, data: bytes) -> None:
    """Write the file whole or not at all; raises QbankError where it cannot be written."""
    write_whole(folder / FILE, lambda stream: _all_of(data, stream))


def delete(folder: Path) -> None:
    """Delete the file; raises QbankError where that is refused."""
    path = folder / FILE
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise QbankError(Problem("order-unreadable", str(path), values={"reason": reason_of(error)})) from error


def in_force(bank: Bank, folder: Path) -> InForce:
    """Return the order that drafts are put in now."""
    return read(folder, bank.setting(IN_FORCE) or "")


def read(folder: Path, expected: str) -> InForce:
    """Return the order in force; ``expected`` is the digest the bank remembers, "" if nothing was learned."""
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return InForce(problems=(_problem("order-missing", path),) if expected else ())
    except OSError as error:
        return InForce(problems=(_problem("order-unreadable", path, reason=reason_of(error)),))
    try:
        said = json.loads(data)
        if not isinstance(said, dict) or said.get("format") != _FORMAT:
            return InForce(problems=(_problem("order-foreign", path),))
        if (said.get("version"), said.get("features")) != (_VERSION, features.VERSION):
            return InForce(problems=(_problem("order-outdated", path),))
        order = _order(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return InForce(problems=(_problem("order-damaged", path, reason=error),))
    if digest(data) != expected:
        return InForce(problems=(_problem("order-other", path),))
    return InForce(order)


def plain(data: Any) -> Any:  # noqa: ANN401 - JSON data
    """Return data for JSON: what is undefined (NaN) as null, numbers to six places."""
    if isinstance(data, Mapping):
        return {name: plain(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    if isinstance(data, float):
        return None if math.isnan(data) else round(data, 6)
    return data


def _all_of(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


def _problem(code: str, path: Path, **values: object) -> Problem:
    return Problem(code, str(path), values=values, severity="warning")


def _order(said: Mapping[str, Any]) -> Order:
    weights = {str(name): _number(weight) for name, weight in said["weights"].items()}
    slope = _number(said["slope"])
    if max((abs(weight) for weight in (slope, *weights.values())), default=0.0) > _LARGEST:
        raise ValueError("weights")
    return Order(
        worth=Worth(slope, weights),
        until=str(said["until"]),
        verdicts=int(said["verdicts"]),
        kept=int(said["kept"]),
        documents=int(said["documents"]),
        before=_record(Figures, said["before"]),
        after=_record(Figures, said["after"]),
        forced=bool(said["forced"]),
        precisions=tuple(_record(Precision, each) for each in said["precisions"]),
    )


def _record(kind: type[Any], said: Mapping[str, Any]) -> Any:  # noqa: ANN401 - one of our records
    texts = {"pattern", "type"}
    return kind(**{
        each.name: str(said[each.name]) if each.name in texts else _number(said[each.name], missing=True)
        for each in fields(kind)
    })


def _number(value: Any, *, missing: bool = False) -> Any:  # noqa: ANN401 - JSON data
    if value is None and missing:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(repr(value))
    return value
