"""How a stem names its document: 《short title》 in front of rules, 该办法 in place of 本办法."""

from __future__ import annotations

import re

from qbank.model.document import Document

_LONGEST_PREFIX_TITLE = 12
_STATE = "中华人民共和国"
_GENERIC = re.compile(r"(?:法|条例|规定|办法|细则|规则|章程|制度|准则|决定|标准|通则)$")
_THIS = re.compile(r"本(?=法(?!院|定|人|律)|条例|规定|办法|细则|规则|章程|准则|制度|方案|通知|手册|标准)")


def short_title(document: Document) -> str:
    """Return the title as examiners quote it: without the state's name and bracketed remarks."""
    return re.sub(r"（[^）]*）$|\([^)]*\)$", "", document.title.strip()).removeprefix(_STATE).strip("《》 ")


def with_document(stem: str, document: Document) -> str:
    """Return a stem that says which rules it asks about.

    Only norms are named: their sentences are the same from one to the next, and examiners begin two
    thirds of their items so. Beyond twelve characters the class noun stands for the title.
    """
    stem = _THIS.sub("该", stem)
    title = short_title(document)
    generic = _GENERIC.search(title)
    if document.kind != "law" or generic is None or title in stem:
        return stem
    name = f"《{title}》" if len(title) <= _LONGEST_PREFIX_TITLE else f"该{generic.group()}"
    if stem.startswith((name, "根据", "按照", "依照", "该")):
        return stem
    return f"根据{name}，{stem}"
