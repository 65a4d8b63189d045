"""What waits for a list of answers: items that have none, and the lines that may name what they are part of."""

from __future__ import annotations

from dataclasses import dataclass, field

from qbank.formats.texts import _read_ahead as ahead
from qbank.formats.texts import _read_papers as papers
from qbank.formats.texts import _read_values as values
from qbank.formats.texts._read_keylines import numbers_answered, pairs_in, uncut_in
from qbank.formats.texts._read_lines import Line, Lines
from qbank.formats.texts._read_marks import Chapter, Number, Plain
from qbank.formats.texts._read_raw import Raw
from qbank.locale import brief

_FEWEST = 2


@dataclass(slots=True)
class Waiting:
    """What came since the last list of answers.

    ``items`` are those that have no answer under a label, ``keyless`` how many of them have none in their stem either;
    ``titles`` are lines that may name what items are part of, each with the item before it. Where ``opened`` is asked
    for, it is the item that is still open, None where none is.
    """

    items: list[Raw] = field(default_factory=list)
    keyless: int = 0
    titles: list[tuple[str, Raw | None]] = field(default_factory=list)

    def note(self, line: Line, last: Raw | None) -> None:
        """Keep a line that may be a title."""
        is_named = isinstance(line.mark, Chapter | Number) or line.mark == Plain("text")
        if is_named and len(self.titles) < papers.MOST and papers.may_be_title(line.folded):
            self.titles.append((line.folded, last))

    def closed(self, item: Raw) -> None:
        """Take in an item that nothing more is said of, if its answer may still come."""
        answer = "".join(line for lines in item.parts.get("answer", ()) for line in lines)
        if self.keyless and len(values.letters(answer) or ()) == self.keyless + 1:
            item.fault("text-list-unnumbered", answer=brief(answer, 30), count=self.keyless + 1)
        if not item.is_answered:
            self.items.append(item)
            self.keyless += not ahead.is_keyed(item)

    def has_bare_list(self, line: Line, opened: Raw | None) -> bool:
        """Tell whether a line is a list of answers that no word announces: 1-5 ABCDA 6-10 BCDAB."""
        if (
            not line.folded[:1].isdigit()
            or not isinstance(line.mark, Number | Plain)
            or self._wanting(opened) < _FEWEST
        ):
            return False
        numbers = numbers_answered(line.folded)
        if len(numbers) < _FEWEST:
            return False
        # Looked up for a list alone: an answer a line below a thousand items would look a thousand times.
        unanswered = [*self.items, *([opened] if opened is not None else [])]
        wanted = {each.number for each in unanswered if not ahead.is_keyed(each)}
        return wanted.issuperset(numbers)

    def is_list_below(self, lines: Lines, opened: Raw | None) -> bool:
        """Tell whether the lines below a bare 答案 are a list rather than one item's answer."""
        wanting, above = self._wanting(opened), opened is not None and ahead.is_keyed(opened)
        if not (wanting or self.items or above):
            return False
        first = ahead.next_line(lines)
        is_named = first is not None and papers.is_title(first.folded, self.titles)
        return is_named or ahead.begins_list(lines, with_words=wanting > 1)

    def is_list_of_several(self, content: str, lines: Lines, opened: Raw | None) -> bool:
        """Tell whether what is behind a label is a list: several items want answers, or the one above has its own."""
        pairs = pairs_in(content) or ()
        if self._wanting(opened) > 1:
            is_below = not content.strip() and ahead.begins_list(lines, with_words=True)
            return len(pairs) > 1 or uncut_in(content) is not None or is_below
        return opened is not None and ahead.is_keyed(opened) and len(pairs) > 1

    def _wanting(self, opened: Raw | None) -> int:
        """Return how many items have no answer yet."""
        return self.keyless + (opened is not None and not ahead.is_keyed(opened))
