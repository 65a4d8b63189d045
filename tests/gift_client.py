"""gift-pegjs, the strictest reader of GIFT there is, asked what it finds in a file."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qbank.model.item import BLANK, Choice, ExtendedText, Match, Order, TextEntry, is_verdict
from qbank.model.portable import Portable
from qbank.types._folding import same_wording

Question = dict[str, Any]
CLIENT = Path(__file__).parents[1] / ".venv" / "clients" / "node_modules" / "gift-pegjs"
_PROGRAM = """
const { parse } = require(process.argv[1]);
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => {
  try { return parse(text); } catch (error) { return `${error.location?.start.line}: ${error.message}`; }
})));
"""


def found_in(texts: Sequence[str]) -> list[list[Question] | str]:
    """Return the questions of each text without its categories, or why the client refuses it."""
    command = ["node", "-e", _PROGRAM, str(CLIENT)]
    done = subprocess.run(command, input=json.dumps(list(texts)), capture_output=True, text=True, check=True)
    files = json.loads(done.stdout)
    return [
        each if isinstance(each, str) else [question for question in each if question["type"] != "Category"]
        for each in files
    ]


def bare(text: str) -> str:
    """Return text without what the client does to white space, and without the mark of a gap."""
    return re.sub(r"[\s\ufeff\xa0]|_{4,}", "", text)


def words(text: dict[str, str]) -> str:
    """Return the words of a text of the client, which leaves HTML as it is."""
    plain = re.sub("<br>", "", text["text"]) if text["format"] == "html" else text["text"]
    return bare(html.unescape(plain) if text["format"] == "html" else plain)


def told_apart(question: Question, portable: Portable) -> str:
    """Return in what a question differs from the held item it was written from; "" if in nothing."""
    if words(question["stem"]) != bare(portable.item.stem.replace(BLANK, "")):
        return "stem"
    interaction = portable.item.body.interaction()
    match interaction:
        case Choice() if is_verdict(interaction):
            return "" if question.get("isTrue") is (interaction.keys == ("true",)) else "key"
        case Choice():
            return _choice(question, interaction)
        case TextEntry(accepted=(accepted,)):
            return _typed(question, accepted)
        case Match():
            return _match(question, interaction)
        case ExtendedText():
            return "" if question["type"] == "Essay" else "type"
        case TextEntry() | Order():
            return "type"


def _choice(question: Question, choice: Choice) -> str:
    if question["type"] != "MC":
        return "type"
    if [words(each["text"]) for each in question["choices"]] != [bare(option.text) for option in choice.options]:
        return "options"
    if choice.multiple:
        earned = [each["weight"] for each in question["choices"]]
        right = [option.id for option, weight in zip(choice.options, earned, strict=True) if weight > 0]
        full = sum(weight for weight in earned if weight > 0)
        is_fair = abs(full - 100) < 0.01 and all(weight in {-100, max(earned)} for weight in earned)
        return (
            "" if right == [option.id for option in choice.options if option.id in choice.keys] and is_fair else "key"
        )
    marked = [option.id for option, each in zip(choice.options, question["choices"], strict=True) if each["isCorrect"]]
    return "" if tuple(marked) == choice.keys else "key"


def _typed(question: Question, accepted: Sequence[str]) -> str:
    if question["type"] != "Short":
        return "type"
    if any(each["weight"] not in {None, 100} or not each["isCorrect"] for each in question["choices"]):
        return "key"
    found = [each["text"]["text"].replace(r"\*", "*") for each in question["choices"]]
    if [bare(each) for each in found[: len(accepted)]] != [bare(each) for each in accepted]:
        return "key"
    strange = [each for each in found[len(accepted) :] if not any(same_wording(each, other) for other in accepted)]
    return "spelling" if strange else ""


def _match(question: Question, match: Match) -> str:
    if question["type"] != "Matching":
        return "type"
    rights = {option.id: option.text for option in match.right}
    given = dict(match.pairs)
    pairs = [(bare(left.text), bare(rights[given[left.id]])) for left in match.left]
    pairs += [("", bare(option.text)) for option in match.right if option.id not in given.values()]
    found = [(words(each["subquestion"]), bare(_decoded(each["subanswer"]))) for each in question["matchPairs"]]
    return "" if found == pairs else "key"


def _decoded(answer: str) -> str:
    """Return a right side as it was meant: the client leaves its own code for escaped characters in it."""
    return re.sub("&&0?([0-9]{2,3});", lambda code: chr(int(code[1])), answer)
