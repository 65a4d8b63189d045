"""What the names in somebody's JSON stand for, and what a record says under them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from qbank.formats.tables.language import bare, field_of

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "questionId", "编号", "题号"),
    "type": ("type", "questionType", "qtype", "type_name", "题型", "类型"),
    "stem": (
        "stem",
        "question",
        "title",
        "content",
        "text",
        "q",
        "题干",
        "题目",
        "问题",
        "questionStem",
        "questionTitle",
        "questionContent",
        "topicTitle",
        "topic",
    ),
    "options": (
        "options",
        "choices",
        "option",
        "items",
        "a",
        "选项",
        "optionList",
        "questionOptions",
        "answerOptions",
        "choiceList",
    ),
    "answer": (
        "answer",
        "answers",
        "correctAnswer",
        "correct",
        "right",
        "key",
        "ans",
        "答案",
        "正确答案",
        "correctOption",
        "correctAnswers",
        "answerText",
        "answerContent",
        "answerId",
        "answerIds",
        "answerKey",
        "answerIndex",
        "correctIndex",
        "correctAnswerIndex",
        "correctOptionIndex",
        "rightAnswerIndex",
        "rightIndex",
        "solutionIndex",
        "answerIndexes",
        "answerIndices",
        "correctIndexes",
        "correctIndices",
        "correctAnswerIndexes",
        "correctAnswerIndices",
        "答案序号",
        "正确答案序号",
        "正确选项序号",
        "rightAnswer",
        "standardAnswer",
        "questionAnswer",
        "isTrue",
    ),
    "explanation": ("explanation", "analysis", "rationale", "explain", "解析", "答案解析"),
    "difficulty": ("difficulty", "level", "难度"),
    "chapter": ("chapter", "category", "章节", "分类"),
    "tags": ("tags", "标签", "知识点"),
    "audience": ("audience",),
    "stimulus": ("stimulus", "material", "材料", "article", "阅读材料", "context", "background"),
    "proof": ("proof", "source", "依据", "题目依据", "出处"),
    "number": (),
}
"""By part of an item the names for it, the most usual first; after these, what tables call their columns."""
ASKED = ("stem", "options", "answer")
LOOSE = frozenset({"title", "content", "text", "items", "right", "key", "内容", "标题", "name"})
"""Names that may just as well be those of something else in the record."""
NOTHING: tuple[Any, ...] = (None, "", [], {})
_OF_TABLES: Mapping[str, str] = {
    "rationale": "explanation", "point": "tags", "subtype": "type", "substem": "stem", "options": "options",
    **{name: name for name in ("stem", "answer", "difficulty", "chapter", "tags", "audience", "stimulus", "proof")},
    **{name: name for name in ("id", "type", "number")},
}  # fmt: skip
_SHORTEST = 3
"""Characters of a text that holds options."""
_LETTERED = re.compile(
    r"(?:选项|选择项|options?|choices?|items?|opt)[\s_\-]*([A-Za-zＡ-Ｚ]|[1-9]|1\d)"
    r"|(?:答案|answer)?[\s_\-]*([A-Za-zＡ-Ｚ])",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def part_of(name: str) -> tuple[str, int]:
    """Return the part of an item that a name stands for and how usual a name for it this is; "" for an unknown name."""
    for part, names in NAMES.items():
        if name in names:
            return part, names.index(name)
    for part, names in NAMES.items():
        alike = [at for at, each in enumerate(names) if bare(each) == bare(name) and len(bare(name)) > 1]
        if alike:
            return part, alike[0]
    known = field_of(name)
    return (_OF_TABLES.get(known[0], ""), len(NAMES.get(_OF_TABLES.get(known[0], ""), ()))) if known else ("", 0)


def names_of(row: Mapping[str, Any], part: str) -> list[str]:
    """Return the names under which a record says something of a part, the most usual first."""
    found = _by_part(tuple(row), isinstance(row.get("a"), str)).get(part, ())
    return [name for name in found if row[name] not in NOTHING]


@lru_cache(maxsize=512)
def _by_part(names: tuple[str, ...], is_flashcard: bool) -> Mapping[str, tuple[str, ...]]:
    """Return names by the part they stand for: ``a`` is the options where it lists some, else the answer to ``q``."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for at, name in enumerate(names):
        part, usual = part_of(name)
        if name == "a" and is_flashcard:
            part = "" if "b" in names else "answer"
        found.setdefault(part, []).append((usual, at, name))
    return {part: tuple(name for _, _, name in sorted(each)) for part, each in found.items()}


