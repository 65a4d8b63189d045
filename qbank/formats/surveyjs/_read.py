"""The elements of anybody's survey to portables: only what has a right answer, and one that fits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from qbank.errors import Problem
from qbank.formats import _incoming as incoming
from qbank.formats.surveyjs._text import Kind, Remarks, remarks_in, stem_in, together
from qbank.locale import Lang, brief
from qbank.model.item import BLANK, Choice, ExtendedText, Interaction, MarkingPoint, Match, Order, TextEntry
from qbank.model.portable import Portable
from qbank.model.verdict import verdict_of

LISTS = ("elements", "questions")
_SINGLE, _SEVERAL = frozenset({"radiogroup", "dropdown", "buttongroup"}), frozenset({"checkbox", "tagbox"})
_WRITTEN = frozenset({"text", "multipletext"})
_GROUPS = frozenset({"panel", "flowpanel"})
_SHOWN_ONLY = frozenset({"html", "image", "expression"})
_PICTURES = ("imageLink", "choicesByUrl", "choicesFromQuestion")
_SPECIAL = ("showOtherItem", "hasOther", "showNoneItem", "hasNone", "showRefuseItem", "showDontKnowItem")
_LOCALES: Mapping[Lang, tuple[str, ...]] = {"zh": ("zh-cn", "zh", "zh-tw", "default"), "en": ("en", "default")}


class UnclearError(ValueError):
    """A question of which no item can be made for certain: a problem code with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class _Value(NamedTuple):
    """A choice, row or column: what stands for it in answers, and its text."""

    value: str
    text: str


def entries(element: Any, place: str, lang: Lang, stimulus: str = "") -> Iterator[Portable | Problem]:  # noqa: ANN401
    """Yield the items of an element of a survey (JSON data): of a question one, of a panel or page those within it.

    Args:
        element: the element.
        place: where in the file it stands, as a JSON path.
        lang: the language wanted where texts are there in several.
        stimulus: what stands over all of them.
    """
    if not isinstance(element, Mapping):
        yield Problem("surveyjs-not-an-element", place=place)
        return
    kind = element.get("type")
    if not isinstance(kind, str):
        kind = ""
    if kind in _GROUPS or kind == "page":
        over = "\n".join(filter(None, (stimulus, _over(element, lang))))
        for name in LISTS:
            for at, each in enumerate(_list(element, name)):
                yield from entries(each, f"{place}.{name}[{at}]", lang, over)
    elif kind in _SHOWN_ONLY:
        yield Problem("surveyjs-not-a-question", place=place, values={"type": kind}, severity="warning")
    else:
        try:
            yield _portable(element, kind, place, lang, stimulus)
        except UnclearError as error:
            yield Problem(error.code, place=place, values={"name": _short(element.get("name", "")), **error.values})


def _over(group: Mapping[str, Any], lang: Lang) -> str:
    """Return the text that stands over the questions of a panel; a title alone is only a heading."""
    text = _text(group, "description", lang)
    title = _text(group, "title", lang)
    return "\n".join(filter(None, (title, text))) if text else ""


def _portable(element: Mapping[str, Any], kind: str, place: str, lang: Lang, stimulus: str) -> Portable:
    title = element.get("title")
    title = _localised(title, lang) if title else str(element.get("name", ""))
    description = _localised(element.get("description"), lang)
    remarks = remarks_in(description) if description else None
    if remarks is None and description and element.get("descriptionLocation") != "hidden":
        title = f"{title}\n{description}"
    stem, interaction = _asked(element, kind, title, lang, remarks or Remarks())
    if not stem.strip():
        raise UnclearError("surveyjs-no-title")
    told = remarks or Remarks()
    return incoming.portable_of(
        stem,
        interaction,
        place=place,
        item_id=told.id,
        rationale=told.rationale,
        difficulty=told.difficulty,
        chapter=told.chapter,
        tags=told.tags,
        audience=told.audience,
        stimulus=stimulus,
        proof=told.proof,
    )


