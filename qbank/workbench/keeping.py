"""An exam that is kept: what people answered in the workspace, and the figures of its items in the bank."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from qbank.analysis.rescoring import Rescored
from qbank.answers.people import has_code
from qbank.bank import Bank
from qbank.errors import Problem, QbankError, reason_of
from qbank.formats.files import write_bytes
from qbank.locale import Lang, Listed, say
from qbank.model.figure import FEWEST, FlagRecord, ItemStatistics
from qbank.model.sitting import Person, Sheet, SittingHead, sitting_id
from qbank.reports.exam import ItemAnalysis
from qbank.sittings import Sittings
from qbank.text.readers import digest_of
from qbank.workbench.analysis import Analysis
from qbank.workbench.analysis_data import effect_of
from qbank.workbench.fitting import doubt_of

_SHOWN = 5
CODING_KEY = "answers.key"
"""The file with the key of a workspace by which names become codes."""


def head_of(found: Analysis, actor: str) -> SittingHead:
    """Return the head under which a workspace keeps a sitting: one of the same name and day is the same sitting.

    Without a day the files tell sittings apart: every month may have its 成绩.xlsx.
    """
    exam = found.exam
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest, name = _digest(found.files), "、".join(file.name for file in found.files)
    sitting = sitting_id(exam.name, exam.date, digest)
    return SittingHead(sitting, exam.name, exam.date, name, digest, at, actor, found.reading.asked)


def _digest(files: Sequence[Path]) -> str:
    """Return the SHA-256 of a file, of several that of theirs in their order as numbers."""
    digests = sorted(map(_digest_of, files))
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _digest_of(file: Path) -> str:
    digest = digest_of(file)
    if isinstance(digest, Problem):
        raise QbankError(digest)
    return digest


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """What became of a sitting: whether it took another's place, and of how many items figures were recorded."""

    was_there: bool
    items: int
    lang: Lang
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return say("analyse-kept-again" if self.was_there else "analyse-kept-new", self.lang, items=self.items)


def keep(
    found: Analysis, head: SittingHead, folder: Path, bank: Bank, *, again: bool = False, force: bool = False
) -> Kept:
    """Keep what people answered in the workspace, and record the figures beside the versions of the bank's items.

    Of items that fewer than ``FEWEST`` people answered, and of those the bank does not have, no figures are recorded.

    Args:
        found: the exam.
        head: under which it is kept.
        folder: the workspace.
        bank: its bank.
        again: keep it although the same file is kept as another exam.
        force: keep it although the answers do not fit the form that they are said to be on.

    Raises:
        QbankError: ``analyse-kept-file`` or ``analyse-kept-unfit``, where that was not wanted; nothing is written.
    """
    doubt = None if force else doubt_of(found.problems)
    if doubt is not None:
        raise QbankError(Problem("analyse-kept-unfit", head.file))
    sheets = list(found.reading.sheets())
    with Sittings(folder) as store:
        if not again:
            _refuse_kept(store, head)
        sheets, told = _by_code(store, sheets)
        problems = (*_other_names(store, sheets), *told)
        was_there = store.put(head, sheets)
    records = [
        _statistics(each, head, found.rescored.get(each.asked.item))
        for each in found.exam.items
        if _can_be_recorded(each)
    ]
    if records:
        bank.add_statistics(records)
    return Kept(was_there, len(records), found.exam.lang, problems)


def _refuse_kept(store: Sittings, head: SittingHead) -> None:
    """Refuse a file that is kept under another name or day: its people and items would count twice."""
    other = next((each for each in store.sittings() if each.digest == head.digest and each.id != head.id), None)
    if other is not None:
        values = {"name": other.name, "date": other.date or "–", "id": other.id}
        raise QbankError(Problem("analyse-kept-file", head.file, values=values))


def _by_code(store: Sittings, sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of people without a code under the code that an earlier exam had for them, and what is told.

    Name and department have to be one person's alone on both sides; else people stay apart.
    """
    known = _by_name(person for person, _ in store.people())
    now = _by_name(sheet.person for sheet in sheets)
    there = {sheet.person.code for sheet in sheets}
    codes, apart = dict[str, str](), list[str]()
    for key, people in now.items():
        before = known.get(key, [])
        kinds = {has_code(each) for each in (*people, *before)}
        if len(kinds) < 2:
            continue
        if len(people) == len(before) == 1 and not has_code(people[0]) and before[0].code not in there:
            codes[people[0].code] = before[0].code
        else:
            apart += [each.code for each in (*people, *before) if not has_code(each)]
    told = [
        Problem(key, str(store.path), values={"count": len(found), "codes": Listed(found, _SHOWN)}, severity="warning")
        for key, found in (("people-codeless-joined", sorted(codes.values())), ("people-codeless-apart", sorted(apart)))
        if found
    ]
    return [_under(sheet, codes) for sheet in sheets], told


def _by_name(people: Iterable[Person]) -> dict[tuple[str, tuple[str, ...]], list[Person]]:
    found: dict[tuple[str, tuple[str, ...]], list[Person]] = {}
    for each in people:
        if each.name and each.department:
            found.setdefault((each.name, each.department), []).append(each)
    return found


def _under(sheet: Sheet, codes: Mapping[str, str]) -> Sheet:
    code = codes.get(sheet.person.code)
    return replace(sheet, person=replace(sheet.person, code=code)) if code else sheet


def _other_names(store: Sittings, sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield a warning for each code that belonged to somebody of another name so far."""
    known = {person.code: person.name for person, _ in store.people()}
    for sheet in sheets:
        person, before = sheet.person, known.get(sheet.person.code, "")
        if before and person.name and before != person.name:
            values = {"code": person.code, "before": before, "now": person.name}
            yield Problem("people-other-name", str(store.path), values=values, severity="warning")


def secret_of(folder: Path) -> bytes:
    """Return the key by which a workspace turns names into codes; it is made when it is first asked for."""
    path = folder / CODING_KEY
    try:
        if not path.exists():
            write_bytes(path, secrets.token_bytes(32))
            path.chmod(0o600)
        return path.read_bytes()
    except OSError as error:
        raise QbankError(Problem("analyse-secret", str(path), values={"reason": reason_of(error)})) from error


# --- records ------------------------------------------------------------------------------------------


def _can_be_recorded(each: ItemAnalysis) -> bool:
    return each.asked.revision > 0 and each.figures.n >= FEWEST and each.figures.facility_interval is not None


def _statistics(each: ItemAnalysis, head: SittingHead, anew: Rescored | None) -> ItemStatistics:
    own = each.figures
    assert own.facility is not None and own.facility_interval is not None  # noqa: S101 - looked at before
    return ItemStatistics(
        item=each.asked.item,
        revision=each.asked.revision,
        sitting=head.id,
        name=head.name,
        date=head.date,
        n=own.n,
        facility=own.facility,
        facility_interval=own.facility_interval,
        discrimination=own.rest,
        discrimination_interval=own.rest_interval,
        guess=own.guess,
        flags=tuple(
            FlagRecord(flag.code, flag.sure, flag.value, flag.option, effect_of(flag, anew)) for flag in each.flags
        ),
        digest=head.digest,
        actor=head.actor,
    )
