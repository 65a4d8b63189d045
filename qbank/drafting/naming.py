"""How a stem names its document: 《short title》 in front of rules, 该办法 in place of 本办法."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from qbank.model.document import Document

_STATE = "中华人民共和国"
_GENERIC = re.compile(r"(?:法|条例|规定|办法|细则|规则|章程|制度|准则|决定|标准|通则)$")
_ISSUED = re.compile(r"印发《(?P<what>[^《》]{4,40})》的通知")
_NO_TITLE = re.compile(r"^\S{1,2}\s+\S{1,2}$|关于印发(?!.*(?:通知|函|意见|公告)(?:（[^）]*）)?$)")
_THIS = re.compile(r"本(?=法(?!院|定|人|律)|条例|规定|办法|细则|规则|章程|准则|制度|方案|通知|手册|标准)")
_THIS_NAMED = re.compile(_THIS.pattern + r"(?:法|条例|规定|办法|细则|规则|章程|准则|制度|方案|通知|手册|标准)")
_LONGEST_TITLE = 30
_TASK = "请将"
"""What sets a task on what stands below the stem (请将下列…): such a stem says nothing by itself."""
_BARE = 16
"""A question shorter than this (“保障措施有哪些？”) does not say whose it is."""


def short_title(document: Document) -> str:
    """Return the title as examiners quote it: without the state's name, bracketed remarks and 关于印发…的通知."""
    issued = _ISSUED.search(document.title)
    if issued:
        return issued["what"]
    return re.sub(r"（[^）]*）$|\([^)]*\)$", "", document.title.strip()).removeprefix(_STATE).strip("《》 ")


def with_document(stem: str, document: Document, *, longest: int) -> str:
    """Return a stem that says which document it asks about, where it must.

    Rules are named in front of the stem, as examiners do in two thirds of their items: their sentences are
    alike from one set of rules to the next. Of other documents only a question too short to say whose it
    is gets the name. Where the title would make the stem longer than ``longest`` characters, the class
    noun stands for it (该办法).
    """
    title = "" if _is_no_title(document) else short_title(document)
    if not title or (len(title) > _LONGEST_TITLE and _TASK not in stem) or title in stem:
        return _THIS.sub("该", stem)
    named = _named(stem, f"《{title}》", document)
    if len(named) <= longest:
        return named
    generic = _GENERIC.search(title)
    return _named(stem, f"该{generic.group()}", document) if generic else _THIS.sub("该", stem)


def _is_no_title(document: Document) -> bool:
    """Tell whether the title is only the file's name, a stamp (特 急), or broken off (关于印发… without 的通知)."""
    if _NO_TITLE.search(document.title):
        return True
    return document.title == PurePosixPath(document.name).stem and document.title not in document.text


def _named(stem: str, name: str, document: Document) -> str:
    if _TASK in stem:
        return f"根据{name}，{_THIS.sub('该', stem)}"
    if _THIS_NAMED.search(stem):
        return _THIS.sub("该", _THIS_NAMED.sub(name, stem, count=1))
    if (
        document.kind == "law"
        and _GENERIC.search(name.strip("《》该"))
        and not stem.startswith(("根据", "按照", "依照"))
    ):
        return f"根据{name}，{stem}"
    if document.kind != "law" and len(stem) < _BARE and stem.endswith("？"):
        return f"{name}中，{stem}"
    return stem
