"""The sheet on which the score of a contest is kept by hand; sums follow what is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from qbank.assembly.contest import Contest, Turn, score_sheet
from qbank.locale import Lang, say
from qbank.model.item import Item
from qbank.reports.workbook import fill

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

    book = Workbook()
    page, sums = book.active, book.create_sheet(say("score-sheet-sums", lang))
    page.title = say("score-sheet-turns", lang)
    yes, no = say("score-right", lang), say("score-wrong", lang)
    rows = score_sheet(held, turns)[1:]
    spare = {(turn.round, turn.number) for turn in turns if turn.spare}
    shown = [_row(row, items, row[0:3:2] in spare, lang) for row in rows[len(held.teams) :]]
    fill(page, [say(f"score-col-{name}", lang) for name in _WIDTHS], shown, list(_WIDTHS.values()))
    for number in range(2, len(shown) + 2):
        change = f'=IF({_RIGHT}{number}="{yes}",{_MARKS}{number},IF({_RIGHT}{number}="{no}",-{_PENALTY}{number},0))'
        page[f"{_CHANGE}{number}"] = change
    last = len(rows) - len(held.teams) + 1
    _sums(sums, held, page.title, last, lang)
    _choices(page, f"{_TEAM}2:{_TEAM}{last}", f"'{sums.title}'!$A$2:$A${len(held.teams) + 1}")
    _choices(page, f"{_RIGHT}2:{_RIGHT}{last}", f'"{yes},{no}"')
    _ruled(page)
    _ruled(sums)
    book.save(stream)


def _row(row: Sequence[Any], items: Mapping[str, Item], spare: bool, lang: Lang) -> Sequence[Any]:
    at, way, place, item, team, marks, penalty = row[:7]
    called = say(_WAYS[way], lang) + (say("score-spare", lang) if spare else "")
    stem = " ".join(items[item].stem.split())
    return at, called, place, stem, team, marks, penalty, "", "", items[item].body.key_text()


def _sums(page: Worksheet, held: Contest, turns: str, last: int, lang: Lang) -> None:
    head = [say(f"score-col-{name}", lang) for name in ("team", "start", "sum", "place")]
    fill(page, head, [(team, held.start) for team in held.teams], (18, 10, 10, 10))
    for number in range(2, len(held.teams) + 2):
        # EXACT, for a name such as *队 would stand for many names in SUMIF.
        page[f"C{number}"] = (
            f"=B{number}+SUMPRODUCT(EXACT('{turns}'!${_TEAM}$2:${_TEAM}${last},A{number})"
            f"*'{turns}'!${_CHANGE}$2:${_CHANGE}${last})"
        )
        page[f"D{number}"] = f"=RANK(C{number},C$2:C${len(held.teams) + 1})"


def _choices(page: Worksheet, cells: str, listed: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    page.add_data_validation(rule)
    rule.add(cells)


def _ruled(page: Worksheet) -> None:
    """Draw lines around all cells: the sheet is filled in by hand too."""
    from openpyxl.styles import Alignment, Border, Side

    side = Side(style="thin", color="8592A3")
    for row in page.iter_rows():
        for cell in row:
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
