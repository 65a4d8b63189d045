"""Items without options: judgements, blanks, short answers."""

from __future__ import annotations

import re

from qbank.formats._counted import names_counted
from qbank.formats._incoming import blanks, verdict
from qbank.formats.texts import _read_stems as stems
from qbank.formats.texts import _read_values as values
from qbank.formats.texts._read_asked import Answered, Asked
from qbank.formats.texts._read_counted import may_count, names_nothing_else
from qbank.formats.texts._read_fold import fold
from qbank.locale import brief
from qbank.model.item import BLANK, ExtendedText, MarkingPoint

_KEYS = re.compile(r"(?:[A-H]|[√×对错])(?:\s+(?:[A-H]|[√×对错]))+")
"""What is a row of a list of answers, and no short answer."""
_IS_JUDGED_BELOW = re.compile(r"。\s*[(（]\s*[)）]\s*\Z")
"""A bracket behind the end of a sentence is for a verdict; words that are none are not to be filled in there."""
_LAST_LINE = re.compile(r"_+\s*\Z")
_OFFERS = re.compile("下列|以下|下面|哪[一二几项个种些类]|选[择出]")
"""Words by which a stem speaks of options."""
_AFTER_SIGN = frozenset(".:)、 \u3000")
_MAY_BLANK = re.compile(r"＿{2,}|□{2,}|[(（]\s*(?:…|\.{3})+\s*[)）]|(?<![0-9A-Za-z_])_(?![0-9A-Za-z_])")
"""What may be a blank that is drawn otherwise."""
_COUNTS = re.compile("[?？几]|多少|何|数")
"""What a question has whose answer may be a figure; a statement that is answered 1 may be true."""
_ASIDE = re.compile(r"[(\[]\s*(?:或者?|[也亦均都]可|顺序|次序|先后|不分|可[换调互])[^()\[\]]{0,8}[)\]][\s。.;]*\Z")
"""What is said of an answer in brackets behind it, and is none of its words: （顺序可换）, （或红色）."""
_HALF = re.compile(r"(?:部分|基本|大致|大体|完全|不完全|不太|可能|有时|一般|绝对)?(?:正确|错误|对|错)[\s。.!]*")
"""A verdict that is none: neither true nor false, and no words of an answer."""
_BY_SYSTEM, _BY_HAND = "系统评分", "人工评分"


def without_options(asked: Asked) -> Answered:
    """Return an item without options.

    Raises:
        Refused: its kind wants options, or its answer is missing, unclear or does not fit.
    """
    nothing = next(filter(values.is_reference, asked.answers), None)
    if nothing:
        asked.refuse("text-answer-unclear", answer=nothing)
    if asked.how == _BY_HAND:
        return _free(asked, _LAST_LINE.sub("", asked.stem).rstrip())
    if asked.kind in {"one", "many", "any", "choice", "order", "match"}:
        asked.refuse("text-options-few", found=0)
    if asked.kind is None and len(asked.answers) == 1:
        answer = asked.answers[0]
        if names_nothing_else(answer) or may_count(answer, asked.stem) or names_counted(answer, asked.stem):
            asked.refuse("text-options-counted", answer=brief(answer, 30))
    if asked.kind == "verdict" or (asked.kind is None and _is_judged(asked)):
        return _verdict(asked)
    if asked.kind == "blanks" or (asked.kind is None and _is_filled(asked)):
        return _blanks(asked)
    return _free(asked, stems.undrawn(asked.stem))


def judged(asked: Asked, answer: str) -> tuple[bool, str]:
    """Return the verdict of an answer, and what else it says.

    Raises:
        Refused: it is no verdict, and no letter that the section's words explain.
    """
    found = values.verdict(answer)
    if found is None or "\n" in answer:
        head, _, rest = answer.partition("\n")
        first = values.verdict(head)
        found = (first[0], "\n".join(filter(None, (first[1], rest)))) if first else None
    if found is None:
        meaning = values.verdict_letters(asked.raw.section.notes)
        letter = fold(answer).strip(" .。").upper()
        found = (meaning[letter], "") if letter in meaning else None
    if found is None:
        asked.refuse("text-answer-unclear", answer=brief(answer, 30))
    return found


def _is_judged(asked: Asked) -> bool:
    if asked.raw.mark or stems.judging(asked.stem)[1]:
        return True
    return bool(asked.answers) and values.verdict(asked.answers[0].partition("\n")[0]) is not None


def _verdict(asked: Asked) -> Answered:
    stem, inside = stems.judging(asked.stem)
    found = [(each, "") for each in inside]
    found += [judged(asked, answer) for answer in (*filter(None, (asked.raw.mark,)), *asked.answers)]
    if not found:
        asked.refuse_unanswered()
    if len({key for key, _ in found}) > 1 or asked.labelled > 1 or len(inside) > 1:
        asked.refuse_several("对" if key else "错" for key, _ in found)
    if not stem:
        asked.refuse("text-stem-empty")
    rest = stems.after_verdict(asked.stem) or stems.below_bracket(asked.raw.stem)
    if rest:
        asked.refuse("text-after-verdict", text=brief(rest, 30))
    if asked.kind is None and BLANK in stem:
        asked.refuse("text-type-open", answer="对" if found[0][0] else "错")
    return Answered(stem, verdict(found[0][0]), "\n".join(also for _, also in found if also))


