"""Who sat an exam and what was asked there, as a workspace keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

ABSENT = "absent"
"""The state of who was on the list and handed in nothing."""


TOTAL = "*"
"""The id of what was asked where a file has nothing but totals: the whole test as one question."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was examined.

    ``code`` tells people apart and is stable over files; ``name`` is "" where names were replaced by codes;
    ``department`` is the path in the tree, the outermost first.
    """

    code: str
    name: str = ""
    department: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a sitting.

    ``item`` is its id in the bank, or the column's name where the bank does not have it (``revision`` 0);
    ``most`` the marks it could earn; ``options`` as they were offered, () for items without; ``keys`` those that are
    right.
    """

    item: str
    revision: int = 0
    most: float = 1.0
    options: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SittingHead:
    """One exam as it was held: its name, day (ISO 8601, "" if unknown), file and questions.

    ``id`` is made by ``sitting_id``; ``digest`` is the SHA-256 of the file, ``file`` its name.
    """

    id: str
    name: str
    date: str
    file: str
    digest: str
    recorded_at: str
    actor: str
    asked: tuple[Asked, ...] = ()
    people: int = 0


def sitting_id(name: str, date: str, digest: str) -> str:
    """Return the id of a sitting: one of the same name and day is the same; without a day its file tells it."""
    said = f"{name}\x1f{date or digest}"
    return f"s{sha256(said.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person handed in: a mark a question, None where it was not presented, and what they chose.

    ``chosen`` are positions of options, -1 for none or no single one, () where it is not known; ``answered`` says for
    each question whether anything was said, () where the marks are all that is known. An absent person has no marks.
    ``total`` is the file's own total where it has no marks for the questions; ``times`` says of each question how many
    seconds the answer took, None where that is not known, () where it is of none.
    """

    person: Person
    state: str = ""
    submitted: str = ""
    seconds: float | None = None
    marks: tuple[float | None, ...] = ()
    chosen: tuple[int, ...] = ()
    answered: tuple[bool, ...] = ()
    total: float | None = None
    times: tuple[float | None, ...] = ()
