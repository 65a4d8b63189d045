"""Items of every kind with everything that breaks a file of Moodle's, and what tells a question from its item."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import moodle_rules as rules
from hypothesis import strategies as st
from portable_strategies import NASTY

import qbank.formats  # noqa: F401 - registers the formats
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._incoming import blanks, choice, options_of, portable_of, verdict
from qbank.formats.losses import held
from qbank.model.item import BLANK, Choice, ExtendedText, MarkingPoint, Match, Order, TextEntry, is_verdict
from qbank.model.portable import Portable

MOODLE = FORMATS.get("moodle-xml")
SETTINGS = Settings(title="值班制度测试")
_MARKS = [
    "____", "_", "（ ）", "（　　）", "( )", "\xa0", " ", "\u3000", "{1:SHORTANSWER:=甲}", "\\}", "\\~", "&", "&#126;",
    "@@PLUGINFILE@@", "％", "。", "《", "》", "30日", "三十日", "\ufdd0", "\ufeff", "<br>", "~", "%100%",
    "\r\n", "\x1e",
]  # fmt: skip
"""What Moodle's texts, gaps and stems have for marks."""
_drawn = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3)
_nasty = st.lists(st.sampled_from([*NASTY, *_MARKS]) | _drawn, min_size=1, max_size=6).map("".join)
_texts = _nasty.map(lambda text: f"甲{text}乙")


@st.composite
def anything(draw: st.DrawFn) -> Portable:
    """Return a portable of any interaction, its texts of everything that breaks a file."""
    count = draw(st.integers(2, 5))
    texts = draw(st.lists(_nasty | _texts, min_size=count, max_size=count))
    stem = f"乙{draw(_nasty)}丙".replace(BLANK, "__")
    match draw(st.sampled_from(["one", "several", "verdict", "blanks", "match", "order", "points"])):
        case "one":
            interaction = choice(texts, [draw(st.integers(0, count - 1))], multiple=False)
        case "several":
            right = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=count, unique=True))
            interaction = choice(texts, sorted(right), multiple=True)
        case "verdict":
            interaction = verdict(draw(st.booleans()))
        case "blanks":
            answers = st.lists(_nasty.map(lambda text: text.replace(BLANK, "__")), min_size=1, max_size=3)
            interaction = blanks(draw(st.lists(answers, min_size=1, max_size=3)))
            stem += draw(st.sampled_from(["", " ", "_", "甲"])).join([BLANK] * len(interaction.accepted))
        case "match":
            left, right = options_of(texts, "l"), options_of([f"{text}{draw(_nasty)}" for text in texts], "r")
            pairs = tuple((one.id, draw(st.sampled_from(right)).id) for one in left)
            interaction = Match(left, right, pairs)
        case "order":
            options = options_of(texts)
            interaction = Order(options, tuple(draw(st.permutations([option.id for option in options]))))
        case _:
            marks = st.floats(0.0001, 1000)
            interaction = ExtendedText(tuple(MarkingPoint(text, draw(marks)) for text in texts))
    return portable_of(
        stem,
        interaction,
        place="",
        item_id=draw(st.sampled_from(["q-1", "q 1", "q\n1", "7" * 101, "<7>"])),
        rationale=draw(st.just("") | _nasty),
        chapter=draw(st.just("") | _nasty),
        tags=draw(st.lists(_nasty, max_size=3)),
        audience=draw(st.lists(_nasty, max_size=2)),
        stimulus=draw(st.just("") | _nasty),
        proof=draw(st.lists(_nasty, max_size=2)),
    )


def written(portables: list[Portable], settings: Settings = SETTINGS) -> bytes:
    """Return the file of what is already held."""
    stream = BytesIO()
    MOODLE.write(iter(portables), stream, settings)
    return stream.getvalue()


def read(data: bytes, folder: Path) -> list[Portable | Problem]:
    """Return what is read of a file."""
    path = folder / "题库.xml"
    path.write_bytes(data)
    return list(MOODLE.read(path, Settings()))


