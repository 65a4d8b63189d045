"""An independent look at H5P packages: what the libraries' published semantics take, and how the libraries mark.

No package registry has the libraries: they are not run here, their rules are told in our own words.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any
from uuid import UUID

FEEDBACK = {"from": int, "to": int, "feedback": str}
QUESTION = {"p", "br", "strong", "em", "sub", "sup", "h2", "h3", "pre", "code"}
TASK = {"p", "div", "br", "strong", "em", "u", "a", "ul", "ol", "h2", "h3", "hr", "pre", "code"}
OPTION = {
    "text": {"div", "br", "strong", "em", "sub", "sup", "code"},
    "correct": bool,
    "tipsAndFeedback": {"tip": str, "chosenFeedback": str, "notChosenFeedback": str},
}
SWITCHES = {
    "enableRetry": bool,
    "enableSolutionsButton": bool,
    "enableCheckButton": bool,
    "confirmCheckDialog": bool,
    "confirmRetryDialog": bool,
}
SEMANTICS: dict[str, dict[str, Any]] = {
    "H5P.MultiChoice 1.16": {
        "media": dict, "question": QUESTION, "answers": [OPTION], "overallFeedback": [FEEDBACK], "UI": dict,
        "behaviour": {
            **SWITCHES, "type": {"auto", "multi", "single"}, "singlePoint": bool, "randomAnswers": bool,
            "showSolutionsRequiresInput": bool, "autoCheck": bool, "passPercentage": int, "showScorePoints": bool,
        },
    },
    "H5P.TrueFalse 1.8": {
        "media": dict, "question": QUESTION, "correct": {"true", "false"}, "l10n": dict,
        "behaviour": {**SWITCHES, "autoCheck": bool, "feedbackOnCorrect": str, "feedbackOnWrong": str},
    },
    "H5P.Blanks 1.14": {
        "media": dict, "text": TASK, "questions": [TASK], "overallFeedback": [FEEDBACK],
        "behaviour": {
            **SWITCHES, "autoCheck": bool, "caseSensitive": bool, "showSolutionsRequiresInput": bool,
            "separateLines": bool, "acceptSpellingErrors": bool,
        },
    },
    "H5P.DragText 1.10": {
        "media": dict, "taskDescription": TASK, "textField": str, "distractors": str, "overallFeedback": [FEEDBACK],
        "behaviour": {**SWITCHES, "instantFeedback": bool},
    },
    "H5P.Essay 1.5": {
        "media": dict, "taskDescription": TASK, "overallFeedback": [FEEDBACK],
        "solution": {"introduction": TASK, "sample": {"div", "br", "strong"}},
        "keywords": [{"keyword": str, "alternatives": list, "options": dict}],
        "behaviour": {
            "inputFieldSize": {"1", "3", "10"}, "enableRetry": bool, "ignoreScoring": bool, "pointsHost": int,
        },
    },
}  # fmt: skip
"""Fields by library, from their published semantics: a type, the tags that markup may have, values, or fields within.

