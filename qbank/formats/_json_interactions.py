"""The interaction that the answers of a record of somebody's JSON make: a choice, a verdict, blanks, points, pairs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qbank.formats._counted import names_counted
from qbank.formats._incoming import blanks, choice, verdict
from qbank.formats._incoming import options_of as with_ids
from qbank.formats._json_asked import Asked, UnclearError, said_verdict, type_word, unread_of
from qbank.formats._json_keys import positions_of
from qbank.formats._json_names import (
    as_text,
    value_of,
)
from qbank.formats._json_option_records import Options, OptionsError
from qbank.formats.tables.language import (
    IN_ORDER,
    are_verdicts,
    count_blanks,
    find_bracket,
    letters_of,
    verdict_of,
)
from qbank.formats.texts.language import blanks as parted_blanks
from qbank.locale import brief
from qbank.model.item import BLANK, Choice, ExtendedText, Interaction, MarkingPoint, Match, Order, is_verdict
from qbank.model.letters import letter, place_of
from qbank.model.numerals import is_figures

_WORDS = ("text", "content", "answer", "value", "point", "keyword", "内容", "答案", "要点")
_MARKS = ("marks", "score", "分值", "分数")
_COUNTS = frozenset({"single", "multiple"})
_INDEX = re.compile(r"ind(?:ex(?:es)?|ices)\Z", re.IGNORECASE)
"""Names by which programs count from 0."""


def interaction_of(asked: Asked) -> Interaction:
    """Return what is asked, by each of the answers given: these must say the same."""
    if not asked.answers:
        if asked.options.right:
            return _by_kind(asked, None)
        asked.refuse("json-row-no-answer")
    first, *others = asked.answers
    found = _by_kind(asked, asked.answers[first])
    for name in others:
        # To Python True is 1, and to an index it is not.
        is_same = isinstance(asked.answers[name], bool) == isinstance(asked.answers[first], bool)
        is_same = is_same and asked.answers[name] == asked.answers[first]
        if not is_same and not _says(asked, name, asked.answers[name], found):
            asked.refuse("json-row-said-twice", names="、".join(asked.answers))
    for name, answer in asked.loose.items():
        if _names_another(asked, answer, found):
            asked.refuse("json-row-said-twice", names=f"{first}、{name}")
    return found


def _names_another(asked: Asked, answer: Any, found: Interaction) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value that need not be an answer reads as one to this choice, and not as what was found."""
    if not isinstance(found, Choice):
        return False
    try:
        other = _by_kind(asked, answer)
    except (UnclearError, OptionsError):
        return False
    return isinstance(other, Choice) and other != found


def _says(asked: Asked, name: str, answer: Any, found: Interaction) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether an answer says what was found; numbers that count options do: of an index from 0, else from 0 or 1.

    Whether 1 is true or the second of two options that are not there nobody can tell.
    """
    numbers, is_index = _numbers(answer), _INDEX.search(name) is not None
    if isinstance(found, Choice) and numbers and (is_index or not is_verdict(found)):
        texts = asked.options.texts
        places = [at for at, option in enumerate(found.options) if option.id in found.keys]
        if is_verdict(found):
            said = verdict_of(found.options[places[0]].text)
            places = [at for at, text in enumerate(texts) if verdict_of(text) == said]
        if any(numbers == {at + start for at in places} for start in ((0,) if is_index else (0, 1))):
            return True
        if is_index and not any(set(map(str, numbers)) & names for names in asked.options.names):
            return False
    try:
        return _by_kind(asked, answer) == found
    except (UnclearError, OptionsError):
        return False


def _numbers(answer: Any) -> set[int]:  # noqa: ANN401 - JSON data
    """Return the numbers that an answer is, one or a list of them; none for any other."""
    words = [as_text(each) for each in (answer if isinstance(answer, list) else [answer])]
    return {int(word) for word in words} if all(is_figures(word) for word in words) else set()


def _by_kind(asked: Asked, answer: Any) -> Interaction:  # noqa: ANN401 - JSON data
    kind, options = asked.kind, asked.options
    if kind == "match" or "left" in asked.row:
        return _match(asked.row, answer, asked.stem)
    if kind == "order":
        return _order(asked, answer)
    if kind == "verdict" or (not kind and _is_judged(options, answer)):
        if not kind and not options.texts and _may_have_options(asked):
            asked.refuse("json-row-no-type")
        if not kind and not options.texts and count_blanks(asked.stem) and BLANK in find_bracket(asked.stem):
            asked.refuse("json-row-no-type")
        return _judged(asked, answer)
    if kind in _COUNTS or (not kind and options.texts):
        return _choice(asked, answer)
    if options.texts and kind in {"blanks", "essay"}:
        asked.refuse("json-row-options-idle", found=brief(" / ".join(options.texts)))
    if kind == "blanks":
        return _blanks(asked, answer)
    if kind == "essay":
        return _points(asked, answer)
    return _open(asked, answer)


def _open(asked: Asked, answer: Any) -> Interaction:  # noqa: ANN401 - JSON data
    """Return an item without type and options, as tables have it: blanks where there are some, else what is written."""
    if _may_have_options(asked) or type_word(value_of(asked.row, "type")) or not isinstance(answer, str):
        asked.refuse("json-row-no-type")
    if letters_of(answer) is not None or answer.strip().isdecimal() or names_counted(answer, asked.stem):
        asked.refuse("json-row-no-type")
    return _blanks(asked, answer) if count_blanks(asked.stem) else _points(asked, answer)


def _may_have_options(asked: Asked) -> bool:
    """Tell whether a list stands under a name that is not known: that may be the options."""
    return any(isinstance(asked.row.get(name), list | Mapping) for name in unread_of(asked))


# --- choices ------------------------------------------------------------------------------------------


def _choice(asked: Asked, answer: Any) -> Interaction:  # noqa: ANN401 - JSON data
    options = asked.options
    if len(options.texts) < 2:
        asked.refuse("json-row-no-options")
    right = _right(asked, answer)
    said = asked.row.get("multiple")
    if isinstance(said, bool) and asked.kind in _COUNTS and said != (asked.kind == "multiple"):
        asked.refuse("json-row-types-differ", found=f"{asked.kind}、multiple={str(said).lower()}")
    is_multiple = asked.kind == "multiple" or (not asked.kind and (said is True or (said is None and len(right) > 1)))
    if not is_multiple and len(right) > 1:
        asked.refuse("json-row-two-keys", found="".join(map(letter, right)))
    return choice(options.texts, right, multiple=is_multiple)


def _right(asked: Asked, answer: Any) -> list[int]:  # noqa: ANN401 - JSON data
    count = len(asked.options.texts)
    if not asked.own or not isinstance(answer, str):
        return positions_of(asked.options, answer, several=asked.kind == "multiple")
    right = sorted({*map(place_of, answer)})
    if not answer.isascii() or not answer.isalpha() or right[-1] >= count:
        asked.refuse(
            "json-row-key" if not answer.isalpha() else "json-row-key-beyond", found=brief(answer, 20), most=count
        )
    return right


def _is_judged(options: Options, answer: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a record without a type is a verdict: by its answer, or by its two options."""
    if not options.texts:
        return said_verdict(answer) is not None
    return are_verdicts(options.texts)


