"""Questions and answers as they are printed: 问：…？ 答：…."""

from __future__ import annotations

import re

from qbank.model.wording import ANSWERS, ASKS

_TURN = re.compile(
    rf"(?P<label>(?:{'|'.join(ASKS + ANSWERS)})[0-9一二三四五六七八九十]{{0,2}}[ \u3000]*[:：])\s*(?=\S)"
)


def turn_of(line: str) -> tuple[int, str]:
    """Return where the words of a line begin that says whether it asks or answers, and that label; (0, "") else."""
    found = _TURN.match(line)
    return (found.end(), found["label"]) if found else (0, "")
