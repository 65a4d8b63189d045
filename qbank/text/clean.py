"""The view of a sentence: what is read and matched in place of the raw text, with a map back to it.

Only characters of the source are kept, some in another width; nothing is added or moved.
"""

from __future__ import annotations

import re

Piece = tuple[int, int]

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARKS = "\u3001-\u3006\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…"
_UNSEEN = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"

_HAN = re.compile(f"[{HAN}]")
_MARK = re.compile(f"[{MARKS}]")
_FOLDS = re.compile('[,;:?!()"０-９Ａ-Ｚａ-ｚ％．]')
_GAP = re.compile(f"[\\s{_UNSEEN}]+")
_SPACE = re.compile(r"\s")
_SET_WIDE = re.compile(r"\S(?:\s+\S)+")
_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_WIDE_POINT = re.compile(r"(?<=[\d０-９])．(?=[\d０-９])")
_BESIDE = f"[{HAN}{MARKS}%℃‰]"
_POINTS = "[,;:?!]"
_NARROW = re.compile(
    rf"{_POINTS}{{1,3}}(?:(?={_BESIDE})|(?<={_BESIDE}{_POINTS})|(?<={_BESIDE}{_POINTS}{{2}})|(?<={_BESIDE}{_POINTS}{{3}}))"
)
_PAIRED = re.compile(r'[()"]')
# 参加500人.下一步,…: a full stop set narrow; 2.支部 and 3.5 are numbers, 等... goes on.
_NARROW_STOP = re.compile(
    rf"(?<=[{HAN}”’」』）)》】%A-Z])\.(?!\.)(?=[”’」』）)》\"]*\s*(?:[0-9{HAN}“‘「《（(—【]|$))", re.MULTILINE
)
_FEW_STOPS = 3
_TO_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_TO_NARROW[ord("％")] = ord("%")
_TO_WIDE = str.maketrans(",;:?!", "，；：？！")


def view(folded: str, first: int, last: int, *, tight: bool = False) -> tuple[str, list[Piece]]:
    """Return how ``folded[first:last]`` reads, and the ranges of ``folded`` that make it up, in order.

    Breaks of line between Chinese characters go, and so does white space beside Chinese punctuation and between
    Chinese and Latin; any other run of white space is one space. What cannot be seen goes.

    Args:
        folded: what ``fold`` made of a paragraph.
        first: where reading begins.
        last: where it ends.
        tight: close up words set wide, for headings such as 总 则.
    """
    if not _GAP.search(folded, first, last):
        return folded[first:last], [(first, last)] if first < last else []
    pieces = _pieces(folded, first, last, tight=tight and _SET_WIDE.fullmatch(folded, first, last) is not None)
    return _SPACE.sub(" ", "".join(folded[a:b] for a, b in pieces)), pieces


def fold(source: str) -> str:
    """Return text of the same length with digits and letters narrow, and punctuation beside Chinese wide.

    1,000 and 11:17 keep their marks; straight double quotes beside Chinese become “ and ”.
    """
    if not _FOLDS.search(source):
        return source
    folded = source
    if _WIDE.search(folded):
        folded = _WIDE_POINT.sub(".", folded)
        folded = _WIDE.sub(lambda run: run[0].translate(_TO_NARROW), folded)
    folded = _NARROW.sub(lambda run: run[0].translate(_TO_WIDE), folded)
    if not _PAIRED.search(folded):
        return folded
    # (不超过20%),70分…: the mark is beside Chinese only once its bracket is wide.
    return _NARROW.sub(lambda run: run[0].translate(_TO_WIDE), _fold_pairs(folded))


def full_stops(text: str) -> str:
    """Return a text of the same length in which the narrow full stops of one that is set in them are wide.

    Where 。 stands too, a narrow one is more often a slip or a name (约翰.史密斯), and stays.
    """
    found = sum(1 for _ in _NARROW_STOP.finditer(text)) if "." in text else 0
    return _NARROW_STOP.sub("。", text) if found >= _FEW_STOPS and found > text.count("。") else text


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one; punctuation is not."""
    return _HAN.match(char) is not None


def _fold_pairs(text: str) -> str:
    chars = list(text)
    opened: list[int] = []
    quote = -1
    for found in _PAIRED.finditer(text):
        here, mark = found.start(), found[0]
        if mark == "(":
            opened.append(here)
        elif mark == ")":
            _widen(chars, opened.pop() if opened else here, here, "（）")
        elif quote < 0:
            quote = here
        else:
            _widen(chars, quote, here, "“”")
            quote = -1
    for here in opened:
        _widen(chars, here, here, "（（")
    return "".join(chars)


def _widen(chars: list[str], opening: int, closing: int, wide: str) -> None:
    around = (opening - 1, opening + 1, closing - 1, closing + 1)
    if not any(0 <= at < len(chars) and (_HAN.match(chars[at]) or _MARK.match(chars[at])) for at in around):
        return
    if opening != closing:
        chars[opening] = wide[0]
    chars[closing] = wide[1]


def _pieces(text: str, first: int, last: int, *, tight: bool) -> list[Piece]:
    """Return the ranges of text that are read; a range that is one space stands for a longer gap."""
    pieces: list[Piece] = []
    at = first
    for gap in _GAP.finditer(text, first, last):
        if at < gap.start():
            pieces.append((at, gap.start()))
        at = gap.end()
        if pieces and at < last and not tight and _keeps_space(text, gap):
            space = next(i for i in range(gap.start(), at) if text[i].isspace())
            pieces.append((space, space + 1))
    if at < last:
        pieces.append((at, last))
    return _merged(pieces)


def _keeps_space(text: str, gap: re.Match[str]) -> bool:
    words = gap[0]
    if not any(char.isspace() for char in words):
        return False
    before, after = text[gap.start() - 1], text[gap.end()]
    if _MARK.match(before) or _MARK.match(after):
        return False
    if before in "0123456789." and after.isdigit() and _BREAK.search(words):
        # 不少于2, line break, 4学时
        return False
    han = (is_han(before), is_han(after))
    if han == (True, True):
        return not _BREAK.search(words)
    return han == (False, False)


def _merged(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for start, end in pieces:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