def sure_of(row: Mapping[str, Any], part: str) -> list[str]:
    """Return those of ``names_of`` that can stand for nothing else; all, where no such name says it.

    ``correct: true`` beside an answer tells how somebody has done, and not what is right.
    """
    names = names_of(row, part)
    return [name for name in names if name not in LOOSE and not (name == "correct" and row[name] in (0, 1))] or names


def value_of(row: Mapping[str, Any], part: str) -> Any:  # noqa: ANN401 - JSON data
    """Return what a record says of a part, None for nothing."""
    return next((row[name] for name in sure_of(row, part)), None)


def text_of(row: Mapping[str, Any], part: str) -> str:
    """Return what a record says of a part in words, "" where it says it in no words."""
    return as_text(value_of(row, part))


def texts_of(row: Mapping[str, Any], part: str) -> tuple[str, ...]:
    """Return the texts of a part: a list of them, or one."""
    value = value_of(row, part)
    if isinstance(value, list):
        return tuple(map(as_text, value)) if all(map(as_text, value)) else ()
    return (as_text(value),) if as_text(value) else ()


def as_text(value: Any) -> str:  # noqa: ANN401 - JSON data
    """Return a text or number as it is written, "" for anything else."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def passage_of(value: Any) -> str:  # noqa: ANN401 - JSON data
    """Return the words of a passage: a text, its lines, or an object with title and text; "" for anything else."""
    if isinstance(value, list):
        return "\n".join(map(as_text, value)) if all(map(as_text, value)) else ""
    if isinstance(value, Mapping):
        said = [value[name] for name in value if part_of(name)[0] == "stem"]
        return "\n".join(map(as_text, said)) if all(map(as_text, said)) else ""
    return as_text(value)


def number_of(row: Mapping[str, Any]) -> str:
    """Return the id of a record that is a mere number, "" for none; what is called 题号 is no id then."""
    names = [name for name in names_of(row, "id") if name not in {"编号", "题号"}]
    return next((as_text(row[name]) for name in names if not is_worded(as_text(row[name]))), "")


def is_worded(text: str) -> bool:
    """Tell whether an id is more than a running number: 12 is that of another item in the next file."""
    return not text.strip().isdecimal()


def lettered(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of fields that hold an option each (optionA, 选项B, option1), with its letter or number."""
    found = {name: match[1] or match[2] for name in row if name != "q" and (match := _LETTERED.fullmatch(name))}
    found = {name: sign for name, sign in found.items() if not isinstance(row[name], list)}
    return found if len({sign.isdigit() for sign in found.values()}) == 1 else {}


def says_options(row: Mapping[str, Any]) -> bool:
    """Tell whether a record has options, in whatever way."""
    return value_of(row, "options") is not None or len(lettered(row)) > 1


def is_record(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value is the record of an item: something is asked, and options or an answer are given."""
    if not isinstance(value, Mapping) or not names_of(value, "stem"):
        return False
    answers = [name for name in names_of(value, "answer") if name not in LOOSE]
    is_answered = any(name != "correct" or as_text(value[name]) for name in answers)
    listed = any(not _is_sign(value[name]) for name in names_of(value, "options"))
    return is_answered or listed or len(lettered(value)) > 1


def _is_sign(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value is too short to hold options: the letter of one."""
    return not isinstance(value, list | Mapping) and len(as_text(value).strip()) < _SHORTEST


def unsaid(row: Mapping[str, Any], read: Sequence[str]) -> list[str]:
    """Return the names of a record that say something, are not among ``read`` and do not repeat one that is."""
    said = [row[name] for name in read if name in row]
    return [name for name, value in row.items() if name not in read and value not in (*NOTHING, *said)]
