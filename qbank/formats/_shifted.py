"""Figures above and below the line, as such characters: 10³ is not 103."""

from __future__ import annotations

_HIGH = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str) -> str:
    """Return text that stands above the line: ``³``, or ``^(ab)`` where there are no such characters."""
    return _shifted(text, "^", _HIGH)


def lowered(text: str) -> str:
    """Return text that stands below the line: ``₂``, or ``_(ab)`` where there are no such characters."""
    return _shifted(text, "_", _LOW)


def _shifted(text: str, mark: str, table: dict[int, int]) -> str:
    words = text.strip()
    if not any(map(str.isalnum, words)) and not set(words) & set("+-−="):
        return text
    moved = words.translate(table)
    if any(one == other for one, other in zip(words, moved, strict=True)):
        moved = f"{mark}{words}" if len(words) == 1 else f"{mark}({words})"
    return text.replace(words, moved)
