"""Options as records have them: their words, letters, other names and marks; and the letters and words there are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from qbank.formats._json_names import as_text

_LETTER = re.compile(r"[(\[【]?\s*(?:选项|option)?[\s_]*([A-Z])\s*[)\]】.、:]?", re.I)


FLAGS = frozenset({
    "iscorrect", "correct", "isright", "right", "isanswer", "answer", "istrue", "true", "correctanswer",
    "isrightanswer", "iscorrectanswer", "answerflag", "rightflag", "ok", "正确", "是否正确", "正确答案", "是否答案",
})  # fmt: skip
"""Fields of an option that say whether it is right."""


class OptionsError(ValueError):
    """Options that cannot be read: a problem code with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a record, in the order of their letters.

    Args:
        texts: what they say.
        letters: the letter of each that the record itself gives; none where it gives none, and places count.
        names: by option, what else names it: ids and values.
        right: the places of those that are marked as right, from 0; None where none can be told so.
        unread: names of fields of options that say something else.
    """

    texts: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    names: tuple[frozenset[str], ...] = ()
    right: tuple[int, ...] | None = None
    unread: tuple[str, ...] = ()

    @property
    def has_gaps(self) -> bool:
        """Tell whether letters are missing among them: A, C, D."""
        return any(ord(other) - ord(one) > 1 for one, other in pairwise(("@", *self.letters)))


def text_in(value: Any) -> str:  # noqa: ANN401 - JSON data
    """Return the words of an option; raises OptionsError where there are none."""
    if not as_text(value).strip():
        raise OptionsError("json-row-option")
    return as_text(value)


def letter_in(sign: str) -> str:
    """Return the letter that a sign is (b, （B）, 选项B), "" for what is none."""
    found = _LETTER.fullmatch(unicodedata.normalize("NFKC", sign).strip())
    return found[1].upper() if found else ""
