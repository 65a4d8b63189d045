"""What a year's plan knows of the bank: its accepted items with their last use, and the documents by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from qbank.assembly.candidates import candidate_of
from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.model.candidate import Candidate
from qbank.model.item import Item
from qbank.model.plan import Plan
from qbank.workbench.names import resolve


def accepted(bank: Bank) -> dict[str, Item]:
    """Return the accepted items by id, in the order of their ids."""
    return {item.id: item for item in bank.items(Query(status="accepted", order="id"))}


def candidates_of(bank: Bank, items: Mapping[str, Item]) -> list[Candidate]:
    """Return items as a plan and a contest choose them."""
    used = last_uses(bank, list(items))
    return [candidate_of(item, last_used=used.get(item.id)) for item in items.values()]


def last_uses(bank: Bank, ids: Sequence[str]) -> dict[str, date]:
    """Return of items that stood in an exam whose answers the bank keeps the day of the last one."""
    found = {}
    for item, evidence in bank.evidence(ids).items():
        days = [_day(record.date) for record in evidence.records]
        if any(days):
            found[item] = max(filter(None, days))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def with_documents(plan: Plan, bank: Bank, file: str) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with its documents under the names the bank has, and a Problem for each it does not have."""
    names = [entry.name for entry in bank.documents()]
    problems: list[Problem] = []

    def meant(words: Sequence[str], place: str) -> tuple[str, ...]:
        return tuple(_meant(words, names, file, place, problems))

    study = tuple(
        replace(each, documents=meant(each.documents, f"study[{at}].documents")) for at, each in enumerate(plan.study)
    )
    series = tuple(
        each
        if isinstance(each.documents, str)
        else replace(each, documents=meant(each.documents, f"series[{at}].documents"))
        for at, each in enumerate(plan.series)
    )
    return replace(plan, study=study, series=series), tuple(problems)


def _meant(words: Sequence[str], names: Sequence[str], file: str, place: str, problems: list[Problem]) -> Iterator[str]:
    for word in words:
        try:
            yield resolve(word, names)
        except QbankError as error:
            problems.append(replace(error.problem, file=file, place=place))