What else stands beside them are words for buttons, which are text.
"""
TAG = re.compile(r"<(/?)([a-z0-9]*)( ?/?)>")


def faults_of(value: Any, wanted: Any, at: str) -> Iterator[str]:
    """Yield where a value is not what the semantics of its field say."""
    if isinstance(wanted, dict):
        if not isinstance(value, dict):
            yield f"{at}: no group"
            return
        for name, each in value.items():
            if name in wanted:
                yield from faults_of(each, wanted[name], f"{at}.{name}")
            elif not isinstance(each, str):
                yield f"{at}.{name}: unknown"
            else:
                yield from _text_faults(each, f"{at}.{name}")
    elif isinstance(wanted, list):
        if not isinstance(value, list) or not value:
            yield f"{at}: no list"
            return
        for number, each in enumerate(value):
            yield from faults_of(each, wanted[0], f"{at}[{number}]")
    elif isinstance(wanted, set):
        yield from _choice_or_markup(value, wanted, at)
    elif not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        yield f"{at}: {value!r} is no {wanted.__name__}"
    elif isinstance(value, str):
        yield from _text_faults(value, at)


def _choice_or_markup(value: Any, wanted: set[str], at: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{at}: {value!r} is no text"
    elif "br" not in wanted:
        if value not in wanted:
            yield f"{at}: {value!r} is none of {sorted(wanted)}"
    else:
        strange = {name for _, name, _ in TAG.findall(value)} - wanted
        if strange or re.search(r"[<>]", TAG.sub("", value)):
            yield f"{at}: markup {strange or value!r}"
        opened = [name for close, name, single in TAG.findall(value) if not close and not single.strip()]
        closed = [name for close, name, _ in TAG.findall(value) if close]
        if sorted(opened) != sorted(closed):
            yield f"{at}: tags do not match"


def _text_faults(value: str, at: str) -> Iterator[str]:
    if re.search(r"[<>]", value) or re.search(r"&(?!(?:[a-z]+|#[0-9]+);)", value):
        yield f"{at}: {value!r} is not escaped"


def structure_faults(data: bytes) -> list[str]:
    """Return everything in a package that H5P's validator or a library's semantics would not take."""
    head, content = opened(data)
    faults = []
    patterns = {
        "title": r".{1,255}",
        "language": r"[-a-zA-Z]{1,10}",
        "mainLibrary": r"H5P\.QuestionSet",
        "license": r"U",
    }
    faults += [name for name, pattern in patterns.items() if not re.fullmatch(pattern, head[name])]
    faults += [] if set(head["embedTypes"]) <= {"iframe", "div"} else ["embedTypes"]
    needed = {
        f"{each['machineName']} {each['majorVersion']}.{each['minorVersion']}" for each in head["preloadedDependencies"]
    }
    faults += [] if "H5P.QuestionSet 1.21" in needed else ["the set itself is not named"]
    ids = [question["subContentId"] for question in content["questions"]]
    faults += [] if len(set(ids)) == len(ids) else ["subContentId twice"]
    for number, question in enumerate(content["questions"]):
        at = f"questions[{number}]"
        UUID(question["subContentId"])
        if set(question) != {"library", "params", "subContentId", "metadata"} or question["library"] not in needed:
            faults.append(f"{at}: {question['library']}")
        if question["metadata"]["license"] != "U" or not 0 < len(question["metadata"]["title"]) <= 255:
            faults.append(f"{at}.metadata")
        faults += faults_of(question["metadata"], {"authors": list, "changes": list}, f"{at}.metadata")
        faults += faults_of(question["params"], SEMANTICS[question["library"]], at)
    return faults


def cloze_by_h5p(markup: str) -> list[list[str]]:
    """Return the answers that H5P.Blanks finds: stars first, then the tip, then the slashes, references last."""
    found, at = [], 0
    while (start := markup.find("*", at)) >= 0 and (end := markup.find("*", start + 1)) >= 0:
        if end > start + 1:
            solution = markup[start + 1 : end].split(":")[0]
            found.append([unescape(each.strip()) for each in solution.split("/")])
        at = end + 1
    return found


def drag_by_h5p(field: str) -> list[str]:
    """Return the words that H5P.DragText makes draggable."""
    return [unescape(re.split(r":|\\[+-]", each)[0]).strip() for each in re.findall(r"\*(.*?)\*", field)]


def opened(data: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return ``h5p.json`` and ``content/content.json`` of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert sorted(package.namelist()) == ["content/content.json", "h5p.json"]
        return json.loads(package.read("h5p.json")), json.loads(package.read("content/content.json"))


def earned(question: Mapping[str, Any], response: Any) -> float | None:
    """Return the share of a question's marks that a library gives: places of options, a verdict, or words for gaps.

    None where a person marks.
    """
    params, library = question["params"], question["library"].split()[0]
    if library == "H5P.MultiChoice":
        return _chosen(params, response)
    if library == "H5P.TrueFalse":
        return float(response is (params["correct"] == "true"))
    if library == "H5P.Blanks":
        gaps = cloze_by_h5p(params["questions"][0])
        folded = [[each.lower() for each in accepted] for accepted in gaps]
        return _share(given.strip().lower() in accepted for given, accepted in zip(response, folded, strict=True))
    if library == "H5P.DragText":
        return _share(
            given.strip() == word for given, word in zip(response, drag_by_h5p(params["textField"]), strict=True)
        )
    assert params["behaviour"]["ignoreScoring"]
    return None


def _chosen(params: Mapping[str, Any], places: Sequence[int]) -> float:
    """Return what chosen options earn: one more for each right one, one less for each wrong, at last all or nothing."""
    right = [each["correct"] for each in params["answers"]]
    assert params["behaviour"]["singlePoint"] and params["behaviour"]["passPercentage"] == 100
    if params["behaviour"]["type"] == "single":
        assert sum(right) == 1 and len(places) <= 1
    return float(sum(1 if right[at] else -1 for at in places) == sum(right))


def _share(hits: Iterator[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found)
