"""What remains doubtful of how the rows of an unknown table are written, each with its place and its cure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.errors import Problem
from qbank.formats.tables._instructions import Instructions
from qbank.formats.tables._kinds import Kinds, Sample, options_of_row, shows_several
from qbank.formats.tables._layout import brief, first
from qbank.formats.tables._letters import letters_of
from qbank.formats.tables._profile_records import Answers, Profile
from qbank.formats.tables._stems import count_blanks
from qbank.model.folding import folded
from qbank.model.verdict import verdict_of


def doubtful(
    samples: Sequence[Sample], kinds: Kinds, profile: Profile, said: Instructions, file: str
) -> Iterator[Problem]:
    """Yield what a person has to look at, where rows and notes do not settle it; warnings all.

    Args:
        samples: the sheets.
        kinds: their rows by kind.
        profile: what was learned of them.
        said: what notes say.
        file: their file.
    """
    bare = list(_bare_verdicts(kinds, profile, file))
    yield from bare or ([] if said.verdicts else _words_in_doubt(kinds, profile, file))
    yield from _notes_in_doubt(said, kinds, profile, file)
    yield from _options_in_doubt(samples, kinds, profile, file)
    yield from _answers_in_doubt(kinds, profile, file)


def _bare_verdicts(kinds: Kinds, profile: Profile, file: str) -> Iterator[Problem]:
    for place, texts in kinds.placed("verdict"):
        answer = first(texts, "answer")
        is_said = folded(answer) in map(folded, profile.answers.verdict_words)
        is_bare = letters_of(answer) is not None or answer.isdecimal()
        if is_bare and not is_said and verdict_of(answer) is None and not options_of_row(texts):
            yield Problem(
                "table-verdict-bare", file, place, {"found": answer, "stem": brief(first(texts, "stem"))}, "warning"
            )
            return


def _words_in_doubt(kinds: Kinds, profile: Profile, file: str) -> Iterator[Problem]:
    """Ask for the words of verdicts where no row and no note has one."""
    rows = kinds.placed("verdict")
    if rows and profile.answers.verdict_words == Answers().verdict_words:
        seen = (said for _, texts in rows for said in (*options_of_row(texts), *texts.get("answer", ())))
        if not any(verdict_of(word) is not None for word in seen) and not profile.answers.flags:
            place, texts = rows[0]
            true, false = profile.answers.verdict_words
            values = {"true": true, "false": false, "stem": brief(first(texts, "stem"))}
            yield Problem("table-verdict-asked", file, place, values, "warning")


def _notes_in_doubt(said: Instructions, kinds: Kinds, profile: Profile, file: str) -> Iterator[Problem]:
    """Tell where notes contradict each other or the rows, and where they do not say which sign they mean."""
    choices = kinds.rows("single", "multiple")
    differing = [*said.differing]
    if said.letters and shows_several(choices) and said.letters.strip() != profile.answers.letters.strip():
        differing.append("letters")
    if said.between and profile.answers.blanks == "joined" and profile.answers.between.strip() != said.between.strip():
        differing.append("between")
    for field in dict.fromkeys(differing):
        yield Problem(f"table-notes-differ-{field}", file, values={}, severity="warning")
    for sign in said.unsure:
        yield Problem("table-notes-width", file, values={"sign": sign}, severity="warning")


def _options_in_doubt(samples: Sequence[Sample], kinds: Kinds, profile: Profile, file: str) -> Iterator[Problem]:
    """Ask where options of choices have no column, or stand in one cell and nothing tells how they are parted."""
    rows = kinds.placed("single", "multiple")
    if not rows:
        return
    place, texts = next(((place, texts) for place, texts in rows if first(texts, "options")), rows[0])
    values = {"found": brief(first(texts, "options")), "stem": brief(first(texts, "stem"))}
    if not any(sample.found.sheet.room(field) for sample in samples for field in ("option", "options")):
        yield Problem("table-options-asked", file, place, values, "warning")
    elif values["found"] and not (profile.options.separator or profile.options.label):
        yield Problem("table-options-sign-asked", file, place, values, "warning")


def _answers_in_doubt(kinds: Kinds, profile: Profile, file: str) -> Iterator[Problem]:
    if profile.answers.blanks != "joined" or profile.answers.within:
        return
    for place, texts in kinds.placed("blanks"):
        answer = first(texts, "answer")
        if count_blanks(first(texts, "stem"), profile.blank) == 1 and any(
            sign in answer for sign in ("|", "；", ";", "\n")
        ):
            values = {"found": brief(answer), "stem": brief(first(texts, "stem"))}
            yield Problem("table-answers-within", file, place, values, "warning")
            return
