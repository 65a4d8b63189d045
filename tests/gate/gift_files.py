"""Public GIFT files, read by us and by gift-pegjs: what becomes an item, what does not and why, and whether keys agree.

``python tests/gate/gift_files.py`` exits 1 if a key differs, a question is lost without a word or fewer than 95 % of
the questions become items; 2 if the files or the client are not there. ``--each`` adds a line a question.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import data
from gift_client import CLIENT, Question, found_in

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.gift.format import read
from qbank.model.item import Choice, ExtendedText, Match, Order, TextEntry, is_verdict
from qbank.model.portable import Portable

FILES = data.DATA / "corpora" / "banks" / "gift"
LEAST_SHARE = 0.95
_NO_QUESTION = "gift-no-question"


class Pair(NamedTuple):
    """A question as the client sees it, and what we made of it."""

    file: str
    question: Question
    outcome: Portable | Problem


def outcomes(path: Path) -> tuple[list[Portable | Problem], list[Problem]]:
    """Return one outcome a question, and the warnings beside them."""
    entries = list(read(path, Settings(file=path.name)))
    own = [each for each in entries if not _is_remark(each)]
    return own, [each for each in entries if isinstance(each, Problem) and _is_remark(each)]


def _is_remark(entry: Portable | Problem) -> bool:
    return isinstance(entry, Problem) and entry.severity == "warning" and entry.code != _NO_QUESTION


def pairs(paths: list[Path]) -> Iterator[Pair | str]:
    """Yield the questions of all files in pairs; a file in which the two do not count alike is a line of text."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for path, found in zip(paths, found_in(texts), strict=True):
        ours, _ = outcomes(path)
        if isinstance(found, str) or len(found) != len(ours):
            yield f"{path.name}: the client {found if isinstance(found, str) else len(found)}, we {len(ours)}"
            continue
        yield from (Pair(path.name, question, outcome) for question, outcome in zip(found, ours, strict=True))


def plain(text: str, form: str = "html") -> str:
    """Return text without markup and white space, alike for both."""
    text = (
        html.unescape(re.sub(r"<!--.*?-->|</?[a-zA-Z][^>]*>", "", text, flags=re.DOTALL)) if form != "plain" else text
    )
    return re.sub(r"[\s\xa0*_`\ufffc]|［图］|^[-+] ", "", text)


def key_of_client(question: Question) -> object:
    """Return what the client has for a key, in words."""
    match question["type"]:
        case "TF":
            return question["isTrue"]
        case "MC":
            earned = [(_weight(each), plain(each["text"]["text"])) for each in question["choices"]]
            has_one = any(each["isCorrect"] for each in question["choices"])
            return {text for weight, text in earned if (weight == 100 if has_one else weight > 0)}
        case "Short":
            return {plain(each["text"]["text"], "plain") for each in question["choices"] if _weight(each) == 100}
        case "Numerical":
            choices = question["choices"] if isinstance(question["choices"], list) else [{"text": question["choices"]}]
            return {_bounds(each["text"]) for each in choices if _weight(each) == 100 and "type" in each["text"]}
        case "Matching":
            rows = [(plain(each["subquestion"]["text"]), plain(each["subanswer"])) for each in question["matchPairs"]]
            return {row for row in rows if row[0]}
    return None


def _weight(choice: Question) -> float:
    weight = choice.get("weight")
    return (100.0 if choice.get("isCorrect", True) else 0.0) if weight is None else weight


def _bounds(number: Question) -> tuple[float, float]:
    if number["type"] == "high-low":
        return number["numberLow"], number["numberHigh"]
    room = number.get("range", 0)
    return round(number["number"] - room, 6), round(number["number"] + room, 6)


def key_of_ours(portable: Portable, question: Question) -> object:
    """Return our key in the shape of the client's."""
    interaction = portable.item.body.interaction()
    match interaction:
        case Choice() if is_verdict(interaction):
            return interaction.keys == ("true",)
        case Choice(options=options, keys=keys):
            return {plain(option.text) for option in options if option.id in keys}
        case TextEntry(accepted=(accepted,)) if question["type"] == "Numerical":
            return {(float(each), float(each)) for each in accepted}
        case TextEntry(accepted=(accepted,)):
            return {plain(each, "plain") for each in accepted}
        case Match(left=left, right=right, pairs=found):
            texts = {option.id: plain(option.text) for option in (*left, *right)}
            return {(texts[one], texts[other]) for one, other in found}
        case ExtendedText(points=points) if question["type"] == "Numerical":
            return {_told_bounds(point.text) for point in points}
        case ExtendedText() | TextEntry() | Order():
            return None


def _told_bounds(point: str) -> tuple[float, float]:
    one, other = map(float, re.findall(r"-?[0-9.]+", point))
    return (one, other) if "至" in point else (round(one - other, 6), round(one + other, 6))


def agrees(pair: Pair) -> bool:
    """Tell whether key and stem are the same on both sides."""
    assert isinstance(pair.outcome, Portable)
    stem = pair.question["stem"]["text"]
    same_stem = plain(stem) == plain(pair.outcome.item.stem)
    return same_stem and key_of_client(pair.question) == key_of_ours(pair.outcome, pair.question)


def _is_unanswered(outcome: Portable | Problem) -> bool:
    return isinstance(outcome, Portable) and outcome.item.body.interaction() == ExtendedText(())


def _report(found: list[Pair], each: bool) -> tuple[int, int, int]:
    """Print the figures; return how many questions there are, how many became items and how many keys differ."""
    asked = [pair for pair in found if pair.question["type"] != "Description"]
    items = [pair for pair in asked if isinstance(pair.outcome, Portable)]
    wrong = [pair for pair in items if not agrees(pair)]
    print("by type, of the client:", dict(Counter(pair.question["type"] for pair in found)))
    print(
        "by type, ours:", dict(Counter(pair.outcome.item.type for pair in items if isinstance(pair.outcome, Portable)))
    )
    for pair in found:
        if isinstance(pair.outcome, Problem):
            print(f"  no item: {pair.outcome.code} {pair.outcome.message('en')}")
        elif each:
            print(f"  {pair.file} {pair.outcome.place}: {pair.outcome.item.type} {pair.outcome.item.body.key_text()}")
    for pair in wrong:
        print(f"  DIFFERS {pair.file}: {key_of_client(pair.question)} {pair.outcome}")
    return len(asked), len(items), len(wrong)


def main() -> int:
    """Read all files, print what was found and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", action="store_true")
    asked = parser.parse_args()
    if not FILES.is_dir() or not CLIENT.is_dir():
        print(f"not there: {FILES if not FILES.is_dir() else CLIENT}")
        return 2
    paths = sorted(FILES.glob("*.gift"))
    found = list(pairs(paths))
    uneven = [each for each in found if isinstance(each, str)]
    questions, items, wrong = _report([each for each in found if isinstance(each, Pair)], asked.each)
    remarks = Counter(problem.code for path in paths for problem in outcomes(path)[1])
    print("told beside items:", dict(remarks))
    for line in uneven:
        print(f"  NOT ALIKE {line}")
    unanswered = sum(isinstance(each, Pair) and _is_unanswered(each.outcome) for each in found)
    print(f"of the items, written ones without a marking point, which the bank takes once they have one: {unanswered}")
    share = items / questions if questions else 0.0
    print(f"{len(paths)} files, {questions} questions: {items} items ({share:.1%}), {wrong} keys or stems differ")
    return int(bool(uneven) or bool(wrong) or share < LEAST_SHARE)


if __name__ == "__main__":
    sys.exit(main())
