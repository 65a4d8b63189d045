"""What the documents say, sentence by sentence, and which of it shares rare words with a given wording.

Built in one pass over any number of documents and kept small: the words of a sentence as hashes in one sorted
array (8 bytes a word), the sentences themselves compressed, a document at a time. Whether a sentence says what
an option or a statement says is for ``drafting.states`` to tell.
"""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from qbank.model.document import Outline, Section, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ENUMERATED = re.compile(r"[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]|[①-⑳]|[一二三四五六七八九十]是")
_LEADS_IN = re.compile(r"：$")
_ALIKE = re.compile(
    r"(?:依照|按照|参照|适用)[^，。；]{0,6}(?:前[一二两三]?款|上一款|前条)(?:的?规定)?|"
    r"(?:同样|也|亦)(?:适用|享有|有权)|同等(?:权利|权限|职权|待遇)"
)
_RAREST = 5
_SHARED = 2
_MOST = 200
_REMEMBERED = 512
_BLOCK = 32


class Saying(NamedTuple):
    """A sentence or heading as it reads, and what it hangs on ("" for nothing).

    ``lead`` is the lead-in of a list item, the heading above a heading, or the paragraph before one that
    extends it to others (依照前款规定, 同样适用): then ``extends`` is True.
    """

    document: str
    text: str
    lead: str = ""
    extends: bool = False
    heading: bool = False

    @property
    def whole(self) -> str:
        """Return lead and text as a person reads them together."""
        return f"{self.lead}{self.text}"


def sayings(outline: Outline) -> Iterator[Saying]:
    """Yield what a document says in order of position, each with what it hangs on."""
    name, before, lead = outline.document.name, "", ""
    for sent in outline.sentences:
        if sent.role == "heading":
            lead = ""
            above = _above(outline.sections, sent)
            yield Saying(name, sent.view, f"{above}：" if above else "", heading=True)
        elif sent.role == "body":
            extends = bool(before) and _ALIKE.search(sent.view) is not None
            listed = lead if _ENUMERATED.match(sent.label) else ""
            yield Saying(name, sent.view, before if extends else listed, extends)
            before = sent.view
            lead = sent.view if _LEADS_IN.search(sent.view) else listed


def _above(sections: Sequence[Section], sent: Sentence) -> str:
    """Return the title of the section that a heading's own section lies in."""
    parent = sections[sent.section].parent
    return sections[parent].title if parent is not None else ""


@dataclass(frozen=True, slots=True)
class Said:
    """The sayings of some documents, to be found by their words.

    ``postings`` is sorted and holds ``hash of word << 32 | number of saying``; ``firsts`` is the number of each
    document's first saying, ``packed`` the sayings, compressed, 32 a piece.
    """

    postings: NDArray[np.uint64]
    firsts: tuple[int, ...]
    documents: tuple[str, ...]
    packed: tuple[bytes, ...]
    _opened: Callable[[int], tuple[str, ...]] = field(repr=False)

    @classmethod
    def of(cls, documents: Iterable[tuple[Sequence[Saying], Sequence[Sequence[str]]]]) -> Said:
        """Return the index of ``(sayings, content words of the text of each)``, one pair a document, in one pass."""
        import numpy as np

        entries, firsts, names = array("Q"), [0], []
        packed: list[bytes] = []
        rows: list[str] = []
        for said, words in documents:
            if not said:
                continue
            found = list(_with_leads(said, words))
            hashes = np.fromiter(map(_hash, chain.from_iterable(found)), dtype=np.uint64)
            numbers = np.arange(firsts[-1], firsts[-1] + len(said), dtype=np.uint64)
            rows_of = np.repeat(numbers, list(map(len, found)))
            entries.frombytes(np.unique(hashes << np.uint64(32) | rows_of).tobytes())
            names.append(said[0].document)
            firsts.append(firsts[-1] + len(said))
            rows.extend(map(_row, said))
            while len(rows) >= _BLOCK:
                packed.append(_packed(rows[:_BLOCK]))
                del rows[:_BLOCK]
        packed.append(_packed(rows))
        # The array's own memory, sorted where it lies: a corpus of 100 MB has ten million entries.
        postings = np.frombuffer(entries, dtype=np.uint64) if entries else np.empty(0, dtype=np.uint64)
        postings.sort()
        return cls(postings, tuple(firsts), tuple(names), tuple(packed), _opener(packed))

    def about(self, words: Iterable[str], *, aside: str = "") -> Iterator[Saying]:
        """Yield at most 200 sayings that share two of the five rarest of some words (or the only one).

        Args:
            words: content words of a wording.
            aside: the name of a document to leave out.
        """
        import numpy as np

        lists = sorted(self._lists({_hash(word) for word in words}), key=len)[:_RAREST]
        if not lists:
            return
        numbers = np.concatenate(lists) & np.uint64(0xFFFFFFFF)
        if len(lists) >= _SHARED:
            # Each once less than it is listed, so that what is listed once is gone.
            numbers.sort()
            numbers = numbers[1:][numbers[1:] == numbers[:-1]]
        times = Counter(numbers.tolist())
        # Where many qualify, those that share most: a sentence that says the same shares nearly all.
        best = sorted(times, key=lambda number: (-times[number], number))[:_MOST]
        for number in sorted(best):
            name = self.documents[bisect_right(self.firsts, number) - 1]
            if name != aside:
                yield _saying(self._opened(number // _BLOCK)[number % _BLOCK], name)

    def _lists(self, hashes: Collection[int]) -> Iterator[NDArray[np.uint64]]:
        """Yield the postings of each word that occurs at all."""
        import numpy as np

        keys = [bound << 32 for each in sorted(hashes) for bound in (each, each + 1)]
        bounds = self.postings.searchsorted(np.array(keys, dtype=np.uint64)).tolist()
        for start, end in zip(bounds[::2], bounds[1::2], strict=True):
            if start < end:
                yield self.postings[start:end]


def _with_leads(said: Sequence[Saying], words: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield the words of each saying with those of what it hangs on, which is a saying before it."""
    known = {each.text: found for each, found in zip(said, words, strict=True)}
    for each, found in zip(said, words, strict=True):
        yield (*found, *(known.get(each.lead) or known.get(each.lead.removesuffix("："), ())))


def _opener(packed: Sequence[bytes]) -> Callable[[int], tuple[str, ...]]:
    """Return a function that unpacks a piece by its number and keeps the last ones."""

    @lru_cache(maxsize=_REMEMBERED)
    def opened(at: int) -> tuple[str, ...]:
        return tuple(zlib.decompress(packed[at]).decode("utf-8", "surrogatepass").split("\n"))

    return opened


def _packed(rows: Sequence[str]) -> bytes:
    return zlib.compress("\n".join(rows).encode("utf-8", "surrogatepass"), 3)


def _row(saying: Saying) -> str:
    # A view holds neither tabs nor line ends: white space in it is single spaces.
    return f"{saying.text}\t{saying.lead}\t{'x' * saying.extends}{'h' * saying.heading}"


def _saying(row: str, document: str) -> Saying:
    text, lead, marks = row.split("\t")
    return Saying(document, text, lead, "x" in marks, "h" in marks)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    """Return 31 bits of a word, the same on every machine and in every run."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF
