"""A rule with a word of it swapped for the fixed opposite, or as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model.fact import Contrast, Part
from qbank.types import _stems as stems
from qbank.types._bounds import in_subject, is_laid_down
from qbank.types._clause_around import clause_of
from qbank.types._clauses import Clause, located
from qbank.types._own_clause import own_clause
from qbank.types._phrases import MODAL, SETTING
from qbank.types._questions import Statement

# Somewhat more than half where a swap is safe, for elsewhere only the true statement is.
_FALSE = 0.6
_SHORTEST = 10
_AT_LEAST = re.compile("至少|不少于|不得少于|不低于|以上")
# What can be done by word of mouth as well as in writing.
_WRITTEN = re.compile("形式|方式|通知|告知|申请|说明|报告|答复|征求|提出|同意|委托|向|协议|意见|确认|授权|约定")
# What is forbidden of one thing is not thereby allowed of its opposite, nor what is allowed forbidden.
_NOT_ENTAILED = re.compile(r"可能|不要|不得|禁止|严禁|不准|不能|可以|有权|鼓励|提倡")
# 经批准不得延长一次, 不得适当提高: what goes with a permission makes nonsense of a ban.
_HEDGED = re.compile("经[^，。；]{0,12}(?:批准|同意)[^。；]{0,4}可以|可以适当|不得[^。；]*(?:冒用|伪造|变造|骗取|买卖)")
_TOGETHER = re.compile("(?:共同|双双|同时)(?:担任|任)$")
# 人手一册: what is handed out, and to whom, says the clause before it.
_SHARED_OUT = re.compile("人手一|一[人户]一")
# Trust in a true and in a false statement: what is merely flipped is easier guessed than a term, a body, a form.
_USUAL, _POLAR, _REPORTED, _VAGUE = (0.5, 0.78), (0.45, 0.6), (0.4, 0.55), (0.36, 0.36)
_POLAR_WORDS = frozenset({"可以", "不得", "有权"})
_OF_OWN_CLAUSE = 0.4
# A limit turned round (在线率不高于98%) is guessed without having read anything.
_LIMITS = frozenset({
    "不得少于",
    "不得超过",
    "不得低于",
    "不得高于",
    "不少于",
    "不超过",
    "不低于",
    "不高于",
    "至少",
    "至多",
})
_TURNED = (0.38, 0.36)
_VAGUE_WORDS = frozenset({"定期", "不定期", "上旬", "中旬", "下旬"})


def statements(fact: Contrast, rng: Random) -> Iterator[Statement]:
    """Yield the clause as a statement; false only where the word is what the rule lays down."""
    clause, word = clause_of(fact, fact.word), fact.word.text
    most = 1.0
    if clause is None and _SHARED_OUT.match(word):
        clause, most = own_clause(fact, fact.word), _OF_OWN_CLAUSE
    if clause is None or len(clause.text) < _SHORTEST or clause.text.count(word) > 1:
        return
    if fact.opposite in clause.text.replace(word, "\n"):
        return
    if word.endswith("组长") and _TOGETHER.search(clause.until(fact.word)):
        # 书记、主任共同任副组长: that both are deputies, nobody takes for true.
        return
    start, end = located(fact.sent, fact.word)
    before, after = fact.sent.view[max(0, start - 2) : start], fact.sent.view[end:]
    if "、" in (before[-1:], after[:1]) or not _swaps_well(fact, after):
        return
    # A word of the case or the subject, swapped, gives a statement the text merely does not make.
    open_end = _NOT_ENTAILED.search(fact.sent.view[clause.start : start]) is not None
    # Who must at least once a week must at least once a month.
    open_end = open_end or (word.startswith("每") and _AT_LEAST.search(clause.rest(fact.word)) is not None)
    # 昼间声级高于限值的地块，要退让: which ones, and nothing that is laid down.
    open_end = open_end or in_subject(clause, fact.word)
    swap = is_laid_down(clause, fact.word) and not open_end and rng.random() < _FALSE
    stem = stems.statement(clause.put((fact.word, _turned_word(clause, fact) if swap else word)))
    trusts = _trusts(word, modal=MODAL.search(clause.text) is not None)
    yield Statement(stem, fact.word, not swap, min(trusts[swap], most))


def _turned_word(clause: Clause, fact: Contrast) -> str:
    """Return the opposite, as what holds too where the words before it tell a rule: 由副班代行，也可以由实习生代行."""
    before = clause.until(fact.word)
    told, comma, own = before.rpartition("，")
    also = fact.word.text.startswith("不") and not fact.opposite.startswith("不") and bool(comma)
    rule = told.rpartition("，")[2]
    also = also and (not own or own.endswith("的")) and "只" not in rule and SETTING.match(f"{rule}，") is None
    return f"也{fact.opposite}" if also else fact.opposite


def turned(fact: Contrast, whole: Part) -> str:
    """Return the words of a part with the fact's word in it turned to its opposite; "" where that is no plain error."""
    word, text = fact.word.text, whole.text
    at = fact.word.start - whole.start
    if word in _POLAR_WORDS | _LIMITS | _VAGUE_WORDS or text.count(word) > 1 or not text.startswith(word, at):
        return ""
    after = text[at + len(word) :]
    if (
        fact.opposite in text.replace(word, "\n")
        or "、" in (text[at - 1 : at], after[:1])
        or not _swaps_well(fact, after)
    ):
        return ""
    open_end = _NOT_ENTAILED.search(text, 0, at) or (word.startswith("每") and _AT_LEAST.search(after))
    return "" if open_end else f"{text[:at]}{fact.opposite}{after}"


def _trusts(word: str, *, modal: bool) -> tuple[float, float]:
    """Return the trust in a true and in a false statement; how often a report says something was done weighs less."""
    if word in _VAGUE_WORDS:
        return _VAGUE
    if word in _LIMITS:
        return _TURNED
    if word in _POLAR_WORDS:
        return _POLAR
    return _USUAL if modal or not word.startswith("每") else _REPORTED


def _swaps_well(fact: Contrast, after: str) -> bool:
    """Tell whether the opposite reads naturally: no 不公开, no 口头台账."""
    negated = fact.opposite == f"不{fact.word.text}" and fact.word.text != "定期"
    if fact.word.text in _POLAR_WORDS and _HEDGED.search(fact.sent.view):
        return False
    return not negated and not (fact.word.text == "书面" and not _WRITTEN.match(after))
