"""What contradicts itself before anything is chosen: marks that do not add up, limits that cross, pinned enemies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from qbank.errors import Problem, QbankError
from qbank.model.blueprint import Blueprint, Cell
from qbank.model.candidate import Candidate
from qbank.model.numerals import plain

_NEAR = 1e-6


def refuse_contradictions(blueprint: Blueprint, file: str = "", *, marks: float | None = None) -> None:
    """Raise a QbankError with the first contradiction of a blueprint."""
    for problem in contradictions(blueprint, file, marks=marks):
        raise QbankError(problem)


def contradictions(blueprint: Blueprint, file: str = "", *, marks: float | None = None) -> Iterator[Problem]:
    """Yield what contradicts itself in a blueprint, whatever the bank.

    Args:
        blueprint: the blueprint.
        file: where it stands.
        marks: what the file says that the sections add up to; None if it does not say.
    """
    if not blueprint.sections:
        yield Problem("blueprint-no-sections", file)
    for at, section in enumerate(blueprint.sections, 1):
        if round(section.marks, 2) != section.marks:
            values = {"section": section.label, "marks": plain(section.marks)}
            yield Problem("blueprint-marks-fraction", file, f"sections[{at}]", values)
    if marks is not None and abs(marks - blueprint.marks) > _NEAR:
        values = {"said": plain(marks), "sum": plain(blueprint.marks)}
        yield Problem("blueprint-marks-sum", file, "marks", values)
    for at, cell in enumerate(blueprint.cells, 1):
        yield from _of_cell(blueprint, cell, file, f"cells[{at}]")
    for name in ("keys", "trues", "facility", "words", "seconds"):
        band = getattr(blueprint, name)
        if band is not None and band.least > band.most:
            yield _crossed(file, name, name, band.least, band.most)
    for item in sorted(set(blueprint.pinned) & set(blueprint.banned)):
        yield Problem("blueprint-pinned-banned", file, "pinned", {"item": item})
    if len(set(blueprint.pinned)) > blueprint.number > 0:
        counts = {"pinned": len(set(blueprint.pinned)), "number": blueprint.number}
        yield Problem("blueprint-pinned-many", file, "pinned", counts)


def _of_cell(blueprint: Blueprint, cell: Cell, file: str, place: str) -> Iterator[Problem]:
    if cell.least > cell.most:
        yield _crossed(file, place, cell.label, cell.least, cell.most)
    held = [
        section
        for section in blueprint.sections
        if (not cell.types or section.type in cell.types) and cell.marks in {0, section.marks}
    ]
    room = sum(section.number * (section.marks if cell.unit == "marks" else 1) for section in held)
    if cell.least > room + _NEAR:
        values = {"cell": cell.label, "least": plain(cell.least), "room": plain(room)}
        yield Problem("blueprint-cell-room", file, place, values)
    # Whatever its items are, a cell without words counts all of the sections.
    if cell.is_whole and cell.most < room - _NEAR:
        values = {"cell": cell.label, "most": plain(cell.most), "room": plain(room)}
        yield Problem("blueprint-cell-over", file, place, values)


def _crossed(file: str, place: str, name: str, least: float, most: float) -> Problem:
    return Problem("blueprint-crossed", file, place, {"name": name, "least": plain(least), "most": plain(most)})


def clashes(
    blueprint: Blueprint, candidates: Mapping[str, Candidate], enemies: Sequence[Collection[str]]
) -> Iterator[Problem]:
    """Yield what a blueprint asks of single items that cannot be, with this bank and these enemies.

    Args:
        blueprint: the blueprint.
        candidates: all items of the bank by id.
        enemies: groups of ids of which a paper has one at most.
    """
    for item in sorted(set(blueprint.pinned) - candidates.keys()):
        yield Problem("assembly-pinned-unknown", place="pinned", values={"item": item})
    held = with_sets(blueprint, candidates)
    for item in sorted(held):
        yield from _misplaced(blueprint, candidates[item], pinned=item in blueprint.pinned)
    for group in enemies:
        for one, other in combinations(sorted(held & set(group)), 2):
            yield Problem("assembly-pinned-enemies", place="pinned", values={"one": one, "other": other})
    yield from _crowded(blueprint, [candidates[item] for item in held])


def _misplaced(blueprint: Blueprint, candidate: Candidate, *, pinned: bool) -> Iterator[Problem]:
    values = {"item": candidate.id, "stimulus": candidate.stimulus}
    if candidate.id in blueprint.banned and not pinned:
        yield Problem("assembly-pinned-set", place="pinned", values=values)
    fits = (each.type == candidate.type and candidate.marks in {0, each.marks} for each in blueprint.sections)
    if not any(fits):
        yield Problem("assembly-pinned-type", place="pinned", values={"item": candidate.id})


def _crowded(blueprint: Blueprint, held: Sequence[Candidate]) -> Iterator[Problem]:
    """Yield the types of which more items are pinned than the paper has."""
    room: Counter[str] = Counter()
    for section in blueprint.sections:
        room[section.type] += section.number
    for name, count in sorted(Counter(each.type for each in held).items()):
        if 0 < room[name] < count:
            label = next(section.label for section in blueprint.sections if section.type == name)
            values = {"section": label, "number": room[name], "pinned": count}
            yield Problem("assembly-pinned-crowd", place="pinned", values=values)


def with_sets(blueprint: Blueprint, candidates: Mapping[str, Candidate]) -> frozenset[str]:
    """Return the pinned ids that the bank has, and where passages are taken whole, all of their passages too."""
    pinned = {item for item in blueprint.pinned if item in candidates}
    if blueprint.stimulus_least:
        return frozenset(pinned)
    passages = {candidates[item].stimulus for item in pinned} - {""}
    return frozenset(pinned | {each.id for each in candidates.values() if each.stimulus in passages})
