"""What the review card asks and is told: one handler a message, JSON data in and out, no widget and no screen.

The bank is the only truth: a kernel that is killed loses nothing. A handler may run in any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.mistakes import log_mistake
from qbank.review.deciding import Deciding
from qbank.review.desk import Checker
from qbank.review.listing import Listing
from qbank.review.looking import Looking
from qbank.review.table import Answer, Handler, Helpers, Message, Mode, Table

_NOBODY = ""
"""The view of a list that is made before any page asks."""
_ROW = ("id", "revision", "status", "later", "type", "stem")
_NOT_SECOND = frozenset({"undo", "redo", "batch", "new", "pair", "note"})
"""What a second reader must not do: it would change items or what stands beside them, or tell what they became."""


class Review:
    """Answers the review card.

    Args:
        bank: the open bank.
        actor: who decides.
        check: what is wrong with an item.
        lang: language of what is shown.
        mode: one of ``table.MODES``.
        helpers: what can be asked beside the bank.
        document: the document the list begins with, "" for all.
        folder: where mistakes of ours are logged; None for that of the bank.
    """

    def __init__(
        self,
        bank: Bank,
        actor: str,
        check: Checker,
        lang: Lang,
        *,
        mode: Mode = "review",
        helpers: Helpers | None = None,
        document: str = "",
        folder: Path | None = None,
    ) -> None:
        self._folder = folder or bank.path.parent
        self._table = Table(bank, actor, check, lang, mode, helpers or Helpers())
        listing = Listing(self._table, document)
        deciding, looking = Deciding(self._table, listing), Looking(self._table)
        self._handlers: Mapping[str, Handler] = {**listing.handlers, **deciding.handlers, **looking.handlers}

    def prepare(self) -> None:
        """Make ready what the card will ask first; for a thread beside the page's own loading. It never raises."""
        self.handle({"do": "hello", "view": _NOBODY})
        self._table.views.pop((_NOBODY, ""), None)

    def handle(self, message: Message) -> Answer:
        """Return the answer to a message of the card; it never raises.

        Args:
            message: ``do`` names the handler, ``id`` is given back as ``re``, ``view`` tells apart two views of one
                card; the rest is what the handler needs.

        Returns:
            ``re``, ``view``, ``ok``; where ``ok`` is false ``problem`` has ``says`` and ``cure``.
        """
        head = {"re": message.get("id"), "view": message.get("view"), "do": message.get("do")}
        try:
            handler = self._handlers.get(str(message.get("do")))
            if handler is None:
                return {
                    **head,
                    "ok": False,
                    **self._table.told(Problem("review-unknown", values={"do": message.get("do")})),
                }
            if self._table.mode == "second" and message.get("do") in _NOT_SECOND:
                raise QbankError(Problem("review-only-verdicts"))
            with self._table.helpers.turns.answering():
                return {**head, "ok": True, **handler(message)}
        except QbankError as error:
            return {**head, "ok": False, **self._table.told(error.problem)}
        except Exception as error:  # a mistake of ours must reach the editor as a sentence, and the card must go on
            told = {"detail": f"{type(error).__name__}: {error}", "log": log_mistake(self._folder)}
            return {**head, "ok": False, **self._table.told(Problem("review-mistake", values=told))}

    def news(self, answer: Answer) -> list[dict[str, Any]]:
        """Return the rows that an answer to one view changes for every other view of the card."""
        cards = [answer["card"]] if "outcome" in answer and "card" in answer else answer.get("cards", [])
        return [{name: card[name] for name in _ROW} for card in cards if "id" in card]
