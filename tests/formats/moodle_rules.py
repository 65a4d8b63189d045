"""Moodle's rules for its XML by themselves: a file is read by ElementTree, answers are marked as Moodle does."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from xml.etree import ElementTree

Element = ElementTree.Element
GRADES = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5, 0,
)  # fmt: skip
"""The grades the importer takes, and their negatives; a question with any other is skipped."""
TYPES = {"multichoice", "truefalse", "shortanswer", "cloze", "matching", "ordering", "essay"}
TAGS = {"p", "br", "div", "span", "ol", "li", "wbr"}
BOX = re.compile("_____+")


def questions(data: bytes) -> list[Element]:
    """Return the questions of a file without its categories."""
    return [each for each in _root(data) if each.get("type") != "category"]


def violations(data: bytes) -> list[str]:
    """Return the rules that a file breaks, with the id of the question."""
    found = [] if data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>') else ["opening"]
    ids: Counter[tuple[str, str]] = Counter()
    category = ""
    for each in _root(data):
        if each.get("type") == "category":
            category = _text(each.find("category"))
            found += _of_category(category)
            continue
        name = each.findtext("idnumber") or ""
        ids[category, name] += bool(name)
        found += [f"{name}: {rule}" for rule in (*_of_head(each), *_of_type(each))]
    return found + [f"{name}: idnumber twice" for (_, name), times in ids.items() if times > 1]


def _root(data: bytes) -> Element:
    root = ElementTree.fromstring(data)  # noqa: S314 - a file of ours
    assert root.tag == "quiz" and {each.tag for each in root} <= {"question"}
    return root


def _text(element: Element | None) -> str:
    return (element.findtext("text") or "").strip(" \t\n\r\0\x0b") if element is not None else ""


def _of_category(path: str) -> Iterator[str]:
    if not path.startswith("$course$/top/"):
        yield "category"
    names = [each.replace("//", "/").strip() for each in re.split("(?<!/)/(?!/)", path)]
    if any(not each or len(each) > 255 or re.search("[<>]", each) for each in names):
        yield "category name"


def _of_head(question: Element) -> Iterator[str]:
    name, tags = _text(question.find("name")), [_text(each) for each in question.findall("tags/tag")]
    if not name or len(name) > 255 or re.search("[<>\n]", name):
        yield "name"
    if len(question.findtext("idnumber") or "") > 100:
        yield "idnumber"
    if any(not tag or len(tag) > 50 or re.search("[<>`\n]", tag) for tag in tags):
        yield "tag"
    if len({tag.casefold() for tag in tags}) < len(tags):
        yield "tags alike"
    for element in question.iter():
        if element.get("format") == "html" and not _is_plain_markup(_text(element)):
            yield f"markup in {element.tag}"


def _of_type(question: Element) -> Iterator[str]:
    kind = question.get("type")
    if kind not in TYPES:
        yield f"type {kind}"
    if kind != "cloze" and "{" in _text(question.find("questiontext")):
        yield "brace"
    if kind in {"multichoice", "truefalse", "shortanswer"}:
        yield from _of_grades(question)
    elif kind == "cloze":
        given = gaps(_text(question.find("questiontext")))
        if len(given) < 2 or any(not each or {weight for weight, _ in each} != {100} for each in given):
            yield "gaps"
    elif kind == "matching":
        rows = [(_text(each), _text(each.find("answer"))) for each in question.findall("subquestion")]
        if sum(bool(left) for left, _ in rows) < 2 or not all(0 < len(right) <= 255 for _, right in rows):
            yield "rows"
    elif kind == "ordering":
        numbers = [float(each.get("fraction") or 0) for each in question.findall("answer")]
        if numbers != [*range(1, len(numbers) + 1)] or len(numbers) < 2 or not question.findtext("shownumcorrect"):
            yield "order"
    elif kind == "essay" and not words(_text(question.find("graderinfo")), "qbank-point"):
        yield "graderinfo"


def _of_grades(question: Element) -> Iterator[str]:
    kind, earned = question.get("type"), grades(question)
    if any(not any(abs(abs(each) - grade) < 1e-9 for grade in GRADES) for each in earned):
        yield "grade list"
    if any(not _text(each) for each in question.findall("answer")):
        yield "empty answer"
    if kind == "shortanswer":
        if set(earned) != {100} or question.findtext("usecase") != "0":
            yield "short answer"
    elif question.findtext("single") == "false":
        full = sum(each for each in earned if each > 0)
        if not 99.99 < full < 100.01 or (min(earned) <= 0 and sum(earned) > 0.01):
            yield "shares"
    elif sorted(earned) != [*[0] * (len(earned) - 1), 100] or len(earned) < 2:
        yield "one right answer"
    if kind == "multichoice" and question.findtext("shuffleanswers") != "true":
        yield "shuffleanswers"


def grades(question: Element) -> list[float]:
    """Return what each answer earns, in per cent."""
    return [float(each.get("fraction") or 0) for each in question.findall("answer")]


def marks_for(question: Element, picked: Sequence[int]) -> float:
    """Return the share of the marks for picking options by place; below nothing nobody falls."""
    return max(0.0, min(1.0, sum(grades(question)[at] for at in picked) / 100))


def accepts(patterns: Sequence[str], response: str) -> bool:
    """Tell whether a short answer takes a response: case aside, ASCII spaces at its ends aside, * for anything."""
    response = unicodedata.normalize("NFC", response.strip(" \t\n\r\0\x0b"))
    return any(re.fullmatch(_as_regex(each), response, re.I | re.S) for each in patterns)


def _as_regex(pattern: str) -> str:
    pieces = re.split(r"(\\\*|\*+)", unicodedata.normalize("NFC", pattern))
    return "".join(r"\*" if piece == r"\*" else ".*" if piece.startswith("*") else re.escape(piece) for piece in pieces)


def patterns(question: Element) -> list[list[str]]:
    """Return the accepted answers of each gap of a short answer or a cloze question, as Moodle stores them."""
    if question.get("type") == "cloze":
        return [[answer for _, answer in each] for each in gaps(_text(question.find("questiontext")))]
    return [[_text(each) for each in question.findall("answer")]]


def gaps(text: str) -> list[list[tuple[float, str]]]:
    """Return the gaps of a text with what each answer earns: a mark behind a backslash or an ampersand is none."""
    found, at = [], 0
    while opening := re.compile(r"\{[0-9]*:SHORTANSWER:").search(text, at):
        answers, at = [""], opening.end()
        while text[at] != "}" or _is_hidden(text, at):
            if text[at] == "~" and not _is_hidden(text, at):
                answers.append("")
            else:
                assert text[at] != "#" or _is_hidden(text, at), "a remark"
                answers[-1] += text[at]
            at += 1
        found.append([_weighed(each) for each in answers])
    return found


def _is_hidden(text: str, at: int) -> bool:
    return text[:at].endswith(("\\", "&", "&amp;"))


def _weighed(answer: str) -> tuple[float, str]:
    weight = re.match(r"=|%(-?[0-9.]+)%", answer)
    assert weight, answer
    decoded = html.unescape(answer[weight.end() :])
    return float(weight[1] or 100), decoded.replace(r"\}", "}").replace(r"\#", "#")


def _is_plain_markup(source: str) -> bool:
    """Tell whether there is no markup but ours, and none left open."""
    reader = _Words()
    reader.feed(source)
    reader.close()
    return reader.is_ours and not reader.open


class _Words(HTMLParser):
    """The words of HTML, by class; a line end or block is a line."""

    def __init__(self) -> None:
        super().__init__()
        self.is_ours, self.open, self.said = True, [], [("", "")]

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        self.is_ours = self.is_ours and tag in TAGS and {name for name, _ in attrs} <= {"class"}
        if tag == "br":
            self.said.append((self._class(), "\n"))
        elif tag != "wbr":
            self.open.append((tag, dict(attrs).get("class") or self._class()))

    def handle_endtag(self, tag):
        """Close the last one."""
        self.is_ours = self.is_ours and bool(self.open) and self.open.pop()[0] == tag
        self.said.append((self._class(), "\v"))

    def handle_data(self, data):
        """Take in words; white space is a space, but for a firm one."""
        self.said.append((self._class(), re.sub("[ \t\n]+", " ", data)))

    def handle_comment(self, data):
        """Find something that is no text."""
        self.is_ours = False

    handle_decl = handle_pi = unknown_decl = handle_comment

    def _class(self) -> str:
        return self.open[-1][1] if self.open else ""


def words(source: str, css: str = "") -> str:
    """Return the words of HTML in elements of a class, blocks apart from each other by a vertical tab."""
    reader = _Words()
    reader.feed(source)
    reader.close()
    said = "".join(text for name, text in reader.said if name == css or (text == "\v" and not name))
    return re.sub("\v+", "\v", said).strip("\v ").replace("\xa0", " ")


def field(question: Element, path: str) -> str:
    """Return the raw text at a path."""
    return _text(question.find(path))
