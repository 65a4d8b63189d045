"""What columns, item types, verdicts and levels of difficulty are called in other people's tables."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from qbank.formats._counted import STEMS
from qbank.model.folding import folded, unspaced
from qbank.model.item import Difficulty
from qbank.model.numerals import is_figures
from qbank.model.type_words import imported_words
from qbank.model.verdict import FALSE, PAIRS, TRUE, alternatives, verdict_of

_BRACKETED = re.compile(r"[(\[【<《{][^()\[\]【】<>《》{}]*[)\]】>》}]")
_ASIDE = re.compile(r"[\s:*_\-/.、,;|#]+")
_BRACKETS = re.compile(r"[()\[\]【】{}<>《》]")
_NUMERALS = "一二三四五六七八九十"
_LETTER, _DIGIT = "[a-z]", r"[1-9]\d?"
_PLACES = {"{letter}": _LETTER, "{digit}": _DIGIT, "{n}": rf"(?:{_LETTER}|{_DIGIT}|[{_NUMERALS}{STEMS}])"}
_CODED = re.compile(r"(\d+)\s*[-–=:.、]?\s*([^\d\s,;、()\-–=:.]+)")
_LISTED = re.compile(r"\s*(?:[A-Za-z]{0,2}\d{1,4}|[A-Za-z])\s*[-–—=:.、_|/]?\s*([^\W\dA-Za-z_].*)")
_OR = r"\s*(?:[/、,|或]|or)\s*"
_SPLIT = re.compile(_OR)
_QUOTES = re.compile(r"[“”\"'‘’「」]")
_COUNT = re.compile(r"共?\d+(?:[道个]|小)?题?")
_AROUND_KIND = re.compile(r"题库?|试题|模板|汇总|部分|类|[第共一二三四五六七八九十、.:_\-—]")
_REVISED = re.compile(
    r"(?:修订|修改|修正|更正|订正|校正|勘误|更新|最新|复核|复审|终审|审定|改|新|new|revised|updated|corrected|fixed)后?的?(?P<field>.+)"
)
_WRONG = re.compile(
    r"(?:错误(?:选项|答案)|干扰(?:选?项|答案)|备选(?=[\da-z一二三四五六七八])|迷惑(?:选?项)|distractor|(?:wrong|incorrect)(?:answer|option|choice))s?[\da-z一二三四五六]?\Z"
)
CHOICES = frozenset({"选择题", "选择", "选择题型"})
"""Words for choices of one and of several alike."""
TYPES: Mapping[str, tuple[str, ...]] = {
    "single": imported_words("single_choice"),
    "multiple": imported_words("multiple_choice"),
    "verdict": imported_words("true_false"),
    "blanks": imported_words("fill_blank"),
    "essay": imported_words("short_answer"),
    "match": imported_words("matching"),
    "order": imported_words("ordering"),
}
"""By kind of item what tables call it, the usual word first."""
MOST_OPTIONS = 26
"""As many as there are letters."""


def bare(header: str) -> str:
    """Return a heading for looking it up, without what stands in brackets: 正确答案（必填） is 正确答案."""
    word = folded(header)
    return _ASIDE.sub("", _BRACKETED.sub("", word)) or _ASIDE.sub("", _BRACKETS.sub("", word))


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _looked_up(table: str) -> dict[str, str]:
    words = TYPES if table == "types" else _tables()[table]
    return {folded(word): meaning for meaning, known in words.items() for word in known}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((field, _pattern(word)) for field, words in _tables()["numbered"].items() for word in words)


def _pattern(word: str) -> re.Pattern[str]:
    for place, letters in _PLACES.items():
        word = word.replace(place, f"(?P<n>{letters})")
    return re.compile(word)


@lru_cache(maxsize=8192)
def field_of(header: str) -> tuple[str, int] | None:
    """Return what a column with that heading holds and which of several it is, from 0; None for an unknown heading."""
    word = bare(header)
    if not word:
        return None
    for field, pattern in _patterns():
        found = pattern.fullmatch(word)
        if found:
            return field, _number(found["n"])
    known = _looked_up("headers").get(word)
    return None if known is None else (known, 0)


def rank_of(header: str) -> int:
    """Return how usual a heading is for what it stands for, 0 for the most usual."""
    found = field_of(header)
    words = _tables()["headers"].get(found[0], []) if found else []
    return next((at for at, word in enumerate(words) if folded(word) == bare(header)), len(words))


def _number(sign: str) -> int:
    if is_figures(sign):
        return int(sign) - 1
    counted = next((signs for signs in (_NUMERALS, STEMS) if sign in signs), "")
    return counted.index(sign) if counted else ord(sign) - ord("a")


def coded(header: str) -> dict[str, str]:
    """Return what numbers stand for by a heading that says so: 题型（0单选，1判断，2多选）."""
    said = _BRACKETED.findall(unicodedata.normalize("NFKC", header))
    return {number: word for each in said for number, word in _CODED.findall(each)}


@cache
def _said(table: str, code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a text gives codes to words of a table: 1-单选题, and the other way round: 单选题填1."""
    words = "|".join(map(re.escape, sorted(_looked_up(table), key=len, reverse=True)))
    start = r"(?<![a-z0-9])"
    before = rf"{start}({code})(?:表示|代表|对应|为|是|即|[-–=:.、(])?[“”\"']?({words})"
    after = rf"({words})题?(?:的?代码)?(?:请?(?:填写|填|写|用|选)|对应|[为是]|[-–=:(])[“”\"']?({code})(?![a-z0-9])"
    return re.compile(before), re.compile(after)


