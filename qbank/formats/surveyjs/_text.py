"""Texts in a survey: blanks shown, what SurveyJS would act on held apart, and what only people read, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from qbank.locale import LANGS, Lang, say
from qbank.model.item import BLANK, Difficulty, MarkingPoint

_APART = "\u2060"
"""A word joiner: it is not seen, takes no room, and no line is broken at it."""
# {…} names a question to SurveyJS, and is replaced by its answer; the others would be read again as blanks.
_TOUCHY = re.compile(rf"\{{|＿|_(?={_APART}*_)|[(（](?={_APART}*[ 　\xa0]*[)）])")
_HELD_APART = re.compile(rf"(\{{|＿|_(?={_APART}+_)|[(（](?={_APART}+[ 　\xa0]*[)）])){_APART}")
_BRACKET, _LINE = "（　　）", "＿＿＿＿"
_OWN = re.compile(rf"{_BRACKET}|＿＿\d+＿＿|{_LINE}")
_OTHERS_LINE = re.compile("_{3,}")
_OTHERS_BRACKET = re.compile("[(（][ 　\xa0]*[)）]")
_INDENT = "\n　　"

Kind = Literal["bracket", "line"]
"""How blanks look: where an option belongs, or where something is to be written."""
Label = Literal["id", "answer", "rationale", "proof", "difficulty", "chapter", "tag", "audience"]
_DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)


def apart(text: str) -> str:
    """Return a text in which SurveyJS finds nothing to replace and ``stem_in`` no blank."""
    return _TOUCHY.sub(rf"\g<0>{_APART}", text)


def together(text: str) -> str:
    """Return what ``apart`` was given."""
    return _HELD_APART.sub(r"\1", text)


def title_of(stem: str, kind: Kind) -> str:
    """Return a stem as the title of a question; several lines to write on are numbered."""
    pieces = stem.split(BLANK)
    numbered = kind == "line" and len(pieces) > 2
    marks = (_BRACKET if kind == "bracket" else f"＿＿{n}＿＿" if numbered else _LINE for n in range(1, len(pieces)))
    return apart(pieces[0]) + "".join(mark + apart(piece) for mark, piece in zip(marks, pieces[1:], strict=True))


def stem_in(title: str, kind: Kind) -> str:
    """Return the stem that a title shows, our blanks and those that other people draw as blanks."""
    for mark in (_OWN, *([_OTHERS_LINE] if kind == "line" else []), _OTHERS_BRACKET):
        pieces = mark.split(title)
        # Several brackets of others may be anything.
        if len(pieces) > 1 and (mark is not _OTHERS_BRACKET or len(pieces) == 2):
            return BLANK.join(map(together, pieces))
    return together(title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What a question says to people who mark or revise: it stands in its description, which is not shown."""

    id: str = ""
    answer: tuple[MarkingPoint, ...] = ()
    rationale: str = ""
    proof: tuple[str, ...] = ()
    difficulty: Difficulty = "medium"
    chapter: str = ""
    tags: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()


def description_of(remarks: Remarks, lang: Lang) -> str:
    """Return the remarks as lines of text; lines within one are indented."""
    lines = (f"{head}{text.replace(chr(10), _INDENT)}" for head, text in _lines(remarks, lang))
    return apart("\n".join(lines))


def remarks_in(description: str) -> Remarks | None:
    """Return the remarks of a description, None if it is anything else."""
    text = together(description)
    return next((found for found in (_remarks(text, lang) for lang in LANGS) if found), None)


def _lines(remarks: Remarks, lang: Lang) -> Iterator[tuple[str, str]]:
    labels, colon = _labels(lang), _colon(lang)
    for point in remarks.answer:
        marks = say("surveyjs-marks", lang, marks=_number(point.marks)) if point.marks != 1 else ""
        yield f"{labels['answer']}{marks}{colon}", point.text
    told: list[tuple[Label, str]] = [
        ("rationale", remarks.rationale),
        *(("proof", each) for each in remarks.proof),
        ("difficulty", say(f"difficulty-{remarks.difficulty}", lang)),
        ("chapter", remarks.chapter),
        *(("audience", each) for each in remarks.audience),
        *(("tag", each) for each in remarks.tags),
        ("id", remarks.id),
    ]
    many = ("proof", "audience", "tag")
    yield from ((f"{labels[label]}{colon}", text) for label, text in told if text or label in many)


@dataclass(slots=True)
class _Found:
    """Lines of a description by label, and the marks of the points."""

    texts: dict[Label, list[str]] = field(default_factory=dict)
    marks: list[float] = field(default_factory=list)

    def one(self, label: Label) -> str:
        """Return the text of a label that is there once at most."""
        return next(iter(self.texts.get(label, ())), "")

    def all(self, label: Label) -> tuple[str, ...]:
        """Return every text of a label."""
        return tuple(self.texts.get(label, ()))


def _remarks(description: str, lang: Lang) -> Remarks | None:
    found = _found(description, lang)
    levels: Mapping[str, Difficulty] = {say(f"difficulty-{name}", lang): name for name in _DIFFICULTIES}
    if found is None or found.one("difficulty") not in {"", *levels}:
        return None
    if any(len(found.all(each)) > 1 for each in ("id", "rationale", "difficulty", "chapter")):
        return None
    points = zip(found.all("answer"), found.marks, strict=True)
    return Remarks(
        id=found.one("id"),
        answer=tuple(MarkingPoint(text, marks) for text, marks in points),
        rationale=found.one("rationale"),
        proof=found.all("proof"),
        difficulty=levels.get(found.one("difficulty"), "medium"),
        chapter=found.one("chapter"),
        tags=found.all("tag"),
        audience=found.all("audience"),
    )


def _found(description: str, lang: Lang) -> _Found | None:
    line_of = _line(lang)
    labels = {word: label for label, word in _labels(lang).items()}
    found = _Found()
    for line in re.split("\n(?!　　)", description):
        match = line_of.fullmatch(line)
        if match is None:
            return None
        label = labels[match["label"]]
        found.texts.setdefault(label, []).append(match["text"].replace(_INDENT, "\n"))
        if label == "answer":
            found.marks.append(float(match["marks"] or 1))
        elif match["marks"]:
            return None
    return found


@cache
def _line(lang: Lang) -> re.Pattern[str]:
    words = "|".join(map(re.escape, _labels(lang).values()))
    before, after = map(re.escape, say("surveyjs-marks", lang, marks="\n").split("\n"))
    number = r"\d+(?:\.\d+)?(?:e[+-]?\d+)?"
    return re.compile(
        rf"(?P<label>{words})(?:{before}(?P<marks>{number}){after})?{re.escape(_colon(lang))}(?P<text>.*)", re.DOTALL
    )


@cache
def _labels(lang: Lang) -> Mapping[Label, str]:
    return {
        "id": say("surveyjs-id", lang),
        "answer": say("surveyjs-answer", lang),
        "rationale": say("surveyjs-rationale", lang),
        "proof": say("surveyjs-proof", lang),
        "difficulty": say("surveyjs-difficulty", lang),
        "chapter": say("surveyjs-chapter", lang),
        "tag": say("surveyjs-tag", lang),
        "audience": say("surveyjs-audience", lang),
    }


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def _number(marks: float) -> str:
    return str(int(marks)) if marks.is_integer() else repr(marks)
