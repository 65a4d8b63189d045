"""Fewer garbage collections while a document is taken apart.

Words, parts and drafts are hundreds of thousands of small tuples and records that hold no cycles; looking through them
again and again takes a tenth of the time of drafting or more.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NET_ALLOCATIONS = 50_000
"""Objects more than before after which the youngest are looked through; Python's own figure is 700."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Collect garbage seldom while the block runs; a threshold set higher, or collecting switched off, stays."""
    youngest, *older = gc.get_threshold()
    if 0 < youngest < _NET_ALLOCATIONS:
        gc.set_threshold(_NET_ALLOCATIONS, *older)
    try:
        yield
    finally:
        gc.set_threshold(youngest, *older)