def _codes_said(text: str, table: str, code: str = r"\d+") -> dict[str, str]:
    """Return what codes stand for by a text, read the way that explains more of it; nothing where both explain alike.

    In 单选:1多选:2 the number follows its word, in 1:单选2:多选 it goes before.
    """
    known, (before, after) = _looked_up(table), _said(table, code)
    first = {number: known[word] for number, word in before.findall(folded(text))}
    second = {number: known[word] for word, number in after.findall(folded(text))}
    if len(first) == len(second):
        return first if first == second else {}
    return max(first, second, key=len)


def kinds_said(text: str) -> dict[str, str]:
    """Return the kinds that a text gives numbers to: 1（单选题）、2（多选题）."""
    return _codes_said(text, "types")


def levels_said(text: str) -> dict[str, Difficulty]:
    """Return the levels of difficulty that a text gives numbers to: 1-易，2-中，3-难."""
    return cast(dict[str, Difficulty], _codes_said(text, "difficulty"))


@cache
def _verdict_codes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = alternatives(TRUE | FALSE)
    code, quote = r"(?P<code>[A-Za-z]|[012]|[√×✓✗])", r"[“”\"'‘’]?"
    before = rf"(?<![A-Za-z0-9]){quote}{code}{quote}(?:表示|代表|对应|为|是|即|[-–=:(、])?{quote}(?P<word>{words})"
    after = rf"(?P<word>{words})题?(?:的?请?(?:填写|填|写|用|选|打)|[为是]|[-–=:(]){quote}{code}(?![A-Za-z0-9])"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


def codes_of_verdicts(text: str) -> tuple[str, str] | None:
    """Return what true and false are written as by a text: A为正确，B为错误, or 正确填1，错误填0."""
    plain = unspaced(text)
    for pattern in _verdict_codes():
        found: dict[bool | None, set[str]] = {}
        for match in pattern.finditer(plain):
            found.setdefault(verdict_of(match["word"]), set()).add(match["code"])
        true, false = found.get(True, set()), found.get(False, set())
        if len(true) == len(false) == 1 and true != false:
            return true.pop(), false.pop()
    return None


def uncoded(word: str) -> str:
    """Return a word of a list without the code before it: 01-单选题 is 单选题; one without a code as it is."""
    found = _LISTED.fullmatch(unicodedata.normalize("NFKC", word))
    return found[1] if found else word


def kinds_named(text: str) -> dict[str, str]:
    """Return by kind the first word for it that a text has: 题型只能填：单选题、问答题."""
    words = [word for words in TYPES.values() for word in words if not word.isascii()]
    found = re.findall("|".join(sorted(map(re.escape, words), key=len, reverse=True)), text)
    return {kind_of_word(word): word for word in reversed(found)}


def kind_of_word(word: str) -> str:
    """Return the kind of item that a word names in most tables, "" for an unknown word."""
    known = _looked_up("types")
    plain = _BRACKETS.sub("", folded(word))
    outside = _BRACKETED.sub("", folded(word))
    return known.get(plain) or known.get(outside) or known.get(uncoded(plain)) or ""


def usual_kind(kind: str) -> str:
    """Return the most usual word for a kind of item."""
    return TYPES[kind][0]


def kind_of_title(text: str) -> str:
    """Return the kind that a title such as 单选30题 or 判断（10） says all are of; "" for none and for several."""
    plain = kind_of_word(text)
    if plain:
        return plain
    said = _COUNT.sub("", _BRACKETED.sub("", folded(text)))
    named = kinds_named(said)
    if len(named) != 1:
        return ""
    kind, word = next(iter(named.items()))
    rest = said.replace(word, "", 1)
    is_name = word.endswith("题") and (said.startswith(word) or said.endswith(word))
    return kind if is_name or not _AROUND_KIND.sub("", rest) else ""


@cache
def _pairs() -> re.Pattern[str]:
    pairs = (
        f"(?:{alternatives(one)}){_OR}(?:{alternatives(other)})"
        for true, false in PAIRS.items()
        for one, other in (({true}, {*false}), ({*false}, {true}))
    )
    # 不对/对 is no 对/对, and 判断对错 names no words.
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(pairs)})(?![A-Za-z])", re.IGNORECASE)


def verdicts_said(text: str) -> tuple[str, str] | None:
    """Return the words for true and false that a text offers as 对/错 or “正确”或“错误”, None where it offers none."""
    found = _pairs().search(_QUOTES.sub("", unicodedata.normalize("NFKC", text)))
    if found is None:
        return None
    one, other = _SPLIT.split(found[0], maxsplit=1)
    return (one, other) if verdict_of(one) else (other, one)


def is_judged(header: str) -> bool:
    """Tell whether a heading is that of verdicts, if its cells are such: 对错."""
    return bare(header) in _looked_up("judged")


def is_answer(header: str) -> bool:
    """Tell whether a heading is that of an answer, the first or one that came later: 参考答案, 修订后答案, 新答案."""
    found = _REVISED.fullmatch(bare(header))
    known = field_of(header) or (field_of(found["field"]) if found else None)
    return known is not None and known[0] == "answer"


def is_distractor(header: str) -> bool:
    """Tell whether a heading is that of wrong options: 错误答案1, 干扰项2."""
    return _WRONG.match(bare(header)) is not None


def usual_header(field: str) -> str:
    """Return what people call a field in their tables, the field's own name where they have no word for it."""
    known = {**_tables()["headers"], "option": _tables()["headers"]["options"]}
    return known.get(field, [field])[0]


def difficulty_of(word: str) -> Difficulty | None:
    """Return the difficulty that a word names in most tables; None for an unknown one."""
    known = _looked_up("difficulty")
    return cast(Difficulty | None, known.get(folded(word)) or known.get(uncoded(folded(word))))
