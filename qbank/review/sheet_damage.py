"""Where libraries read a sheet, what they raise is said of the file; around code of ours it would hide our mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from qbank.errors import Problem, QbankError

T = TypeVar("T")


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever a library raises for a damaged file into a Problem; stay around its calls alone."""
    try:
        yield
    except (QbankError, OSError):
        raise
    except Exception as error:  # the libraries let whatever a damaged part causes through
        raise QbankError(Problem("sheet-damaged", values={"reason": type(error).__name__})) from error


def each_of(found: Iterable[T]) -> Iterator[T]:
    """Yield what a library yields; only its own steps are watched, not what is done with each thing meanwhile."""
    with damage_told():
        steps = iter(found)
    while True:
        with damage_told():
            step = next(steps, _END)
        if step is _END:
            return
        yield step  # type: ignore[misc]


_END: object = object()
