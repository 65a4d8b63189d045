"""Text in and out of office files: what they cannot hold is taken out, what they do to white space is not a change."""

from __future__ import annotations

import re

_UNHOLDABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?")


def plain(text: str) -> str:
    r"""Return text as XML 1.0 can hold it: line ends are ``\n``, control characters are gone."""
    return _UNHOLDABLE.sub("", _LINE_ENDS.sub("\n", text))


def is_holdable(text: str) -> bool:
    """Tell whether an office file can hold a text as it is, line ends aside."""
    return _UNHOLDABLE.search(_LINE_ENDS.sub("\n", text)) is None


def tidy(text: str) -> str:
    """Return what an editor wrote, without white space at the ends of lines and of the text."""
    return "\n".join(line.rstrip() for line in plain(text).split("\n")).strip()


same = tidy
"""Two texts with the same value are the same text to an editor."""