def _asked(element: Mapping[str, Any], kind: str, title: str, lang: Lang, remarks: Remarks) -> tuple[str, Interaction]:
    """Return stem and interaction of a question."""
    where: Kind = "bracket" if kind in _SINGLE | _SEVERAL | {"boolean", "ranking"} else "line"
    stem = stem_in(title, where)
    if kind in _SINGLE or kind in _SEVERAL:
        return stem, _choice(element, lang, multiple=kind in _SEVERAL)
    if kind == "boolean":
        return stem, _verdict(element, lang)
    if kind == "ranking":
        return stem, _order(element, lang, remarks)
    if kind == "matrix":
        return stem, _match(element, lang)
    if kind == "comment":
        points = remarks.answer or (MarkingPoint(_scalar(_key(element))),)
        return stem, ExtendedText(points)
    if kind in _WRITTEN:
        return _blanks(element, kind, stem, lang)
    raise UnclearError("surveyjs-picture" if kind == "imagepicker" else "surveyjs-type-unknown", type=_short(kind))


def _choice(element: Mapping[str, Any], lang: Lang, *, multiple: bool) -> Choice:
    values = _choices(element, "choices", lang)
    key = _key(element)
    named = key if isinstance(key, list) else [key]
    right = [_at(values, each) for each in named]
    if len(set(right)) < len(right) or (len(right) != 1 and not multiple):
        raise UnclearError("surveyjs-key-unknown", key=_short(key))
    return incoming.choice([each.text for each in values], sorted(right), multiple=multiple)


def _verdict(element: Mapping[str, Any], lang: Lang) -> Choice:
    key = _key(element)
    values = [_scalar(element.get("valueTrue", True)), _scalar(element.get("valueFalse", False))]
    if isinstance(key, list | dict) or _scalar(key) not in values or len(set(values)) < len(values):
        raise UnclearError("surveyjs-key-unknown", key=_short(key))
    at = values.index(_scalar(key))
    labels = [_text(element, name, lang) for name in ("labelTrue", "labelFalse")]
    if any(labels) and [verdict_of(each) for each in labels] != [True, False]:
        if not all(labels) or labels[0] == labels[1]:
            raise UnclearError("surveyjs-choices-unclear")
        return incoming.choice(labels, [at], multiple=False)
    return incoming.verdict(at == 0)


def _order(element: Mapping[str, Any], lang: Lang, remarks: Remarks) -> Order:
    values = _choices(element, "choices", lang)
    if remarks.answer:
        key: Any = [point.text for point in remarks.answer]
        places = _places([each.text for each in values], key)
    else:
        key = _key(element)
        places = [_at(values, each) for each in key] if isinstance(key, list) else []
    if sorted(places) != list(range(len(values))):
        raise UnclearError("surveyjs-key-unknown", key=_short(key))
    options = incoming.options_of([each.text for each in values])
    return Order(options, tuple(options[at].id for at in places))


