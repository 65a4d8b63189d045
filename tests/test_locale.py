"""The message catalogues are complete, alike in both languages, and used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from qbank.errors import Problem
from qbank.locale import LANGS, catalogue, say

PACKAGE = Path(__file__).parents[1] / "qbank"


_FRONT_END = [
    "all-done",
    "do",
    "field",
    "filter",
    "key",
    "lang",
    "level",
    "mark",
    "marking",
    "menu",
    "mode",
    "pair",
    "preset",
    "reason",
    "set",
    "show",
    "source",
    "status",
    "theme",
]
"""Families of keys whose last part the front end puts on: a status, a field, a digit."""


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _sentences(entry: str | dict[str, str]) -> dict[str, str]:
    return entry if isinstance(entry, dict) else {"": entry}


def test_both_languages_say_the_same_things() -> None:
    """Every key stands in both languages with the same placeholders."""
    zh, en = (catalogue(lang) for lang in LANGS)
    for table in zh:
        assert zh[table].keys() == en[table].keys()
        for key in zh[table]:
            ours, theirs = _sentences(zh[table][key]), _sentences(en[table][key])
            assert ours.keys() == theirs.keys(), key
            both = lambda each: set().union(*map(_fields, each.values()))  # noqa: E731
            assert both(ours) == both(theirs), key


def test_every_problem_says_what_is_wrong_and_what_to_do() -> None:
    """Each problem has a sentence and a cure in Chinese, and the cure is a whole sentence."""
    for code, entry in catalogue("zh")["problem"].items():
        assert entry["says"] and not entry["says"].endswith("。"), code
        assert entry["cure"].endswith(("。", "？", "}")), code


def test_every_code_in_the_program_is_in_the_catalogue() -> None:
    """No ``Problem("…")`` of the package is without its message."""
    known = catalogue("zh")["problem"]
    for path in PACKAGE.rglob("*.py"):
        for code in re.findall(r'Problem\(\s*"([a-z0-9-]+)"', path.read_text(encoding="utf-8")):
            assert code in known, f"{path.name}: {code}"


def test_no_message_is_left_over() -> None:
    """Every key of the catalogues is named somewhere in the package."""
    files = [path for kind in ("*.py", "*.js") for path in PACKAGE.rglob(kind)]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    made = (
        "cue-",
        "field-",
        "losses-",
        "layout-",
        "lint-",
        "loss-",
        "standing-",
        "status-",
        "kind-",
        "severity-",
        "response-",
        "difficulty-",
        "action-",
        "feature-",
        "figure-",
        "flag-",
        "learn-",
        "sheet-col-",
        "coverage-state-",
        "exam-sheet-",
        "exam-col-",
        "exam-figure-",
        "exam-state-",
        "exam-model-",
        "expect-few-",
        "expect-no-",
        "exam-item-",
        "exam-fit-",
        "analyse-dif-",
        "analyses-col-",
        "results-sheet-",
        "results-col-",
        "results-why-",
        "person-sheet-",
        "person-col-",
        "person-passed",
        "person-failed",
        "person-absent",
        "year-col-",
        "year-use-",
        "score-col-",
        "pattern-",
        "lab-review-",
        "lab-second-",
        "lab-conflicts-",
        *(f"review-{part}-" for part in _FRONT_END),
        "review-undo",
        "review-redo",
        "exam-kind-",
        "analyse-foreknown-",
    )
    for table in ("problem", "text"):
        left = [key for key in catalogue("zh")[table] if not key.startswith(made) and f'"{key}"' not in source]
        assert not left, left


def test_both_languages_name_the_same_formats_and_options() -> None:
    """What a help text or a cure names in letters and not in words is the same in either language."""
    named = re.compile(
        r"\b(?:Excel|Word|JSONL?|Moodle|GIFT|QTI|Aiken|Anki|SurveyJS|H5P|PDF|LibreOffice)\b|--[a-z-]+", re.ASCII
    )
    zh, en = (catalogue(lang) for lang in LANGS)
    assert len(named.findall(zh["text"]["help-import"])) > 4
    wrong = {
        key: (sorted(set(named.findall(ours))), sorted(set(named.findall(theirs))))
        for key, ours in zh["text"].items()
        if key.startswith("help-") and set(named.findall(ours)) != set(named.findall(theirs := en["text"][key]))
    }
    assert not wrong


@pytest.mark.parametrize("lang", LANGS)
def test_a_problem_is_one_printable_line(lang: str) -> None:
    """A message never breaks a line or sends a control character to the console."""
    problem = Problem("document-unknown", "a\nb\x1b[31m", "3", {"name": "坏\ud800名\r\n", "near": ""})
    assert problem.message(lang).isprintable()


def test_say_fills_placeholders() -> None:
    """``say`` puts the values where the sentence wants them."""
    assert "7" in say("listed", "zh", count=7)
