"""Stems without what editors put into them for the key: brackets and blanks, answers in both, names of types, marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qbank.formats.texts._read_fold import UNDERLINED, fold
from qbank.formats.texts._read_values import verdict
from qbank.formats.texts._read_words import (
    MARKS_TAG,
    NAMELESS,
    SINGLE,
    TAG,
    VERDICTS,
    WORDLESS,
    Kind,
    kind_of,
)
from qbank.model.item import BLANK
from qbank.model.letters import letter
from qbank.model.verdict import are_verdicts

_OPEN, _CLOSE = UNDERLINED
_UNDERLINED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_LETTERS = r"[A-Z](?:[\s,、;/]*[A-Z])*"
_CHOSEN = re.compile(
    rf"{NAMELESS}[(\[]\s*(?P<key>{_LETTERS})\s*[)\]]{WORDLESS}|(?<!_)_+\s*(?P<line>{_LETTERS})\s*_+|{_OPEN}\s*(?P<drawn>{_LETTERS})\s*{_CLOSE}"
    r"|(?P<empty>[(\[][\s_]*[)\]]|_{3,})"
)
_JUDGED = re.compile(rf"[(\[]\s*(?P<key>{VERDICTS})\s*[)\]]", re.I)
_EMPTY = re.compile(r"[(\[][\s_]*[)\]]|_{3,}")
_BRACKET_LAST = re.compile(rf"\S\s*[(\[]\s*(?:{VERDICTS})?\s*[)\]][\s。.!;]*\Z", re.I)
_END = re.compile(r"[ 。.!;]*(?:\n|$)")
_RUN = re.compile(r"_{2,}")
_BRACKET = re.compile(r"\([\s_]*\)")
_INSIDE = re.compile(
    rf"(?<!_)_{{2,3}}(?!_)\s*([^_\n]{{1,60}}?)\s*(?<!_)_{{2,3}}(?!_)|{_OPEN}\s*(\S[^{_CLOSE}\n]{{0,80}}?)\s*{_CLOSE}"
    rf"|{SINGLE}"
)
_HELD = re.compile(r"\(\s*([^()_\n]{1,30}?)\s*\)")
_ASIDE = re.compile(
    r"[0-9一二三四五六七八九十〇○]\s*年|(?:19|20)[0-9]{2}|修[订正改]|[简下]称|以下|试行|暂行|[例比]如|如[:：]|即|^含|不含|包括"
    r"|注[:：]|见|[0-9]\s*分|单位[:：]|或|也|^[A-Za-z .]+\Z"
)
"""What brackets hold that say something by the way, or may: no answer of a blank for sure."""
_FULL = re.compile(r"[。！？!?；;：:，,、…”’）)】\]》>.]$")
_BULLET = re.compile(r"\s*(?:[-*•·○●□■◯]|\(\s*\)|\[\s*\])\s*")
_ASKS = re.compile(r"(?:哪|什么|几|多少|谁|如何|怎|何|下列|以下|下面).*(?:\?|的[是有为]\s*[:。.]?)\s*\Z", re.S)
"""A question that lacks no word: 期限是几天？ 下列说法正确的是："""
_WORD = re.compile(r"\s*\w")
_NEXT = "x"
_TICKED = re.compile(r"(?<=\S)\s*(?:[(\[]\s*(?:(?:正确|标准|参考)?答案|正确(?:选)?项|[√×])\s*[)\]]|[√×])[\s。.;]*\Z")
_TAIL = 40
"""Characters from the end of a stem within which a tag begins."""
_GOING_ON = frozenset("，、")
_WRAPPED = 20
"""A line as long as this that ends within a sentence was broken by the width of the page."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stem without the tags around it: the type they name, who marks the item (系统评分), its marks."""

    text: str
    kind: Kind | None = None
    how: str = ""
    marks: float | None = None
    twice: bool = False


def joined(lines: Sequence[str]) -> str:
    """Return lines as one text: those that the width of a page broke together, the others each on its own."""
    text: list[str] = []
    length = 0
    for line in filter(None, lines):
        before = text[-1] if text else ""
        wrapped = before[-1:] in _GOING_ON if before else False
        if wrapped or (length >= _WRAPPED and not _FULL.search(before)):
            text.append(" " if before[-1:].isascii() and line[:1].isascii() else "")
        elif text:
            text.append("\n")
            length = 0
        text.append(line)
        length += len(line)
    return "".join(text)


