"""The sheet on which the score of a contest is kept by hand; sums follow what is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from qbank.assembly.contest import Contest, Turn, score_sheet
from qbank.errors import printable
from qbank.locale import Lang, say
from qbank.model.item import Item

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROUND, _WAY, _NUMBER, _STEM, _TEAM, _MARKS, _PENALTY, _RIGHT, _CHANGE, _KEY = "ABCDEFGHIJ"
_WIDTHS = {
    "round": 8, "way": 10, "number": 8, "stem": 50, "team": 14, "marks": 8, "penalty": 8, "right": 8, "change": 8,
    "key": 40,
}  # fmt: skip
_WAYS = {"must": "contest-must", "buzzer": "contest-buzzer", "risk": "contest-risk"}


def write(held: Contest, turns: Sequence[Turn], items: Mapping[str, Item], lang: Lang, stream: BinaryIO) -> None:
    """Write the workbook: a row a turn with its key, for those who judge, and what each team has.

    Whoever judges fills in the team and 对 or 错; the change and the sums are formulas over those cells only,
    everything else is text that no program calculates.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    page, sums = book.active, book.create_sheet(say("score-sheet-sums", lang))
    page.title = say("score-sheet-turns", lang)
    yes, no = say("score-right", lang), say("score-wrong", lang)
    _put(page, 1, [say(f"score-col-{name}", lang) for name in _WIDTHS])
    rows = score_sheet(held, turns)[1:]
    spare = {(turn.round, turn.number) for turn in turns if turn.spare}
    for number, row in enumerate(rows[len(held.teams) :], 2):
        at, way, place, item, team, marks, penalty = row[:7]
        stem, key = " ".join(items[str(item)].stem.split()), items[str(item)].body.key_text()
        called = say(_WAYS[str(way)], lang)
        if (at, place) in spare:
            called += say("score-spare", lang)
        _put(page, number, [at, called, place, stem, team, marks, penalty, "", None, key])
        change = f'=IF({_RIGHT}{number}="{yes}",{_MARKS}{number},IF({_RIGHT}{number}="{no}",-{_PENALTY}{number},0))'
        page[f"{_CHANGE}{number}"] = change
    last = len(rows) - len(held.teams) + 1
    _sums(sums, held, page.title, last, lang)
    _choices(page, f"{_TEAM}2:{_TEAM}{last}", f"'{sums.title}'!$A$2:$A${len(held.teams) + 1}")
    _choices(page, f"{_RIGHT}2:{_RIGHT}{last}", f'"{yes},{no}"')
    for letter, width in zip("ABCDEFGHIJ", _WIDTHS.values(), strict=True):
        page.column_dimensions[letter].width = width
        page[f"{letter}1"].font = Font(bold=True)
    _printed(page)
    book.save(stream)


def _sums(page: Worksheet, held: Contest, turns: str, last: int, lang: Lang) -> None:
    from openpyxl.styles import Font

    _put(page, 1, [say(f"score-col-{name}", lang) for name in ("team", "start", "sum", "place")])
    end = len(held.teams) + 1
    for number, team in enumerate(held.teams, 2):
        _put(page, number, [team, held.start])
        # EXACT, for a name such as *队 would stand for many names in SUMIF.
        page[f"C{number}"] = (
            f"=B{number}+SUMPRODUCT(EXACT('{turns}'!${_TEAM}$2:${_TEAM}${last},A{number})"
            f"*'{turns}'!${_CHANGE}$2:${_CHANGE}${last})"
        )
        page[f"D{number}"] = f"=RANK(C{number},C$2:C${end})"
    for letter, width in zip("ABCD", (18, 10, 10, 10), strict=True):
        page.column_dimensions[letter].width = width
        page[f"{letter}1"].font = Font(bold=True)


def _put(page: Worksheet, number: int, values: Sequence[Any]) -> None:
    from openpyxl.styles import Alignment

    for at, value in enumerate(values, 1):
        if value in ("", None):
            continue
        cell = page.cell(number, at)
        cell.value = printable(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _choices(page: Worksheet, cells: str, listed: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    page.add_data_validation(rule)
    rule.add(cells)


def _printed(page: Worksheet) -> None:
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.freeze_panes = "A2"
