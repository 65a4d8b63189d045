"""One small registry, used alike for patterns, item types and formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Things by name, in the order they were added.

    A name used twice raises; an unknown name raises and lists the known ones.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._things: dict[str, T] = {}

    def add(self, name: str) -> Callable[[T], T]:
        """Return a decorator that registers a thing under ``name`` and gives it back."""

        def register(thing: T) -> T:
            if name in self._things:
                raise ValueError(f"{self._what} {name!r} is registered twice")
            self._things[name] = thing
            return thing

        return register

    def get(self, name: str) -> T:
        """Return the thing of that name; raises KeyError listing the known names."""
        if name not in self._things:
            raise KeyError(f"unknown {self._what} {name!r}; known: {', '.join(self._things)}")
        return self._things[name]

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def names(self) -> tuple[str, ...]:
        """Return all names in the order of registration."""
        return tuple(self._things)
