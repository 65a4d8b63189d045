"""Options that are counted instead of lettered, with an answer that names them so: (1)公开(2)公正, answer (1)(2).

A stem that asks for an order, or that counts statements before it asks, is none of these.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qbank.formats.texts._read_asked import Asked
from qbank.formats.texts._read_fold import fold
from qbank.model.letters import letter

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_COUNTS = (
    re.compile(f"([{_CIRCLED}])\\s*[.、:]?"),
    re.compile(r"\(\s*([0-9]{1,2})\s*\)\s*[.、:]?"),
    re.compile(r"(?<![0-9A-Za-z.])([0-9]{1,2})\s*(?:[、:)]|\.(?![0-9]))"),
)
_NAMES = re.compile(rf"([{_CIRCLED}])|\(?\s*([0-9]{{1,2}})\s*\)|(?<![0-9])([0-9])(?![0-9])")
_BETWEEN = re.compile(r"[\s,、;.。和及与]*")
_ORDERED = re.compile("排序|排列|顺序|先后|次序|依次|步骤|流程|连线|匹配|对应")
_ENDS_ASKING = re.compile(r"(?:[(\[]\s*[)\]]|_{2,}|[?？:])[\s。.]*\Z")
_ASKS = re.compile(r"[(\[]\s*[)\]]|_{2,}|[?？]")
_FEWEST = 2


def lettered(asked: Asked) -> Asked | None:
    """Return an item with options by letter in place of those its stem counts; None where it has none such for sure."""
    places = _named(asked.answers[0]) if len(asked.answers) == 1 else []
    if not places or asked.kind in {"verdict", "blanks", "free", "order", "match"}:
        return None
    for pattern in _COUNTS:
        head, options = _cut(asked.stem, pattern)
        if len(options) < _FEWEST or max(places) > len(options) or _ORDERED.search(head):
            continue
        if all(options) and _ENDS_ASKING.search(fold(head)) and not any(_ASKS.search(fold(each)) for each in options):
            letters = "".join(letter(place - 1) for place in places)
            return replace(asked, stem=head, options=tuple(options), answers=(letters,))
    return None


def names_nothing_else(answer: str) -> bool:
    """Tell whether an answer is only numbers in brackets or circles: those of options, and no words of a blank."""
    folded = fold(answer).strip()
    found = list(_NAMES.finditer(folded))
    is_marked = bool(found) and not any(each[3] for each in found)
    return is_marked and _BETWEEN.fullmatch(_NAMES.sub("", folded)) is not None


def may_count(answer: str, stem: str) -> bool:
    """Tell whether figures may be the numbers of several options that a stem counts: 12 is 1 and 2, or twelve."""
    figures = fold(answer).strip(" 。.")
    if not figures.isascii() or not figures.isdigit():
        return False
    counts = (len(_cut(stem, pattern)[1]) for pattern in _COUNTS)
    return any(count >= _FEWEST and all(0 < int(each) <= count for each in figures) for count in counts)


def _named(answer: str) -> list[int]:
    """Return the numbers an answer names, if they rise; none where it says anything else."""
    folded = fold(answer).strip()
    if _BETWEEN.fullmatch(_NAMES.sub("", folded)) is None:
        return []
    found = [_CIRCLED.index(each[1]) + 1 if each[1] else int(each[2] or each[3]) for each in _NAMES.finditer(folded)]
    return found if found == sorted(set(found)) and found and found[0] else []


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[str, list[str]]:
    """Return what stands before the numbers of a text that counts from one, and what stands behind each."""
    starts: list[tuple[int, int]] = []
    for found in pattern.finditer(fold(text)):
        value = _CIRCLED.index(found[1]) + 1 if found[1] in _CIRCLED else int(found[1])
        if value != len(starts) + 1:
            return text, []
        starts.append(found.span())
    if not starts:
        return text, []
    ends = [start for start, _ in starts[1:]] + [len(text)]
    options = [text[begin:end].strip(" \n\t\u3000;；,，、") for (_, begin), end in zip(starts, ends, strict=True)]
    return text[: starts[0][0]].strip(), options
