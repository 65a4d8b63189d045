"""From the lines of a file to the paragraphs their author meant: lines broken in mid-sentence are joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qbank.text.clean import HAN
from qbank.text.numbering import ARTICLE, number_of
from qbank.text.roles import is_page_number, running_lines

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PLAIN_GAPS = frozenset(("\n", "\n\n"))
_LINE = re.compile("\\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
# ## Heading; .领导带头领学 lost its number.
_MARK = re.compile(rf"#{{1,6}}\s*(?=[^\s#])|[.．、](?=[{HAN}])")
_ENDED = re.compile("[。！？!?：:…；;][”’」』）)】》\"']*$")
_HANGING = re.compile("^[，。、；：！？）】》”’」』,;:)%]")
_STOP = re.compile("[。；]")
_HAN_END = re.compile(f"[{HAN}]$")
# 截至7月中旬，…, 下一步，…: begins a paragraph; the stop of the one before was forgotten.
_OPENS_PARAGRAPH = re.compile(
    "截[至止]|(?:今|去|近|前)[年日几]|[日目此]前|据(?:统计|了解|悉|介绍)|下一步|为(?:了|进一步|深入|切实|全面|确保|加强)|"
    r"\d{1,4}年|\d{1,2}月|会[上后议]|活动[中后当期]|此外|同时|首先|其次|最后|与此|记者|同志们|——"
)
_OPEN_END = re.compile("[，、；,;（(《“「]$")
_NARROWEST = 30
"""Columns (a Chinese character is two): nobody sets prose narrower, so shorter lines are never broken ones."""
_LONGEST_HEADING = 40
_RAGGED = 6
"""Columns by which full lines may differ: punctuation kept off the line's start, an indent."""


class Line(NamedTuple):
    """A line without its outer white space; ``indent`` counts the white space before it, in columns."""

    start: int
    end: int
    text: str
    indent: int
    after_gap: bool

    @property
    def width(self) -> int:
        """Return the columns it takes: two for a Chinese character, one for a Latin one."""
        return (len(self.text.encode("utf-8", "surrogatepass")) + len(self.text)) // 2

    @property
    def reach(self) -> int:
        """Return the column where it ends: its indent and its width."""
        return self.indent + self.width


class Paragraph(NamedTuple):
    """A paragraph: ``text`` is the document's ``[start:end]``.

    ``mark`` is where its heading marks (##) begin, ``start`` if it has none; ``holes`` are page numbers inside
    its text.
    """

    mark: int
    start: int
    end: int
    text: str
    holes: tuple[tuple[int, int], ...] = ()


def running_in(text: str) -> frozenset[str]:
    """Return the lines of a text that are heads and feet of its pages."""
    return running_lines([line.text for line in _lines(text)])


def paragraphs(text: str, running: frozenset[str] = frozenset()) -> list[Paragraph]:
    """Return the paragraphs of a text in order; outside them there is only white space.

    ``running`` are the heads and feet of its pages, as ``running_in`` finds them: like page numbers they cut none.
    """
    lines = list(_lines(text))
    full = _full_width(lines)
    forgotten = not full and sum(_is_prose(line.text) for line in lines) > 1
    runs: list[list[Line]] = []
    for line in lines:
        of_a_page = line.text in running or (runs and runs[-1][-1].text in running)
        if runs and not of_a_page and _continues(runs[-1], line, full, forgotten=forgotten):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_paragraph(text, run, running) for run in _across_pages(runs, full, running)]


def _lines(text: str) -> Iterator[Line]:
    last = 0
    for found in _LINE.finditer(text):
        gap = text[last : found.start()]
        indent, breaks = (0, len(gap)) if gap in _PLAIN_GAPS else _measured(gap)
        words = found[0].rstrip()
        start, last = found.start(), found.start() + len(words)
        yield Line(start, last, words, indent, breaks != 1)


def _measured(gap: str) -> tuple[int, int]:
    """Return the columns of white space before a line and the line breaks before that."""
    parts = _BREAK.split(gap)
    return len(parts[-1]) + parts[-1].count("\u3000"), len(parts) - 1


