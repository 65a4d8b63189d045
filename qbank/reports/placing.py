"""Where words of a picture stand: beside their points and clear of each other, in lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_HEIGHT, _DIGIT, _POINT = 11.0, 6.5, 11.0
"""Of a number beside a point, in pixels: its height, the width of a digit, and how wide a point is."""
_AWAY = 11.0
_SPOTS = ((0, -1), (1, 0), (-1, 0), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where a number may stand, the best first: above, right, left, below, then at the corners; y goes down."""
_RINGS = (1.0, 1.8, 2.7)

Place = tuple[float, float]
_Box = tuple[float, float, float, float]


def beside(points: Sequence[Place], texts: Sequence[str], size: Place) -> list[Place]:
    """Return for each point where the middle of its text stands: the nearest spot that covers no point and no text.

    Args:
        points: in pixels, x to the right and y down.
        texts: numbers, or as short.
        size: of the picture; texts stay within it. Where every spot is covered the text stands above its point.
    """
    taken = [_box(x, y, _POINT, _POINT) for x, y in points]
    found = []
    for (x, y), text in zip(points, texts, strict=True):
        width = _DIGIT * len(text)
        spots = [
            (x + across * ring * (_POINT + width) / 2, y + down * ring * _AWAY)
            for ring in _RINGS
            for across, down in _SPOTS
        ]
        free = (spot for spot in spots if _is_free(_box(*spot, width, _HEIGHT), taken, size))
        spot = next(free, spots[0])
        taken.append(_box(*spot, width, _HEIGHT))
        found.append(spot)
    return found


def _box(x: float, y: float, width: float, height: float) -> _Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _is_free(box: _Box, taken: Sequence[_Box], size: Place) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > size[0] or bottom > size[1]:
        return False
    return not any(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in taken)


def wrapped(text: str, wide: int, most: int) -> list[str]:
    """Return a text in at most so many lines of ``wide`` letters of full width; an ellipsis stands for the rest."""
    lines, room = [""], wide * 2
    for letter in " ".join(text.split()):
        width = 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > room:
            if len(lines) == most:
                lines[-1] = lines[-1][:-1] + "…"
                return lines
            lines.append("")
            room = wide * 2
        lines[-1] += letter
        room -= width
    return lines
