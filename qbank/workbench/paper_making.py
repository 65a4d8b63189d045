"""From a wish to papers: items chosen from the bank, made into forms, checked by counting once more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from qbank.assembly.candidates import candidate_of
from qbank.assembly.columns import Columns
from qbank.assembly.selecting import Outcome, Paper, assemble
from qbank.assembly.shortages import Shortage
from qbank.assembly.shuffling import Chosen, Issued, shuffled
from qbank.assembly.verifying import Gap, gaps
from qbank.assembly.wishes import as_wished, even_keys, uneven
from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.model.blueprint import Band, Blueprint, Cell
from qbank.workbench.blueprints import drafting_commands, pins_outside, settled, strange_bans, strange_words
from qbank.workbench.miskeyed import of_paper
from qbank.workbench.paper_bank import Supply, supply
from qbank.workbench.papers import MOST_FORMS, NAMES, Papers, Wish, facility_of, key_letters

_SAME_DIFFICULTY = 0.05
"""How far the mean facility of a paper may lie from that of the papers it stands beside or in for."""


def plan_papers(bank: Bank, wish: Wish, lang: Lang = "zh") -> Papers:
    """Return papers that keep a blueprint, or what the bank is short of; nothing is written anywhere.

    Raises:
        QbankError: the bank has nothing to choose from, the blueprint contradicts itself or names what the bank does
            not know; the first fault.
    """
    if not 1 <= wish.forms <= MOST_FORMS:
        raise QbankError(Problem("papers-forms", values={"found": wish.forms, "most": MOST_FORMS}))
    known = supply(bank, wish.order)
    if not known.items:
        raise QbankError(Problem("papers-bank-empty"))
    documents = [entry.name for entry in bank.documents()]
    asked = without_excluded(settled(wish.blueprint, documents), wish, known)
    strange = *strange_words(asked, known.candidates), *strange_bans(wish.blueprint, bank)
    for problem in (*strange, *pins_outside(asked, known.candidates)):
        raise QbankError(problem)
    start = perf_counter()
    before = _before(bank, asked, wish, known)
    blueprint, outcome, notes = (asked, Outcome(papers=before), ()) if before else _chosen(asked, wish, known)
    if outcome.problems:
        raise QbankError(outcome.problems[0])
    notes = (*notes, *of_paper(blueprint, known.candidates, wish.day))
    by_id = {each.id: each for each in known.candidates}
    if outcome.shortages:
        # Where the bank has enough, limits or keys are to be mended; drafts that wait would do for these too.
        lacking = [each for each in outcome.shortages if each.is_lacking]
        cells = list(_cells(blueprint, lacking))
        missing = list(_cells(blueprint, [each for each in lacking if each.kept is None]))
        commands = drafting_commands(missing, known.candidates, documents) if missing else []
        return Papers(
            wish=wish, blueprint=blueprint, shortages=outcome.shortages, nearest=outcome.nearest, candidates=by_id,
            commands=tuple(commands), waiting=_waiting(bank, blueprint, cells), lang=lang, notes=notes,
            seconds=perf_counter() - start,
        )  # fmt: skip
    exam, issued = _issued(blueprint, wish, known, outcome.papers, lang)
    seconds = perf_counter() - start
    short = tuple(short_of_keys(blueprint, issued))
    return Papers(
        wish=wish, blueprint=blueprint, exam=exam, issued=() if short else issued, shortages=short,
        nearest=outcome.papers, violations=tuple(violations(blueprint, wish, known, issued)), candidates=by_id,
        seconds=seconds, lang=lang, notes=notes,
    )  # fmt: skip


def _before(bank: Bank, blueprint: Blueprint, wish: Wish, known: Supply) -> tuple[Paper, ...]:
    """Return the items of the papers that were issued for the same wish, () where there are none or they do no more."""
    same = [each for each in bank.issues() if each.order == wish.order]
    forms = [each.form for each in same if each.exam == same[0].exam]
    shared = blueprint.overlap == 1
    for form in forms:
        if any(
            each.item not in known.items or known.items[each.item].revision != each.revision for each in form.placed
        ):
            return ()
    papers = [tuple(tuple(sorted(p.item for p in section.placed)) for section in form.sections) for form in forms]
    fit = len(forms) == wish.forms and all(len(paper) == len(blueprint.sections) for paper in papers)
    papers = papers[:1] if shared else papers
    return tuple(papers) if fit and not any(_gaps(blueprint, wish, known, papers)) else ()


def without_excluded(blueprint: Blueprint, wish: Wish, known: Supply) -> Blueprint:
    """Return a blueprint that bans what stands in excluded papers, and what asks the same.

    Raises:
        QbankError: ``papers-pinned-excluded``: an item is pinned that must not come back.
    """
    gone = {placed.item for each in wish.excluded for placed in each.form.placed}
    again = {one for pair in known.twins for one, other in (pair, pair[::-1]) if other in gone}
    for item in sorted(set(blueprint.pinned) & (gone | again)):
        raise QbankError(Problem("papers-pinned-excluded", place="pinned", values={"item": item}))
    return replace(blueprint, banned=tuple(sorted({*blueprint.banned, *gone, *again})))


def _chosen(blueprint: Blueprint, wish: Wish, known: Supply) -> tuple[Blueprint, Outcome, tuple[Problem, ...]]:
    """Return the blueprint as it was solved, and its papers.

    Beyond what is asked, papers are as hard as each other, make-up papers as hard as what they stand in for, and keys
    without a pattern; what the bank cannot give of these is let go, difficulty last.
    """
    like = _like(blueprint, wish, known)
    wishes = ({"facility": like} if like else {}) | even_keys(blueprint, known.candidates)
    # Forms put the keys of single choices where they are needed: they are counted when the forms are made.
    asked, found = as_wished(replace(blueprint, keys=None), wishes, lambda each: _solved(each, wish, known))
    if not found.papers:
        return blueprint, found, ()
    unlike = (_unlike(like, wish),) if like and asked.facility != like else ()
    by_id = {each.id: each for each in known.candidates}
    return replace(asked, keys=blueprint.keys), found, (*unlike, *uneven(blueprint, found.papers, by_id))


def _like(blueprint: Blueprint, wish: Wish, known: Supply) -> Band | None:
    """Return the mean facility that papers are to share where nobody asked for one, None where none is needed."""
    apart = wish.forms > 1 and blueprint.overlap < 1
    mean = None
    if blueprint.facility is None and (wish.excluded or apart):
        mean = _of_excluded(wish, known) if wish.excluded else _usual(blueprint, wish, known)
    if mean is None:
        return None
    return Band(round(max(0.0, mean - _SAME_DIFFICULTY), 4), round(min(1.0, mean + _SAME_DIFFICULTY), 4))


def _unlike(like: Band | None, wish: Wish) -> Problem:
    values = {"least": f"{like.least:.2f}", "most": f"{like.most:.2f}"} if like else {}
    if wish.excluded:
        return Problem("papers-other-difficulty", values=values, severity="warning")
    return Problem("papers-unlike", values=values, severity="warning")


def _of_excluded(wish: Wish, known: Supply) -> float | None:
    by_id = {each.id: each for each in known.candidates}
    means = [facility_of(each.form, by_id) for each in wish.excluded if any(p.item in by_id for p in each.form.placed)]
    return sum(means) / len(means) if means else None


def _usual(blueprint: Blueprint, wish: Wish, known: Supply) -> float | None:
    """Return the mean facility of what may stand in the sections, by their marks."""
    columns = Columns(known.candidates)
    free = columns.eligible(blueprint, wish.day)
    sections = [(each.number * each.marks, columns.facility[free & columns.fits(each)]) for each in blueprint.sections]
    if not all(len(found) for _, found in sections):
        return None
    return sum(marks * float(found.mean()) for marks, found in sections) / blueprint.marks


def _solved(blueprint: Blueprint, wish: Wish, known: Supply) -> Outcome:
    forms = 1 if blueprint.overlap == 1 else wish.forms
    return assemble(blueprint, known.candidates, seed=wish.seed, day=wish.day, forms=forms, enemies=known.enemies)


def _cells(blueprint: Blueprint, shortages: Sequence[Shortage]) -> Iterator[Cell]:
    """Yield what is short as cells; of a section one of its type."""
    for each in shortages:
        if each.gap.rule == "cell":
            yield blueprint.cells[each.gap.at]
        elif each.gap.rule == "section":
            yield Cell(types=(blueprint.sections[each.gap.at].type,), documents=blueprint.documents)


def _waiting(bank: Bank, blueprint: Blueprint, cells: Sequence[Cell]) -> int:
    """Return how many drafts would do for some cells."""
    marks: dict[str, list[float]] = {}
    for section in blueprint.sections:
        marks.setdefault(section.type, []).append(section.marks)
    drafts = (candidate_of(item) for item in bank.items(Query(status="draft")))
    return sum(any(cell.takes(draft, each) for cell in cells for each in marks.get(draft.type, ())) for draft in drafts)


def _issued(
    blueprint: Blueprint, wish: Wish, known: Supply, papers: Sequence[Paper], lang: Lang
) -> tuple[str, tuple[Issued, ...]]:
    """Return the forms: of each paper one, or all of the only one, its items and options in other orders.

    A section that nobody gave a heading is called by its type: where that is not Chinese, whoever prints it does so.
    """
    title = wish.title or blueprint.title
    digest = hashlib.sha256(wish.order.encode())
    for paper in papers:
        digest.update(repr([[(item, known.items[item].revision) for item in ids] for ids in paper]).encode())
    # What a blueprint or a paper is called makes another exam of it, and changes nothing in it.
    lot = digest.hexdigest()
    digest.update("\x1f".join((blueprint.name, title)).encode("utf-8", "replace"))
    exam, made = digest.hexdigest()[:8], list[Issued]()
    for at, paper in enumerate(papers):
        sections = [
            Chosen(
                heading=section.label if lang == "zh" else section.heading,
                items=tuple(known.items[each] for each in ids),
                marks=section.marks,
            )
            for section, ids in zip(blueprint.sections, paper, strict=True)
        ]
        made += shuffled(
            sections, seed=wish.seed, exam=exam, title=title, lot=lot,
            names=NAMES[: wish.forms] if len(papers) == 1 else NAMES[at],
            blueprint=blueprint.name, minutes=blueprint.minutes,
        )  # fmt: skip
    return exam, tuple(made)


def violations(blueprint: Blueprint, wish: Wish, known: Supply, issued: Sequence[Issued]) -> Iterator[Gap]:
    """Yield the rules that forms break, counted anew from what is printed."""
    papers = [tuple(tuple(p.item for p in section.placed) for section in each.form.sections) for each in issued]
    return _gaps(blueprint, wish, known, papers)


def _gaps(blueprint: Blueprint, wish: Wish, known: Supply, papers: Sequence[Paper]) -> Iterator[Gap]:
    by_id = {each.id: each for each in known.candidates}
    for at, paper in enumerate(papers):
        others = [[item for section in other for item in section] for other in papers[:at]]
        yield from gaps(replace(blueprint, keys=None), paper, by_id, wish.day, known.enemies, others)


def short_of_keys(blueprint: Blueprint, issued: Sequence[Issued]) -> Iterator[Shortage]:
    """Yield the letters whose share of the keys is not what was asked for, form by form."""
    for form, each in enumerate(issued):
        counts = key_letters(each)
        total = sum(counts.values())
        if blueprint.keys is None or not total:
            continue
        for letter in sorted({*"ABCD", *counts}):
            share, least = counts[letter] / total, blueprint.keys.least if letter in "ABCD" else 0.0
            if not least - 1e-6 <= share <= blueprint.keys.most + 1e-6:
                limit = least if share < least else blueprint.keys.most
                yield Shortage(Gap("key", letter, limit, share), form, counts[letter], total)
