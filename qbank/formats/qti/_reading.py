"""A QTI item read, of release 2.1, 2.2 or 3.0 and by whichever program: a portable, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats._incoming import portable_of
from qbank.formats.qti import _names as names
from qbank.formats.qti._agreement import check_agreement
from qbank.formats.qti._answers import Asked, Sheet, asked, refuse
from qbank.formats.qti._declared import declared
from qbank.formats.qti._names import attribute, name_of, tags_of
from qbank.formats.qti._package import POSITION
from qbank.formats.qti._processing import scorer_of
from qbank.formats.qti._texts import inner_text, is_interaction, of_class, text_of
from qbank.locale import brief
from qbank.model.item import Difficulty, ExtendedText
from qbank.model.portable import Portable

_Element = Any  # lxml publishes no types


@dataclass(frozen=True, slots=True)
class Known:
    """What a package says of an item beside it; ``item_id`` is None where it says nothing of that."""

    item_id: str | None = None
    difficulty: Difficulty = "medium"
    chapter: str = ""
    tags: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()


def read_item(
    root: _Element, place: str, known: Known, stimulus: Callable[[str], _Element]
) -> Iterator[Portable | Problem]:
    """Yield an item and before it warnings of what is not kept, or the one Problem for which it is not taken.

    Args:
        root: of an item's file.
        place: the name of that file.
        known: what the manifest says of it.
        stimulus: returns the root of a passage's file by its address; raises QbankError where there is none.
    """
    try:
        yield from (_placed(each, place) for each in _read(root, place, known, stimulus))
    except QbankError as error:
        yield _placed(error.problem, place)
    except (ValueError, RecursionError) as error:
        # A number that is none, or elements within elements without end.
        yield Problem("qti-off-rule", place=place, values={"reason": brief(str(error), 80)})


def _placed(entry: Portable | Problem, place: str) -> Portable | Problem:
    return replace(entry, place=place) if isinstance(entry, Problem) else entry


def _read(
    root: _Element, place: str, known: Known, stimulus: Callable[[str], _Element]
) -> Iterator[Portable | Problem]:
    parts: dict[str, list[_Element]] = {}
    for child in root.iterchildren("{*}*"):
        parts.setdefault(name_of(child), []).append(child)
    _refuse_what_changes(root, parts)
    sheet = _sheet(root, parts)
    feedbacks = parts.get("modalFeedback", [])
    found = asked(sheet, [each for each in sheet.body.iter() if is_interaction(each)])
    portable = portable_of(
        text_of(sheet.body, leaving_out=names.STIMULUS) or refuse("qti-no-stem"),
        found.interaction,
        place=place,
        item_id=_id(root) if known.item_id is None else known.item_id,
        rationale=_rationale(sheet.body, feedbacks),
        difficulty=known.difficulty,
        chapter=known.chapter,
        tags=known.tags,
        audience=known.audience,
        stimulus=_stimulus(sheet.body, parts.get("assessmentStimulusRef", []), stimulus),
        proof=[text_of(each) for feedback in feedbacks for each in _classed(feedback, names.PROOF)],
        rules=found.rules,
    )
    yield from found.told
    yield from _checked(sheet, found, portable)
    yield portable


def _sheet(root: _Element, parts: dict[str, list[_Element]]) -> Sheet:
    (body,) = parts.get("itemBody") or refuse("qti-nothing-asked")
    responses = {each.identifier: each for each in map(declared, parts.get("responseDeclaration", ()))}
    return Sheet(body, responses, scorer_of(root, responses), attribute(root, "toolName") == names.TOOL)


def _checked(sheet: Sheet, found: Asked, portable: Portable) -> Iterator[Problem]:
    if sheet.scorer and not isinstance(found.interaction, ExtendedText):
        yield from check_agreement(sheet.scorer, found, portable.item.body)


def _refuse_what_changes(root: _Element, parts: dict[str, list[_Element]]) -> None:
    """Raise for an item that is another one each time, or goes on after an answer."""
    if "templateDeclaration" in parts or "templateProcessing" in parts:
        refuse("qti-template")
    if attribute(root, "adaptive") == "true":
        refuse("qti-adaptive")


def _id(root: _Element) -> str:
    """Return what an item calls itself, "" where that is only its place in a package of ours."""
    identifier = attribute(root, "identifier")
    return "" if POSITION.fullmatch(identifier) else identifier


def _stimulus(body: _Element, references: list[_Element], load: Callable[[str], _Element]) -> str:
    """Return the passage an item is about: one of ours stands in its body, others' in a file that it names."""
    shown = [text_of(each) for each in _classed(body, names.STIMULUS)]
    for reference in references:
        root = load(attribute(reference, "href"))
        shown += [text_of(each) for each in root.iter(*tags_of("stimulusBody"))]
    return "\n".join(filter(None, shown))


def _rationale(body: _Element, feedbacks: list[_Element]) -> str:
    """Return what is told after an answer: to all, then to those who chose one option or another."""
    told: list[str] = []
    for feedback in feedbacks:
        ours = _classed(feedback, names.RATIONALE)
        told += map(text_of, ours) if ours else [text_of(feedback, leaving_out=names.PROOF)]
    told += map(_of_option, body.iter(*tags_of("feedbackInline", "feedbackBlock")))
    return "\n".join(dict.fromkeys(filter(None, told)))


def _of_option(feedback: _Element) -> str:
    words, option = inner_text(feedback), feedback.getparent()
    is_option = option is not None and name_of(option) in {"simpleChoice", "inlineChoice"}
    return f"“{text_of(option)}”：{words}" if is_option and words else words


def _classed(element: _Element, css: str) -> list[_Element]:
    return [each for each in element.iter("{*}div") if of_class(each, css)]
