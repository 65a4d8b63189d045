"""What a workspace's documents are studied and its items are checked with, made once, on first use."""

from __future__ import annotations

import uuid
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from qbank.bank import Bank
from qbank.drafting.checks import check, check_proof
from qbank.drafting.verbatim import Grounds, check_verbatim, grounds_of
from qbank.errors import Problem, QbankError
from qbank.review.desk import Checker
from qbank.text.charset import decode
from qbank.text.segment import outline
from qbank.text.terms import Segmenter, UserWord, open_segmenter, read_user_words
from qbank.workbench.config import Config
from qbank.workbench.ingest import Progress, quiet

if TYPE_CHECKING:  # what only drafting needs is loaded when it is asked for: the review card opens sooner
    from qbank.workbench.drafting import Made
    from qbank.workbench.shelf import Shelf


class Toolbox:
    """The tools of a workspace.

    Args:
        bank: the open bank.
        folder: the folder of the workspace, in which its user words are.
        settings: its settings.
    """

    def __init__(self, bank: Bank, folder: Path, settings: Config) -> None:
        self._bank = bank
        self._folder = folder
        self._settings = settings
        self._made: tuple[frozenset[tuple[str, str]], Made] | None = None
        self._shelf: Shelf | None = None

    def made(self, progress: Progress = quiet) -> Made:
        """Return what drafting needs, made anew only when the documents of the bank have changed."""
        from qbank.workbench import drafting

        corpus = frozenset((entry.name, entry.digest) for entry in drafting.with_text(self._bank))
        if self._made is None or self._made[0] != corpus:
            self._made = (corpus, drafting.make_tools(self._bank, self._segmenter, progress=progress))
        return self._made[1]

    def shelf(self) -> Shelf:
        """Return the documents at hand while somebody edits."""
        from qbank.workbench.shelf import Shelf

        made = self.made()
        if self._shelf is None or self._shelf.made is not made:
            self._shelf = Shelf(self._bank, made)
        return self._shelf

    @property
    def mark(self) -> str:
        """Return what names the segmenter and the user's words: with others, documents are drafted from again."""
        words = str(uuid.uuid5(uuid.NAMESPACE_OID, self._user_text)) if self._user_text else "-"
        return f"{self._segmenter.name} {self._segmenter.version} {words}"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the file of the user's words."""
        return self._words[1]

    def checker(self) -> Checker:
        """Return a function that checks items one after another, reading each document once."""
        text_of = lru_cache(maxsize=8)(self._text_of)
        verbatim = self.verbatim_checker()
        return lambda item: (*check(item), *check_proof(item, text_of), *verbatim(item))

    def verbatim_checker(self) -> Checker:
        """Return a function that holds items against the verbatim lock, reading each document once."""
        grounds = lru_cache(maxsize=64)(self._grounds)
        return lambda item: check_verbatim(item, grounds)

    @cached_property
    def _segmenter(self) -> Segmenter:
        words, _ = self._words
        return open_segmenter(self._settings.segmenter, words)

    @cached_property
    def _words(self) -> tuple[tuple[UserWord, ...], tuple[Problem, ...]]:
        return read_user_words(self._user_text, self._settings.userdict)

    @cached_property
    def _user_text(self) -> str:
        path = self._folder / self._settings.userdict
        if not path.is_file():
            return ""
        try:
            return decode(path.read_bytes()).text
        except QbankError as error:
            raise QbankError(replace(error.problem, file=str(path))) from error

    def _grounds(self, name: str, digest: str) -> Grounds | None:
        document = self._bank.document(name, digest)
        return grounds_of(outline(document), self._settings.locked) if document and document.text else None

    def _text_of(self, name: str, digest: str) -> str | None:
        """Return a document's text, None where the bank knows only its digest."""
        document = self._bank.document(name, digest)
        return (document.text or None) if document else None