def _judged(asked: Asked, answer: Any) -> Interaction:  # noqa: ANN401 - JSON data
    options, said = asked.options, said_verdict(answer)
    if options.texts and not _is_judged(options, answer):
        asked.refuse("json-row-verdict", found=brief(" / ".join(options.texts)))
    marked = options.texts and (options.right is not None or said is None)
    if marked:
        right = positions_of(options, None if said is not None else answer, several=False)
        found = {verdict_of(options.texts[at]) for at in right} | ({said} if said is not None else set())
        if len(found) > 1:
            asked.refuse("json-row-answers-differ", found=brief(str(answer), 20))
        said = found.pop() if found else None
    if said is None:
        asked.refuse("json-row-verdict", found=brief(str(answer), 20))
    return verdict(said)


# --- others -------------------------------------------------------------------------------------------


def _blanks(asked: Asked, answer: Any) -> Interaction:  # noqa: ANN401 - JSON data
    if isinstance(answer, str) and not asked.own:
        answer = parted_blanks(answer, max(1, count_blanks(asked.stem)))
    if isinstance(answer, Mapping) and all(is_figures(name.strip()) for name in answer):
        answer = [answer[name] for name in sorted(answer, key=int)]
    rows = answer if isinstance(answer, list) else [answer]
    accepted = [[*map(_wording, each)] if isinstance(each, list) else [_wording(each)] for each in rows]
    if not all(each and all(each) for each in accepted):
        asked.refuse("json-row-blanks")
    return blanks(accepted)


def _wording(value: Any) -> str:  # noqa: ANN401 - JSON data
    """Return an answer in words, of an object what its field for it says; "" for none."""
    if isinstance(value, Mapping):
        return next((as_text(value[name]) for name in _WORDS if as_text(value.get(name))), "")
    return as_text(value)


def _points(asked: Asked, answer: Any) -> Interaction:  # noqa: ANN401 - JSON data
    points = []
    for each in answer if isinstance(answer, list) else [answer]:
        worth = [each[name] for name in _MARKS if name in each] if isinstance(each, Mapping) else []
        marks, text = worth[0] if worth else 1, _wording(each)
        if not text or isinstance(marks, bool) or not isinstance(marks, int | float):
            asked.refuse("json-row-points")
        points.append(MarkingPoint(text, float(marks)))
    return ExtendedText(tuple(points))


def _match(row: Mapping[str, Any], answer: Any, stem: str) -> Interaction:  # noqa: ANN401 - JSON data
    left, right = row.get("left"), row.get("right")
    if not isinstance(left, list) or not isinstance(right, list) or not isinstance(answer, list):
        raise UnclearError("json-row-columns", stem)
    lefts, rights = with_ids([str(each) for each in left], "l"), with_ids([str(each) for each in right], "r")
    pairs = []
    for pair in answer:
        one = [each.id for each in lefts if isinstance(pair, list) and len(pair) == 2 and each.text == pair[0]]
        other = [each.id for each in rights if isinstance(pair, list) and len(pair) == 2 and each.text == pair[1]]
        if len(one) != 1 or len(other) != 1:
            raise UnclearError("json-row-pair", stem, found=brief(str(pair)))
        pairs.append((one[0], other[0]))
    return Match(lefts, rights, tuple(pairs))


def _order(asked: Asked, answer: Any) -> Interaction:  # noqa: ANN401 - JSON data
    texts = asked.options.texts
    named = with_ids(texts)
    if isinstance(answer, str) and not asked.own:
        answer = [letter(at) for at in letters_of(answer, IN_ORDER) or []]
    if not isinstance(answer, list) or len(set(texts)) < len(texts):
        asked.refuse("json-row-order", found=brief(str(answer)))
    if sorted(map(str, answer)) == sorted(texts):
        order = [texts.index(str(each)) for each in answer]
    else:
        order = [at for each in answer for at in positions_of(asked.options, each, several=False)]
    if sorted(order) != list(range(len(texts))):
        asked.refuse("json-row-order", found=brief(str(answer)))
    return Order(named, tuple(named[at].id for at in order))
