"""What a record of somebody's JSON asks: its stem, options and kind, and the answers it gives by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from qbank.formats._gone import tells_state
from qbank.formats._json_names import (
    ASKED,
    LOOSE,
    NAMES,
    NOTHING,
    as_text,
    lettered,
    names_of,
    part_of,
    passage_of,
    sure_of,
    text_of,
    unsaid,
    value_of,
)
from qbank.formats._json_option_records import Options
from qbank.formats._json_options import are_marked, options_of, wrong_ones
from qbank.formats._json_places import Around, type_of
from qbank.formats.tables.language import (
    CHOICES,
    Unreadable,
    find_blanks,
    folded,
    is_answer,
    verdict_of,
)
from qbank.formats.texts.language import choosing, untagged
from qbank.locale import Listed, brief
from qbank.model.item import Interaction, TextEntry
from qbank.model.lettering import is_of_letters, names_option
from qbank.types._contract import TYPES

_OF_TAGS: Mapping[str, str] = {"one": "single", "many": "multiple", "any": "multiple", "choice": "", "free": "essay"}
"""Kinds of items as texts call them in brackets, where tables call them otherwise."""
_OTHERS = ("left", "multiple", "rules")
_COUNTS = frozenset({"single", "multiple"})


class UnclearError(ValueError):
    """A record that does not say what an item needs: a problem code with its values, and the stem if there is one."""

    def __init__(self, code: str, stem: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.stem, self.values = code, stem, values


@dataclass(frozen=True, slots=True)
class Asked:
    """What a record asks: its stem, options and kind ("" where that is left open), and the answers it gives by name."""

    stem: str
    options: Options
    kind: str
    answers: Mapping[str, Any]
    row: Mapping[str, Any]
    own: bool

    @classmethod
    def of(cls, row: Mapping[str, Any], stem: str, around: Around, *, own: bool) -> Asked:
        """Return what a record asks.

        Raises:
            UnclearError: types contradict each other or are not known, letters of options are missing that texts name.
            OptionsError: as ``options_of``.
        """
        options = options_of(row, own=own)
        if not options.texts and around.options is not None:
            options = options_of({"options": around.options}, own=False)
        answers = {name: row[name] for name in sure_of(row, "answer") if not are_marked(row[name])}
        if answers:
            answers |= {name: row[name] for name in row if name not in answers and _is_revised(row, name)}
        kind, bare = _kind(row, stem, own=own)
        if kind == "multiple" and wrong_ones(row) and not names_of(row, "options"):
            kind = "single"  # OpenTDB says so of any choice; one right answer stands beside the wrong ones
        if not kind and around.kind:
            is_bare = not options.texts and any(said_verdict(each) is not None for each in answers.values())
            kind = "verdict" if is_bare and type_of(around.kind) in _COUNTS else type_of(around.kind)
        if options.has_gaps:
            texts = (*options.texts, stem, text_of(row, "explanation"))
            is_named = any(map(names_option, texts)) or any(map(is_of_letters, options.texts))
            if is_named or choosing(stem, has_key=True)[1]:
                raise UnclearError("json-row-option-gap", stem, found="".join(options.letters))
        return cls(bare, options, kind, answers, row, own)

    @property
    def loose(self) -> dict[str, Any]:
        """Return words under names that may be those of an answer and may be others': ``key`` beside ``answer``."""
        names = (name for name in names_of(self.row, "answer") if name in LOOSE and name not in self.answers)
        return {name: self.row[name] for name in names if isinstance(self.row[name], str | list)}

    def refuse(self, code: str, **values: object) -> NoReturn:
        """Raise an UnclearError."""
        raise UnclearError(code, self.stem, **values)

    def filled(self, interaction: Interaction) -> str:
        """Return the stem with the blanks of the interaction; where they do not agree it stays as it is."""
        if self.own or not isinstance(interaction, TextEntry):
            return self.stem
        try:
            return find_blanks(self.stem, len(interaction.accepted), "")
        except Unreadable as fault:
            if fault.code == "table-blanks-two-ways":
                self.refuse("json-row-blanks")
            return self.stem


def _kind(row: Mapping[str, Any], stem: str, *, own: bool) -> tuple[str, str]:
    """Return the kind of item that a record says it is, "" where it says none, and the stem without a name of it."""
    words = [type_word(row[name]) for name in names_of(row, "type")]
    kinds = list(dict.fromkeys(filter(None, map(type_of, words))))
    word, kind = (words or [""])[0], (kinds or [""])[0]
    if len(kinds) > 1:
        raise UnclearError("json-row-types-differ", stem, found=Listed(words))
    if word and not kind and folded(word) not in CHOICES | {"choice", "select"} and not word.isdigit():
        raise UnclearError("json-row-type", stem, found=brief(word, 20), known=Listed(each.label for each in TYPES))
    tagged = untagged(stem)
    if own or tagged.kind is None or not tagged.text:
        return kind, stem
    told = _OF_TAGS.get(tagged.kind, tagged.kind)
    if tagged.twice or (kind and told and kind != told):
        raise UnclearError("json-row-types-differ", stem, found=word or brief(stem, 20))
    return kind or told, tagged.text


def _is_revised(row: Mapping[str, Any], name: str) -> bool:
    """Tell whether a name is that of an answer that came later (修订答案): it must say what the answer says."""
    return is_answer(name) and part_of(name)[0] != "answer" and row[name] not in NOTHING


def type_word(value: Any) -> str:  # noqa: ANN401 - JSON data
    """Return the word for a type, of an object the one that has a name: {"id": 1, "name": "单选题"}."""
    if isinstance(value, Mapping):
        return next(
            (as_text(value[name]) for name in ("name", "label", "text", "title") if as_text(value.get(name))), ""
        )
    return as_text(value).strip()


def said_verdict(answer: Any) -> bool | None:  # noqa: ANN401 - JSON data
    """Return what an answer says of a statement, None where it says neither."""
    if isinstance(answer, bool):
        return answer
    word = answer[0] if isinstance(answer, list) and len(answer) == 1 else answer
    if isinstance(word, bool):
        return word
    return verdict_of(word.strip(" 。.")) if isinstance(word, str) else None


def unread_of(asked: Asked) -> list[str]:
    """Return the names of a record that say something and are not read."""
    row = asked.row
    parts = [part for part in NAMES if part not in ASKED and _is_read(row, part)]
    read = [name for part in parts for name in sure_of(row, part)[:1]]
    read += [*sure_of(row, "stem"), *sure_of(row, "options"), *sure_of(row, "answer"), *asked.answers]
    read += [*_OTHERS, *(("right",) if "left" in row else ()), *names_of(row, "number")]
    read += [*fields] if len(fields := lettered(row)) > 1 else []
    read += [name for name in row if tells_state(name, row[name])]
    read += wrong_ones(row) if not names_of(row, "options") else []
    return [*unsaid(row, read), *asked.options.unread]


def _is_read(row: Mapping[str, Any], part: str) -> bool:
    if part == "stimulus":
        return bool(passage_of(value_of(row, part)))
    return part in {"type", "tags", "audience", "proof"} or not names_of(row, part) or bool(text_of(row, part))
