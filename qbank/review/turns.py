"""Who is waited for goes first: work beside the card stands still while the card is answered.

A busy thread keeps Python for 5 ms at a time, and an answer needs it some twenty times: each key would take twice as
long.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_QUIET = 0.15
"""Seconds without a message after which nobody is taken to be waiting: a key is followed by several messages."""
_MOST = 60.0
"""Seconds that work beside the card waits in all, however fast the keys come."""
_LOOK = 0.01


class Turns:
    """Answers to the card, and the work beside them that waits for its turn."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answering = 0
        self._last = 0.0
        self._left = _MOST

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Let other work stand still within the block."""
        with self._lock:
            self._answering += 1
        try:
            yield
        finally:
            with self._lock:
                self._answering -= 1
                self._last = time.monotonic()

    def wait(self) -> None:
        """Return when nobody waits for an answer, or when this has been waited for long enough."""
        while self._left > 0 and (self._answering or time.monotonic() - self._last < _QUIET):
            time.sleep(_LOOK)
            self._left -= _LOOK
