"""Problems (a user's bad input, returned) and errors (raised).

A ``Problem`` is a value: it names the file, the place, what was found and what
to do, and lets the rest go on. ``QbankError`` carries one Problem out of a call
that cannot go on at all (a bank that will not open).
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qbank.locale import Lang, Words, says_and_cure

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what a user gave us.

    Args:
        code: key of ``[problem.CODE]`` in the message catalogues, for example ``zip-too-large``.
        file: the file as the user named it; empty when no file is concerned.
        place: where in it (``"第 3 行"`` is made by the reader of the record, so give
            ``line=3`` in ``values`` and a language-free place such as ``"12:5"`` here); may be empty.
        values: what fills the placeholders of the message.
        severity: ``error`` refuses the thing, ``warning`` lets it pass.
    """

    code: str
    file: str = ""
    place: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    def message(self, lang: Lang = "zh") -> str:
        """Return file, place, what was found and what to do as one line."""
        says, cure = says_and_cure(self.code, lang, **self.values)
        where = printable(" ".join(part for part in (self.file, self.place) if part))
        stop, colon = ("。", "：") if lang == "zh" else (". ", ": ")
        # What was found may be a sentence that has its stop.
        return printable(f"{where}{colon if where else ''}{says.removesuffix(stop.strip())}{stop}{cure}".rstrip())

    def to_dict(self, lang: Lang = "zh") -> dict[str, str]:
        """Return the record that ``--json`` prints."""
        says, cure = says_and_cure(self.code, lang, **self.values)
        return {
            "code": self.code,
            "severity": self.severity,
            "file": printable(self.file),
            "place": self.place,
            "says": printable(says),
            "cure": printable(cure),
        }


_REFUSALS = {
    errno.ENOENT: Words("refused-missing"),
    errno.ENOTDIR: Words("refused-missing"),
    errno.EACCES: Words("refused-right"),
    errno.EPERM: Words("refused-right"),
    errno.EROFS: Words("refused-readonly"),
    errno.EISDIR: Words("refused-folder"),
    errno.EEXIST: Words("refused-taken"),
    errno.EBUSY: Words("refused-busy"),
    errno.ETXTBSY: Words("refused-busy"),
    errno.ENOSPC: Words("refused-full"),
    errno.EDQUOT: Words("refused-full"),
    errno.ENAMETOOLONG: Words("refused-name"),
    errno.EINVAL: Words("refused-name"),
    errno.ELOOP: Words("refused-loop"),
    errno.EIO: Words("refused-device"),
    errno.EMFILE: Words("refused-open"),
    errno.ENFILE: Words("refused-open"),
}


def reason_of(error: OSError) -> Words | str:
    """Return why the operating system refused something; in its own words what we have none for."""
    return _REFUSALS.get(error.errno or 0, error.strerror or type(error).__name__)


class QbankError(Exception):
    """A call could not go on; ``problem`` says why in the user's words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message("en"))
        self.problem = problem


def printable(text: str) -> str:
    """Return text that any console can print on one line: control and surrogate characters escaped."""
    return "".join(char if char.isprintable() or char == "\u3000" else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
