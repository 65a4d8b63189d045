"""The tree that headings make."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.model.document import Section
from qbank.text.heads import Head


def tree(heads: Sequence[tuple[Head, int, int, str]]) -> list[Section]:
    """Return the sections of a document; section 0 is the whole.

    Args:
        heads: each heading in order with the start and end of its span and its title.
    """
    sections = [Section(0, 0, "", "", 0, 0)]
    path: list[tuple[int, Section]] = [(0, sections[0])]
    for head, start, end, title in heads:
        while path[-1][0] >= head.rank:
            path.pop()
        above = path[-1][1]
        section = Section(len(sections), above.level + 1, head.label, title, start, end, above.index)
        sections.append(section)
        path.append((head.rank, section))
    return sections