def goes_on(lines: Sequence[str]) -> bool:
    """Tell whether the width of the page broke these lines, so that a line below them goes on with their sentence."""
    return not joined([*lines, _NEXT]).endswith(f"\n{_NEXT}")


def without_verdicts(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of a statement without the two verdicts to choose from at its end, a line each."""
    words = [_BULLET.sub("", fold(line)).strip(" 。.").upper() for line in lines[-2:]]
    is_offered = len(lines) > 2 and are_verdicts(words)
    return lines[:-2] if is_offered else lines


def unticked(options: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return options without the mark of the right ones (√ or （正确答案） at their end), and the letters of those."""
    found = [_TICKED.search(fold(text)) for text in options]
    right = "".join(letter(at) for at, each in enumerate(found) if each and "×" not in each[0])
    if not right:
        return tuple(options), ""
    return tuple(text[: each.start()] if each else text for text, each in zip(options, found, strict=True)), right


def untagged(text: str) -> Tagged:
    """Return a stem without the name of its type and its marks, where they stand at its beginning or end."""
    kinds: list[Kind] = []
    how, marks = "", None
    while True:
        folded = fold(text)
        tag, worth = _at_edge(TAG, folded), _at_edge(MARKS_TAG, folded)
        found = tag or worth
        if found is None:
            break
        if tag:
            kinds.append(kind_of(tag["type"] or tag["word"]))
            how = tag["how"] or how
        elif worth:
            marks = float(worth["marks"])
        text = (text[: found.start()] + text[found.end() :]).strip()
    return Tagged(text, kinds[0] if kinds else None, how, marks, len(set(kinds)) > 1)


def _at_edge(pattern: re.Pattern[str], folded: str) -> re.Match[str] | None:
    begin = pattern.match(folded)
    if begin:
        return begin
    tail = pattern.finditer(folded, max(0, len(folded) - _TAIL))
    return next((found for found in tail if found.end() == len(folded)), None)


def undrawn(text: str) -> str:
    """Return a text without the marks of underlining."""
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def choosing(text: str, *, has_key: bool) -> tuple[str, tuple[str, ...]]:
    """Return the stem of a choice, and the letters in its brackets.

    A bracket within the stem becomes our blank, one at its end goes. Where an empty bracket stands too, or an answer
    is known and no bracket holds it, letters in brackets are words of the stem.
    """
    found = list(_CHOSEN.finditer(fold(text)))
    empty = [each for each in found if each["empty"]]
    keys = tuple(re.sub(r"[\s,、;/]", "", _key(each)) for each in found if not each["empty"])
    if empty or not keys:
        return undrawn(_blanked(text, empty)), ()
    if len(set(keys)) > 1 and has_key:
        return undrawn(text), keys
    return undrawn(_blanked(text, found)), keys


def either_in(text: str) -> str:
    """Return the bracket of a choice's stem that may hold one key or several, A/B; "" where there is none."""
    return next((each[0] for each in _CHOSEN.finditer(fold(text)) if "/" in _key(each)), "")


def judging(text: str) -> tuple[str, tuple[bool, ...]]:
    """Return the statement of a judgement and the verdicts in its brackets; empty brackets at its edges go."""
    folded = fold(text)
    marked = [each for each in _JUDGED.finditer(folded) if _is_at_edge(each, folded) or each["key"] in "√×"]
    keys = tuple(judged[0] for each in marked if (judged := verdict(each["key"])))
    edges = [each for each in _EMPTY.finditer(folded) if _is_at_edge(each, folded)]
    inner = [each for each in _EMPTY.finditer(folded) if not _is_at_edge(each, folded)]
    gone = {each.start() for each in (*marked, *edges)}
    spots = sorted([*marked, *edges, *inner], key=lambda each: each.start())
    return undrawn(_replaced(text, spots, lambda each: "" if each.start() in gone else BLANK)).strip(), keys


def after_verdict(text: str) -> str:
    """Return what stands behind the tick or cross that a sentence of a statement ends with, "" where nothing does."""
    folded = fold(text)
    found = next((each for each in _JUDGED.finditer(folded) if each["key"] in "√×"), None)
    if found is None or _is_at_edge(found, folded) or folded[: found.start()].rstrip()[-1:] not in "。.?!;":
        return ""
    return text[found.end() :].strip()


def below_bracket(lines: Sequence[str]) -> str:
    """Return what stands below the line of a statement that ends with the bracket for its verdict, "" for nothing."""
    kept = [line for line in without_verdicts(lines) if line.strip()]
    return next((below for line, below in pairwise(kept) if ends_with_bracket([line])), "")


def ends_with_bracket(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a statement end with the bracket for its verdict, filled or not."""
    return bool(lines) and _BRACKET_LAST.search(fold(lines[-1])) is not None


def filling(text: str, *, lines_only: bool = False) -> str:
    """Return the stem of an item with blanks: lines to write on, and empty brackets unless ``lines_only``."""
    text = undrawn(text)
    folded = fold(text)
    runs = list(_RUN.finditer(folded))
    # （____） is one blank.
    outer = [each for each in _BRACKET.finditer(folded) if not any(_overlap(each, run) for run in runs)]
    spots = runs if lines_only else sorted([*runs, *outer], key=lambda each: each.start())
    return _replaced(text, spots, lambda each: BLANK)


def filled(text: str) -> tuple[str, list[str]]:
    """Return the stem of an item whose answers stand in its blanks (__答案__, or underlined), and the answers."""
    inside = list(_INSIDE.finditer(fold(text)))
    answers = [text[slice(*each.span(each.lastindex or 1))].strip() for each in inside]
    return filling(_replaced(text, inside, lambda each: BLANK)), answers


def underlined(text: str) -> list[str]:
    """Return the words of a text that are underlined."""
    return [found[1].strip() for found in _UNDERLINED.finditer(text) if found[1].strip()]


def filled_brackets(text: str) -> tuple[str, list[str]]:
    """Return the stem of an item whose answers stand in brackets (首都是（北京）), and the answers.

    None where a bracket may just as well say something by the way, or another is still empty.
    """
    inside = list(_HELD.finditer(fold(text)))
    if [each[1] for each in inside] == [str(number) for number in range(1, len(inside) + 1)]:
        return text, []  # they count the blanks
    if BLANK in filling(text) or any(_ASIDE.search(each[1]) for each in inside):
        return text, []
    answers = [text[slice(*each.span(1))].strip() for each in inside]
    return filling(_replaced(text, inside, lambda each: BLANK)), answers


def settled(text: str, *, judged: bool) -> str:
    """Return a choice's stem with its empty brackets as they are read: our blank within it, nothing at its end.

    Args:
        text: the stem.
        judged: whether it is a statement to be judged, which has no bracket at its beginning either.
    """
    # Again until nothing changes: two brackets side by side are two blanks first, and then one.
    while (shorter := _stepped(text, judged=judged)) != text:
        text = shorter
    return text


def _stepped(text: str, *, judged: bool) -> str:
    folded = fold(text)
    spots = list(_EMPTY.finditer(folded))
    if judged:
        return _replaced(text, spots, lambda each: "" if _is_at_edge(each, folded) else BLANK).strip()
    return _blanked(text, spots)


def _key(found: re.Match[str]) -> str:
    return found["key"] or found["line"] or found["drawn"] or ""


def _blanked(text: str, spots: Sequence[re.Match[str]]) -> str:
    """Return a text with our blank at each spot, none at its end, nor before a question that is whole without it."""
    folded, end = fold(text), len(text.rstrip())
    tail = next((each.start() for each in spots if each.end() >= end), end)
    is_whole = _ASKS.search(folded, 0, tail) is not None

    def put(each: re.Match[str]) -> str:
        is_for_key = is_whole and not folded[: each.start()].strip() and _WORD.match(folded, each.end())
        return "" if each.end() >= end or is_for_key else BLANK

    return _replaced(text, spots, put).strip()


def _replaced(text: str, spots: Sequence[re.Match[str]], by: Callable[[re.Match[str]], str]) -> str:
    for each in reversed(spots):
        text = text[: each.start()] + by(each) + text[each.end() :]
    return text


def _is_at_edge(found: re.Match[str], folded: str) -> bool:
    return not folded[: found.start()].strip() or _END.match(folded, found.end()) is not None


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
