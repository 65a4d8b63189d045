"""Words by which an editor takes an item or its key back: 本题作废, 更正：应为B. Such a key is not believed."""

from __future__ import annotations

import re

from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_words import VERDICTS

_KEY = rf"(?:[A-H](?:[\s,、]*[A-H])*|{VERDICTS})(?![0-9A-Za-z\u4e00-\u9fff])"
_CHANGED = re.compile(
    rf"(?:更正|勘误)[^。;\n]{{0,12}}?{_KEY}|(?:应[为是]|改[为成]|原(?:来|先|答案)?[为是])[\s:“\"(]*{_KEY}"
)
_DOUBT = "有误|存疑|有?争议|有疑问?|疑问|待定|待核[实对]?|待[查议]|不确定|未确认"
_GONE = f"(?:已经?)?(?:作废|删除|删去|停用|取消|废止|{_DOUBT})"
_OF_ITEM = re.compile(rf"(?:[本此该]题|题目|答案)[^。;,\n]{{0,4}}?{_GONE}")
_ALONE = re.compile(rf"[\s(\[]*{_GONE}[\s)\].。]*")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def key_taken_back(remark: str) -> bool:
    """Tell whether words beside a key say that another one holds, or none."""
    folded = fold(remark)
    return bool(_CHANGED.search(folded) or _OF_ITEM.search(folded) or _ALONE.fullmatch(folded))


def item_taken_back(stem: str) -> str:
    """Return the words in brackets by which a stem says that the item does not count; "" where none do."""
    return next((each[1] for each in _BRACKETS.finditer(fold(stem)) if _OF_ITEM.search(each[1])), "")
