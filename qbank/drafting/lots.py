"""Lots drawn by a seed of words: which option stands where, which half of 判断 is false."""

from __future__ import annotations

from random import Random


class Lots(Random):  # noqa: S311 - not for secrets
    """Random numbers that are set going by the first draw: most drafts draw none, and a seed takes long to work in.

    They are those of ``Random(seed)``, draw by draw.
    """

    def __init__(self, seed: str = "") -> None:
        super().__init__()
        self.begin(seed)

    def begin(self, seed: str) -> None:
        """Begin anew with a seed."""
        self._waiting: str | None = seed

    def random(self) -> float:
        """Return the next number, 0 up to 1."""
        self._set_going()
        return super().random()

    def getrandbits(self, k: int, /) -> int:
        """Return a whole number of ``k`` bits."""
        self._set_going()
        return super().getrandbits(k)

    def _set_going(self) -> None:
        if self._waiting is not None:
            self.seed(self._waiting)
            self._waiting = None
