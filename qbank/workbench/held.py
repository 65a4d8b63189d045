"""What is known of a workspace by the functions that ``Workspace`` takes as its methods."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qbank.bank import Bank
from qbank.locale import Lang
from qbank.workbench.config import Config

if TYPE_CHECKING:
    from qbank.workbench.toolbox import Toolbox


class Held(Protocol):
    """A workspace as these functions see it."""

    @property
    def folder(self) -> Path:
        """Return its folder."""

    @property
    def config(self) -> Config:
        """Return its settings."""

    @property
    def bank(self) -> Bank:
        """Return its bank."""

    @property
    def bank_path(self) -> Path:
        """Return the file of its bank."""

    @property
    def lang(self) -> Lang:
        """Return the language it speaks."""

    @property
    def actor(self) -> str:
        """Return who works in it."""

    @property
    def toolbox(self) -> Toolbox:
        """Return what its documents are studied and its items are checked with."""
