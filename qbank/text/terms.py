"""Words of a text: the only file that knows rjieba and jieba.

rjieba is jieba's algorithm in Rust, with the same dictionary; jieba itself stands behind the same
adapter and runs when it is asked for by name. What both cut differently (dates, numbers, ASCII runs,
quoted terms) is merged by rule before either sees the text. Every project makes its own segmenter, so
a word added for one never changes another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from itertools import accumulate, repeat
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from qbank.errors import Problem, QbankError
from qbank.model.document import Sentence, Term

SegmenterName = Literal["rjieba", "jieba"]
Tagged = tuple[str, str]

_CONTENT_TAGS = frozenset("nvalij")
_LONGEST_FREQUENCY = 9
_END = "\n"
_LONGEST_PIECE = 2_000  # jieba is quadratic on a long run of one character

_MEASURE = (
    r"个百分点|平方公里|平方米|立方米|工作日|公里|千米|毫米|厘米|公斤|千克|小时|分钟|人次|人日|场次|架次|个月|万元|亿元|学时|课时"
    r"|周岁|年级|[年月日天周岁期次份条项个件名人家户台辆艘套册部篇章节款页场批轮处所座栋间级类种元角吨克米倍班组届队只支块张把]"
)
_HAN = "一二三四五六七八九十"
_MERGED: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Each begins with a set of characters, which lets the search skip to the next one without backtracking.
    ("nz", re.compile(r"[“‘「『《〈]([^“”‘’「」『』《》〈〉，。；：！？、\s]{1,8})(?=[”’」』》〉])")),
    ("t", re.compile(r"([0-9](?:[0-9]{3}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]?月[0-9]{1,2}日))")),
    ("t", re.compile(rf"([{_HAN}〇零][{_HAN}〇零]{{3}}年(?:[{_HAN}]{{1,2}}月(?:[{_HAN}]{{1,3}}日)?)?)")),
    ("m", re.compile(rf"([百千万]分之[{_HAN}百0-9]+)")),
    ("m", re.compile(rf"([0-9](?:[0-9]*(?:[.,][0-9]+)*(?:%|(?:余|多)?(?:{_MEASURE}))|[0-9]*(?:[+\-·./:×][0-9]+)*))")),
    ("m", re.compile(rf"(第[0-9]+(?:{_MEASURE}))")),
    ("eng", re.compile(r"([A-Za-z][A-Za-z0-9+#&._%\-]*)")),
)
"""Tag and pattern (group 1) of what is one word whatever the library says; of overlapping ones the first."""
_MAY_MERGE = re.compile("[0-9A-Za-z“‘「『《〈年]|分之")
"""Something of this stands in every text that holds such a word."""


class UserWord(NamedTuple):
    """A word of a workspace's dictionary; ``freq`` None lets the library choose, ``tag`` "" means a noun."""

    text: str
    freq: int | None = None
    tag: str = ""


class Segmenter(Protocol):
    """Cuts text into words; the words joined are the text."""

    name: SegmenterName
    version: str

    def cut(self, text: str) -> list[str]:
        """Return the words of a text."""

    def count(self, text: str) -> list[str]:
        """Return the library's own words, nothing merged: enough where only the words that recur matter."""

    def tag(self, text: str) -> list[Tagged]:
        """Return the words of a text with jieba's part-of-speech tags."""


class _Merging:
    """What both adapters share: merged pieces stay whole, the rest goes to the library."""

    def __init__(
        self, name: SegmenterName, cut: Callable[[str], list[str]], tag: Callable[[str], list[Tagged]]
    ) -> None:
        self.name: SegmenterName = name
        self.version = version(name)
        self._cut = cut
        self._tag = tag

    def cut(self, text: str) -> list[str]:
        """Return the words of a text."""
        if _is_one_piece(text):
            return self._cut(text)
        words: list[str] = []
        for tag, piece in _pieces(text):
            if tag:
                words.append(piece)
            else:
                words.extend(self._cut(piece))
        return words

    def count(self, text: str) -> list[str]:
        """Return the library's own words, nothing merged."""
        words: list[str] = []
        for _, piece in _plain(text):
            words.extend(self._cut(piece))
        return words

    def tag(self, text: str) -> list[Tagged]:
        """Return the words of a text with their tags."""
        if _is_one_piece(text):
            return self._tag(text)
        words: list[Tagged] = []
        for tag, piece in _pieces(text):
            if tag:
                words.append((piece, tag))
            else:
                words.extend(self._tag(piece))
        return words


def _is_one_piece(text: str) -> bool:
    """Tell whether a text goes to the library as it is: most are single words, asked for one by one."""
    return 0 < len(text) <= _LONGEST_PIECE and _MAY_MERGE.search(text) is None


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield ``(tag of a merged piece or "", piece)``; the pieces joined are the text."""
    done = 0
    for start, _, end, tag in sorted(_merged(text)) if _MAY_MERGE.search(text) else ():
        if start >= done:
            yield from _plain(text[done:start])
            yield tag, text[start:end]
            done = end
    yield from _plain(text[done:])


def _merged(text: str) -> Iterator[tuple[int, int, int, str]]:
    for order, (tag, pattern) in enumerate(_MERGED):
        for match in pattern.finditer(text):
            yield match.start(1), order, match.end(1), tag


def _plain(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text in pieces short enough for jieba, cut at line ends where there are any."""
    start, last = 0, len(text)
    while start < last:
        end = min(start + _LONGEST_PIECE, last)
        if end < last:
            end = text.rfind("\n", start, end) + 1 or end
        yield "", text[start:end]
        start = end


