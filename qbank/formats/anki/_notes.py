"""A note by anybody to a portable: front and back, cloze, and the choice note types that are common in China."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qbank.errors import Problem
from qbank.formats import _incoming as incoming
from qbank.formats.anki._choices import (
    UnclearError,
    choice_of,
    is_letters,
    lettered_tail,
    options_in,
)
from qbank.formats.anki._collection import RawNote
from qbank.formats.anki._html import plain
from qbank.formats.anki._tags import difficulty_of, told_by
from qbank.model.item import BLANK, ExtendedText, Interaction, MarkingPoint, TextEntry
from qbank.model.portable import Portable
from qbank.model.type_words import types_in
from qbank.model.verdict import verdict_of

_ROLES: Mapping[str, str] = {
    name: role
    for role, names in {
        "stem": "题干 题目 问题 试题 正面 文字 文本 front question text stem",
        "options": "选项 备选项 选择项 options choices",
        "answer": "答案 正确答案 参考答案 标准答案 背面 back answer answers",
        "rationale": "解析 答案解析 试题解析 详解 解释 备注 笔记 背面额外 额外 extra backextra explanation note notes"
        " remark remarks",
        "kind": "题型 类型 试题类型 type",
        "difficulty": "难度 difficulty",
        "chapter": "章节 chapter",
        "proof": "出处 来源 题目来源 source",
        "stimulus": "材料 passage",
    }.items()
    for name in names.split()
}
"""What a field is for, by its name without spaces and in small letters."""
_ASKED = ("stem", "options", "answer", "stimulus")
_OPTION = re.compile("(?:选项|option|choice)([a-j]|[1-9]|10)")
_SILENT = frozenset({"id", "编号", "序号", "数据", "也可填", "addreverse"})
"""Fields that say nothing of the item, and those of our own notes that are read elsewhere."""
_CLOZE = re.compile(r"\{\{c\d+::(.*?)\}\}", re.DOTALL)
_MEDIA = re.compile(r"<(?:img|audio|video|svg|object|embed|canvas)\b|\[sound:|\[latex\]|\[\$", re.I)
_LINE = re.compile("_{3,}")
_BRACKET = re.compile("[(（][ 　\xa0]*[)）]")
_HOLE = "\x1d"
"""Stands for a cloze while HTML becomes text."""


@dataclass(slots=True)
class _Roles:
    """The fields of a note by what they are for, as HTML; ``unread`` are the names of others that say something."""

    by_role: dict[str, list[str]] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def asked(self) -> list[str]:
        """Return the fields that ask and answer."""
        return [*(html for role in _ASKED for html in self.by_role.get(role, ())), *self.options]

    def text(self, role: str) -> str:
        """Return the text of a role, several fields one under the other."""
        return "\n".join(filter(None, map(plain, self.by_role.get(role, ()))))


def portable_of(note: RawNote) -> Portable | Problem:
    """Return what a note asks and answers, or why it cannot be told for certain; never a guessed key."""
    roles = _roles(note)
    if not {"stem", "answer"} & roles.by_role.keys():
        values = {"type": note.type_name, "fields": "、".join(note.fields)}
        return Problem("anki-type-unknown", place=note.place, values=values)
    if any(map(_MEDIA.search, roles.asked())):
        return Problem("anki-note-media", place=note.place)
    try:
        stem, interaction = _asked(note, roles)
    except UnclearError as error:
        return Problem(error.problem.code, place=note.place, values=error.problem.values)
    told = told_by(note.tags)
    proof = roles.text("proof")
    return incoming.portable_of(
        stem,
        interaction,
        place=note.place,
        rationale=roles.text("rationale"),
        difficulty=difficulty_of(roles.text("difficulty")) or told.difficulty,
        chapter=roles.text("chapter") or "/".join(note.deck[1:]),
        tags=told.tags,
        audience=told.audience,
        stimulus=roles.text("stimulus"),
        proof=proof.split("\n") if proof else (),
    )


def left_out(note: RawNote) -> list[tuple[str, str]]:
    """Return what is not taken of a note, as a problem code with the name of the field: its whole, or its pictures."""
    roles = _roles(note)
    pictures = [name for name, html in note.fields.items() if _MEDIA.search(html) and html not in roles.asked()]
    return [
        *(("anki-field-unread", name) for name in roles.unread),
        *(("anki-picture-left", name) for name in pictures if name not in roles.unread),
    ]


def _roles(note: RawNote) -> _Roles:
    roles = _Roles()
    names = {name: re.sub(r"[\s_]", "", name).lower() for name in note.fields}
    is_pair = len(names) == 2 and not {"stem", "answer"} <= {_ROLES.get(name) for name in names.values()}
    for at, (name, html) in enumerate(note.fields.items()):
        role = _ROLES.get(names[name])
        if is_pair and not note.is_cloze:
            role = ("stem", "answer")[at]
        if role or (note.is_cloze and _CLOZE.search(html)):
            role = role or "stem"
            roles.by_role.setdefault(role, []).append(html)
        elif _OPTION.fullmatch(names[name]):
            roles.options.append(html)
        elif names[name] not in _SILENT and plain(html):
            roles.unread.append(name)
    return roles


def _asked(note: RawNote, roles: _Roles) -> tuple[str, Interaction]:
    """Return stem and interaction; raises UnclearError."""
    stem_html = "<br>".join(roles.by_role.get("stem", ()))
    options = "<br>".join(roles.by_role.get("options", ()))
    has_options = bool(plain(options) or any(map(plain, roles.options)))
    if note.is_cloze and not has_options:
        return _fill_in(stem_html)
    # A cloze that stands over options only hides the key.
    stem = _LINE.sub(BLANK, plain(_CLOZE.sub(BLANK, stem_html)))
    if not stem:
        raise UnclearError("anki-note-empty")
    key = roles.text("answer")
    if not key:
        raise UnclearError("anki-no-answer")
    if has_options:
        return _choice(stem, options, roles, key)
    return _without_options(stem, key, roles)


def _choice(stem: str, options: str, roles: _Roles, key: str) -> tuple[str, Interaction]:
    texts = options_in(options) if plain(options) else _of_fields(roles.options)
    by_number = "||" in options
    return _bracketed(stem), choice_of(texts, key, roles.text("kind"), by_number=by_number)


def _of_fields(fields: Iterable[str]) -> list[str]:
    """Return the options of fields of their own; after an empty one there must be no other."""
    texts = [plain(each) for each in fields]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _without_options(stem: str, key: str, roles: _Roles) -> tuple[str, Interaction]:
    kind = roles.text("kind")
    judged = verdict_of(key)
    is_choice_type = "options" in roles.by_role or bool(roles.options)
    if judged is not None and ("true_false" in types_in(kind) or (is_choice_type and not kind)):
        return _bracketed(stem), incoming.verdict(judged)
    head, texts = lettered_tail(stem)
    if texts and is_letters(key):
        return _bracketed(head), choice_of(texts, key, kind)
    if is_choice_type and is_letters(key) and "short_answer" not in types_in(kind):
        raise UnclearError("anki-options-unclear")
    if stem.count(BLANK) == 1 and "\n" not in key:
        return stem, TextEntry(((key,),))
    return stem, ExtendedText((MarkingPoint(key),))


def _bracketed(stem: str) -> str:
    """Return a stem in which the one empty bracket is the blank; several say nothing for certain and stay."""
    return _BRACKET.sub(BLANK, stem) if BLANK not in stem and len(_BRACKET.findall(stem)) == 1 else stem


def _fill_in(html: str) -> tuple[str, Interaction]:
    answers: list[str] = []

    def hole(cloze: re.Match[str]) -> str:
        answer, _, hint = cloze[1].partition("::")
        answers.append(plain(answer))
        return _HOLE + (f"（{hint}）" if hint else "")

    text = plain(_CLOZE.sub(hole, html.replace(_HOLE, "")))
    if not answers:
        raise UnclearError("anki-no-cloze")
    if "{{c" in text or any("{{c" in each for each in answers):
        raise UnclearError("anki-cloze-nested")
    if not all(answers):
        raise UnclearError("anki-no-answer")
    if BLANK in text or any(BLANK in each for each in answers):
        raise UnclearError("anki-cloze-and-line")
    return text.replace(_HOLE, BLANK), TextEntry(tuple((each,) for each in answers))
