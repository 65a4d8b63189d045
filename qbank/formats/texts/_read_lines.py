"""The lines of a file of running text with their places, page furniture taken out; what cannot be read is said."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.formats.tables.rows import Table
from qbank.formats.texts._read_dress import Contents, bare, bold_amid, bold_option, is_dressed
from qbank.formats.texts._read_fold import fold, lines
from qbank.formats.texts._read_markdown import Found, may_have_tables, tables_in
from qbank.formats.texts._read_marks import EMPTY, TEXT, Mark, Plain, is_page_number, mark_of, page_words
from qbank.formats.texts._read_set_off import Words
from qbank.locale import brief
from qbank.text.archive import open_checked
from qbank.text.charset import decode
from qbank.text.files import os_problem, refuse_special
from qbank.text.limits import MEGABYTE, Limits
from qbank.text.sniff import HEAD_BYTES, check_ole, kind_of

LIMITS = Limits()
MOST_LINES = 3_000_000
_MOST_TEXT = 100 * MEGABYTE
_LONGEST = 20_000
"""Characters of a line; what is longer is no line that somebody typed."""
_TOLD = 300
"""Characters by which a line tells whether it may belong to a list of answers."""
_FEWEST_ON_PAGES = 3
_MAY_LIST = re.compile(
    r"题\s*号|答\s*案[^A-Za-zＡ-Ｚ√×对错是否正确\w]*(?:及.*|和.*|与.*|汇总.*)?$|答\s*案.*[0-9０-９]"
    r"|[0-9０-９]\s*[.．、:：)）]?\s*[A-HＡ-Ｈ√×对错][\s,，;；]*[0-9０-９]+\s*[.．、:：)）]?\s*[A-HＡ-Ｈ√×对错]"
    r"|[0-9０-９]\s*[-—–~～至到]+\s*[0-9０-９]+\s*\W{0,3}\s*[A-Ea-eＡ-Ｅ√×对错]"
)
_MAY_LABEL = re.compile(
    r"\s*[\[【〖(（]?\s*(?:试题|题目|本题|所属|答案|命题|背景|阅读)?"
    r"(?:难|章节|目录|知识点|考查?点|标签|关键词|编[号码]|题型|类型|分[值数]|材料|适用|.{0,2}(?:依据|出处|来源))"
)
_MAY_ANSWER = re.compile(r"\s*[\[【〖(（]?\s*(?:参考|正确|标准)?答案?[:：\]】〗]")
_MAY_ASK = re.compile(r"\s*[\[【(（第]?\s*[0-9０-９]|\s*[A-DＡ-Ｄ]\s*[.、．:：)）]")
_FIGURE = re.compile("[0-9０-９]\\s*(?:页|[-—–―]|/|$)|[Pp]age", re.I)
_NAMES = {"ole": ".doc", "pdf": ".pdf", "html": ".html", "rtf": ".rtf"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its place (line of a text, paragraph of a Word document), its text, and the same folded."""

    place: str
    text: str
    folded: str
    mark: Mark


