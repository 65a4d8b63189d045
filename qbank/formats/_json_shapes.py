"""One record of somebody's JSON to a portable: the usual names of fields, the usual ways to write options and keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from qbank.formats._incoming import blanks, choice, options_of, portable_of, verdict
from qbank.formats._json_rows import Doubled
from qbank.formats._option_letters import contradiction, swallowed, without_letters
from qbank.formats._verdict_words import verdict_of
from qbank.model.item import Difficulty, ExtendedText, Interaction, MarkingPoint, Match, Order
from qbank.model.portable import Portable
from qbank.types._contract import TYPES

_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "questionId", "编号"),
    "type": ("type", "questionType", "qtype", "type_name", "题型", "类型"),
    "stem": ("stem", "question", "title", "content", "text", "q", "题干", "题目", "问题"),
    "options": ("options", "choices", "option", "items", "a", "选项"),
    "answer": (
        "answer",
        "answers",
        "correctAnswer",
        "correct",
        "right",
        "key",
        "ans",
        "correct_answer",
        "答案",
        "正确答案",
    ),
    "explanation": ("explanation", "analysis", "rationale", "explain", "解析", "答案解析"),
    "difficulty": ("difficulty", "level", "难度"),
    "chapter": ("chapter", "category", "章节", "分类"),
    "tags": ("tags", "标签", "知识点"),
    "audience": ("audience",),
    "stimulus": ("stimulus", "material", "材料"),
    "proof": ("proof", "source", "依据", "题目依据", "出处"),
}
_KINDS: Mapping[str, tuple[str, ...]] = {
    "one": ("single", "single_choice", "radio", "单选题", "单选", "单项选择题"),
    "many": ("multiple", "multiple_choice", "checkbox", "multi", "多选题", "多选", "多项选择题"),
    "verdict": ("true_false", "judge", "boolean", "判断题", "判断"),
    "blanks": ("fill_blank", "fill", "blank", "填空题", "填空"),
    "points": ("short_answer", "essay", "qa", "简答题", "问答题"),
    "match": ("matching", "匹配题"),
    "order": ("ordering", "排序题"),
}
"""What is asked, by the words that name it."""
_ASKED = ("stem", "options", "answer")
_LOOSE = frozenset({"title", "content", "text", "items", "right", "key"})
"""Names that may just as well be those of something else in the record."""
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_OTHERS = frozenset({"", "left", "multiple", "rules"})
_TYPES: Mapping[str, str] = {word: kind for kind, words in _KINDS.items() for word in words}
_DIFFICULTIES: Mapping[str, Difficulty] = {"易": "easy", "简单": "easy", "中": "medium", "难": "hard", "困难": "hard"}
_LETTERED = re.compile(r"(?:选项|option|item|opt)?_?\s*([A-Za-zＡ-Ｚ])", re.I)
_WIDE = str.maketrans({chr(ord("Ａ") + n): chr(ord("A") + n) for n in range(26)})


class UnclearError(ValueError):
    """A record that does not say what an item needs: a problem code with its values, and the stem if there is one."""

    def __init__(self, code: str, stem: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.stem, self.values = code, stem, values


def portable_from(row: Any, place: str, *, own: bool) -> Portable:  # noqa: ANN401 - JSON data
    """Return the item of a record; in one of our ``own`` making an answer is letters and an option is its text.

    Raises:
        UnclearError: a field is missing or of a kind that says nothing, or the key is not among the options.
    """
    if not isinstance(row, Mapping):
        raise UnclearError("json-row-no-object")
    stem = _text(row, "stem")
    _refuse_twice(row, stem)
    if not stem.strip():
        raise UnclearError("json-row-no-stem")
    answer = _value(row, "answer")
    if answer is None or answer in ("", []):
        raise UnclearError("json-row-no-answer", stem)
    interaction = _interaction(row, answer, stem, own=own)
    rules = row.get("rules")
    try:
        return portable_of(
            stem,
            interaction,
            place=place,
            item_id=_text(row, "id"),
            rationale=_text(row, "explanation"),
            difficulty=_difficulty(row),
            chapter=_text(row, "chapter"),
            tags=_texts(row, "tags"),
            audience=_texts(row, "audience"),
            stimulus=_text(row, "stimulus"),
            proof=_texts(row, "proof"),
            rules=rules if isinstance(rules, Mapping) else None,
        )
    except ValueError as error:
        raise UnclearError("json-row-bad-field", stem, field=str(error)) from error


def _refuse_twice(row: Mapping[str, Any], stem: str) -> None:
    """Refuse a record that says a part of the item twice, and not the same."""
    for each in (row, *row.values()):
        if isinstance(each, Doubled):
            raise UnclearError("json-row-name-twice", stem, names="、".join(each.names))
    for part in _ASKED:
        named = [name for name in _NAMES[part] if row.get(name) not in _NOTHING]
        sure = [name for name in named if name not in _LOOSE] or named
        if any(row[name] != row[sure[0]] for name in sure[1:]):
            raise UnclearError("json-row-said-twice", stem, names="、".join(sure))


def unread(row: Mapping[str, Any]) -> list[str]:
    """Return the names of a record that say something and are not read."""
    used = {next((name for name in names if row.get(name) is not None), "") for names in _NAMES.values()} | _OTHERS
    said = [name for name, value in row.items() if name not in used and value not in _NOTHING]
    if "left" in row:
        said = [name for name in said if name != "right"]
    if _value(row, "options") is None:
        said = [name for name in said if not _LETTERED.fullmatch(name)]
    return [name for name in said if not any(name in names and _is_said(row, name, names) for names in _NAMES.values())]


def _is_said(row: Mapping[str, Any], name: str, names: Sequence[str]) -> bool:
    """Tell whether another name of the same part says the same."""
    return any(other != name and row.get(other) == row[name] for other in names)


def _value(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON data
    return next((row[each] for each in _NAMES[name] if row.get(each) is not None), None)


def _text(row: Mapping[str, Any], name: str) -> str:
    value = _value(row, name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = _value(row, name)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _difficulty(row: Mapping[str, Any]) -> Difficulty:
    """Return a difficulty that is told in words; which way a number runs nobody can know."""
    word = _text(row, "difficulty")
    return word if word in get_args(Difficulty) else _DIFFICULTIES.get(word, "medium")  # type: ignore[return-value]


def _interaction(row: Mapping[str, Any], answer: Any, stem: str, *, own: bool) -> Interaction:  # noqa: ANN401 - JSON data
    word = _text(row, "type").strip()
    kind = _TYPES.get(word.casefold())
    if word and kind is None and not word.isdigit():
        raise UnclearError("json-row-type", stem, found=word[:20], known="、".join(each.label for each in TYPES))
    options = _options(row, stem)
    if not own:
        odd = contradiction(options) or swallowed(options)
        if odd:
            raise UnclearError("json-row-option-letter", stem, text=odd[:30])
        options = without_letters(options)
    if kind == "match" or "left" in row:
        return _match(row, answer, stem)
    if kind == "order":
        return _order(options, answer, stem)
    if kind == "verdict" or (kind is None and _is_judged(options, answer)):
        if kind is None and "__" in stem:
            raise UnclearError("json-row-no-type", stem)
        return _judged(options, answer, stem)
    if kind in {"one", "many"} or (kind is None and options):
        letters_only = own and isinstance(answer, str)
        return _choice(options, [*answer] if letters_only else answer, kind, row, stem, own=own)
    if kind == "blanks":
        return _blanks(answer, stem)
    if kind == "points":
        return _points(answer, stem)
    raise UnclearError("json-row-no-type", stem)


def _options(row: Mapping[str, Any], stem: str) -> list[str]:
    value = _value(row, "options")
    if isinstance(value, Mapping):
        value = [value[key] for key in sorted(value, key=str)]
    if isinstance(value, list):
        return [_option(each, stem) for each in value]
    lettered = {
        found.group(1).upper().translate(_WIDE): row[name] for name in row if (found := _LETTERED.fullmatch(name))
    }
    texts = [str(lettered[letter]) for letter in sorted(lettered) if lettered[letter] not in (None, "")]
    return texts if sorted(lettered)[: len(texts)] == [chr(ord("A") + n) for n in range(len(texts))] else []


def _option(value: Any, stem: str) -> str:  # noqa: ANN401 - JSON data
    if isinstance(value, Mapping):
        names = ("text", "content", "value", "label", "name", "内容")
        value = next((value[name] for name in names if isinstance(value.get(name), str)), None)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise UnclearError("json-row-option", stem)
    return str(value)


def _choice(
    options: list[str],
    answer: Any,  # noqa: ANN401 - JSON data
    kind: str | None,
    row: Mapping[str, Any],
    stem: str,
    *,
    own: bool,
) -> Interaction:
    if len(options) < 2:
        raise UnclearError("json-row-no-options", stem)
    right = _positions(options, answer, stem, own=own)
    multiple = kind == "many" or (kind is None and (row.get("multiple") is True or len(right) > 1))
    if not multiple and len(right) > 1:
        raise UnclearError("json-row-two-keys", stem, found="".join(chr(ord("A") + at) for at in right))
    return choice(options, right, multiple=multiple)


def _positions(options: Sequence[str], answer: Any, stem: str, *, own: bool = False) -> list[int]:  # noqa: ANN401
    """Return the positions of the right options, told by letters or by their texts.

    A number is not taken, not even in quotes: it may count from 0 or from 1. Nor is a word that names one option by
    its text and another by its letter.
    """
    named = answer if isinstance(answer, list) else [answer]
    found: list[int] = []
    for each in named:
        word = each.strip() if isinstance(each, str) else each
        if not isinstance(word, str) or (not own and word.isdecimal() and int(word) <= len(options)):
            raise UnclearError("json-row-key-number", stem, found=str(each)[:20])
        letters = re.sub(r"[\s,，;；、|]", "", word.translate(_WIDE)).upper()
        is_lettered = bool(re.fullmatch("[A-Z]+", letters)) and len(set(letters)) == len(letters)
        by_letter = [ord(letter) - ord("A") for letter in letters] if is_lettered else []
        by_text = [options.index(word)] if options.count(word) == 1 and not own else []
        if by_text and by_letter not in ([], by_text) and max(by_letter) < len(options):
            raise UnclearError("json-row-key-unclear", stem, found=word[:20])
        if not by_text and not by_letter:
            raise UnclearError("json-row-key", stem, found=word[:20])
        found += by_text or by_letter
    if any(at >= len(options) for at in found):
        raise UnclearError("json-row-key-beyond", stem, found=str(answer)[:20], most=len(options))
    return sorted(set(found))


def _verdict(answer: Any) -> bool | None:  # noqa: ANN401 - JSON data
    if isinstance(answer, bool):
        return answer
    word = answer[0] if isinstance(answer, list) and len(answer) == 1 else answer
    return verdict_of(word) if isinstance(word, str) else None


def _is_judged(options: Sequence[str], answer: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a record without a type is a verdict: by its answer, or by its two options."""
    if not options:
        return _verdict(answer) is not None
    return len(options) == 2 and {verdict_of(option) for option in options} == {True, False}


