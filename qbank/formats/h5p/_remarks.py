"""What H5P has no place for: told to editors in the comments of a question, a line each, and found again on reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qbank.locale import LANGS, Lang, say
from qbank.model.item import Difficulty
from qbank.model.portable import Portable

_FIRST = "qbank 1"
_LABELS: Mapping[str, str] = {
    "id": "h5p-remark-id",
    "chapter": "h5p-remark-chapter",
    "difficulty": "h5p-remark-difficulty",
    "tags": "h5p-remark-tag",
    "audience": "h5p-remark-audience",
    "proof": "h5p-remark-proof",
    "stimulus": "h5p-remark-passage",
}
_LEVELS: Mapping[Difficulty, str] = {"easy": "h5p-easy", "medium": "h5p-medium", "hard": "h5p-hard"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the comments of a question of ours say; ``has_passage``: a shared passage is its first paragraph."""

    id: str = ""
    chapter: str = ""
    difficulty: Difficulty = "medium"
    tags: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    has_passage: bool = False


def remarks_of(portable: Portable, lang: Lang) -> str:
    """Return the lines for a portable; values of several lines are escaped, so that each stays on its own."""
    item = portable.item
    rows = [("id", item.id), ("chapter", item.chapter), ("difficulty", say(_LEVELS[item.difficulty], lang))]
    rows += [("tags", each) for each in item.tags] + [("audience", each) for each in item.audience]
    rows += [("proof", each) for each in portable.proof]
    rows += [("stimulus", say("h5p-passage-first", lang))] if portable.stimulus else []
    told = [
        f"{say(_LABELS[name], lang)}{_escaped(value)}" for name, value in rows if value or name in {"tags", "audience"}
    ]
    return "\n".join([_FIRST, *told])


def remarks_in(comments: str) -> Remarks | None:
    """Return what comments of ours say, in whatever language they are; None for anybody else's."""
    first, _, rest = comments.partition("\n")
    if first.strip() != _FIRST:
        return None
    found: dict[str, list[str]] = {name: [] for name in _LABELS}
    for name, value in _rows(rest.split("\n")):
        found[name].append(value)
    return Remarks(
        id=_last(found["id"]),
        chapter=_last(found["chapter"]),
        difficulty=_level(_last(found["difficulty"])),
        tags=tuple(found["tags"]),
        audience=tuple(found["audience"]),
        proof=tuple(found["proof"]),
        has_passage=bool(found["stimulus"]),
    )


def _rows(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    labels = [(say(key, lang), name) for lang in LANGS for name, key in _LABELS.items()]
    for line in lines:
        for label, name in labels:
            if line.startswith(label):
                yield name, _unescaped(line.removeprefix(label))
                break


def _level(word: str) -> Difficulty:
    words = {say(key, lang): level for lang in LANGS for level, key in _LEVELS.items()}
    return words.get(word, "medium")


def _last(values: Sequence[str]) -> str:
    return values[-1] if values else ""


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace("\r", r"\r")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda mark: {"n": "\n", "r": "\r"}.get(mark[1], mark[1]), text)
