"""Items that say their key twice and not alike, in a bracket of the stem or the rationale: one rule for all readers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from qbank.errors import Problem, Severity
from qbank.formats._verdict_words import verdict_of
from qbank.model.item import Choice
from qbank.model.portable import Portable
from qbank.types._options import is_verdict

_LETTERS = r"[A-ZＡ-Ｚ](?:[\s,，、;；/和]*[A-ZＡ-Ｚ])*"
_BRACKET = re.compile(rf"(?<![A-Za-z0-9])[(（]\s*({_LETTERS})\s*[)）]")
_EMPTY = re.compile(r"[(（][\s_＿]*[)）]|[_＿]{2,}")
_NAME_BEFORE = re.compile(
    r"(?:[型级类表图区组方点座栋线角股证照岗系款式]|方案|计划|附[件录]|公司|企业|单位|部门|等级|维生素|元素)\s*\Z"
)
"""血型（A）, 附件（B）: a name, and no answer."""
_WORDS = r"√|✓|✔|×|✗|✘|正确|错误|对|错"
_VERDICT_AT_EDGE = re.compile(rf"\A\s*[(（]\s*({_WORDS})\s*[)）]|[(（]\s*({_WORDS})\s*[)）]\s*[。．.!！]?\s*\Z")
_CLAIM = re.compile(
    rf"(?:(?<![不误错易勿非多漏别可])(?:故|因此|所以|应|本题|正确答案|^)\s*选|(?:正确|参考|标准|本题)?答案(?:应)?(?:为|是|选)?)\s*[:：]?\s*"
    rf"[“\"(（]?({_LETTERS})(?:选?项)?(?=[\s。．.，,；;！!、”\"）)]|\Z)",
    re.MULTILINE,
)
_ALONE = re.compile(rf"\s*({_LETTERS})\s*")
_NOT_CLAIM = re.compile(r"(?:错误|干扰|其他|易错|误)\Z")
_JUDGEMENT = re.compile(
    rf"(?:本题|该题|此题|题干|题目|说法|表述|叙述|故|因此|答案(?:为|是)?|应判断?为)\s*[:：]?\s*(?:是|为|应为)?\s*(不正确|不对|{_WORDS})"
    r"(?:的)?(?=[\s。．.，,；;！!]|\Z)"
)


def at_odds(portable: Portable) -> Iterator[Problem]:
    """Yield where an item contradicts its key: an error for a bracket of the stem, a warning for the rationale.

    A letter in a bracket is an answer only where the stem has no empty place and no other letter in a bracket, and no
    name stands before it.
    """
    interaction = portable.item.body.interaction()
    if not isinstance(interaction, Choice):
        return
    stem, rationale, place = portable.item.stem, portable.item.rationale, portable.place
    if is_verdict(interaction):
        true = interaction.keys == ("true",)
        key = "正确" if true else "错误"
        bracket = _VERDICT_AT_EDGE.search(stem)
        if bracket and verdict_of(bracket[1] or bracket[2]) is not true:
            yield _problem("key-at-odds-with-stem", place, bracket[0].strip(), key)
        judged = next((each for each in _JUDGEMENT.finditer(rationale) if _is_true(each[1]) is not true), None)
        if judged:
            yield _problem("key-at-odds-with-rationale", place, judged[0], key, "warning")
        return
    key = "".join(_letter(at) for at, option in enumerate(interaction.options) if option.id in interaction.keys)
    bracket = _in_stem(stem, len(interaction.options))
    if bracket and _letters(bracket[1]) != key:
        yield _problem("key-at-odds-with-stem", place, bracket[0], key)
    claimed = next((each for each in _claims(rationale) if _letters(each[1]) != key), None)
    if claimed:
        yield _problem("key-at-odds-with-rationale", place, claimed[0].strip(), key, "warning")


def _in_stem(stem: str, options: int) -> re.Match[str] | None:
    """Return the one bracket of a stem that can only hold its answer."""
    found = list(_BRACKET.finditer(stem))
    if len(found) != 1 or _EMPTY.search(stem) or ends_with_name(stem[: found[0].start()]):
        return None
    said = [*unicodedata.normalize("NFKC", re.sub(r"[^A-ZＡ-Ｚ]", "", found[0][1]))]
    in_order = said == sorted(set(said))
    return found[0] if in_order and ord(said[-1]) - ord("A") < options else None


def ends_with_name(text: str) -> bool:
    """Tell whether a letter in a bracket behind a text is part of a name: 血型（A）, 附件（B）."""
    return _NAME_BEFORE.search(text) is not None


def _claims(rationale: str) -> Iterator[re.Match[str]]:
    if whole := _ALONE.fullmatch(rationale):
        return iter((whole,))
    return (each for each in _CLAIM.finditer(rationale) if not _NOT_CLAIM.search(rationale[: each.start()]))


def _letters(said: str) -> str:
    return "".join(sorted(set(unicodedata.normalize("NFKC", re.sub(r"[^A-ZＡ-Ｚ]", "", said)))))


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def _is_true(word: str) -> bool:
    return False if word.startswith("不") else verdict_of(word) is True


def _problem(code: str, place: str, found: str, key: str, severity: Severity = "error") -> Problem:
    return Problem(code, "", place, {"found": found, "key": key}, severity)
