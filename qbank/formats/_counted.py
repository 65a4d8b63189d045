"""Choices that are counted without letters (①甲 ②乙, answer ②): known, so that they are not taken for other items."""

from __future__ import annotations

import re

STEMS = "甲乙丙丁戊己庚辛壬癸"
"""What things are counted by in place of letters."""
_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BETWEEN = re.compile(r"[\s,，、;；和及与→>\-–—.。]+")
_ROUND = re.compile(r"[(（](\d{1,2})[)）]")
_FEWEST = 2


def names_counted(answer: str, text: str) -> bool:
    """Tell whether an answer is nothing but signs that a text counts things by: ②, 乙、丙, （2）, 2."""
    said = _BETWEEN.sub("", answer)
    if not said:
        return False
    if set(said) <= set(_CIRCLED):
        return _count(said, text, "{sign}", _CIRCLED)
    if set(said) <= set(STEMS):
        return _count(said, text, "{sign}\\s*[、.．:：)）]", STEMS)
    bare = said.strip("()（）")
    if set(bare) <= set(_HAN):
        return _count(bare, text, r"(?:^|[\s(（。；;？?：:])[(（]?{sign}[)）、.．]", _HAN)
    numbers = _ROUND.findall(said) if not _ROUND.sub("", said) else [said]
    if not all(each.isascii() and each.isdigit() and len(each) < _FEWEST + 1 for each in numbers):
        return False
    return _count(numbers, text, r"(?:^|[\s(（。；;？?：:]){sign}\s*[)）.．、](?!\d)", ("1", "2"))


def _count(signs: str | list[str], text: str, pattern: str, first: str | tuple[str, ...]) -> bool:
    """Tell whether a text has each of the signs, and counts with them from the first one on."""
    wanted = {*signs, *first[:_FEWEST]}
    return all(re.search(pattern.format(sign=each), text, re.MULTILINE) for each in wanted)