def _judged(options: Sequence[str], answer: Any, stem: str) -> Interaction:  # noqa: ANN401 - JSON data
    said = _verdict(answer)
    if said is None and len(options) == 2:
        said = _verdict(options[_positions(options, answer, stem)[0]])
    if said is None:
        raise UnclearError("json-row-verdict", stem, found=str(answer)[:20])
    return verdict(said)


def _blanks(answer: Any, stem: str) -> Interaction:  # noqa: ANN401 - JSON data
    rows = answer if isinstance(answer, list) else [answer]
    accepted = [each if isinstance(each, list) else [each] for each in rows]
    if not all(each and all(isinstance(word, str | int | float) for word in each) for each in accepted):
        raise UnclearError("json-row-blanks", stem)
    return blanks([[str(word) for word in each] for each in accepted])


def _points(answer: Any, stem: str) -> Interaction:  # noqa: ANN401 - JSON data
    points = []
    for each in answer if isinstance(answer, list) else [answer]:
        marks = each.get("marks", 1) if isinstance(each, Mapping) else 1
        text = each.get("text") if isinstance(each, Mapping) else each
        if not isinstance(text, str) or isinstance(marks, bool) or not isinstance(marks, int | float):
            raise UnclearError("json-row-points", stem)
        points.append(MarkingPoint(text, float(marks)))
    return ExtendedText(tuple(points))


