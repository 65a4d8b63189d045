"""Fewer garbage collections once documents are taken apart.

Words, parts and drafts are hundreds of thousands of small tuples and records that hold no cycles; looking through them
again and again takes a tenth of the time of drafting or more.
"""

from __future__ import annotations

import gc

_NET_ALLOCATIONS = 50_000
"""Objects more than before after which the youngest are looked through; Python's own figure is 700."""


def collect_seldom() -> None:
    """Collect garbage seldom from now on; a threshold set higher, or collecting switched off, stays.

    It is not put back: the moment it were lower again, all that a document has left would be looked through at once.
    """
    youngest, *older = gc.get_threshold()
    if 0 < youngest < _NET_ALLOCATIONS:
        gc.set_threshold(_NET_ALLOCATIONS, *older)
