"""One item as a question of a Question Set: its library, what the library is told, and what editors read beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never
from uuid import NAMESPACE_URL, uuid5

from qbank.formats.h5p import _text as text
from qbank.formats.h5p._held import LONGEST_VERDICT
from qbank.formats.h5p._remarks import remarks_of
from qbank.formats.h5p._words import words
from qbank.locale import Lang, brief, say
from qbank.model.item import Choice, ExtendedText, Match, Option, Order, TextEntry, is_verdict
from qbank.model.portable import Portable

_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Library:
    """A content type that plays questions: its machine name with its version, and what H5P calls it."""

    name: str
    major: int
    minor: int
    title: str

    def __str__(self) -> str:
        return f"{self.name} {self.major}.{self.minor}"


CHOICE = Library("H5P.MultiChoice", 1, 16, "Multiple Choice")
VERDICT = Library("H5P.TrueFalse", 1, 8, "True/False Question")
BLANKS = Library("H5P.Blanks", 1, 14, "Fill in the Blanks")
DRAGGING = Library("H5P.DragText", 1, 10, "Drag the Words")
WRITING = Library("H5P.Essay", 1, 5, "Essay")


def question_of(portable: Portable, number: int, lang: Lang) -> tuple[Library, dict[str, Any]]:
    """Return the library of a held portable and the question as it stands in the list; ``number`` from 1."""
    library, params = _played(portable, lang)
    title = _title(portable.item.stem)
    return library, {
        "library": str(library),
        "params": params,
        "subContentId": str(uuid5(NAMESPACE_URL, f"qbank:{portable.item.id or f'#{number}'}")),
        "metadata": {
            "contentType": library.title,
            "license": "U",
            "title": title,
            "extraTitle": title,
            "authors": [],
            "changes": [],
            "authorComments": text.escaped(remarks_of(portable, lang)),
        },
    }


def _played(portable: Portable, lang: Lang) -> tuple[Library, dict[str, Any]]:
    match portable.item.body.interaction():
        case Choice(keys=keys) as interaction if is_verdict(interaction):
            return VERDICT, _verdict(portable, keys == ("true",), lang)
        case Choice() as interaction:
            return CHOICE, _choice(portable, interaction, lang)
        case TextEntry(accepted=accepted):
            return BLANKS, _blanks(portable, accepted, lang)
        case ExtendedText() as interaction:
            return WRITING, _writing(portable, interaction, lang)
        case Match() | Order() as interaction:
            return DRAGGING, _dragging(portable, interaction, lang)
        case interaction:
            assert_never(interaction)


def proof_told(proof: Sequence[str], lang: Lang) -> str:
    """Return what is told of proof lines behind a rationale."""
    label = say("h5p-source", lang)
    return "".join(f"\n{label}{each}" for each in proof)


def _feedback(portable: Portable, lang: Lang) -> list[dict[str, Any]]:
    """Return the feedback that every score gets: why the key is right, and where that stands."""
    told = portable.item.rationale + proof_told(portable.proof, lang)
    return [{"from": 0, "to": 100, **({"feedback": text.escaped(told, "@")} if told else {})}]


def _asked(portable: Portable, tag: str = "p") -> str:
    """Return the passage, if there is one, and the stem as paragraphs."""
    passage = text.html(portable.stimulus, tag) if portable.stimulus else ""
    return passage + text.html(text.with_brackets(portable.item.stem), tag)


_BEHAVIOUR: Mapping[str, Any] = {
    "enableRetry": True,
    "enableSolutionsButton": True,
    "enableCheckButton": True,
    "confirmCheckDialog": False,
    "confirmRetryDialog": False,
}


def _choice(portable: Portable, interaction: Choice, lang: Lang) -> dict[str, Any]:
    return {
        "media": {"disableImageZooming": False},
        "question": _asked(portable),
        "answers": [
            {
                "text": text.html(option.text, "div"),
                "correct": option.id in interaction.keys,
                "tipsAndFeedback": {"tip": "", "chosenFeedback": "", "notChosenFeedback": ""},
            }
            for option in interaction.options
        ],
        "overallFeedback": _feedback(portable, lang),
        "behaviour": {
            **_BEHAVIOUR,
            "type": "multi" if interaction.multiple else "single",
            "singlePoint": True,
            "randomAnswers": True,
            "showSolutionsRequiresInput": True,
            "autoCheck": False,
            "passPercentage": 100,
            "showScorePoints": False,
        },
        "UI": words("choice", lang),
    }


def _verdict(portable: Portable, key: bool, lang: Lang) -> dict[str, Any]:
    told = text.escaped(portable.item.rationale, "@")
    whole = told + text.escaped(proof_told(portable.proof, lang), "@")
    shown = whole if len(whole) <= LONGEST_VERDICT else told
    feedback = {"feedbackOnCorrect": shown, "feedbackOnWrong": shown} if shown else {}
    return {
        "media": {"disableImageZooming": False},
        "question": _asked(portable),
        "correct": "true" if key else "false",
        "behaviour": {**_BEHAVIOUR, "autoCheck": False, **feedback},
        "l10n": words("verdict", lang),
    }


def _blanks(portable: Portable, accepted: tuple[tuple[str, ...], ...], lang: Lang) -> dict[str, Any]:
    return {
        "media": {"disableImageZooming": False},
        "text": text.html(portable.stimulus or say("h5p-fill", lang)),
        "questions": [text.cloze(portable.item.stem, accepted)],
        "overallFeedback": _feedback(portable, lang),
        "behaviour": {
            **_BEHAVIOUR,
            "autoCheck": False,
            "caseSensitive": False,
            "showSolutionsRequiresInput": False,
            "separateLines": False,
            "acceptSpellingErrors": False,
        },
        **words("blanks", lang),
    }


def _dragging(portable: Portable, interaction: Match | Order, lang: Lang) -> dict[str, Any]:
    gaps, spare = _gaps(interaction)
    return {
        "media": {"disableImageZooming": False},
        "taskDescription": _asked(portable),
        "textField": "\n".join(f"{before}{_mark(word)}" for before, word in gaps),
        "distractors": " ".join(_mark(word) for word in spare),
        "overallFeedback": _feedback(portable, lang),
        "behaviour": {**_BEHAVIOUR, "instantFeedback": False},
        **words("dragging", lang),
    }


def _gaps(interaction: Match | Order) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what stands before each gap with the word that belongs into it, and the words that belong nowhere."""
    if isinstance(interaction, Order):
        texts = _texts(interaction.options)
        return [(f"{n}. ", texts[each]) for n, each in enumerate(interaction.key, 1)], []
    rights = _texts(interaction.right)
    pairs = dict(interaction.pairs)
    used = set(pairs.values())
    rows = [(text.escaped(f"{each.text}：", "*"), rights[pairs[each.id]]) for each in interaction.left]
    return rows, [each.text for each in interaction.right if each.id not in used]


