"""Redactions: where a document hides a name or a number behind xx, **, ××, ○○, 某某."""

from __future__ import annotations

import re

from qbank.model.document import Span

_HINT = re.compile("[xXｘＸ×✕*＊○〇◯□■█_＿某]")
_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜苏"
    "魏吕姚卢姜崔钟谭陆汪廖贾夏韦邹熊秦邱尹薛闫段雷侯陶黎贺顾毛郝龚邵钱严覃武戴莫汤"
)
_PLACE = (
    r"局(?![部限])|县|市(?!场)|区(?![间别分])|省|镇|乡|村|街(?!道口)|路(?!径)|期(?![望待])|州|盟|旗|厅|处|科|所|队|"
    r"支队|大队|单位|公司|学校|小区|年|月|日(?!期)|号(?!码)|某"
)
_REDACTION = re.compile(
    rf"""
    (?<![A-Za-z\\])[\dA-Z]*[xXｘＸ]{{2,}}\d*(?![A-Za-z])
    |\d*[*＊]{{2,}}\d*
    |\d*[×✕]{{2,}}\d*|(?<![\d\s)）a-zA-Z])[×✕](?![\d\s(（a-zA-Z])
    |(?<![〇零一二三四五六七八九])[○〇◯]{{2,}}(?![〇零一二三四五六七八九])
    |[□■█]{{2,}}|[_＿]{{2,}}
    |(?<![A-Za-z0-9\\])[xXｘＸ](?={_PLACE})
    |(?<=[{_SURNAME}])[xXｘＸ×](?![A-Za-z0-9=+\-*/<>≤≥轴光射])
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
    return tuple(Span(start + a, start + b) for a, b in map(_grown, _REDACTION.finditer(source)))


def _grown(found: re.Match[str]) -> tuple[int, int]:
    source, (start, end) = found.string, found.span()
    while start and _attached(source[start - 1]):
        start -= 1
    while end < len(source) and _attached(source[end]):
        end += 1
    if start and source[start - 1] in _SURNAME:
        start -= 1
    return start, end


def _attached(char: str) -> bool:
    return char.isascii() and char.isalnum()
