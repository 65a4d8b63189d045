"""Blanks in a row: their answers in cells of their own, or all in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats._incoming import blanks
from qbank.formats._option_letters import without_numbers
from qbank.formats.tables._joins import alike, core, join, one_line, part
from qbank.formats.tables._layout import Layout, Texts, Unreadable, first
from qbank.formats.tables._profile_records import Profile
from qbank.formats.tables._stems import count_blanks, find_blanks
from qbank.model.item import TextEntry
from qbank.types._folding import fold

SEPARATORS = ("\n", "|", "┋", "；", ";", "##", "，", ",", "、", "/", " ")
"""What stands between the answers of several blanks in one cell."""
_DOUBTFUL = ("\n", "|", "┋", "；", ";", "##")
"""With one of these in the answer of a single blank it cannot be told what is one answer."""

_COUNTED = re.compile(r"(?=[①-⑳])|(?<!\d)(?=[(（]\d{1,2}[)）])|(?<![\d.(（])(?=\d{1,2}[.、．](?!\d))")
"""Where answers that are counted begin."""
_COUNT = re.compile(r"[(（]?(\d{1,2})[)）.、．]\s*(?=\d)")
_LONG_SIGN = re.compile("#{3,}")
_AT_ENDS = " ;；,，、|\n\t\u3000"
USUAL_BETWEEN = "；"
_HAN_APART = re.compile(r"[\u4e00-\u9fff\d]+(?: +[\u4e00-\u9fff\d]+)+")
"""Words that white space may part: two words of English are one answer."""


# --- into cells ---------------------------------------------------------------------------------------


def put(interaction: TextEntry, layout: Layout) -> dict[str, list[str]]:
    """Return the cells of the answers.

    Raises:
        Unreadable: there are more blanks than cells for them.
    """
    style = layout.profile.answers
    texts = [_accepted(each, layout.profile) for each in interaction.accepted]
    if len(texts) == 1 and not style.within and style.blanks in {"joined", "answer"}:
        texts = [_undoubted(texts[0])]
    if style.blanks == "joined":
        between = style.between or USUAL_BETWEEN
        return {"answer": [join([alike(each, between) for each in texts], between)]}
    if style.spread and len(interaction.accepted) == 1:
        texts = list(interaction.accepted[0][: layout.sheet.room(style.blanks)])
    room = layout.sheet.room(style.blanks)
    if len(texts) > room:
        raise Unreadable("table-blanks-many", style.blanks, found=len(texts), most=room)
    if not style.repeated:
        return {style.blanks: texts}
    printed = [each[0] if each else "" for each in interaction.accepted]
    answer = printed[0] if len(printed) == 1 else join(printed, style.between or USUAL_BETWEEN)
    return {style.blanks: texts, "answer": [answer], "count": [str(len(texts))]}


def _accepted(answers: Sequence[str], profile: Profile) -> str:
    within = profile.answers.within
    if not within:
        return one_line(answers[0]) if answers else ""
    return join([one_line(each) for each in answers], within)


def _undoubted(answer: str) -> str:
    for sign in (";", "；", "|", "┋", "##"):
        answer = alike(answer, sign)
    return answer


# --- out of cells -------------------------------------------------------------------------------------


def take(texts: Texts, profile: Profile, stem: str) -> tuple[TextEntry, str]:
    """Return the blanks of a row and its stem with as many.

    Raises:
        Unreadable: answers are missing, do not go with the stem, or cannot be told apart.
    """
    cells = _cells(texts, profile)
    if cells:
        return _of_cells(cells, texts, profile, stem)
    answer = first(texts, "answer")
    if not answer:
        raise Unreadable("table-answer-missing", "answer")
    accepted = _of_one(answer, profile, count_blanks(stem, profile.blank))
    return blanks(accepted), find_blanks(stem, len(accepted), profile.blank)


def _cells(texts: Texts, profile: Profile) -> list[str]:
    """Return the cells that hold the answers, those of the layout's own way first; none where one holds all."""
    for field in dict.fromkeys((profile.answers.blanks, "blank", "option")):
        cells = list(texts.get(field, ()))
        if any(cells) and (field != "answer" or len([cell for cell in cells if cell]) > 1):
            return cells
    return []


