"""Where the sentences of a paragraph end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile("[。！？!?…]+[”’」』）)】》〉\"']*")
_QUOTE = re.compile('[“”「」『』（）()《》〈〉"]')
_CLOSING = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "〈": "〉"}
_SAID = re.compile("[^，。；！？：:\\s]{0,12}?(?:说|道|表示|指出|强调|介绍|告诉|坦言|回忆)[，。,:：！]")
_GOES_ON = re.compile("\\s*[，、；：,;:）)》的等]")
_RESTING = re.compile("[；，、;,\\s]")
_LONGEST_QUOTATION = 200
LONGEST = 2000
"""Characters of a sentence; what is longer is cut at a comma, or anywhere if there is none."""

Shelter = tuple[int, int]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences of a paragraph, without the white space between them.

    。！？… end a sentence together with the quotes and brackets that close after them. Inside a quotation or a
    bracket of up to 200 characters they do not; a quotation that is introduced (：“…。”) ends its sentence.
    """
    start = 0
    for cut in _cuts(text):
        yield from _pieces(text, start, cut)
        start = cut
    yield from _pieces(text, start, len(text))


def _cuts(text: str) -> Iterator[int]:
    stop = _STOP.search(text)
    if stop is None or stop.end() == len(text):
        return
    shelters = _shelters(text)
    place = start = 0
    for stop in _STOP.finditer(text):
        while place < len(shelters) and shelters[place][1] < stop.start():
            place += 1
        shelter = shelters[place] if place < len(shelters) and shelters[place][0] < stop.start() else None
        if stop.end() < len(text) and _ends(text, stop, shelter, start):
            yield stop.end()
            start = stop.end()


def _ends(text: str, stop: re.Match[str], shelter: Shelter | None, start: int) -> bool:
    if _GOES_ON.match(text, stop.end()) and (text[stop.end()] != "的" or text[stop.end() - 1] != "。"):
        return False
    if shelter is not None:
        return stop.end() > shelter[1] and _ends_quotation(text, stop, shelter, start)
    return stop[0][0] not in "!?" or not _is_latin(text, stop)


def _ends_quotation(text: str, stop: re.Match[str], shelter: Shelter, start: int) -> bool:
    opening = text[shelter[0]]
    begins = not text[start : shelter[0]].strip()
    if opening in "《〈":
        return False
    if opening in "（(":
        return begins
    if _SAID.match(text, stop.end()):
        return False
    return "。" in stop[0] or begins or text[shelter[0] - 1] in "：:，,"


def _is_latin(text: str, stop: re.Match[str]) -> bool:
    """Tell whether ? or ! stands inside a web address or a formula."""
    around = text[max(stop.start() - 1, 0)] + text[stop.end()]
    return around.isascii() and not around[1].isspace()


def _shelters(text: str) -> list[Shelter]:
    """Return the outermost quotations and brackets of up to 200 characters, in order."""
    opened: list[int] = []
    found: list[Shelter] = []
    straight = -1
    for mark in _QUOTE.finditer(text):
        here, char = mark.start(), mark[0]
        if char == '"':
            if straight >= 0:
                _shelter(found, straight, here)
            straight = here if straight < 0 else -1
        elif char in _CLOSING:
            opened.append(here)
        else:
            _close(text, opened, found, here)
    return found


def _close(text: str, opened: list[int], found: list[Shelter], here: int) -> None:
    """Pair a closing mark; an opening one that was never closed may lie up to three deep over its partner."""
    for depth in range(1, min(4, len(opened) + 1)):
        if _CLOSING[text[opened[-depth]]] == text[here]:
            _shelter(found, opened[-depth], here)
            del opened[-depth:]
            return


def _shelter(found: list[Shelter], start: int, end: int) -> None:
    if end - start > _LONGEST_QUOTATION:
        return
    while found and found[-1][0] > start:
        found.pop()
    found.append((start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _stripped(text, start, end)
    while end - start > LONGEST:
        cut = _rest(text, start + LONGEST // 2, start + LONGEST)
        yield _stripped(text, start, cut)
        start, end = _stripped(text, cut, end)
    if start < end:
        yield start, end


def _rest(text: str, start: int, end: int) -> int:
    return max((found.end() for found in _RESTING.finditer(text, start, end)), default=end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
