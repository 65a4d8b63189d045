"""An item of an exam in full, for below a picture that it was clicked in: stem, key, options with figures, findings.

Everything of a document or a file is escaped: a notebook runs what HTML it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from qbank.locale import Lang, say
from qbank.model.item import Item
from qbank.reports.exam import Exam, ItemAnalysis, shown
from qbank.reports.lines import key_line, percent

_CELL = "style='padding:2px 10px 2px 0;text-align:left;vertical-align:top'"
_HEADS = ("option", "key", "n", "share", "mean", "rest")


def item_panel(exam: Exam, number: int, item: Item | None = None, findings: Iterable[str] = ()) -> str:
    """Return an item by its number as HTML.

    Args:
        exam: the figures.
        number: of the item, as pictures and lists have it.
        item: as the bank has it, None where it has none: then the key is what the exam says.
        findings: what speaks against it, in words.
    """
    own, lang = dict(exam.numbered())[number], exam.lang
    figures = own.figures
    p, r = (say("exam-none", lang) if each is None else shown(each) for each in (figures.facility, figures.rest))
    line = say("exam-panel-figures", lang, p=p, r=r, n=figures.n, omitted=figures.omitted)
    stem = own.stem or own.asked.heading or own.asked.item
    head, foot = say("exam-panel-item", lang, number=number), say("exam-panel-id", lang, item=own.asked.item)
    parts = [
        f"<p><b>{escape(head)}</b> {_text(stem)}</p>",
        *(f"<p>{_text(each)}</p>" for each in (_key(own, item, lang), line) if each),
        _options(own, lang),
        _list(findings),
        f"<p style='opacity:.75'>{escape(foot)}</p>",
    ]
    return f"<div class='qb-item' data-number='{number}' style='max-width:680px'>{''.join(parts)}</div>"


def _key(own: ItemAnalysis, item: Item | None, lang: Lang) -> str:
    """Return the key in words, "" where nobody says it."""
    words = key_line(item) if item else "、".join(own.name_of(each) for each in own.asked.keys)
    return say("exam-panel-key", lang, key=words) if words else ""


def _options(own: ItemAnalysis, lang: Lang) -> str:
    """Return a table of all that could be chosen, with who chose it; "" for an item without options."""
    if not own.options:
        return ""
    heads = "".join(f"<th {_CELL}>{escape(say(f'exam-col-{each}', lang))}</th>" for each in _HEADS)
    rows = "".join(f"<tr>{''.join(f'<td {_CELL}>{_text(each)}</td>' for each in row)}</tr>" for row in _rows(own, lang))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _rows(own: ItemAnalysis, lang: Lang) -> Iterator[Sequence[str]]:
    for each in own.options:
        name = say("exam-no-option", lang) if each.option is None else own.name_of(each.option)
        mark = "✓" if each.option in own.asked.keys else ""
        mean, rest = ("" if value is None else shown(value) for value in (each.mean, each.rest))
        yield name, mark, str(each.n), percent(each.share), mean, rest


def _list(lines: Iterable[str]) -> str:
    found = "".join(f"<li>{_text(each)}</li>" for each in lines)
    return f"<ul>{found}</ul>" if found else ""


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
