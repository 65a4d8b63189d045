"""Options in one cell: how they are joined, and every usual way to write them parted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats._option_letters import joiner_of
from qbank.formats.tables._joins import alike
from qbank.formats.tables._layout import Unreadable
from qbank.formats.tables._profile_records import Options
from qbank.formats.tables._words import MOST_OPTIONS
from qbank.locale import brief
from qbank.model.letters import letter

OPTION_SIGNS = ("$;$", "|", "\n", "；", ";", "┋", "##", "$", " / ")
"""What stands between options in one cell, the least likely in running text first."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEAD = re.compile(r"\s*(?:可?选项|备选(?:项|答案)?|供选答案)\s*[:：]\s*")
_LABEL = r"\s*[(（\[【]?\s*{letter}\s*(?:[)）\]】]|[-.．、:：])\s*"
_OTHER = r"\s*{letter}(?:\s*[=＝]\s*|[ \t\u3000]+(?=\S)|(?=[\u4e00-\u9fff“《0-9]))"
_FIRST = re.compile(
    r"(?:[\s。．？?！!；;：:，,)）\]】_＿…”]|(?<=[\u4e00-\u9fff]))(?P<label>[(（\[【]?\s*[AaＡａ]\s*[.．、:：)）\]】])"
)
_BETWEEN = r"[|;；,，/┋\n\s$]"
_WEAKLY = r"[|;；,，/┋\n\s$、。]"
_MARKED = re.compile(
    rf"(?P<before>\A|{_BETWEEN})[*＊★√✓✔☑]\s*(?P<label>[(（\[【]?\s*[A-Za-zＡ-Ｚａ-ｚ]\s*[.．、:：)）\]】]\s*)(?=\S)"
)
"""An editor's mark before the letter of the right option: *B. 乙."""
_TICK = "（√）"
_BULLET = re.compile(r"\s*(?:(?P<sign>[•·●○▪■◆])|(?P<dash>[-*+])(?:\s+(?=\D)|(?=[(（]?[A-Za-z][.．、:：)）])))\s*")
_LONG_SIGN = re.compile(r"#{3,}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_AT_ENDS = "|;；,，、/┋$ \t\n\u3000"
_STOP = re.compile(r"(?<![0-9.．])[.．。]\Z")


def joined(options: Sequence[str], style: Options) -> str:
    """Return options as one cell has them; what would part them wrongly becomes a sign that looks alike."""
    safe = (alike(option, style.separator) for option in options)
    labelled = (f"{letter(at)}{style.label}{option}" if style.label else option for at, option in enumerate(safe))
    return style.separator.join(labelled)


def parted(cell: str, style: Options) -> list[str]:
    """Return the options of one cell: by the layout's own sign, by the letters in the cell, by what stands between.

    What other rows of the file show (``style.is_seen``) is no more than a hint: letters in the cell decide.

    Raises:
        Unreadable: they can be parted in two ways, or not at all.
    """
    text = _plain(cell)
    if style.separator.strip(" ") and not style.is_seen and style.separator in text:
        own = _by_own_sign(text, style.separator)
        if len(own) > 1:
            return own
    text = text[head.end() :] if (head := _HEAD.match(text)) else text
    if re.match(_LABEL.format(letter="A"), text, re.IGNORECASE):
        return _by_letters(text)
    if not style.label and style.separator.isspace() and not style.is_seen:
        return _stripped(text.split(style.separator))
    sign = sign_of(text)
    if sign:
        even = _LONG_SIGN.sub(sign, text) if sign == "##" else _once(text, sign)
        return _trimmed(_stripped(even.split(sign)), text)
    if signs := _signs_in(text):
        if style.separator != signs[0] or style.label:
            raise Unreadable("table-options-two-ways", "options", found=signs[1].strip() or signs[1])
        return _trimmed(_stripped(text.split(signs[0])), text)
    found = _cut(text, f"(?:{_BETWEEN})+", _OTHER) or _cut_counted(text)
    if len(found) > 1:
        return found
    raise Unreadable("table-options-not-parted", "options", found=brief(cell, 80))


def are_options(cell: str) -> bool:
    """Tell whether a text is options with letters before them: A.甲 B.乙."""
    text = _plain(cell)
    try:
        return re.match(_LABEL.format(letter="A"), text, re.IGNORECASE) is not None and len(_by_letters(text)) > 1
    except Unreadable:
        return False


def options_within(text: str) -> tuple[str, list[str]]:
    """Return a stem and the options that stand behind it in the same text (由谁办？A.甲 B.乙); none where it has none.

    Raises:
        Unreadable: they can be parted in two ways.
    """
    plain = _MARKED.sub(_behind, _BREAK.sub("\n", text))
    starts = list(_FIRST.finditer(plain))
    if len(starts) != 1 or not plain[: starts[0].start("label")].strip():
        return text, []
    at = starts[0].start("label")
    options = _by_letters(plain[at:])
    return (plain[:at].strip().rstrip(_AT_ENDS), options) if len(options) > 1 else (text, [])


def _plain(cell: str) -> str:
    """Return a cell with its lines as such and without their bullets; marks of the right option behind its letter."""
    text = _BREAK.sub("\n", cell)
    lines = [line for line in text.split("\n") if line.strip()]
    bullets = [_BULLET.match(line) for line in lines]
    if len(lines) > 1 and len({each and (each["sign"] or each["dash"]) for each in bullets}) == 1 and all(bullets):
        text = "\n".join(_BULLET.sub("", line, count=1) for line in lines)
    return _MARKED.sub(_behind, text)


def _behind(found: re.Match[str]) -> str:
    return f"{found['before']}{found['label']}{_TICK}"


# --- by letters ---------------------------------------------------------------------------------------


def _by_own_sign(text: str, separator: str) -> list[str]:
    """Return the options of a layout that has a sign of its own, behind their letters where they bear any."""
    if not re.match(_LABEL.format(letter="A"), text, re.IGNORECASE):
        return _stripped(text.split(separator))
    return _unmixed([each for _, each in _cut_off(text, f"(?:{re.escape(separator)})+", _LABEL)], re.escape(separator))


def _by_letters(text: str) -> list[str]:
    """Return what stands behind A, B, C …: behind a sign or white space, else wherever such a letter stands."""
    same = _like_the_first(text)
    found = [each for _, each in _cut_off(text, f"(?:{_BETWEEN})+", _LABEL)]
    is_apart = len(found) > 1
    if not is_apart:
        found = [each for _, each in _cut_off(text, rf"(?:{_WEAKLY})*(?<![A-Za-z0-9])", same)]
    following = letter(len(found)) if len(found) < MOST_OPTIONS else ""
    next_one = re.compile(rf"(?<![A-Za-z0-9]){same.format(letter=following)}", re.IGNORECASE)
    if following and len(found) > 1 and any(map(next_one.search, found)):
        raise Unreadable("table-options-two-ways", "options", found=following)
    joiner = next(filter(None, (joiner_of(each, is_apart=is_apart) for each in found[:-1])), "")
    if joiner and not found[-1].endswith(joiner):
        raise Unreadable("table-options-two-ways", "options", found=joiner)
    return _trimmed(_unmixed(found, _BETWEEN), text)


def _like_the_first(text: str) -> str:
    """Return the pattern of a label with the same sign behind its letter as that of A."""
    found = re.match(r"\s*([(（\[【]?)\s*[AaＡａ]\s*([-.．、:：)）\]】])", text)
    sign = re.escape(found[2]) if found else "[.．]"
    return rf"{re.escape(found[1]) if found else ''}\s*{{letter}}\s*{sign}\s*"


def _cut_off(text: str, before: str, label: str) -> list[tuple[str, str]]:
    """Return the labels A, B, C … and what stands behind each; a letter is looked for behind the one before it.

    Raises:
        Unreadable: one of them stands there twice.
    """
    head = re.match(label.format(letter="A"), text, re.IGNORECASE)
    found: list[tuple[str, str]] = []
    sign, start = (head[0], head.end()) if head else ("", 0)
    for at in range(1, MOST_OPTIONS + 1):
        following = letter(at) if at < MOST_OPTIONS else "\0"
        matches = list(re.finditer(before + label.format(letter=following), text[start:], re.IGNORECASE))
        if len(matches) > 1:
            raise Unreadable("table-options-two-ways", "options", found=following)
        if not matches:
            break
        found.append((sign, text[start : start + matches[0].start()].strip()))
        sign, start = matches[0][0], start + matches[0].end()
    return [*found, (sign, text[start:].strip())]


def _cut(text: str, before: str, label: str) -> list[str]:
    """Return options with the letters they begin with (A十分钟 B二十分钟), none where they are not all of the text."""
    if not re.match(label.format(letter="A"), text, re.IGNORECASE):
        return []
    pieces = [(sign.strip(_AT_ENDS), said) for sign, said in _cut_off(text, before, label)]
    return [
        f"{sign} {said}" if sign[-1:].isascii() and said[:1].isascii() else f"{sign}{said}" for sign, said in pieces
    ]


def _cut_counted(text: str) -> list[str]:
    """Return options that are counted: ①十②二十."""
    pieces = re.split(f"(?=[{_CIRCLED}])", text.strip())
    found = [piece.strip(_AT_ENDS) for piece in pieces if piece.strip(_AT_ENDS)]
    return found if [each[0] for each in found] == [*_CIRCLED[: len(found)]] else []


def _unmixed(pieces: list[str], before: str) -> list[str]:
    """Refuse options among which letters stand in another order: A, C, B."""
    strange = re.compile(rf"(?:{before})+{_LABEL.format(letter='([A-Z])')}")
    found = next((match for piece in pieces if (match := strange.search(piece))), None)
    if found:
        raise Unreadable("table-options-two-ways", "options", found=found[1])
    return _stripped(pieces)


# --- by signs -----------------------------------------------------------------------------------------


def _signs_in(text: str) -> list[str]:
    return [sign for sign in OPTION_SIGNS if len(_stripped(text.split(sign))) > 1]


def sign_of(text: str) -> str:
    """Return the one sign that can part the options of a text, "" for none and where another stands within a part."""
    signs = _signs_in(text)
    if len(signs) > 1:
        inner = [piece.strip(_AT_ENDS) for piece in text.split(signs[0])]
        if any(sign in piece for piece in inner for sign in signs[1:]):
            return ""
    return signs[0] if signs else ""


def _once(text: str, sign: str) -> str:
    """Return a text with one sign where the same number of it stands everywhere: ||, or an empty line between lines."""
    runs = re.findall(rf"(?:{re.escape(sign)}[ \t\u3000]*)+", text.strip())
    counts = {run.count(sign) for run in runs}
    return re.sub(rf"(?:{re.escape(sign)}[ \t\u3000]*)+", sign, text.strip()) if len(counts) == 1 else text


def _stripped(pieces: Sequence[str]) -> list[str]:
    found = [piece.strip() for piece in pieces]
    while found and not found[-1]:
        found.pop()
    return found


def _trimmed(pieces: Sequence[str], text: str) -> list[str]:
    """Return options without the signs that stood between them, and without the stop that ended their list."""
    found = [piece.rstrip(_AT_ENDS) for piece in pieces]
    if len(found) < 2 or not (_STOP.search(found[-1]) and not any(map(_STOP.search, found[:-1]))):
        return found
    is_listed = any(sign in text for sign in (f"{found[0]}{each}" for each in ";；,，、"))
    return [*found[:-1], _STOP.sub("", found[-1])] if is_listed else found
