"""Fields of an item in a reader's words: what a report of losses says stood there before, and what stands there now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from unicodedata import category

from qbank.formats._rule_words import rules_told, usual_rule
from qbank.locale import Lang, Listed, brief, say
from qbank.model.item import ExtendedText
from qbank.model.portable import FIELDS, Portable

_LONGEST, _AROUND = 60, 12
"""Characters that are shown of a text, and of them those before the first difference of long ones."""
_SIGNS = {"\n": "↵", "\t": "→"}
_LINES = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def was_and_now(name: str, before: Portable, after: Portable, lang: Lang) -> tuple[str, str]:
    """Return a field of ``model.portable.FIELDS`` in words, as it was and as it is now, each shortened to one line.

    Of long texts that begin alike, what stands around their first difference is shown. A type and a difficulty are
    named by their codes, which programs read; a sheet for people has their names.
    """
    one, other = _words(name, before, lang), _words(name, after, lang)
    if _seen(one) == _seen(other) and one != other:
        one, other = map(_in_signs, (one, other))
        shorter = min(len(one), len(other))
        at = next((at for at in range(shorter) if one[at] != other[at]), shorter)
        one, other = _from(one, at), _from(other, at)
    was, now = shortened(one), shortened(other)
    is_text = isinstance(after.item.body.interaction(), ExtendedText)
    if name == "key" and is_text and after.item.type != before.item.type:
        now = say("loss-as-text", lang, text=now)
    return was, now


def shortened(text: str) -> str:
    """Return a text in one line: a cell and a line of a report have no others."""
    return brief(_LINES.sub(" ", text), _LONGEST)


def _seen(text: str) -> str:
    """Return what a person sees of a text that is shortened."""
    return "".join(char for char in shortened(text) if not _is_unseen(char))


def _in_signs(text: str) -> str:
    """Return a text with signs for the ends of its lines and for what nobody sees."""
    return "".join(_SIGNS.get(char, f"〈U+{ord(char):04X}〉" if _is_unseen(char) else char) for char in text)


def _is_unseen(char: str) -> bool:
    return category(char) in {"Cc", "Cf", "Zl", "Zp"}


def _from(text: str, at: int) -> str:
    """Return a text from a little before a place; … stands for what comes before."""
    return f"…{text[at - _AROUND :]}" if at > _AROUND else text


def pieces(value: Any) -> Iterator[str]:  # noqa: ANN401 - a field's value
    """Yield the words of a field's value."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from pieces(each)
    else:
        yield str(getattr(value, "text", value))


def _words(name: str, portable: Portable, lang: Lang) -> str:
    if name in _OWN:
        return _OWN[name](portable, lang)
    return Listed(filter(None, pieces(FIELDS[name](portable))), stop="；").said(lang)


def _key(portable: Portable, lang: Lang) -> str:
    return portable.item.body.key_text()


def _rules(portable: Portable, lang: Lang) -> str:
    told = rules_told(portable.item, lang)
    return Listed(told, stop="；").said(lang) if told else usual_rule(portable.item, lang)


def _accepted(portable: Portable, lang: Lang) -> str:
    """Return the further answers of each blank, numbered where there are several blanks."""
    blanks: Any = FIELDS["accepted"](portable)
    numbers = [f"({at}) " if len(blanks) > 1 else "" for at in range(1, len(blanks) + 1)]
    told = [f"{number}{'/'.join(each)}" for number, each in zip(numbers, blanks, strict=True) if each]
    return Listed(told, stop="；").said(lang)


def _marks(portable: Portable, lang: Lang) -> str:
    marks: Any = FIELDS["marks"](portable)
    return Listed((f"{each:g}" for each in marks), stop="；").said(lang)


_OWN: Mapping[str, Callable[[Portable, Lang], str]] = {
    "key": _key,
    "rules": _rules,
    "accepted": _accepted,
    "marks": _marks,
}
