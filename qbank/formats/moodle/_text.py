"""Moodle XML's texts on the way out: what of a text survives, and how it stands in HTML and in XML."""

from __future__ import annotations

import html
import re

from qbank.formats._moodle_family import LINE_ENDS

HOLE = "\ufdd0"
"""Stands where a gap was, while a text is read: a character that Unicode keeps for such use, so no text has it."""

_UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd1-\ufdef\ufeff\ufffc\ufffe\uffff]+")
_TRAILING = re.compile("(?<! ) +(?=\n)")
_SPACES = re.compile("[\t\xa0]")
_FIRM = re.compile("(?<= ) |^ ", re.M)
"""Spaces that a browser would not show."""
_BRACED = str.maketrans({"{": "&#123;", "\xa0": "&nbsp;", "\n": "<br>"})
_MARKUP = re.compile("[<>&]")
_ENTITY = re.compile(r"&(?=#?[0-9a-zA-Z]{1,31};)")


def clean(text: str) -> str:
    r"""Return what of a text survives: line ends are ``\n``, no control characters, no space at an end.

    Spaces that a line begins with stay, those behind it nobody sees.
    """
    return tidy(text.replace(HOLE, ""))


def tidy(text: str) -> str:
    """Return a text that was read, cleaned; its holes stay."""
    text = _UNHOLDABLE.sub("", LINE_ENDS.sub("\n", text))
    return _TRAILING.sub("", _SPACES.sub(" ", text)).strip(" \n")


def one_line(text: str) -> str:
    """Return a clean text in one line, runs of spaces being one."""
    return re.sub("[ \n]+", " ", clean(text))


def typed(text: str) -> str:
    """Return an answer as people can type it: one line, nothing blank at its ends."""
    return clean(text).replace("\n", " ").strip()


def in_html(text: str) -> str:
    """Return clean text as HTML that shows it just so, and in which Moodle finds neither gaps nor files."""
    firm = html.escape(_FIRM.sub("\xa0", text), quote=False)
    return firm.translate(_BRACED).replace("@@", "&#64;@")


def in_xml(text: str) -> str:
    """Return text for an element of XML: in a CDATA section where it needs one, as Moodle writes it."""
    if not _MARKUP.search(text):
        return text
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def in_option(text: str) -> str:
    """Return the right side of a match, of which Moodle takes tags away and keeps entities."""
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;")
