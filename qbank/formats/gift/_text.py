r"""GIFT's texts: what is escaped on the way out, and what is made of a text on the way in.

A text has one of four formats, told by a tag before it or taken over from the stem. ``plain`` is shown as it stands,
``moodle`` (the usual one) may hold HTML, though its line ends count; of ``html`` and ``markdown`` only the words stay.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from qbank.formats._html_words import PICTURE, words_of
from qbank.formats._moodle_family import LINE_ENDS

HOLE = "\0"
"""Stands in a raw stem where the answers stood; files hold none of these."""

_MARKS = re.compile(r"[\\~=#{}:]")
_ESCAPES = re.compile(r"\\([\\~=#{}:n])")
_TAG = re.compile(r"\[(html|moodle|plain|markdown)\]")
_TAKEN_FOR_MORE = ("[", "%", "//")
"""What begins a format, a weight or a comment, so that a text of ours may not begin with it."""
_UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffc]")
_PLACEHOLDER = re.compile("&&(?=010|035|058|061|092|123|125|126)")
_MARKUP = re.compile("[<&]")
_LOST_SPACE = re.compile(r"(?<=[ \n]) | (?=\n)")
_MARKDOWN_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\(|\[)")


class Text(NamedTuple):
    """A text as people read it, and the format it had; ``has_picture`` where the file only points at one."""

    words: str
    format: str
    has_picture: bool = False


def clean(text: str) -> str:
    r"""Return what of a text survives: line ends are ``\n``, no control characters, nothing blank at the ends.

    The two characters before a number that importers put in place of an escape are made wide, or they would be read
    as that escape.
    """
    return _PLACEHOLDER.sub("＆＆", _UNHOLDABLE.sub("", LINE_ENDS.sub("\n", text))).strip()


def format_for(texts: tuple[str, ...]) -> str:
    """Return the format of an item's texts: ``plain`` where one of them could be taken for markup, else "" (usual)."""
    return "plain" if any(_MARKUP.search(text) for text in texts) else ""


def escaped(text: str) -> str:
    r"""Return text in which no character is a mark; line ends become ``\n``."""
    return _MARKS.sub(r"\\\g<0>", text).replace("\n", r"\n")


def unescaped(raw: str) -> str:
    """Return what ``escaped`` text says; a backslash before anything else is itself."""
    return _ESCAPES.sub(lambda match: "\n" if match[1] == "n" else match[1], raw)


def blanked(raw: str) -> str:
    """Return the text with escapes overwritten, so that each mark found in it is one, at the same place."""
    return _ESCAPES.sub("\0\0", raw)


def field(text: str, of: str) -> str:
    """Return a text as it is written within an item of format ``of``."""
    return f"[{of or 'moodle'}]{escaped(text)}" if text.startswith(_TAKEN_FOR_MORE) else escaped(text)


def opening(text: str, of: str) -> str:
    """Return the text an item begins with, which tells the format of all others."""
    return f"[{of}]{escaped(text)}" if of else field(text, of)


def arrowless(text: str, of: str) -> str:
    """Return a text in which ``->`` is no mark of a pair; HTML is the only format that can say it otherwise."""
    return f"[html]{escaped(_in_html(text))}" if "->" in text else field(text, of)


def without_arrow(text: str) -> str:
    """Return what ``arrowless`` keeps of a text."""
    return words_of(_in_html(text)) if "->" in text else text


def read(raw: str, inherited: str = "") -> Text:
    """Return a raw text of a file as people read it; ``inherited`` is the format of one that names none."""
    raw = raw.strip()
    tag = _TAG.match(raw)
    form = tag[1] if tag else inherited or "moodle"
    raw = raw[tag.end() :] if tag else raw
    if form == "html":
        words = words_of(unescaped(raw))
    elif form == "markdown":
        return _of_markdown(unescaped(raw))
    else:
        words = unescaped("\n".join(line.strip() for line in raw.split("\n")))
        if form == "moodle" and _MARKUP.search(words):
            words = words_of(words, keeps_lines=True)
    return Text(words.strip(), form, PICTURE in words)


def verbatim(raw: str) -> str:
    """Return a raw text that is compared with what a person types or picks: one line, nothing in it is markup."""
    return " ".join(part.strip() for part in unescaped(raw).split("\n")).strip()


def untagged(raw: str) -> str:
    """Return a raw text without the tag of its format."""
    raw = raw.strip()
    tag = _TAG.match(raw)
    return raw[tag.end() :] if tag else raw


def _of_markdown(text: str) -> Text:
    from qbank.text.read_plain import reduce

    # Blanks are no emphasis and no rule.
    parts = re.split("(_{4,})", text)
    words = "".join(part if part.startswith("____") else reduce(part) for part in parts)
    return Text(words.strip(), "markdown", _MARKDOWN_PICTURE.search(text) is not None)


def _in_html(text: str) -> str:
    # Of several spaces HTML shows one, and none at either end of a line, unless the others are firm.
    return _LOST_SPACE.sub("&nbsp;", html.escape(text, quote=False)).replace("\n", "<br>")