def _of_cells(cells: list[str], texts: Texts, profile: Profile, stem: str) -> tuple[TextEntry, str]:
    while not cells[-1]:
        cells.pop()
    empty = next((at for at, text in enumerate(cells) if not text), None)
    if empty is not None:
        raise Unreadable("table-blank-empty", profile.answers.blanks, empty, n=empty + 1)
    within = profile.answers.within
    accepted = _filled([part(cell, within) if within else [cell] for cell in cells], profile)
    if len(accepted) > 1 and count_blanks(stem, profile.blank) == 1:
        if not profile.answers.spread:
            raise Unreadable("table-blanks-differ", "stem", found=1, answers=len(accepted))
        accepted = [[answer for each in accepted for answer in each]]
    _agree(texts, accepted, profile)
    return blanks(accepted), find_blanks(stem, len(accepted), profile.blank)


def _filled(accepted: list[list[str]], profile: Profile) -> list[list[str]]:
    """Refuse a blank in whose cell nothing stands but what parts answers."""
    empty = next((at for at, answers in enumerate(accepted) if not answers), None)
    if empty is not None:
        raise Unreadable("table-blank-empty", profile.answers.blanks, empty, n=empty + 1)
    return accepted


def _agree(texts: Texts, accepted: Sequence[Sequence[str]], profile: Profile) -> None:
    """Refuse a row whose answer cell says something else than the cells of its blanks."""
    answer = first(texts, "answer")
    if not answer or profile.answers.blanks == "answer":
        return
    if answer == join([each[0] for each in accepted], profile.answers.between or USUAL_BETWEEN):
        return
    known = {fold(each) for answers in accepted for each in answers}
    ways = [[answer], *(part(answer, sign) for sign in SEPARATORS)]
    if not any(all(fold(each) in known for each in way) for way in ways):
        raise Unreadable("table-answers-differ", "answer", found=answer)


def _of_one(answer: str, profile: Profile, marks: int) -> list[list[str]]:
    """Return the accepted answers of each blank of one cell, parted so that they go with the marks of the stem."""
    style = profile.answers
    # What a layout itself writes between answers leaves nothing open; what rows of a file show is no more than a hint.
    is_own = bool(style.between) and not style.is_seen
    answer = answer if is_own else _LONG_SIGN.sub("##", answer)
    pieces = part(answer, style.between) if style.between else [answer]
    pieces = without_numbers(pieces) if len(pieces) == marks else pieces
    if len(pieces) != marks or (marks == 1 and style.between and core(style.between) in answer):
        pieces = _parted(answer, marks)
        is_own = False
    if not is_own and _are_counted(pieces):
        raise Unreadable("table-answer-doubtful", "answer", found=answer)
    found = _filled([part(piece, style.within) if style.within else [piece] for piece in pieces], profile)
    said = found[0] if style.is_seen else [] if style.within else pieces
    if marks == 1 and any(sign in text for text in said for sign in _DOUBTFUL):
        raise Unreadable("table-answer-doubtful", "answer", found=answer)
    return found


def _parted(answer: str, marks: int) -> list[str]:
    if marks == 1:
        return [answer]
    counted = [piece.strip(_AT_ENDS) for piece in _COUNTED.split(answer) if piece.strip(_AT_ENDS)]
    if len(counted) == marks and (bare := without_numbers(counted)) != counted:
        return bare
    signs = (sign for sign in SEPARATORS if sign != " " or _HAN_APART.fullmatch(answer))
    ways = {tuple(pieces) for sign in signs if len(pieces := part(answer, sign)) == marks}
    if len(ways) > 1:
        raise Unreadable("table-answer-doubtful", "answer", found=answer)
    if not ways:
        raise Unreadable("table-blanks-differ", "stem", found=marks, answers=len(part(answer, _first_sign(answer))))
    return list(ways.pop())


def _are_counted(pieces: Sequence[str]) -> bool:
    """Tell whether each piece bears its blank's number, which may as well be of the answer: (1)3, (2)2; 1.3, 2.2."""
    numbers = [found and int(found[1]) for found in map(_COUNT.match, pieces)]
    return len(pieces) > 1 and numbers == [*range(1, len(pieces) + 1)]


def _first_sign(answer: str) -> str:
    return next((sign for sign in SEPARATORS if sign in answer), "")