def _full_width(lines: Sequence[Line]) -> int:
    """Return the width of the column the text was set in, 0 where lines were not broken by width."""
    broken = sorted(
        before.reach for before, after in pairwise(lines) if not after.after_gap and not _ENDED.search(before.text[-4:])
    )
    broken = broken[bisect_left(broken, _NARROWEST) :]
    if len(broken) < 3:
        return 0
    width = max(broken, key=lambda each: (_within(broken, each), each))
    alike = _within(broken, width)
    wider = sum(line.reach > width + 2 for line in lines)
    return width if alike >= 3 and 2 * alike >= len(broken) and 10 * wider <= alike else 0


def _within(widths: Sequence[int], width: int) -> int:
    return bisect_right(widths, width) - bisect_left(widths, width - _RAGGED)


def _continues(run: list[Line], line: Line, full: int, *, forgotten: bool) -> bool:
    """Tell whether a line goes on where the run before it broke off; ``forgotten``: stops at line ends often are."""
    before = run[-1]
    if line.after_gap:
        return False
    if _HANGING.match(line.text):
        return True
    if line.text[0] == "#" or number_of(line.text) or is_page_number(line.text):
        return False
    if _is_open(before.text):
        return before.text[-1] not in "；;" or not _is_item(run[0].text)
    if line.indent > before.indent:
        return False
    if _ENDED.search(before.text[-4:]):
        return bool(full) and before.reach >= full - 2
    if not full:
        return not forgotten and _is_prose(before.text) and not _OPENS_PARAGRAPH.match(line.text)
    return before.reach >= full - _RAGGED


def _is_open(line: str) -> bool:
    """Tell whether a line ends inside a title or a bracket, or on a mark that needs more."""
    inside = line.rfind("《") > line.rfind("》") or line.rfind("（") > line.rfind("）")
    return inside or _OPEN_END.search(line[-1]) is not None


def _is_prose(line: str) -> bool:
    """Tell whether a line that ends without a stop was broken by accident: long, with commas and stops in it."""
    return len(line) > _LONGEST_HEADING and _HAN_END.search(line) is not None and _STOP.search(line) is not None


def _is_item(line: str) -> bool:
    number = number_of(line)
    return number is not None and number.rank > ARTICLE


def _across_pages(runs: list[list[Line]], full: int, running: frozenset[str]) -> Iterator[list[Line]]:
    """Join a paragraph that a page number cuts in two, with the page's head; only where lines were broken by width."""
    at = 0
    while at < len(runs):
        held = runs[at]
        while full and (after := _past_page(runs, at, running)) and _cut_by_page(held, runs[after], full):
            held += [line for run in runs[at + 1 : after + 1] for line in run]
            at = after
        yield held
        at += 1


def _past_page(runs: list[list[Line]], at: int, running: frozenset[str]) -> int:
    """Return the run after the page number, head and foot that follow a run, 0 where none of them does."""
    after = at + 1
    while after < len(runs) and len(runs[after]) == 1 and _is_of_a_page(runs[after][0], running):
        after += 1
    return after if at + 1 < after < len(runs) else 0


def _is_of_a_page(line: Line, running: frozenset[str]) -> bool:
    return is_page_number(line.text) or line.text in running


def _cut_by_page(before: list[Line], after: list[Line], full: int) -> bool:
    last = before[-1]
    return (
        last.reach >= full - _RAGGED
        and not _ENDED.search(last.text[-4:])
        and after[0].indent <= last.indent
        and not number_of(after[0].text)
    )


def _paragraph(text: str, run: list[Line], running: frozenset[str]) -> Paragraph:
    mark, end = run[0].start, run[-1].end
    start = found.end() if (found := _MARK.match(text, mark, end)) else mark
    words = run[0].text if len(run) == 1 and start == mark else text[start:end]
    holes = tuple((line.start - start, line.end - start) for line in run[1:-1] if _is_of_a_page(line, running))
    return Paragraph(mark, start, end, words, holes)
