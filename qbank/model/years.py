"""Which year 今年 is: what a document's date and title say of it, and wordings that say the year itself."""

from __future__ import annotations

import re

from qbank.model.document import Document

_OFFSETS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
# 失去年轻人, 说明年限, 以后年度: the same characters, and no year.
_SPOKEN = re.compile(
    "今年|(?<!失)去年(?![轻龄])|(?<![证说表声申注])明年(?![龄限度])|(?<![以之])前年(?!度)|(?<![以之今])后年(?![度均])"
)
_IN_TITLE = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_LOOKS_AHEAD = frozenset({"plan", "notice", "speech"})
"""Kinds that are written for the year in their title, and mostly in it."""
_LOOKS_BACK, _FIRST_MONTH = frozenset({"report", "other"}), "01"


def year_of(document: Document) -> int:
    """Return the year that a document calls 今年, 0 where its date and title leave that open.

    A plan for 2025 dated in December 2024 and a report of January may mean either year.
    """
    titled = {int(each) for each in _IN_TITLE.findall(document.title)}
    if not document.date:
        return min(titled) if len(titled) == 1 and document.kind in _LOOKS_AHEAD else 0
    year = int(document.date[:4])
    is_open = document.kind in _LOOKS_BACK and document.date[5:7] == _FIRST_MONTH and year not in titled
    return 0 if is_open or (titled and year not in titled) else year


def names_year(text: str) -> bool:
    """Tell whether a text says 今年, 去年, 明年 and the like."""
    return "年" in text and _SPOKEN.search(text) is not None


def dated(text: str, year: int) -> str:
    """Return a text with 2024年 for 今年 and 2025年 for 明年, where this year is 2024; as it is for the year 0."""
    if not year or "年" not in text:
        return text
    return _SPOKEN.sub(lambda found: f"{year + _OFFSETS[found.group()]}年", text)