def _is_filled(asked: Asked) -> bool:
    """Tell whether there is a blank, and an answer that is no letter, or answers in the blanks."""
    if not asked.answers:
        return bool(stems.filled(asked.stem)[1])
    if values.letters(asked.answers[0]) is not None:
        return False
    return BLANK in stems.filling(asked.stem, lines_only=True) or _is_bracketed(asked)


def _is_bracketed(asked: Asked) -> bool:
    """Tell whether an empty bracket is to be filled with words, and not with the letter of an option that was lost."""
    answer = asked.answers[0]
    if _IS_JUDGED_BELOW.search(asked.stem):
        return False
    is_brief = "\n" not in answer and not _KEYS.fullmatch(fold(answer)) and len(values.points([answer])) == 1
    return is_brief and BLANK in stems.filling(asked.stem) and not _OFFERS.search(asked.stem)


def _blanks(asked: Asked) -> Answered:
    """Return an item with blanks; its answers stand under a label each, in one text, or in the blanks themselves."""
    given = list(asked.answers)
    if not given:
        stem, inside = stems.filled(asked.stem)
        from_brackets = not inside and asked.kind == "blanks"
        if from_brackets:
            stem, inside = stems.filled_brackets(asked.stem)
        if not inside:
            asked.refuse_unanswered()
        if len(inside) != stem.count(BLANK):
            asked.refuse("text-blanks-misfit", blanks=stem.count(BLANK), answer=brief("；".join(inside), 30))
        told = (
            asked.raw.problem("text-answers-in-brackets", answer=brief("；".join(inside), 30))
            if from_brackets
            else None
        )
        return Answered(stem, blanks(asked.notes.accepted(inside)), told=told)
    if asked.how == _BY_SYSTEM:
        return _by_system(asked, stems.filling(asked.stem, lines_only=True))
    aside = next(filter(None, (_ASIDE.search(fold(each)) for each in given)), None)
    if aside:
        asked.refuse("text-answer-aside", text=aside[0].strip())
    if len(given) > 1 and not asked.raw.section.is_grouped:
        asked.refuse_several(given)
    ways = [stems.filling(asked.stem, lines_only=True), stems.filling(asked.stem)]
    fitting = {stem: cut for stem in ways if (cut := _cut(given, stem.count(BLANK)))}
    if len(fitting) != 1:
        if len(given) > 1:
            asked.refuse_several(given)
        asked.refuse("text-blanks-misfit", blanks=ways[-1].count(BLANK), answer=brief(given[0], 30))
    stem, found = next(iter(fitting.items()))
    # 首都是_北京_，位于____: another blank that somebody has filled in, or mere emphasis.
    held = brief("；".join(stems.underlined(asked.stem)), 30)
    told = asked.raw.problem("text-underlined-stays", text=held) if held else None
    return Answered(stem, blanks(asked.notes.accepted(found)), told=told)


def _cut(given: list[str], count: int) -> list[str]:
    """Return the answers of so many blanks, none where they cannot be told."""
    if not count:
        return []
    if len(given) > 1:
        return given if len(given) == count else []
    return values.blanks(given[0], count) or []


def _by_system(asked: Asked, stem: str) -> Answered:
    """Return blanks as 企微课堂 has them: | between blanks, ; between the answers of one."""
    given = [[each.strip() for each in part.split(";")] for part in asked.answers[0].split("|")]
    if len(given) != stem.count(BLANK) or not all(all(each) for each in given):
        asked.refuse("text-blanks-misfit", blanks=stem.count(BLANK), answer=brief(asked.answers[0], 30))
    return Answered(stem, blanks(given))


def _free(asked: Asked, stem: str) -> Answered:
    if not asked.answers:
        asked.refuse_unanswered()
    if len(asked.answers) > 1:
        asked.refuse_several(asked.answers)
    if asked.kind is None and values.letters(asked.answers[0]):
        asked.refuse("text-options-few", found=0)
    if asked.kind is None and _HALF.fullmatch(fold(asked.answers[0]).strip()):
        asked.refuse("text-answer-unclear", answer=brief(asked.answers[0], 30))
    if asked.kind is None and _is_below(asked.stem, asked.answers[0]):
        asked.refuse("text-options-bare", answer=brief(asked.answers[0], 30))
    mark = _MAY_BLANK.search(stem) if asked.kind is None and asked.how != _BY_HAND else None
    if mark:
        asked.refuse("text-blank-mark", mark=mark[0])
    if asked.kind is None and asked.answers[0].strip() in {"0", "1"} and not _COUNTS.search(asked.stem):
        asked.refuse("text-answer-unclear", answer=asked.answers[0])
    is_bracketed = asked.kind is None and asked.how != _BY_HAND and BLANK in stems.filling(stem)
    if is_bracketed or _KEYS.fullmatch(fold(asked.answers[0])):
        asked.refuse("text-answer-unclear", answer=brief(asked.answers[0], 30))
    found = values.points(asked.answers[0].split("\n"))
    worth = asked.marks if len(found) == 1 and asked.marks else 1.0
    return Answered(stem, ExtendedText(tuple(MarkingPoint(text, marks or worth) for text, marks in found)))


def _is_below(stem: str, answer: str) -> bool:
    """Tell whether an answer is one of several lines below a stem, or the sign before one: 两天, Ⅱ of Ⅱ. 两天."""
    below, said = [fold(line).strip() for line in stem.split("\n")[1:]], fold(answer).strip()
    signed = (line.removeprefix(said)[:1] for line in below if line.startswith(said))
    return len(below) > 1 and any(not after or after in _AFTER_SIGN for after in signed)