@dataclass(slots=True)
class Lines:
    """The lines of one file; ``problems`` and ``furniture`` are known when they have all been taken.

    ``may_list`` is whether somewhere answers may stand apart from their items; ``tables`` are those under headings of
    items, ``unread`` tells of others; ``set_off`` are words of another look, by paragraph.
    ``is_whole`` tells that all lines are one item; ``again`` gives the same lines from the first on, where labels may
    stand between items. ``is_dressed`` tells that marks of Markdown are to go, ``undressed`` how many lines had them.
    """

    source: Iterable[tuple[int, str]]
    may_list: bool = True
    problems: list[Problem] = field(default_factory=list)
    furniture: Counter[str] = field(default_factory=Counter)
    tables: list[Table] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)
    set_off: list[Words] = field(default_factory=list)
    is_whole: bool = False
    again: Callable[[], Lines] | None = None
    is_dressed: bool = False
    undressed: Counter[str] = field(default_factory=Counter)
    _ahead: deque[Line] = field(default_factory=deque)
    _rest: Iterator[Line] | None = None

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines one by one."""
        while (line := self._next()) is not None:
            yield line

    def ahead(self, most: int) -> Iterator[Line]:
        """Yield the lines that come next, without taking them."""
        for at in range(most):
            while len(self._ahead) <= at:
                line = self._from_source()
                if line is None:
                    return
                self._ahead.append(line)
            yield self._ahead[at]

    def _next(self) -> Line | None:
        return self._ahead.popleft() if self._ahead else self._from_source()

    def _from_source(self) -> Line | None:
        if self._rest is None:
            self._rest = self._marked()
        return next(self._rest, None)

    def _marked(self) -> Iterator[Line]:
        contents = Contents()
        for place, text in self.source:
            if len(text) > _LONGEST:
                self.problems.append(Problem("text-line-too-long", place=str(place), values={"limit": _LONGEST}))
                continue
            text = self._undressed(text.strip(), str(place)) if self.is_dressed else text.strip()
            folded = fold(text)
            mark = mark_of(folded)
            if (isinstance(mark, Plain) and mark.what in {"page", "watermark"}) or contents.takes(folded, mark):
                self.furniture[text] += 1
                text, folded, mark = "", "", EMPTY
            yield Line(str(place), text, folded, mark)

    def _undressed(self, text: str, place: str) -> str:
        found, amid, option = bare(text), bold_amid(text), bold_option(text)
        if option:
            values = {"text": brief(option, 30)}
            self.problems.append(Problem("text-option-bold", place=place, values=values, severity="warning"))
        if amid:
            self.problems.append(
                Problem("text-bold-amid", place=place, values={"text": brief(amid, 30)}, severity="warning")
            )
        if found != text:
            self.undressed[next(iter(self.undressed), text)] += 1
        return found


def open_lines(path: Path) -> Lines:
    """Return the lines of a text or Word file, known by its content.

    Raises:
        QbankError: as ``charset.decode`` and ``archive.open_checked``; ``cannot-read``, ``too-large``,
            ``text-save-as-docx``, ``text-no-items``, ``text-too-many-lines``.
    """
    try:
        refuse_special(path)
        with path.open("rb") as stream:
            kind = kind_of(stream.read(HEAD_BYTES))
            size, most = os.fstat(stream.fileno()).st_size, LIMITS.file_bytes if kind == "zip" else _MOST_TEXT
        if size > most:
            raise QbankError(Problem("too-large", values={"size": size // MEGABYTE, "limit": most // MEGABYTE}))
        return _of_kind(path, kind)
    except OSError as error:
        raise QbankError(os_problem(error)) from error


def _of_kind(path: Path, kind: str) -> Lines:
    if kind == "zip":
        return _of_word(path)
    if kind == "ole" and path.suffix.lower() == ".docx":
        check_ole(path)
    if kind:
        raise QbankError(Problem("text-save-as-docx", values={"kind": _NAMES[kind]}))
    return _of_text(path.read_bytes())


def of_lines(lines: Iterable[str], *, is_whole: bool = False) -> Lines:
    """Return lines at hand, numbered from 1; ``is_whole`` where all of them are one item."""
    numbered = list(enumerate(lines, 1))
    return Lines(numbered, may_list=False, is_whole=is_whole, is_dressed=any(is_dressed(line) for _, line in numbered))


def rest_of(line: Line, at: int) -> Line:
    """Return what stands in a line from a place on, as a line."""
    return Line(line.place, line.text[at:], line.folded[at:], mark_of(line.folded[at:]))


def part_of_line(line: Line, end: int) -> Line:
    """Return what stands in a line before a place, as a line."""
    return Line(line.place, line.text[:end], line.folded[:end], line.mark)


def _of_text(data: bytes) -> Lines:
    if not data.strip():
        raise QbankError(Problem("text-no-items"))
    decoded = decode(data)
    text = decoded.text
    inner = tables_in(enumerate(lines(text), 1)) if may_have_tables(text) else Found()

    def numbered() -> Iterator[tuple[int, str]]:
        return ((number, "" if number in inner.taken else line) for number, line in enumerate(lines(text), 1))

    found = _without_headers(numbered, list(decoded.problems))
    found.tables, found.unread = inner.tables, inner.unread
    found.undressed.update(inner.undressed)
    return found


def _of_word(path: Path) -> Lines:
    from qbank.formats.texts._read_docx import drawn, lines_of

    found_lines: list[tuple[int, str]] = []
    problems: list[Problem] = []
    tables: list[Table] = []
    set_off: list[Words] = []
    with open_checked(path, LIMITS) as archive:
        for each in lines_of(archive, tables, set_off):
            if isinstance(each, Problem):
                problems.append(each)
            else:
                found_lines.append((each[0], drawn(each[1])))
    found = _without_headers(lambda: found_lines, problems)
    found.set_off = set_off
    found.tables = tables
    return found


def _without_headers(numbered: Callable[[], Iterable[tuple[int, str]]], problems: list[Problem]) -> Lines:
    """Return the lines without those that stand beside a page's number again and again: heads and feet of pages.

    Args:
        numbered: gives all lines from the first on, as often as it is called: they are looked through, not kept.
        problems: what is known to be wrong.
    """
    seen = _Looked()
    may_list = False
    for _, line in numbered():
        seen.take(line)
        may_list = may_list or _MAY_LIST.search(line[:_TOLD]) is not None
    heads = seen.heads()

    def fresh() -> Lines:
        left = ((place, "" if text.strip() in heads else text) for place, text in numbered())
        return Lines(left, is_dressed=seen.is_dressed)

    found = fresh()
    found.may_list, found.problems, found.again = may_list, problems, fresh if seen.is_labelled else None
    if heads:
        found.furniture.update(text for _, line in numbered() if (text := line.strip()) in heads)
    return found


class _Looked:
    """What is seen of lines that come one by one: what stands beside the numbers of pages, and how often.

    ``is_labelled`` tells that labels may stand above items, ``is_dressed`` that there are marks of Markdown.
    """

    def __init__(self) -> None:
        self._count = 0
        self._first, self._firsts = "", 0
        self._before, self._is_page = "", False
        self._beside: Counter[str] = Counter()
        self._alone: list[int] = []
        self._written: set[str] = set()
        self._paged: defaultdict[str, set[str]] = defaultdict(set)
        self.is_labelled = self._is_begun = self.is_dressed = False

    def take(self, line: str) -> None:
        """Take in the next line."""
        self._count += 1
        if self._count > MOST_LINES:
            raise QbankError(Problem("text-too-many-lines", values={"limit": MOST_LINES}))
        text = line.strip()
        if not text:
            return
        self.is_dressed = self.is_dressed or is_dressed(text)
        if not self.is_labelled:
            self._is_begun = self._is_begun or _MAY_ASK.match(text) is not None
            # An answer may only stand above its item where one stands above the first.
            self.is_labelled = bool(_MAY_LABEL.match(text) or (not self._is_begun and _MAY_ANSWER.match(text)))
        self._first = self._first or text
        self._firsts += text == self._first
        is_page = len(text) < 30 and _FIGURE.search(text) is not None and is_page_number(fold(text))
        if self._is_page:
            self._beside[text] += 1
        if is_page and self._before:
            self._beside[self._before] += 1
        self._before, self._is_page = text, is_page
        if "页" in text and (words := page_words(fold(text))):
            self._paged[words].add(text)
        if len(text) < 5 and text.isascii() and text.isdigit():
            self._alone.append(int(text))
            self._written.add(text)

    def heads(self) -> set[str]:
        """Return the texts of lines that are heads and feet of pages, or numbers alone that count the pages."""
        often = {text for text, times in self._beside.items() if times >= _FEWEST_ON_PAGES}
        if self._firsts >= _FEWEST_ON_PAGES:
            often.add(self._first)
        often.update(*(lines for lines in self._paged.values() if len(lines) > 1))
        found = {text for text in often if mark_of(fold(text)) is TEXT}
        numbers = self._alone
        if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            found |= self._written
        return found
