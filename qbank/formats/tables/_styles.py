"""How the rows of an unknown table are written: words for types, letters, verdicts, blanks, options, tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from qbank.errors import Problem
from qbank.formats.tables._blanks import SEPARATORS
from qbank.formats.tables._choices import RIGHT, WRONG
from qbank.formats.tables._doubts import doubtful
from qbank.formats.tables._envelope import NAMED
from qbank.formats.tables._instructions import Instructions, instructions
from qbank.formats.tables._joins import part
from qbank.formats.tables._kinds import Kinds, Sample, options_of_row, shows_several, words_of
from qbank.formats.tables._layout import Texts, brief, first
from qbank.formats.tables._letters import letters_of, worded
from qbank.formats.tables._one_cell import OPTION_SIGNS, sign_of
from qbank.formats.tables._profile_records import Answers, Levels, Limits, Named, Options, Profile, Sheet
from qbank.formats.tables._stems import blank_shown, count_blanks
from qbank.formats.tables._words import coded, difficulty_of
from qbank.model.folding import folded
from qbank.model.item import Difficulty
from qbank.model.verdict import partner_of, verdict_of

_BETWEEN_LETTERS = re.compile(r"[A-Za-zＡ-Ｚ]([^A-Za-zＡ-Ｚ]{1,3})[A-Za-zＡ-Ｚ]")
_LABEL = re.compile(r"\s*[(（]?\s*[AaＡ]\s*([)）\-.．、:：])")
_NEXT = "(.{{1,5}}?)(?:[(（]\\s*)?[BbＢ]\\s*{label}"
_TAG_SIGNS = ("；", ";", "|", "、", "，", ",", " ")
_PROOF = "出处："
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def styled(samples: Sequence[Sample], file: str, notes: Sequence[str]) -> tuple[Profile, list[Problem]]:
    """Return the layout of some sheets with all that their rows tell, and what remains doubtful, with its places.

    What no row shows is as notes say.

    Args:
        samples: the sheets.
        file: their file.
        notes: what they and other sheets of the file say of how they are filled.
    """
    words, doubts = words_of(samples, file)
    kinds = Kinds(samples, words)
    levels, unsure = _levels(samples, file)
    said = instructions(notes)
    options = _options([cell for sample in samples for cell in sample.cells("options")])
    if said.options and not (options.separator or options.label):
        options = Options(separator=said.options)
    profile = Profile(
        name=file.rpartition("/")[2].rpartition(".")[0] or "table",
        title={"zh": "", "en": ""},
        standing="unverified",
        source={"zh": "", "en": ""},
        sheets=tuple(_sheet(sample) for sample in samples),
        words=words,
        options=options,
        blank=_mark(kinds.rows("blanks"), said.blank),
        levels=levels,
        tag_separator=_tag_separator((cell for sample in samples for cell in sample.cells("tags")), said.tags),
        chapter_path=_is_path([cell for sample in samples for cell in sample.cells("chapter")]),
        proof_label=_proof_label(samples),
        limits=_limits(samples, said),
    )
    profile = replace(
        profile,
        answers=_answers(kinds, profile, said),
        tag_names=_named(samples, "tags", profile.tag_separator),
        remark_names=_named(samples, "remark", "\n"),
    )
    return profile, [*doubts, *unsure, *doubtful(samples, kinds, profile, said, file)]


def _limits(samples: Sequence[Sample], said: Instructions) -> Limits:
    """Return the smallest of the limits that notes name and the rules of columns set."""
    found: dict[str, list[int]] = {name: [getattr(said, name)] for name in ("stem", "option", "rationale")}
    for sample in samples:
        for column, at in zip(sample.found.sheet.columns, sample.found.at, strict=True):
            rules = (most for columns, most in sample.table.marks.lengths if at is not None and at + 1 in columns)
            found.get(column.field, []).extend(rules)
    least = {name: min(filter(None, all_), default=0) for name, all_ in found.items()}
    return Limits(stem=least["stem"], option=least["option"], rationale=least["rationale"])


def _sheet(sample: Sample) -> Sheet:
    return replace(sample.found.sheet, notes=sample.above())


# --- answers ------------------------------------------------------------------------------------------


def _answers(kinds: Kinds, profile: Profile, said: Instructions) -> Answers:
    choices = kinds.rows("single", "multiple")
    return Answers(
        is_seen=True,
        letters=_between_letters(choices) if shows_several(choices) else said.letters,
        order=_usual(m[1] for texts in kinds.rows("order") if (m := _BETWEEN_LETTERS.search(first(texts, "answer")))),
        flags=_flags(kinds.rows("single", "multiple", "verdict")),
        texts=_are_worded(choices),
        essay="option" if _in_option(kinds.rows("essay")) else "answer",
        **_verdicts(kinds.rows("verdict"), said.verdicts),
        **_blanks(kinds.rows("blanks"), profile, said.between),
    )


def _between_letters(rows: Sequence[Texts]) -> str:
    return _usual(match[1] for texts in rows if (match := _BETWEEN_LETTERS.search(first(texts, "answer"))))


def _usual(found: Iterable[str], default: str = "") -> str:
    counted = Counter(found).most_common(1)
    return counted[0][0] if counted else default


def _flags(rows: Sequence[Texts]) -> tuple[str, ...]:
    flags = [flag for texts in rows for flag in texts.get("right", ()) if flag]
    yes = _usual(flag for flag in flags if folded(flag) in RIGHT)
    no = _usual((flag for flag in flags if folded(flag) in WRONG), "0")
    return (yes, no) if yes else ()


def _is_worded(texts: Texts) -> bool:
    answer = first(texts, "answer")
    return bool(answer) and letters_of(answer) is None


def _are_worded(rows: Sequence[Texts]) -> bool:
    """Tell whether answers may be the words of options: some are, or all that are letters are words of options too."""
    if any(map(_is_worded, rows)):
        return True
    answered = [texts for texts in rows if first(texts, "answer")]
    return bool(answered) and all(
        worded(first(texts, "answer"), options_of_row(texts)) is not None for texts in answered
    )


def _in_option(rows: Sequence[Texts]) -> bool:
    return any(not first(texts, "answer") and first(texts, "option") for texts in rows)


def _verdicts(rows: Sequence[Texts], said: tuple[str, str] | None) -> dict[str, Any]:
    """Return how verdicts are written; the word that was not seen is the partner of the one that was.

    Args:
        rows: the rows of verdicts.
        said: the pair of words, or of codes, that the notes of the file offer.
    """
    options = [pair for texts in rows if len(pair := options_of_row(texts)) == 2]
    if options:
        true = _usual(text for pair in options for text in pair if verdict_of(text))
        false = _usual(text for pair in options for text in pair if verdict_of(text) is False)
        return {"verdict": "letter", "verdict_words": (true, false)} if true and false else {}
    answered = {answer for texts in rows if (answer := first(texts, "answer"))}
    if said and answered and answered <= {*said}:
        return {"verdict": "word", "verdict_words": said}
    answers = [first(texts, "answer") for texts in rows if verdict_of(first(texts, "answer")) is not None]
    true = _usual(text for text in answers if verdict_of(text))
    false = _usual(text for text in answers if verdict_of(text) is False)
    if not (true or false):
        # Bare letters are asked about: the words of a note are what they stand for.
        return {"verdict_words": said, **({} if _lettered(rows) else {"verdict": "word"})} if said else {}
    if said and not (true and false) and {true, false} & {*said}:
        return {"verdict": "word", "verdict_words": said}
    return {"verdict": "word", "verdict_words": (true or partner_of(false), false or partner_of(true))}


def _lettered(rows: Sequence[Texts]) -> bool:
    return any(letters_of(first(texts, "answer")) is not None for texts in rows)


def _blanks(rows: Sequence[Texts], profile: Profile, said: str) -> dict[str, Any]:
    for field in ("blank", "option"):
        if any(any(texts.get(field, ())) for texts in rows):
            spread = any(
                count_blanks(first(t, "stem"), profile.blank) == 1 < sum(map(bool, t.get(field, ()))) for t in rows
            )
            repeated = any(first(texts, "answer") for texts in rows)
            cells = [cell for texts in rows for cell in texts.get(field, ())]
            return {"blanks": field, "spread": spread, "repeated": repeated, "within": _within(cells), "between": "；"}
    if any(len(list(filter(None, texts.get("answer", ())))) > 1 for texts in rows):
        return {"blanks": "answer", "within": ""}
    between = _between(rows, profile.blank) or said
    pieces = [piece for texts in rows for piece in part(first(texts, "answer"), between)]
    return {"blanks": "joined", "between": between, "within": _within(pieces)}


def _between(rows: Sequence[Texts], mark: str) -> str:
    """Return what parts the answers of several blanks, "" where the rows do not tell it for sure."""
    several = [(first(t, "answer"), marks) for t in rows if (marks := count_blanks(first(t, "stem"), mark)) > 1]
    fitting = ([sign for sign in SEPARATORS if len(part(answer, sign)) == marks] for answer, marks in several)
    return _usual(signs[0] for signs in fitting if len(signs) == 1)


def _within(pieces: Sequence[str]) -> str:
    """Return what stands between accepted answers: a sign that is in no running text."""
    return " | " if any(" | " in piece for piece in pieces) else "|" if any("|" in piece for piece in pieces) else ""


def _mark(rows: Sequence[Texts], said: str) -> str:
    """Return what stands for a blank: as most rows have it, else as a note says, else a line."""
    shown = _usual(mark for texts in rows if (mark := blank_shown(first(texts, "stem"), first(texts, "answer"))))
    return shown or said or "____"


def _options(cells: Sequence[str]) -> Options:
    """Return how options stand in one cell."""
    labels = Counter(match[1] for cell in cells if (match := _LABEL.match(cell)))
    label = labels.most_common(1)[0][0] if labels else ""
    if label:
        following = re.compile(_NEXT.format(label=re.escape(label)), re.DOTALL)
        before = Counter(_at_end(match[1]) for cell in cells if (match := following.search(cell)))
        return Options(
            separator=next((sign for sign, _ in before.most_common() if sign), ""), label=label, is_seen=True
        )
    return Options(separator=_usual(sign for cell in cells if (sign := sign_of(cell))), is_seen=True)


def _at_end(text: str) -> str:
    """Return which sign between options a text ends with, "" for none."""
    signs = (sign for sign in (*OPTION_SIGNS, ",", "，") if text.strip(" \t").endswith(sign))
    return next(signs, " " if text.endswith((" ", "\u3000")) else "")


# --- around -------------------------------------------------------------------------------------------


def _levels(samples: Sequence[Sample], file: str) -> tuple[Levels, list[Problem]]:
    words: dict[Difficulty, dict[str, None]] = {}
    doubts: dict[str, Problem] = {}
    for sample in samples:
        codes = coded(sample.found.sheet.header("difficulty"))
        for number, texts in sample.rows:
            word = first(texts, "difficulty")
            level = difficulty_of(codes.get(word, word)) if word else None
            if level:
                words.setdefault(level, {})[word] = None
            elif word:
                code = "table-difficulty-direction" if _NUMBER.fullmatch(word) else "table-difficulty-word"
                values = {"found": word, "stem": brief(first(texts, "stem"))}
                doubts.setdefault(code, Problem(code, file, sample.table.place(number), values, "warning"))
    return Levels(words={level: tuple(found) for level, found in words.items()}), list(doubts.values())


def _tag_separator(cells: Iterable[str], said: str) -> str:
    counted = Counter(sign for cell in cells for sign in _TAG_SIGNS if sign in cell)
    return max(counted, key=lambda sign: (counted[sign], -_TAG_SIGNS.index(sign))) if counted else said or "；"


def _named(samples: Sequence[Sample], field: str, separator: str) -> tuple[Named, ...]:
    pieces = [piece for sample in samples for cell in sample.cells(field) for piece in part(cell, separator)]
    return tuple(name for name, label in NAMED.items() if any(piece.startswith(label) for piece in pieces))


def _is_path(cells: Sequence[str]) -> bool:
    return bool(cells) and all(cell.startswith("/") for cell in cells)


def _proof_label(samples: Sequence[Sample]) -> str:
    if any(sample.found.sheet.room("proof") for sample in samples):
        return ""
    told = any(line.startswith(_PROOF) for s in samples for cell in s.cells("rationale") for line in cell.split("\n"))
    return _PROOF if told else ""
