"""Fonts that have pictures where others have letters: a T in Wingdings 2 is a crossed box, and no letter."""

from __future__ import annotations

_MARKS = {
    ("wingdings", 0xFC): "√", ("wingdings", 0xFB): "×", ("wingdings", 0xFE): "√", ("wingdings", 0xFD): "×",
    ("wingdings 2", 0x50): "√", ("wingdings 2", 0x4F): "×", ("wingdings 2", 0x52): "√", ("wingdings 2", 0x51): "×",
    ("symbol", 0xD6): "√", ("symbol", 0xB4): "×", ("webdings", 0x61): "√", ("webdings", 0x72): "×",
}  # fmt: skip
_PICTURED = frozenset({"wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett"})
_ALIKE = frozenset("0123456789 \t\n.,;:()[]+=/%<>")
"""What the font Symbol shows as other fonts do."""
_PRIVATE = range(0xF000, 0xF100)
_LETTERS = range(0x21, 0x100)


def mark_of(font: str, code: int) -> str:
    """Return the tick or cross that a font shows for a code (its low byte counts), "" for anything else."""
    return _MARKS.get((font.casefold(), code & 0xFF), "")


def shown(text: str, font: str) -> str | None:
    """Return what a text in a font shows, None where that is a picture that no text can hold."""
    name = font.casefold().strip()
    if name not in _PICTURED:
        return text
    found = [_shown(char, name) for char in text]
    return None if any(each is None for each in found) else "".join(filter(None, found))


def _shown(char: str, font: str) -> str | None:
    code = ord(char)
    if code not in _PRIVATE and (code not in _LETTERS or (font == "symbol" and char in _ALIKE)):
        return char
    return mark_of(font, code) or None
