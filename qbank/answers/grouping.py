"""Columns that part people: found by what they are called or mean, and one group under one spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qbank.answers._cells import Cells
from qbank.answers._plain import headed, is_fault, plain, tidy
from qbank.answers.departments import Departments, one_step
from qbank.answers.records import AnswerFile, field_of
from qbank.errors import Problem
from qbank.locale import Listed

_SHOWN = 30
_PERSONAL = ("name", "code")
_MANY, _NEARLY_ALL = 10, 0.9
"""People from whom on a column that has another text for so large a part of them is theirs, and no group's."""


def groups_of(file: AnswerFile, wanted: Sequence[str], tree: Departments, problems: list[Problem]) -> dict[str, Cells]:
    """Return the columns that part people by the headings that were asked for; ``problems`` gets what is none."""
    found = {}
    for heading in wanted:
        cells = _column(file, heading)
        if cells is None:
            columns = [*file.others, *(["部门 (department)"] if "department" in file.fields else [])]
            values = {"heading": heading, "columns": Listed(columns, _SHOWN) or "–"}
            problems.append(Problem("answers-group-missing", file.file, values=values))
            continue
        cells = without_faults(cells)
        if is_department(file, heading):
            said = cells.said
            # All spellings are counted before one is taken: which one most people use is known only then.
            paths = [tree.of(each, said.get(each, 0)) for each in cells.words]
            found[heading] = replace(cells, words=tuple("/".join(tree.shown(path)) for path in paths))
        elif _tells_people_apart(file, heading, cells):
            problems.append(Problem("answers-group-person", file.file, values={"heading": heading}))
        else:
            shown = one_spelling(cells.said)
            found[heading] = replace(cells, words=tuple(shown.get(each, "") for each in cells.words))
    return found


def _tells_people_apart(file: AnswerFile, heading: str, cells: Cells) -> bool:
    """Tell whether a column says who somebody is: its groups would be persons, named in all that is passed on."""
    if field_of(file.layout, heading) in _PERSONAL:
        return True
    said = {text: count for text, count in cells.said.items() if text}
    rows = sum(said.values())
    return rows >= _MANY and len(said) >= _NEARLY_ALL * rows


def without_faults(cells: Cells) -> Cells:
    """Return a column in which a table program's faults (#N/A) are blank."""
    return replace(cells, words=tuple("" if is_fault(each) else each for each in cells.words))


def is_department(file: AnswerFile, heading: str) -> bool:
    """Tell whether a column holds departments: paths in a tree."""
    return field_of(file.layout, heading) == "department" or plain(heading) == "department"


def one_spelling(said: Mapping[str, int]) -> dict[str, str]:
    """Return for each text the spelling that most use of those alike: but for width, case, spaces, signs, 第一 and 第1.

    Args:
        said: how often each text stands there.
    """
    by_key: dict[str, Counter[str]] = {}
    for text, count in said.items():
        by_key.setdefault(_key(text), Counter())[tidy(text)] += count
    return {text: max(spelled := by_key[_key(text)], key=lambda each: (spelled[each], each)) for text in said}


def alike(texts: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return for each text of several files the one spelling of its group; the first file's before others'."""
    known: dict[str, str] = {}
    return {text: known.setdefault(_key(text), text) for each in texts for text in each}


def _key(text: str) -> str:
    """Return a text for comparing; steps of a path stay apart."""
    return "/".join(one_step(step.strip()) for step in text.split("/"))


def _column(file: AnswerFile, heading: str) -> Cells | None:
    """Return the column of a heading: as it stands, with a number in front, or by what it means."""
    exact = {plain(each): cells for each, cells in file.others.items()}
    numbered = [cells for each, cells in file.others.items() if plain(headed(each).stem) == plain(heading)]
    if plain(heading) in exact:
        return exact[plain(heading)]
    if len(numbered) == 1:
        return numbered[0]
    return file.fields.get(field_of(file.layout, heading)) or {
        plain(name): cells for name, cells in file.fields.items()
    }.get(plain(heading))