def _texts(options: tuple[Option, ...]) -> dict[str, str]:
    return {option.id: option.text for option in options}


def _mark(word: str) -> str:
    return f"*{text.escaped(word, '*/:' + chr(92))}*"


def _writing(portable: Portable, interaction: ExtendedText, lang: Lang) -> dict[str, Any]:
    told = text.plain(portable.item.rationale + proof_told(portable.proof, lang))
    points = [text.html(f"{n}. {point.text}", "div") for n, point in enumerate(interaction.points, 1)]
    return {
        "media": {},
        "taskDescription": _asked(portable, "div"),
        "solution": {"introduction": text.html(told, "div") if told else "", "sample": "".join(points)},
        # A person compares; the points stand here as data, and their words earn nothing by themselves.
        "keywords": [
            {
                "keyword": text.escaped(point.text),
                "alternatives": [],
                "options": {
                    "points": int(point.marks),
                    "occurrences": 1,
                    "caseSensitive": False,
                    "forgiveMistakes": False,
                    "feedbackIncludedWord": "keyword",
                    "feedbackMissedWord": "none",
                },
            }
            for point in interaction.points
        ],
        "overallFeedback": [{"from": 0, "to": 100}],
        "behaviour": {"inputFieldSize": "10", "enableRetry": True, "ignoreScoring": True, "pointsHost": 0},
        **words("writing", lang),
    }


def _title(stem: str) -> str:
    shown = text.one_line(text.with_brackets(stem))
    return text.escaped(brief(shown, _LONGEST_TITLE))