def _places(texts: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return the places of the wanted texts, each place once, as far as they are found."""
    left = dict(enumerate(texts))
    found = []
    for text in wanted:
        at = next((at for at, each in left.items() if each == text), None)
        if at is not None:
            found.append(at)
            del left[at]
    return found


def _match(element: Mapping[str, Any], lang: Lang) -> Match:
    rows, columns = _choices(element, "rows", lang), _choices(element, "columns", lang)
    key = _key(element)
    if not isinstance(key, Mapping) or element.get("cellType") == "checkbox":
        raise UnclearError("surveyjs-key-unknown", key=_short(key))
    pairs = {_at(rows, row): _at(columns, column) for row, column in key.items()}
    if len(pairs) < max(len(key), len(rows)):
        raise UnclearError("surveyjs-key-unknown", key=_short(key))
    left = incoming.options_of([each.text for each in rows], "l")
    right = incoming.options_of([each.text for each in columns], "r")
    return Match(left, right, tuple((left[row].id, right[pairs[row]].id) for row in sorted(pairs)))


def _blanks(element: Mapping[str, Any], kind: str, stem: str, lang: Lang) -> tuple[str, TextEntry]:
    """Return a stem with a blank for every field; where none is drawn, they come after it as on the screen."""
    key = _key(element)
    if kind == "text":
        answers, lines = [_scalar(key)], [BLANK]
    else:
        fields = [each for each in _list(element, "items") if isinstance(each, Mapping)]
        names = [str(each.get("name", "")) for each in fields]
        if not isinstance(key, Mapping) or not fields or set(key) != set(names) or len(set(names)) < len(names):
            raise UnclearError("surveyjs-key-unknown", key=_short(key))
        answers = [_scalar(key[name]) for name in names]
        titles = [_text(each, "title", lang) or name for each, name in zip(fields, names, strict=True)]
        lines = [f"\n{title}：{BLANK}" for title in titles]
    if not all(each.strip() for each in answers):
        raise UnclearError("surveyjs-no-key")
    if BLANK not in stem:
        stem += "".join(lines)
    if stem.count(BLANK) != len(answers) or any(BLANK in each for each in answers):
        raise UnclearError("surveyjs-blanks-unclear", found=stem.count(BLANK), wanted=len(answers))
    return stem, incoming.blanks([[each] for each in answers])


def _key(element: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON data
    key = element.get("correctAnswer")
    if key is None or key in ("", [], {}):
        raise UnclearError("surveyjs-no-key")
    return key


def _choices(element: Mapping[str, Any], name: str, lang: Lang) -> list[_Value]:
    """Return choices, rows or columns; raises UnclearError for pictures and for what is not all in the file."""
    found = _list(element, name)
    if any(each in element for each in _PICTURES) or any(
        isinstance(each, dict) and "imageLink" in each for each in found
    ):
        raise UnclearError("surveyjs-picture")
    if any(element.get(each) for each in _SPECIAL):
        raise UnclearError("surveyjs-choices-unclear")
    values = [_value(each, lang) for each in found]
    if len(values) < 2 or len({each.value for each in values}) < len(values) or not all(each.text for each in values):
        raise UnclearError("surveyjs-choices-unclear")
    return values


def _value(choice: Any, lang: Lang) -> _Value:  # noqa: ANN401 - JSON data
    told = choice.get("value", "") if isinstance(choice, Mapping) else choice
    if isinstance(told, list | dict) or told is None:
        raise UnclearError("surveyjs-choices-unclear")
    value = _scalar(told)
    text = _text(choice, "text", lang) if isinstance(choice, Mapping) else ""
    return _Value(value, text or together(value))


def _at(values: Sequence[_Value], key: Any) -> int:  # noqa: ANN401 - JSON data
    at = next(
        (at for at, each in enumerate(values) if not isinstance(key, list | dict) and each.value == _scalar(key)), -1
    )
    if at < 0:
        raise UnclearError("surveyjs-key-unknown", key=_short(key))
    return at


def _scalar(value: Any) -> str:  # noqa: ANN401 - JSON data
    """Return a value as a survey shows it: 3.0 is 3."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | dict) or value is None:
        raise UnclearError("surveyjs-key-unknown", key=_short(value))
    return json.dumps(value)


def _text(data: Mapping[str, Any], name: str, lang: Lang) -> str:
    return together(_localised(data.get(name), lang))


def _localised(value: Any, lang: Lang) -> str:  # noqa: ANN401 - JSON data
    if isinstance(value, Mapping):
        words = [value[each] for each in _LOCALES[lang] if each in value] or list(value.values())
        value = words[0] if words else ""
    return value if isinstance(value, str) else ""


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    value = data.get(name)
    return value if isinstance(value, list) else []


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return brief(text)
