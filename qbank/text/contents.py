"""Tables of contents: numbered lines that stand together and come again over their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.text.numbering import Number

_LEADER = re.compile(r"[\s.…·]+\d{1,4}$")
_HEADING = re.compile(r"目\s*[录錄次]")
_FEWEST = 3
_LONGEST = 80


def contents_of(texts: Sequence[str], numbers: Sequence[Number | None]) -> Iterator[int]:
    """Yield the paragraphs of a table of contents: three or more numbered lines together, each repeated later."""
    entries = {index: _entry(texts[index]) for index, number in enumerate(numbers) if number and _is_line(texts[index])}
    last = {entry: index for index, entry in entries.items()}
    run: list[int] = []
    for index in [*(i for i, entry in entries.items() if last[entry] > i), len(texts)]:
        if run and index != run[-1] + 1:
            if len(run) >= _FEWEST:
                yield from _with_heading(texts, run)
            run = []
        run.append(index)


def _is_line(text: str) -> bool:
    return len(text) < _LONGEST and text[-1] not in "。；;，："


def _entry(text: str) -> str:
    return "".join(_LEADER.sub("", text).split())


def _with_heading(texts: Sequence[str], run: list[int]) -> list[int]:
    before = run[0] - 1
    return [before, *run] if before >= 0 and _HEADING.fullmatch(texts[before]) else run
