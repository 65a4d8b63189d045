"""What a format keeps: our own ones hold a whole bank, other systems' ones hold the items as far as they can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem
from qbank.locale import Lang
from qbank.model.document import Document
from qbank.model.form import Form
from qbank.model.portable import Portable
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.registry import Registry


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in one file: documents without their text, items with their past, the stimuli they share.

    They may come in any order, and from an iterator, which is then used up. A document that was
    read has the text "", since no format carries it. ``extensions`` is what the head of a file
    holds beyond what we know. Every stimulus an item names, now or in an earlier version, is among ``stimuli``.
    """

    documents: Iterable[Document] = ()
    records: Iterable[ItemRecord] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    stimuli: Iterable[Stimulus] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way of ours to write a whole bank, losing nothing: ``suffix`` is the usual file ending with its dot.

    ``write`` raises QbankError for contents that the format cannot hold.
    """

    name: str
    suffix: str
    write: Callable[[Contents, BinaryIO], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person can ask for beside the items.

    Args:
        title: what the paper, deck or category is called.
        lang: the language of words that are ours, such as headings.
        profile: the name of a layout where a format has several, "" for its usual one.
        template: a file of the receiver's to be filled.
        file: the name of the file that is read, for problems.
        form: the issued paper that the items are of; paper formats keep its order, headings, marks and minutes.
    """

    title: str = ""
    lang: Lang = "zh"
    profile: str = ""
    template: Path | None = None
    file: str = ""
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFormat:
    """A way to hand items to another system, or to people on paper.

    ``hold`` says what the format keeps of an item: the portable as a reader of the file will find it, or why the
    item cannot go into it at all. It is the one place where a loss is decided: what differs is reported, ``write``
    gets only what was held, and what ``read`` finds must be the same again.

    Args:
        name: what it is called in commands.
        suffix: the usual file ending with its dot.
        hold: portable → what of it is kept, or a Problem; held once, it is held unchanged. It gets only what can be
            answered (``losses.held`` sees to that).
        write: held portables → bytes, one pass, in their order; and warnings of what became of a receiver's own file
            that was filled, if there are any.
        read: a file → the portables in their order and what is wrong with it; None for what only people read.
        proofread: where nothing can be read back: a file and what was to be in it → what is wrong.
        shuffles: whether the receiver may show options in another order than the file's, so that letters in a
            rationale must go.
        shuffling: profile → the same, where layouts differ in it; it may raise QbankError for an unknown layout.
        keeps_order: whether ``read`` finds the items in the order they were written.
        profiles: the layouts there are, for ``Settings.profile``; none for a format with only one.
        endings: profile → the ending of its files, where it is not ``suffix``.
        templates: whether ``Settings.template`` is filled; a format that takes none never sees one.
        plain: whether its texts are plain, so that a tag in one was left there when a web page was copied.
    """

    name: str
    suffix: str
    hold: Callable[[Portable, Settings], Portable | Problem]
    write: Callable[[Iterable[Portable], BinaryIO, Settings], Iterable[Problem] | None]
    read: Callable[[Path, Settings], Iterator[Portable | Problem]] | None = None
    proofread: Callable[[Path, Iterable[Portable], Settings], Iterator[Problem]] | None = None
    shuffles: bool = False
    shuffling: Callable[[str], bool] | None = None
    keeps_order: bool = True
    profiles: Callable[[], tuple[str, ...]] = tuple
    endings: Callable[[str], str] | None = None
    templates: bool = False
    plain: bool = False

    def may_shuffle(self, profile: str) -> bool:
        """Tell whether the receiver of a file in a profile may show options in another order.

        Raises:
            QbankError: there is no such layout.
        """
        return self.shuffling(profile) if self.shuffling else self.shuffles

    def ending(self, profile: str) -> str:
        """Return the usual ending of a file in a profile, with its dot."""
        return self.endings(profile) if self.endings else self.suffix


FORMATS: Registry[Format | ForeignFormat] = Registry("format")
