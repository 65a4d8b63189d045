"""Marks before options (A. 甲, B=乙, ③ 丙): taken off where each bears its own, told where they disagree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qbank.model.letters import letter, place_of

_LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_LABEL = re.compile(rf"\s*[(（\[【]?\s*(?P<sign>{_LETTER})\s*[.．、:：)）\]】]\s*(?=\S)")
_OTHER_SIGN = re.compile(rf"\s*(?P<sign>{_LETTER})(?:\s*(?P<by>[=＝*＊；;，,|｜/／_–—-])\s*|\s+)(?=\S)")
_ALONE = re.compile(rf"\s*(?P<sign>{_LETTER})(?=[^\x00-\x7fＡ-Ｚａ-ｚ])")
_LETTERS = re.compile(rf"(?:{_LETTER}|[\s、,，和及与])+")
_CIRCLED, _ROUND, _HAN = "①②③④⑤⑥⑦⑧⑨⑩", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "一二三四五六七八九十"
_NUMBERED = (
    re.compile(rf"\s*(?P<sign>[{_CIRCLED}{_ROUND}])\s*[.．、]?\s*(?=[^{_CIRCLED}{_ROUND}\s])"),
    re.compile(r"\s*[(（]\s*(?P<sign>\d{1,2})\s*[)）]\s*(?=[^\s\d(（])"),
    re.compile(r"\s*(?P<sign>\d{1,2})\s*[、.．:：)）]\s*(?=[^\s\d])"),
    re.compile(rf"\s*[(（]\s*(?P<sign>[{_HAN}])\s*[)）]\s*(?=[^\s(（])"),
    re.compile(rf"\s*(?P<sign>[{_HAN}])\s*[、.．]\s*(?=[^\s{_HAN}])"),
)
"""Numbers before something else than a number: 1:2 is a ratio, ①② and 1、2 are pairs."""
_NAMED = re.compile(
    r"\s*(?:[类级组区班栋座型款股轮证照门口楼厅馆室票线版面等岗段超角市县省国厂村校队人方某女男和与及或、，,]|公司|项目|员工|单位|银行)"
)
"""What goes on a letter that is a name: A类, A公司, A和B."""
_JOINER = re.compile(r"(?P<apart>\s)?(?P<sign>[+＋&＆→>＞=＝~～\\^·•*＊—–-])\Z")
_NEXT = r"[;；,，|\s]\s*[(（]?\s*[{letters}]\s*[.．、:：)）]\s*\S"
_FEWEST, _MOST = 2, 26


def without_letters(options: Sequence[str]) -> list[str]:
    """Return options without their letters or numbers, where each bears its own and no other; else as they are.

    Letters that may be part of what is said stay: A类, B类; ``unclear_letters`` names those that may be either.
    """
    if unclear_letters(options):
        return list(options)
    for patterns in ((_LABEL,), (_LABEL, _OTHER_SIGN), (_ALONE,), *((each,) for each in _NUMBERED)):
        bare = _taken_off(options, patterns)
        if bare and not _are_names(bare):
            return bare
    return list(options)


def without_numbers(texts: Sequence[str]) -> list[str]:
    """Return texts without the numbers 1, 2, 3 … that each bears in its turn (①甲, ②乙); else as they are."""
    return next((bare for each in _NUMBERED if (bare := _taken_off(texts, (each,)))), list(texts))


def unclear_letters(options: Sequence[str]) -> str:
    """Return the first option of some whose letters are those of their places, and may as well be names; "" else.

    A应当先行, B应当后行; A-1, B-2; and A. 甲 beside 乙, which bears none.
    """
    others = _taken_off(options, (_LABEL, _OTHER_SIGN))
    signed = [_LABEL.match(text) for text in options]
    borne = sum(each is not None for each in signed)
    is_partial = _FEWEST <= borne < len(options) and not others
    if is_partial and all(_value(each) in {None, at} for at, each in enumerate(signed)):
        return next(text for text, each in zip(options, signed, strict=True) if each)
    if others and borne < len(options) and not _are_names(others):
        by_sign = any((found := _OTHER_SIGN.match(text)) and found["by"] for text in options)
        return options[0] if by_sign and any(each.isascii() for each in others) else ""
    alone = _taken_off(options, (_ALONE,))
    if alone and not _are_names(alone):
        return options[0] if any(map(_NAMED.match, alone)) or len({each[0] for each in alone}) == 1 else ""
    return ""


def _taken_off(options: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> list[str]:
    """Return options without marks that are those of their places; none where one has no such mark."""
    found = [next((match for each in patterns if (match := each.match(text))), None) for text in options]
    if len(found) < _FEWEST or [_value(each) for each in found] != list(range(len(found))):
        return []
    return [text[each.end() :].strip() for text, each in zip(options, found, strict=True) if each]


def _are_names(rests: Sequence[str]) -> bool:
    """Tell whether marks before such texts must be part of them: they differ in nothing else, or are names or pairs."""
    is_pair = all(re.fullmatch(_LETTER, each) for each in rests)
    return len(set(rests)) < len(rests) or is_pair or all(map(_NAMED.match, rests))


def joiner_of(option: str, *, is_apart: bool) -> str:
    """Return the sign an option ends with that may as well part it from the next one: A.上海+B.北京; "" for none.

    It touches both or neither; that of ``C++ B.`` belongs to its word.

    Args:
        option: what stands up to the next option's letter.
        is_apart: whether white space stands before that letter.
    """
    found = _JOINER.search(option)
    return found["sign"] if found and bool(found["apart"]) == is_apart else ""


def apart(options: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the letters printed before options, in capitals, and the options without them; "" for one without."""
    found = [_LABEL.match(text) for text in options]
    places = [_value(each) for each in found]
    letters = ["" if place is None else letter(place) for place in places]
    return letters, [text[each.end() :].strip() if each else text for text, each in zip(options, found, strict=True)]


def contradiction(options: Sequence[str]) -> str:
    """Return the first option whose letter is not that of its place, "" where letters agree or most bear none.

    Two options that bear letters are enough: a key by letters means two things then.
    """
    places = [_value(_LABEL.match(text)) for text in options]
    borne = [place for place in places if place is not None]
    if len(borne) < max(_FEWEST, len(options) - 1):
        return ""
    is_repeated = len(set(borne)) < len(borne)
    if is_repeated and (len(set(borne)) == 1 or all(map(_LETTERS.fullmatch, apart(options)[1]))):
        return ""  # A.I. begins many names, and A、B is a pair
    return next((text for at, text in enumerate(options) if places[at] not in {None, at}), "")


def swallowed(options: Sequence[str]) -> str:
    """Return an option in which another stands with its letter, "" where none does.

    It is the one after it (甲 B.乙 in the place of A), or the one after the last (乙;C.丙 of two).
    """
    last = len(options)
    return next((text for at, text in enumerate(options) if _holds(text, at + 1) or _holds(text, last)), "")


def _holds(text: str, place: int) -> bool:
    if place >= _MOST:
        return False
    mark = letter(place)
    letters = f"{mark}{mark.lower()}{chr(ord(mark) + 0xFEE0)}"
    return re.search(_NEXT.format(letters=letters), text) is not None


def _value(found: re.Match[str] | None) -> int | None:
    """Return the place that a mark names, from 0; None for no mark."""
    if found is None:
        return None
    sign = found["sign"]
    for signs in (_CIRCLED, _ROUND, _HAN):
        if sign in signs:
            return signs.index(sign)
    if sign.isdecimal():
        return int(sign) - 1
    return place_of(unicodedata.normalize("NFKC", sign))
