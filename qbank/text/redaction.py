"""Redactions: where a document hides a name or a number behind xx, **, ××, ○○, 某某."""

from __future__ import annotations

import re

from qbank.model.document import Span
from qbank.text.names import SURNAMES

_HINT = re.compile("[xXｘＸ×✕*＊○〇◯□■█_＿某]")
_PLACE = (
    r"局(?![部限])|县|市(?!场)|区(?![间别分])|省|镇|乡|村|街(?!道口)|路(?!径)|期(?![望待])|州|盟|旗|厅|处|科|所|队|"
    r"支队|大队|单位|公司|学校|小区|年|月|日(?!期)|号(?!码)|某"
)
_REDACTION = re.compile(
    rf"""
    (?<![A-Za-z\\])[\dA-Z]{{0,20}}[xXｘＸ]{{2,}}\d*(?![A-Za-z])
    |\d{{0,20}}[*＊]{{2,}}\d*
    |\d{{0,20}}[×✕]{{2,}}\d*|(?<![\d\s)）a-zA-Z])[×✕](?![\d\s(（a-zA-Z])
    |(?<![〇零一二三四五六七八九])[○〇◯]{{2,}}(?![〇零一二三四五六七八九])
    |[□■█]{{2,}}|[_＿]{{2,}}
    |(?<![A-Za-z0-9\\])[xXｘＸ](?={_PLACE})
    |(?<=[{SURNAMES}])[xXｘＸ×](?![A-Za-z0-9=+\-*/<>≤≥轴光射])
    |某某
    """,
    re.VERBOSE,
)


def may_be_redacted(text: str) -> bool:
    """Tell whether looking for redactions is worth the while: no other text has any."""
    return _HINT.search(text) is not None


def redactions(source: str, start: int) -> tuple[Span, ...]:
    """Return the redacted spans of ``source``, which begins at document offset ``start``.

    A span takes in the digits and letters that touch it (138xxxx1234) and a surname before it (王xx). 2×2, X光,
    Excel and LaTeX commands are left alone.
    """
    spans: list[Span] = []
    if not may_be_redacted(source):
        return ()
    for found in _REDACTION.finditer(source):
        if not spans or start + found.end() > spans[-1].end:
            first, last = _grown(found)
            spans.append(Span(start + first, start + last))
    return tuple(spans)


def _grown(found: re.Match[str]) -> tuple[int, int]:
    source, (start, end) = found.string, found.span()
    while start and _attached(source[start - 1]):
        start -= 1
    while end < len(source) and _attached(source[end]):
        end += 1
    if start and source[start - 1] in SURNAMES:
        start -= 1
    return start, end


def _attached(char: str) -> bool:
    return char.isascii() and char.isalnum()