def _match(row: Mapping[str, Any], answer: Any, stem: str) -> Interaction:  # noqa: ANN401 - JSON data
    left, right = row.get("left"), row.get("right")
    if not isinstance(left, list) or not isinstance(right, list) or not isinstance(answer, list):
        raise UnclearError("json-row-columns", stem)
    lefts, rights = options_of([str(each) for each in left], "l"), options_of([str(each) for each in right], "r")
    pairs = []
    for pair in answer:
        one = [each.id for each in lefts if isinstance(pair, list) and len(pair) == 2 and each.text == pair[0]]
        other = [each.id for each in rights if isinstance(pair, list) and len(pair) == 2 and each.text == pair[1]]
        if len(one) != 1 or len(other) != 1:
            raise UnclearError("json-row-pair", stem, found=str(pair)[:40])
        pairs.append((one[0], other[0]))
    return Match(lefts, rights, tuple(pairs))


def _order(options: list[str], answer: Any, stem: str) -> Interaction:  # noqa: ANN401 - JSON data
    named = options_of(options)
    texts = {each.text: each.id for each in named}
    if not isinstance(answer, list) or sorted(map(str, answer)) != sorted(texts) or len(texts) != len(options):
        raise UnclearError("json-row-order", stem, found=str(answer)[:40])
    return Order(named, tuple(texts[str(each)] for each in answer))
