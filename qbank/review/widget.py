"""The review card as a widget: carries messages between the page and ``Review``, and keeps no state of its own."""

from __future__ import annotations

import hashlib
import re
import threading
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from qbank.locale import Lang, say, texts
from qbank.review.service import Review

_STATIC = Path(__file__).parent / "static"
MODULES = (
    "text", "dom", "keys", "outbox", "queue", "typed", "progress", "link", "card", "actions", "bodies", "editor",
    "list", "source", "panels", "messages", "frame", "painter", "moving", "editing", "deciding", "opening", "review",
)  # fmt: skip
"""The front end's modules, each after those it imports from."""
_IMPORT = re.compile(r'^import .* from "\./[a-z]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def front_end() -> str:
    """Return the front end as one module: a widget's code travels as one text, which cannot import files.

    The modules' own imports and exports fall away; their top-level names are different from each other (a test
    checks it), so that they can stand in one file.
    """
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _read(name))) for name in MODULES)


def _read(name: str) -> str:
    return (_STATIC / f"{name}.js").read_text(encoding="utf-8")


class ReviewCard(anywidget.AnyWidget):
    """The card on the screen.

    Args:
        review: answers what the page asks.
        bank: the bank's file; decisions that the page could not send yet are kept under its name.
        lang: the language the first picture is drawn in.
    """

    _esm = front_end()
    _css = (_STATIC / "review.css").read_text(encoding="utf-8")
    name = traitlets.Unicode("").tag(sync=True)
    lang = traitlets.Unicode("zh").tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, review: Review, bank: Path, lang: Lang) -> None:
        name = hashlib.sha256(str(bank.absolute()).encode()).hexdigest()[:16]
        super().__init__(name=name, lang=lang, texts=texts("review-", lang))
        self._review = review
        self._lang = lang
        self.on_msg(self._told)
        threading.Thread(target=review.prepare, daemon=True).start()

    def _told(self, _widget: object, message: Any, _buffers: object) -> None:  # noqa: ANN401 - what the page sends
        answer = self._review.handle(message if isinstance(message, dict) else {})
        self.send(answer)
        rows = self._review.news(answer)
        if rows:
            self.send({"ev": "changed", "view": answer["view"], "rows": rows})

    def __repr__(self) -> str:
        return say("review-repr", self._lang)
