"""What looks like an item, for the review card: the index over the bank is made beside the work, never in its way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from qbank.bank import Bank, Query
from qbank.locale import Lang
from qbank.model.item import Item, Status
from qbank.reports.lines import key_line
from qbank.review.fields import changes

_SHOWN = 5
_STANDING: tuple[Status, ...] = ("draft", "accepted")
_TOLD = frozenset({"stem", "options", "key", "left", "right"})


class Likenesses:
    """Finds near-duplicates of one item among those that are drafts or accepted.

    The first question starts a thread that reads the bank; until it is through, nothing is found; where it failed,
    the next question raises what it met, and the one after that begins anew. What others add later is known once it
    has been on the screen.

    Args:
        bank: whose items are compared.
        lang: language of keys.
        pause: called now and then while the bank is read; it may take its time.
    """

    def __init__(self, bank: Bank, lang: Lang, pause: Callable[[], None] = lambda: None) -> None:
        self._bank = bank
        self._pause = pause
        self._lang = lang
        self._lock = threading.Lock()
        self._index: Any = None
        self._maker: threading.Thread | None = None
        self._met: Exception | None = None

    def rows(self, item: Item) -> list[dict[str, Any]]:
        """Return what looks like an item as rows of the card, the most alike first; pairs that both stay left out."""
        with self._lock:
            if self._met is not None:
                met, self._met, self._maker = self._met, None, None
                raise met
            if self._maker is None:
                self._maker = threading.Thread(target=self._make, daemon=True)
                self._maker.start()
            if self._index is None:
                return []
            self._index.put(item)
            pairs = self._index.near(item, 4 * _SHOWN)
        kept = self._bank.kept_pairs()
        kinds = {pair.other: pair for pair in pairs if frozenset((item.id, pair.other)) not in kept}
        others = self._bank.many(list(kinds))
        gone = self._bank.binned([other.id for other in others])
        standing = [other for other in others if other.status in _STANDING and other.id not in gone]
        return [self._row(item, other, kinds[other.id]) for other in standing][:_SHOWN]

    def wait(self) -> None:
        """Wait until the index is there, for those who have nothing else to do."""
        if self._maker is not None:
            self._maker.join()

    def _make(self) -> None:
        from qbank.bank.duplicates import Index

        try:
            items = self._bank.items(Query(status=_STANDING, order="id"))
            index = Index(items, pause=self._pause)
        except Exception as error:  # it has to reach the person who asks, who sits in another thread
            with self._lock:
                self._met = error
            return
        with self._lock:
            self._index = index

    def _row(self, item: Item, other: Item, pair: Any) -> dict[str, Any]:  # noqa: ANN401 - duplicates.Pair, loaded late
        return {
            "id": other.id,
            "revision": other.revision,
            "kind": pair.kind,
            "score": round(pair.score, 3),
            "stem": other.stem,
            "key": key_line(other),
            "status": other.status,
            "changes": [each for each in changes(item, other) if each["field"] in _TOLD],
        }
