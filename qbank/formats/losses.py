"""What a format does not keep, item by item and field by field: known before anything is written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, Literal

from qbank.errors import Problem
from qbank.formats import _loss_words as loss_words
from qbank.formats._answerable import unanswerable
from qbank.formats._contract import ForeignFormat, Settings
from qbank.formats._held import passage_in_stem
from qbank.formats._letters import unlettered
from qbank.locale import Lang, say
from qbank.model.folding import unspaced
from qbank.model.portable import FIELDS, Portable, changes

Kind = Literal["left_out", "lost", "reduced"]
WHOLE = "item"
"""The field of a loss that is the whole item's."""
ALWAYS_LOST = frozenset({"spans", "reasons"})
"""What no foreign format keeps: our own bookkeeping, of which a strict export does not complain."""
KNOWN_BY_US = frozenset({"id"})
"""What is told as lost and refused by nobody: the bank keeps which items are in a file (``qbank exports``), a receiver
numbers its own, and an item that comes back is known by what it says."""
_IN_MEMORY = 8 * 1024 * 1024
_JSON = json.JSONEncoder(ensure_ascii=False)
_WORDS: Mapping[tuple[str, Kind], str] = {
    ("type", "reduced"): "loss-other-type",
    ("stem", "reduced"): "loss-other-stem",
}
"""Changes that “cut down” does not describe."""
_SHOWABLE = frozenset({"stimulus", "options"})
"""Fields that a stem can show where a format has no place of their own for them."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One field of one item that a format leaves out or cuts down; ``was`` and ``now`` are shortened wordings.

    ``problem`` says why an item is left out altogether; ``stem`` is the item's, shortened.
    """

    item: str
    field: str
    kind: Kind
    was: str = ""
    now: str = ""
    problem: Problem | None = None
    stem: str = ""

    def why(self, lang: Lang) -> str:
        """Return which item is left out and why, in one line; "" for a loss of another kind."""
        if self.problem is None:
            return ""
        bare = replace(self.problem, place="")
        stem = "" if "stem" in bare.values else self.stem
        code = "loss-why-of-stem" if stem else "loss-why"
        return say(code, lang, id=self.item, stem=stem, why=bare.message(lang))

    def to_dict(self, lang: Lang) -> dict[str, str]:
        """Return the record of a loss report."""
        why = self.problem.message(lang) if self.problem else ""
        texts = {"was": self.was, "now": self.now, "why": why, "stem": self.stem}
        return {"item": self.item, "field": self.field, "kind": self.kind, **texts}


def held(fmt: ForeignFormat, portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what a format keeps of an item, or why it cannot go into it; no letter is left that a shuffle belies."""
    fault = unanswerable(portable)
    if fault:
        return fault
    told = unlettered(portable) if fmt.may_shuffle(settings.profile) else portable
    if not isinstance(told, Problem):
        return fmt.hold(told, settings)
    # A letter in a rationale that stays at home belies nothing.
    kept = fmt.hold(portable, settings)
    return kept if isinstance(kept, Problem) or not kept.item.rationale else told


def losses(before: Portable, after: Portable | Problem, lang: Lang = "zh") -> Iterator[Loss]:
    """Yield what an item loses on its way into a format, in words of a language.

    What it never had is no loss, nor is a passage that stands in the stem now: the stem's change tells it.
    """
    stem = loss_words.shortened(before.item.stem)
    if isinstance(after, Problem):
        yield Loss(before.item.id, WHOLE, "left_out", stem, "", after, stem)
        return
    for name, was, now in changes(before, after):
        words = passage_in_stem(before.stimulus) if name == "stimulus" else was
        shown = name in _SHOWABLE and _is_shown(words, after.item.stem)
        if not was or (shown and name == "stimulus"):
            continue
        # A difficulty that is not told is read as medium.
        kind: Kind = "reduced" if shown or (now and name != "difficulty") else "lost"
        told, left = loss_words.was_and_now(name, before, after, lang)
        yield Loss(before.item.id, name, kind, told, say("loss-in-stem", lang) if shown else left, stem=stem)


def _is_shown(value: Any, stem: str) -> bool:  # noqa: ANN401 - a field's value
    """Tell whether all words of a value stand in a stem, white space and width aside."""
    seen = unspaced(stem)
    return all(unspaced(each) in seen for each in loss_words.pieces(value))


@dataclass(slots=True)
class LossReport:
    """All losses of an export, counted; the records themselves wait on the disk when there are many.

    ``examples`` are the first items that are left out, with their reasons.
    """

    format: str
    profile: str = ""
    items: int = 0
    left_out: int = 0
    counts: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    examples: list[Loss] = field(default_factory=list)
    _log: IO[bytes] = field(default_factory=lambda: SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - kept open

    MOST_EXAMPLES = 20

    def add(self, found: Iterable[Loss], lang: Lang) -> None:
        """Take in the losses of one item."""
        self.items += 1
        for loss in found:
            self.counts[loss.field, loss.kind] += 1
            self.left_out += loss.kind == "left_out"
            if loss.problem and len(self.examples) < self.MOST_EXAMPLES:
                self.examples.append(loss)
            self._log.write(_JSON.encode(loss.to_dict(lang)).encode("utf-8", "replace") + b"\n")

    @property
    def written(self) -> int:
        """Return how many items go into the file."""
        return self.items - self.left_out

    @property
    def grave(self) -> int:
        """Return how many losses a strict export refuses."""
        spared = ALWAYS_LOST | KNOWN_BY_US
        return sum(times for (name, _), times in self.counts.items() if name not in spared)

    def lines(self, lang: Lang) -> list[str]:
        """Return the report in words, a line a field and the whole items first."""
        order = {name: at for at, name in enumerate((WHOLE, *FIELDS))}
        rows = sorted(self.counts.items(), key=lambda row: (order[row[0][0]], row[0][1]))
        told = [
            say(_WORDS.get((name, kind), f"loss-{kind}"), lang, field=say(f"field-{name}", lang), count=times)
            for (name, kind), times in rows
            if name not in ALWAYS_LOST
        ]
        why = [say("loss-left-out", lang, told=loss.why(lang)) for loss in self.examples]
        more = [say("loss-more", lang, count=self.left_out - len(why))] if self.left_out > len(why) else []
        return [*told, *why, *more]

    def by_field(self) -> dict[str, dict[str, int]]:
        """Return how many items lose each field, by kind of loss."""
        found: dict[str, dict[str, int]] = {}
        for (name, kind), times in sorted(self.counts.items()):
            found.setdefault(name, {})[kind] = times
        return found

    def records(self) -> Iterator[dict[str, str]]:
        """Yield every loss as a record, in the order of the file."""
        self._log.seek(0)
        return (json.loads(row) for row in self._log)

    def write(self, stream: BinaryIO) -> None:
        """Write the whole report as JSON: totals, counts by field and kind, and every loss."""
        head: Mapping[str, Any] = {
            "format": self.format,
            "profile": self.profile,
            "items": self.items,
            "written": self.written,
            "left_out": self.left_out,
            "counts": self.by_field(),
        }
        stream.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2].encode() + b',\n "losses": [')
        self._log.seek(0)
        for at, row in enumerate(self._log):
            stream.write((b",\n  " if at else b"\n  ") + row.rstrip(b"\n"))
        stream.write(b"\n ]\n}\n")

    def close(self) -> None:
        """Forget the records."""
        with suppress(OSError):
            self._log.close()