def open_segmenter(name: SegmenterName = "rjieba", words: Iterable[UserWord] = ()) -> Segmenter:
    """Return a segmenter of one's own, with the words of a user dictionary.

    Raises:
        QbankError: ``segmenter-missing`` if the library is not installed; it is never replaced in silence.
    """
    try:
        return _OPEN[name](tuple(words))
    except ImportError as error:
        raise QbankError(Problem("segmenter-missing", values={"name": name})) from error


def _open_rjieba(words: tuple[UserWord, ...]) -> Segmenter:
    engine = import_module("rjieba").Jieba()
    for word in words:
        engine.add_word(word.text, word.freq, word.tag or "n")
    return _Merging("rjieba", engine.cut, engine.tag)


def _open_jieba(words: tuple[UserWord, ...]) -> Segmenter:
    jieba = import_module("jieba")
    posseg = import_module("jieba.posseg")
    jieba.setLogLevel("ERROR")
    engine = jieba.Tokenizer()
    engine.initialize()
    tagger = posseg.POSTokenizer(engine)
    for word in words:
        # The tagger keeps tags of its own; the engine keeps the frequencies.
        engine.add_word(word.text, word.freq, word.tag or "n")
        tagger.word_tag_tab[word.text] = word.tag or "n"
    return _Merging("jieba", engine.lcut, lambda text: [(pair.word, pair.flag) for pair in tagger.cut(text)])


_OPEN: dict[SegmenterName, Callable[[tuple[UserWord, ...]], Segmenter]] = {"rjieba": _open_rjieba, "jieba": _open_jieba}


def terms_of(segmenter: Segmenter, *, remember: int = 4_096) -> Callable[[Sentence], tuple[Term, ...]]:
    """Return a function that gives a sentence's tagged words with offsets into its view.

    The last ``remember`` sentences are kept, since several patterns look at the same one.
    """

    @lru_cache(maxsize=remember)
    def of_view(view: str) -> tuple[Term, ...]:
        tagged = segmenter.tag(view)
        texts, tags = zip(*tagged, strict=True) if tagged else ((), ())
        ends = list(accumulate(map(len, texts)))
        # What Term(…) does, without a call in Python for every word of a corpus.
        return tuple(map(tuple.__new__, repeat(Term), zip(texts, tags, [0, *ends], ends, strict=False)))

    return lambda sent: of_view(sent.view)


def read_user_words(text: str, file: str) -> tuple[tuple[UserWord, ...], tuple[Problem, ...]]:
    """Read a user dictionary: a word a line, then optionally its frequency and its tag; ``#`` begins a comment."""
    words: list[UserWord] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.partition("#")[0].split()
        if not fields:
            continue
        word = _user_word(fields)
        if word is None:
            problems.append(Problem("bad-user-word", file, values={"line": number, "found": line.strip()}))
        else:
            words.append(word)
    return tuple(words), tuple(problems)


def _user_word(fields: list[str]) -> UserWord | None:
    text, *rest = fields
    freq = int(rest.pop(0)) if rest and rest[0].isdecimal() and len(rest[0]) <= _LONGEST_FREQUENCY else None
    tag = rest.pop(0) if rest and rest[0].isascii() and rest[0].isalpha() else ""
    return UserWord(text, freq, tag) if not rest and len(text) <= 32 else None


def background_idf() -> dict[str, float]:
    """Return jieba's own table of inverse document frequencies (267,000 words, natural logarithm)."""
    spec = find_spec("jieba")  # found, not imported: importing builds jieba's own dictionary machinery
    if spec is None or not spec.submodule_search_locations:
        raise QbankError(Problem("segmenter-missing", values={"name": "jieba"}))
    path = Path(spec.submodule_search_locations[0]) / "analyse" / "idf.txt"
    rows = (line.rsplit(" ", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {word: float(idf) for word, idf in rows}


def content_words(segmenter: Segmenter, *, remember: int = 4_096) -> Callable[[Sequence[str]], list[list[str]]]:
    """Return a function that gives, for each of some sentences, the words that carry content.

    Kept are nouns, verbs, adjectives, idioms and abbreviations of two characters or more; dates and numbers
    are not, so nothing needs to be merged. A word is
    tagged once by itself and remembered: its tag hardly depends on its neighbours, and cutting a whole
    document at once is several times faster than tagging every sentence.

    Args:
        segmenter: cuts the sentences; a line end in one counts as a space.
        remember: sentences whose words are kept for the next question, at most as many as one question has.
    """
    known: set[str] = {_END}
    kept: set[str] = {_END}

    def carries_content(word: str) -> bool:
        if len(word) < 2:
            return False
        tags = segmenter.tag(word)
        return len(tags) > 1 or tags[0][1][:1] in _CONTENT_TAGS

    def cut(sentences: Sequence[str]) -> list[list[str]]:
        words = segmenter.count(_END.join([each.replace(_END, " ") for each in sentences]))
        new = set(words) - known
        known.update(new)
        kept.update(filter(carries_content, new))
        # Joining and splitting strings does in C what a loop over words would do in Python.
        lines = " ".join(filter(kept.__contains__, words)).split(_END)
        return list(map(str.split, lines))

    last: dict[str, list[str]] = {}

    def words_of(sentences: Sequence[str]) -> list[list[str]]:
        # Of one document the same sentences are asked for more than once.
        new = [each for each in sentences if each not in last]
        if len(last) + len(new) > remember:
            last.clear()
            new = list(sentences)
        last.update(zip(new, cut(new), strict=True) if new else ())
        return list(map(last.__getitem__, sentences))

    return words_of
