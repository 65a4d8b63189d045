"""What a sheet shows of an item, whatever kind of file it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qbank.locale import Lang
from qbank.model.item import Item, Source
from qbank.model.stimulus import Stimulus
from qbank.reports.lines import is_put_off
from qbank.reports.places import DocumentOf
from qbank.review import sheet_words as words
from qbank.review.sheet_proof import Piece, documents_of, proof_of
from qbank.review.sheet_rows import cells_of
from qbank.types._contract import TYPES


@dataclass(frozen=True, slots=True)
class View:
    """An item on a sheet.

    ``shown`` are the texts an editor only reads, ``cells`` those to be changed, ``proof`` the pieces of each proof
    line.
    """

    number: int
    item: Item
    shown: Mapping[str, str]
    cells: Mapping[str, str]
    proof: Sequence[Sequence[Piece]]

    @property
    def stimulus(self) -> str:
        """Return the words of the passage it shares with others, "" for none."""
        return self.shown[words.STIMULUS]

    def text(self, name: str) -> str:
        """Return what stands in a column, "" where nothing does."""
        return self.cells.get(name) or self.shown.get(name, "")

    def words(self, name: str) -> str:
        """Return what a column says in all, proof lines a line each."""
        if name == words.SOURCE:
            return "\n".join("".join(piece.text for piece in line) for line in self.proof)
        return self.text(name)


def view_of(
    number: int,
    item: Item,
    stimulus: Stimulus | None,
    *,
    document_of: DocumentOf,
    place_of: Callable[[Source], str],
    lang: Lang,
) -> View:
    """Return an item as a sheet shows it under a number."""
    shown = {
        words.NUMBER: str(number),
        words.TYPE: TYPES.get(item.type).label,
        words.STIMULUS: stimulus.text if stimulus else "",
        words.DOCUMENT: documents_of(item, place_of),
        words.VERDICT: words.verdict_word("later", lang) if is_put_off(item) else "",
        words.ITEM: item.id,
        words.REVISION: str(item.revision),
    }
    return View(number, item, shown, cells_of(item), proof_of(item, document_of))
