"""Columns beside the answer that say it, too: 参考答案, 修订后答案, 对错, a tick below 正确 or 错误."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._choices import RIGHT, WRONG
from qbank.formats.tables._header import Found
from qbank.formats.tables._layout import Unreadable
from qbank.formats.tables._letters import letters_of
from qbank.formats.tables._words import is_answer, is_distractor, is_judged
from qbank.locale import brief
from qbank.model.folding import folded
from qbank.model.item import Choice, is_verdict
from qbank.model.letters import letter
from qbank.model.portable import Portable
from qbank.model.verdict import verdict_of


def contradicted(portable: Portable, cells: Sequence[Cell], found: Found) -> Unreadable | None:
    """Return what contradicts the key of a row: a column that is not read as its answer, and says another one."""
    interaction = portable.item.body.interaction()
    if not isinstance(interaction, Choice):
        return _without_options(cells, found)
    right = [at for at, option in enumerate(interaction.options) if option.id in interaction.keys]
    true = interaction.keys == ("true",) if is_verdict(interaction) else None
    for at in (at for at in found.unread if at < len(cells)):
        header, text = " ".join(found.heading.texts[at].split()), cells[at].text
        said: bool | list[int] | None = None
        if true is not None:
            said = _said(header, text)
        elif is_answer(header):
            said = sorted(named_letters) if (named_letters := letters_of(text)) else None
        if said is not None and said is not true and said != right:
            key = "".join(map(letter, right)) if true is None else "正确" if true else "错误"
            return Unreadable("table-verdicts-differ", "answer", column=header, found=text, key=key)
    return None


def _without_options(cells: Sequence[Cell], found: Found) -> Unreadable | None:
    """Return that wrong options stand in columns that are not read: the item is a choice, and was read as none."""
    for at in (at for at in found.unread if at < len(cells) and cells[at].text):
        header = " ".join(found.heading.texts[at].split())
        if is_distractor(header):
            return Unreadable("table-wrong-options", "option", column=header, found=brief(cells[at].text))
    return None


def _said(header: str, text: str) -> bool | None:
    """Return the verdict that a cell gives below a heading, None where it gives none."""
    if not text:
        return None
    if is_judged(header) or is_answer(header):
        return verdict_of(text)
    below = verdict_of(header)
    marked = True if folded(text) in RIGHT else False if folded(text) in WRONG else None
    return None if below is None or marked is None else below is marked
