"""Which document a person means by a name or a part of it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import PurePosixPath

from qbank.errors import Problem, QbankError

_SHOWN = 5


def resolve(name: str, known: Sequence[str]) -> str:
    """Return the known name meant: that very name, else the only one with that file name, stem or words in it.

    Raises:
        QbankError: ``document-unknown`` with near names, or ``document-ambiguous`` with the candidates.
    """
    readings = (
        [each for each in known if each == name],
        [each for each in known if PurePosixPath(each).name == name],
        [each for each in known if PurePosixPath(each).stem == name],
        [each for each in known if name in each],
    )
    fitting = next((reading for reading in readings if reading), [])
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = "、".join(fitting[:_SHOWN])
        raise QbankError(Problem("document-ambiguous", values={"name": name, "candidates": shown}))
    near = "、".join(difflib.get_close_matches(name, known, _SHOWN, 0.4))
    raise QbankError(Problem("document-unknown", values={"name": name, "near": near}))