def of(interaction, stem: str = "值班人员应当做到什么？", **envelope) -> Portable:
    """Return a portable of an interaction as it leaves a bank."""
    return portable_of(stem, interaction, place="", item_id="q-1", **envelope)


def kept(portable: Portable, settings: Settings = SETTINGS) -> Portable:
    """Return what is held of a portable that can be."""
    found = held(MOODLE, portable, settings)
    assert isinstance(found, Portable), found.message()
    return found


def only(portable: Portable) -> rules.Element:
    """Return the question of one portable."""
    (question,) = rules.questions(written([kept(portable)]))
    return question


def told_apart(question: rules.Element, portable: Portable) -> Iterator[str]:
    """Yield in what a question differs, for a stranger, from the held item it was written from."""
    item = portable.item
    if rules.words(rules.field(question, "questiontext"), "qbank-passage") != portable.stimulus:
        yield "stimulus"
    feedback = rules.field(question, "generalfeedback")
    if rules.words(feedback, "qbank-rationale") != item.rationale:
        yield "rationale"
    if sorted(rules.words(feedback, "qbank-proof").split("\v")) != sorted(portable.proof or ("",)):
        yield "proof"
    tags = [each.findtext("text") for each in question.findall("tags/tag")]
    if tags[: len(item.tags)] != list(item.tags) or len(tags) - len(item.tags) < len(item.audience):
        yield "tags"
    yield from _answers_apart(question, portable)


def _answers_apart(question: rules.Element, portable: Portable) -> Iterator[str]:
    texts = [rules.words(each.findtext("text") or "") for each in question.findall("answer")]
    match portable.item.body.interaction():
        case Choice() as picked if is_verdict(picked):
            right = rules.grades(question).index(100)
            yield from [] if texts[right] == picked.keys[0] else ["verdict"]
        case Choice(options=options, keys=keys):
            yield from [] if texts == [option.text for option in options] else ["options"]
            yield from _marks_apart(question, portable, [option.id in keys for option in options])
        case TextEntry(accepted=accepted):
            patterns = rules.patterns(question)
            yield from [] if len(patterns) == len(accepted) else ["blanks"]
            for own, answers in zip(patterns, accepted, strict=True):
                yield from (f"not taken: {answer}" for answer in answers if not rules.accepts(own, answer))
                yield from ["anything taken"] if rules.accepts(own, "别的字\uffff") else []
        case Match(left=left, right=right, pairs=pairs):
            rights = {option.id: option.text for option in right}
            rows = [
                (rules.words(each.findtext("text") or ""), _shown(each.findtext("answer/text") or ""))
                for each in question.findall("subquestion")
            ]
            wanted = [(one.text, rights[dict(pairs)[one.id]]) for one in left]
            yield from [] if rows[: len(left)] == wanted else ["rows"]
            yield from [] if {text for _, text in rows} == set(rights.values()) else ["rights"]
        case Order(options=options, key=key):
            by_id = {option.id: option.text for option in options}
            yield from [] if texts == [by_id[each] for each in key] else ["order"]
        case ExtendedText(points=points):
            info = rules.words(rules.field(question, "graderinfo"), "qbank-point")
            yield from [] if info.split("\v") == [point.text for point in points] else ["points"]


def _shown(right: str) -> str:
    """Return a right side as a browser shows it after Moodle took tags away."""
    assert "<" not in right
    return rules.words(right)


def _marks_apart(question: rules.Element, portable: Portable, right: list[bool]) -> Iterator[str]:
    """Yield the picks for which Moodle and the bank give different marks."""
    ids = [option.id for option in portable.item.body.interaction().options]
    is_single = question.findtext("single") == "true"
    for size in range(1, 2 if is_single else len(right) + 1):
        for picked in combinations(range(len(right)), size):
            ours = portable.item.body.score([ids[at] for at in picked])
            if abs(rules.marks_for(question, picked) - ours) > 0.001:
                yield f"marks for {picked}"
