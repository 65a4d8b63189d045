"""A list of answers that stands apart from its items, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qbank.errors import Problem
from qbank.formats.texts import _read_ahead as ahead
from qbank.formats.texts import _read_papers as papers
from qbank.formats.texts import _read_turns as turns
from qbank.formats.texts._read_keylines import Pairs, Uncut, numbers_in, order_of, pairs_in, pairs_in_table, uncut_in
from qbank.formats.texts._read_lines import Line, Lines, part_of_line, rest_of
from qbank.formats.texts._read_marks import Chapter, Heading, Label, Number, Plain, heading_at, label_at, number_at
from qbank.formats.texts._read_pieces import cuts_in
from qbank.formats.texts._read_raw import Entry, KeyList, Raw
from qbank.formats.texts._read_words import OTHERS, Kind
from qbank.locale import brief
from qbank.model.numerals import ordinal_of

_CHOICES = frozenset({"one", "many", "any", "choice"})

_NAMED = re.compile(r"第\s*([0-9]{1,7})\s*(?:小?题|问)")
"""A line of a list that speaks of an item."""


@dataclass(slots=True)
class KeyScan:
    """Where a reader of a list of answers is; ``waiting`` are the items it can be the answers of.

    ``titles`` are lines above that may name papers, ``name`` the paper whose answers are being read.
    """

    place: str
    waiting: Sequence[Raw]
    chapter: str = ""
    titles: papers.Titles = ()
    name: str = ""
    lists: list[KeyList] = field(default_factory=list)
    heading: Line | None = None
    """A heading below which nothing was read yet."""
    _numbers: Line | None = None
    _where: list[str] | None = None
    _nested: turns.Nested | None = None
    _group: str = ""
    _delim: str = ""
    _others: str = ""
    _is_labelled: bool = False
    """Whether the answers of the list have a label behind their number (1、答：), so that points are none."""

    def takes(self, line: Line, lines: Lines) -> bool:
        """Take in a line, unless it is the list's no more."""
        mark = line.mark
        if mark == Plain("empty"):
            return True
        if mark == Plain("answers"):
            self._enter_paper(line, papers.name_of(line.folded))
            self._note_others(line)
            return True
        if self._numbers is not None:
            return self._table(self._numbers, line)
        if isinstance(mark, Heading):
            return self._section(line, mark)
        if isinstance(mark, Chapter):
            return self._enter_chapter(line)
        if mark == Plain("table") or numbers_in(line.folded):
            self._numbers = line
            return True
        if isinstance(mark, Number) and self._is_item(line, mark, lines):
            return False
        if (
            mark == Plain("text")
            and papers.is_title(line.folded, self.titles)
            and ahead.begins_list(lines, with_words=True)
        ):
            self._enter_paper(line, papers.name_of(f"{line.folded}答案"))
            return True
        return self._answers(line)

    def _enter_paper(self, line: Line, name: str) -> None:
        if name:
            self.name = name
            self._begin_list(line.place)

    def _note_others(self, line: Line) -> None:
        """Begin a list below a heading that says whose answers it holds (我的答案), if the one above holds others."""
        others = line.text.strip() if OTHERS.search(line.folded) else ""
        if others != self._others:
            self._others = others
            self._begin_list(line.place)

    def found(self) -> tuple[KeyList, ...]:
        """Return the lists that say something; of one that is what somebody answered, only that it was not read."""
        is_keyed = any(each.entries and not each.others for each in self.lists)
        for each in self.lists:
            if each.others and each.entries:
                told = Problem("text-list-others", place=each.place, values={"text": brief(each.others, 30)})
                each.entries, each.unread = [], [replace(told, severity="warning" if is_keyed else "error")]
        return tuple(each for each in self.lists if each.entries or each.unread)

    def _section(self, line: Line, heading: Heading) -> bool:
        kinds = {item.section.kind for item in self.waiting}
        is_choice = heading.kind in _CHOICES and bool(kinds & _CHOICES)
        if not (heading.kind in kinds or is_choice or kinds == {None}):
            return False
        self._begin_list(line.place, heading.kind, heading.order)
        self.heading = line
        pairs = pairs_in(heading.rest.strip(" :"))
        if pairs:
            self._add(line, pairs)
        return True

    def _enter_chapter(self, line: Line) -> bool:
        name = " ".join(line.text.split())
        found = next((item.chapter for item in self.waiting if name in item.chapter.split("/")), None)
        if found is None:
            return False
        self.chapter = found
        self._begin_list(line.place)
        return True

    def _is_item(self, line: Line, number: Number, lines: Lines) -> bool:
        """Tell whether a numbered line asks rather than answers."""
        content = line.folded[number.end :]
        if not content.strip() or label_at(content) or pairs_in(line.folded):
            return False
        return ahead.is_asked(line.folded, number.end) or ahead.has_options(lines)

    def _table(self, numbers: Line, line: Line) -> bool:
        pairs = pairs_in_table([numbers.folded, line.folded])
        self._numbers = None
        if pairs is None:
            # A head of columns (题号 答案) is followed by rows that say all by themselves.
            if numbers_in(numbers.folded):
                self._unread(numbers)
            return self.takes(line, Lines(()))
        self._add(line, pairs)
        return True

    def _answers(self, line: Line) -> bool:
        pairs = pairs_in(line.folded)
        mark = line.mark
        if pairs is not None:
            self._add(line, pairs)
        elif uncut := uncut_in(line.folded):
            self._add_uncut(line, *uncut)
        elif isinstance(mark, Label) and mark.part in {"answer", "rationale"}:
            content = line.folded[mark.end :]
            inner = pairs_in(content)
            heading = heading_at(content)
            if inner:
                self._add(line, inner)
            elif uncut := uncut_in(content):
                self._add_uncut(line, *uncut)
            elif heading is not None:
                return self._section(line, heading)
            elif content.strip() or self._where is not None:
                self._part(line, mark.part, mark.end)
        elif isinstance(mark, Number) and mark.group == "han" and number_at(line.folded[mark.end :]):
            self._begin_list(line.place, order=mark.value)
            return self._answers(rest_of(line, mark.end))
        elif isinstance(mark, Number) and mark.group in {"figure", "bracket"}:
            self._entry(line, mark) if self._is_next(line, mark) else self._point(line, mark)
        else:
            self._more(line)
        return True

    def _is_next(self, line: Line, number: Number) -> bool:
        """Tell whether a number begins the next answer, and not a point within the one before."""
        entries, nested = self._list().entries, self._nested
        if not entries or not entries[-1].is_open:
            return True
        if number.group != self._group or number.value == 1:
            return (number.group, number.delim) == (self._group, self._delim)
        is_labelled = label_at(line.folded[number.end :]) is not None
        if self._is_labelled and nested and nested.next == number.value:
            return is_labelled
        if nested and nested.next == number.value and nested.delim != self._delim:
            return number.delim == self._delim
        return True

    def _entry(self, line: Line, number: Number) -> None:
        entry = Entry(line.place, number.value, [], is_open=True)
        label = label_at(line.folded[number.end :])
        if not any(each.is_open for each in self._list().entries):
            self._group, self._delim = number.group, number.delim
            self._is_labelled = label is not None and label.part == "answer"
        self._list().entries.append(entry)
        self.heading = None
        at = number.end + (label.end if label and label.part in {"answer", "rationale"} else 0)
        where = entry.rationale if label and label.part == "rationale" else entry.answer
        self._nested = turns.nested_from(number_at(line.folded[at:]))
        following = re.search(rf"(?<=\s){number.value + 1}\s*[、.:)](?![0-9])", line.folded[at:])
        if following is None or number.group != "figure":
            self._put(entry, line, at, where)
            return
        self._put(entry, part_of_line(line, at + following.start()), at, where)
        rest = rest_of(line, at + following.start())
        if isinstance(rest.mark, Number):
            self._entry(rest, rest.mark)

    def _point(self, line: Line, number: Number) -> None:
        """Go on with points within an answer."""
        if self._nested and self._nested.next == number.value:
            self._nested.next += 1
        else:
            self._nested = turns.nested_from(number) or self._nested
        self._more(line)

    def _more(self, line: Line) -> None:
        if self._where is not None:
            self._where.append(line.text)
        elif not (isinstance(line.mark, Label) or line.folded.startswith("(")):
            self._unread(line)

    def _part(self, line: Line, part: str, at: int) -> None:
        if not self.lists or not self.lists[-1].entries:
            self._unread(line)
            return
        entry = self.lists[-1].entries[-1]
        self._put(entry, line, at, entry.answer if part == "answer" else entry.rationale)

    def _put(self, entry: Entry, line: Line, at: int, where: list[str]) -> None:
        """Put the rest of a line into an answer; a label within it begins the other part."""
        for cut in cuts_in(line, at):
            if cut.part in {"answer", "rationale"} and (cut.bracketed or cut.gap or cut.is_stop) and cut.start >= at:
                where.append(line.text[at : cut.start].strip())
                where, at = entry.answer if cut.part == "answer" else entry.rationale, cut.end
        where.append(line.text[at:].strip())
        self._where = where

    def _add(self, line: Line, pairs: Pairs) -> None:
        order = order_of(line.folded)
        if order:
            han = order.strip(" 、.:()")
            self._begin_list(line.place, order=ordinal_of(han))
        self._list().entries += [Entry(line.place, number, [key]) for number, key in pairs]
        last = self.lists[-1].entries[-1]
        self._where, self.heading = (last.rationale if len(pairs) == 1 else None), None

    def _add_uncut(self, line: Line, pairs: Pairs, uncut: Sequence[Uncut]) -> None:
        """Tell of answers that are more or fewer than their items; the others of the line are read."""
        if pairs:
            self._add(line, pairs)
        for each in uncut:
            values = {"first": each.first, "last": each.last, "wanted": each.last - each.first + 1}
            problem = Problem(
                "text-list-short", place=line.place, values=values | {"keys": brief(each.keys, 30), "found": each.count}
            )
            self._list().unread.append(problem)

    def _list(self) -> KeyList:
        if not self.lists:
            self._begin_list(self.place)
        return self.lists[-1]

    def _begin_list(self, place: str, kind: Kind | None = None, order: int = 0) -> None:
        self.lists.append(KeyList(place, kind, order, self.chapter, self.name, self._others))
        self._where = None

    def _unread(self, line: Line) -> None:
        named = set(map(int, _NAMED.findall(line.folded)))
        about = [entry for entry in self._list().entries if entry.number in named]
        if about:
            for entry in about:
                # What is said of an answer further down is part of it: whether it takes it back is read with it.
                entry.answer.append(line.text)
            return
        values = {"text": brief(line.text, 30)}
        self._list().unread.append(Problem("text-list-line", place=line.place, values=values, severity="warning"))
