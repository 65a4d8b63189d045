"""How people write items in tables, for readers of other formats: names, types, verdicts, answers."""

from __future__ import annotations

from qbank.formats.tables._choices import RIGHT, WRONG
from qbank.formats.tables._layout import Unreadable
from qbank.formats.tables._letters import IN_ORDER, letters_of, positions, worded
from qbank.formats.tables._one_cell import options_within, parted
from qbank.formats.tables._profile_records import Options
from qbank.formats.tables._sections import section_word
from qbank.formats.tables._stems import count_blanks, find_blanks, find_bracket
from qbank.formats.tables._web_page import is_page
from qbank.formats.tables._words import CHOICES, bare, difficulty_of, field_of, is_answer, is_distractor, kind_of_word
from qbank.model.folding import folded
from qbank.model.verdict import are_verdicts, verdict_of

__all__ = [
    "CHOICES",
    "IN_ORDER",
    "RIGHT",
    "WRONG",
    "Options",
    "Unreadable",
    "are_verdicts",
    "bare",
    "count_blanks",
    "difficulty_of",
    "field_of",
    "find_blanks",
    "find_bracket",
    "folded",
    "is_answer",
    "is_distractor",
    "is_page",
    "kind_of_word",
    "letters_of",
    "options_within",
    "parted",
    "positions",
    "section_word",
    "verdict_of",
    "worded",
]
