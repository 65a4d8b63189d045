"""Which groups of an exam may be shown: what is hidden cannot be computed from what is shown, at whatever depth.

Figures of all people together are taken to be known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

Path = tuple[str, ...]


def hidden(people: Mapping[Path, int], least: int, *, depth: int = 1) -> frozenset[Path]:
    """Return the groups whose figures must not be shown.

    Hidden are groups of fewer than ``least`` people; and where all of these together are fewer, the smallest others
    until there are enough: else all less those shown would be they. This holds within each group of an outer level,
    and the levels are told by one and the same choice: reports on two levels tell no more than one.

    Args:
        people: how many sat, by the full path of their group in its tree; who has none stands under ().
        least: people below whom figures would tell of persons.
        depth: the level of the tree on which groups are told apart.

    Returns:
        Paths of at most ``depth`` steps; those in which nobody sat are among them.
    """
    found = frozenset[Path]()
    blocks = [frozenset(people)]
    for level in range(1, depth + 1):
        found, parted = frozenset(), list[frozenset[Path]]()
        for block in blocks:
            sizes = _sizes(people, block, level)
            own = _of_block(sizes, least)
            found |= own
            together = frozenset(path for path in block if path[:level] in own)
            parted += [frozenset(path for path in block if path[:level] == name) for name in sizes if name not in own]
            parted += [together] if together else []
        blocks = parted
    return found


def _sizes(people: Mapping[Path, int], block: Iterable[Path], level: int) -> Counter[Path]:
    sizes = Counter[Path]()
    for path in block:
        sizes[path[:level]] += people[path]
    return sizes


def _of_block(sizes: Counter[Path], least: int) -> frozenset[Path]:
    """Return which groups of a block whose sum is known are hidden."""
    few = {name for name, n in sizes.items() if n < least}
    missing = least - sum(sizes[name] for name in few)
    if missing < least:
        for name in sorted(sizes.keys() - few, key=lambda each: (sizes[each], each)):
            if missing <= 0:
                break
            few.add(name)
            missing -= sizes[name]
    return frozenset(few)
