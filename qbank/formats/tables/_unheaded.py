"""Tables without headings: layouts whose columns have fixed places, told by what stands in them, never by a guess.

The headings of such a layout are the letters of its columns, in ``also`` those of its other forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from qbank.errors import Problem
from qbank.formats.tables._header import Found, Heading
from qbank.formats.tables._items import take
from qbank.formats.tables._layout import Layout, Texts
from qbank.formats.tables._parts import column_of, letters_of
from qbank.formats.tables._profile_records import Profile, Sheet
from qbank.formats.tables._source import Row, Table
from qbank.formats.tables._words import difficulty_of, usual_header
from qbank.locale import Listed

_ENOUGH = 0.8
"""The share of rows that must be items."""
_SAMPLE = 400
_ASIDE = re.compile(
    r"第\s*[0-9一二三四五六七八九十百]+\s*[条章节页款]|《.+》"
    r"|^(?:解析|出处|依据|来源|答案|难度|知识点|备注|见|详见|P)|[0-9]\s*分$"
)
_OF_OTHERS = re.compile("以上|上述|都|均|全部|其他|其它|不")
_FEWEST = 2
"""Cells that a row of an item fills at least; a title fills fewer."""


@dataclass(frozen=True, slots=True)
class Way:
    """A layout, and where its columns stand in a sheet."""

    profile: Profile
    table: Table
    found: Found

    def columns(self) -> str:
        """Return what stands where: 题干 A、答案 B、选项 C–F."""
        width = max((len(cells) for _, cells in islice(self.table.rows(), _SAMPLE)), default=0)
        places = dict[str, list[str]]()
        for column, at in zip(self.found.sheet.columns, self.found.at, strict=True):
            if column.field and at is not None and at < width:
                places.setdefault(column.field, []).append(letters_of(at + 1))
        named = ((field, "–".join(dict.fromkeys((all_[0], all_[-1])))) for field, all_ in places.items())
        return Listed(f"{usual_header(field)} {letters}" for field, letters in named)


def ways(table: Table, profile: Profile, *, is_asked: bool = False) -> list[Way]:
    """Return in which ways a sheet can be one of a layout without headings.

    Args:
        table: a sheet.
        profile: the layout.
        is_asked: whether a person says that it is this layout: then nothing else is thought of, and rows that do not
            fit are for the reader to tell.
    """
    rows = [row for row in islice(table.rows(), _SAMPLE) if sum(bool(cell.text) for cell in row[1]) >= _FEWEST]
    width = max((len(cells) for _, cells in rows), default=0)
    placed = [found for sheet in profile.sheets for found in _forms(sheet, width)]
    fitting = [found for found in placed if _fits(rows, found, profile)]
    if is_asked:
        return [Way(profile, table, found) for found in fitting or placed[:1]]
    others = [other for found in fitting for other in _exchanged(found, width) if _fits(rows, other, profile)]
    others += [other for found in fitting if (other := _shorter(found, rows)) and _fits(rows, other, profile)]
    return [Way(profile, table, found) for found in (*fitting, *others)]


def told(way: Way, file: str) -> Problem:
    """Return a warning that says what was read as what."""
    values = {"layout": way.profile.title["zh"], "columns": way.columns()}
    return Problem("table-unheaded", file, way.table.name, values, "warning")


def doubtful(found: Sequence[Way], file: str) -> Problem:
    """Return that a sheet, or the sheets of a file, can be read in several ways."""
    names = dict.fromkeys(f"{way.columns()}（{way.profile.title['zh']}）" for way in found)
    return Problem("table-unheaded-two-ways", file, found[0].table.name, {"ways": Listed(names, stop="；")})


def _forms(sheet: Sheet, width: int) -> Iterator[Found]:
    """Yield the forms of a layout's sheet, each with the letters of its columns as their headings."""
    for form in range(1 + max(len(column.also) for column in sheet.columns)):
        columns, places = [], list[int | None]()
        for column in sheet.columns:
            letters = (column.header, *column.also)
            columns.append(replace(column, header=letters[form]) if form < len(letters) else column)
            places.append(column_of(letters[form]) - 1 if form < len(letters) else None)
        yield _found(replace(sheet, columns=tuple(columns)), places, width)


def _found(sheet: Sheet, places: Sequence[int | None], width: int) -> Found:
    letters = tuple(letters_of(at + 1) for at in range(max(width, *(at + 1 for at in places if at is not None))))
    unread = tuple(at for at in range(width) if at not in places)
    return Found(sheet, Heading(0, letters), tuple(places), unread)


def _fits(rows: Sequence[Row], found: Found, profile: Profile) -> bool:
    layout = Layout(profile, found.sheet)
    good = sum(_is_item(found.texts([*cells]), layout) for _, cells in rows)
    return good > 0 and good >= len(rows) * _ENOUGH


def _is_item(texts: Texts, layout: Layout) -> bool:
    needed = (column.field for column in layout.sheet.columns if column.needed)
    return all(any(texts.get(field, ())) for field in needed) and take(texts, layout)[0] is not None


def _shorter(found: Found, rows: Sequence[Row]) -> Found | None:
    """Return the same columns without the last of the options, where that looks like something else in every row."""
    options = [at for column, at in zip(found.sheet.columns, found.at, strict=True) if column.field == "option"]
    filled = {at: [cells[at].text for _, cells in rows if at < len(cells) and cells[at].text] for at in options if at}
    last = max((at for at, texts in filled.items() if texts), default=0)
    is_full = len(filled.get(last, ())) >= len(rows) * _ENOUGH
    if not is_full or last - 1 not in filled or not _is_aside(filled[last], filled[last - 1]):
        return None
    places = [None if at == last else at for at in found.at]
    return _found(found.sheet, places, max(len(cells) for _, cells in rows))


def _is_aside(texts: Sequence[str], before: Sequence[str]) -> bool:
    """Tell whether texts are a source, a level, a remark rather than options like those before them."""
    if len(set(texts)) == 1 and len(texts) > _FEWEST:
        return not _OF_OTHERS.search(texts[0])
    said = [text for text in texts if difficulty_of(text) or _ASIDE.search(text)]
    alike = [text for text in before if difficulty_of(text) or _ASIDE.search(text)]
    return len(said) >= len(texts) * _ENOUGH and len(alike) < len(before) * _ENOUGH


def _exchanged(found: Found, width: int) -> Iterator[Found]:
    """Yield the same columns with the answer in the place of an option: where options are letters, either may be it."""
    fields = [column.field for column in found.sheet.columns]
    if "option" not in fields or "answer" not in fields:
        return
    answer = fields.index("answer")
    options = [at for at, field in enumerate(fields) if field == "option"]
    for there in range(1, width):
        if there in (found.at[each] for each in options):
            taken = sorted({found.at[answer] or 0, *(found.at[each] or 0 for each in options)} - {there})
            places = list(found.at)
            places[answer] = there
            for column, place in zip(options, taken, strict=True):
                places[column] = place
            yield _found(found.sheet, places, width)
