"""What a paper is chosen by: of each item the little that a blueprint can ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qbank.model.item import Difficulty

Scope = Literal["common", "special"]
Verdict = Literal["", "true", "false"]
COMMON = "公共基础"
"""An item whose audience names this, or nobody, is for everybody; any other belongs to a post (专业科目)."""

EXPECTED: dict[Difficulty, float] = {"easy": 0.85, "medium": 0.55, "hard": 0.2}
"""Facility that an editor's word counts as where nobody has answered: the middles of 1–0.7, 0.7–0.4 and 0.4–0.

These limits are common in Chinese testing manuals; no study of ours stands behind them.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An item as assembly sees it.

    Args:
        id: the item.
        type: name of its type.
        document: name of the document of its main proof line, "" for none.
        chapter: its chapter.
        tags: its tags, knowledge points among them.
        level: its cognitive level (识记, 理解 …), "" where nobody said.
        difficulty: the editor's word.
        facility: measured or expected share of the marks that people earn, 0–1, higher is easier; None where unknown.
        marks: what it earns, where only sections of these marks may have it; 0 where the section says.
        key: letter of the key of a single choice as the item stands, "" for any other.
        verdict: what a statement to be judged is, "" for any other item.
        rights: how many options of a multiple choice are right, 0 for any other item.
        audience: for whom it is; empty for everybody.
        stimulus: the passage it shares with others, "" for none.
        last_used: the day of its last use; None for never.
        uses: how often it was used.
        miskeyed: whether exams surely showed its key to be wrong: no paper has it that does not pin it.
        words: characters to be read.
        seconds: time it takes.
    """

    id: str
    type: str
    document: str = ""
    chapter: str = ""
    tags: tuple[str, ...] = ()
    level: str = ""
    difficulty: Difficulty = "medium"
    facility: float | None = None
    marks: float = 0.0
    key: str = ""
    verdict: Verdict = ""
    rights: int = 0
    audience: tuple[str, ...] = ()
    stimulus: str = ""
    last_used: date | None = None
    uses: int = 0
    miskeyed: bool = False
    words: float = 0.0
    seconds: float = 0.0

    @property
    def scope(self) -> Scope:
        """Return whether it is for everybody (公共基础) or for a post (专业科目)."""
        return "common" if not self.audience or COMMON in self.audience else "special"

    @property
    def expected(self) -> float:
        """Return its facility, 0–1; where unknown, what the editor's word counts as."""
        return EXPECTED[self.difficulty] if self.facility is None else self.facility
