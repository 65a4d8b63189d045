"""What a year's plan knows of the bank: its accepted items with their last use, and the documents by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.model.plan import Plan
from qbank.workbench.names import resolve


def with_documents(plan: Plan, bank: Bank, file: str) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with its documents under the names the bank has, and a Problem for each it does not have."""
    names = [entry.name for entry in bank.documents()]
    problems: list[Problem] = []

    def meant(words: Sequence[str], place: str) -> tuple[str, ...]:
        return tuple(_meant(words, names, file, place, problems))

    study = tuple(
        replace(each, documents=meant(each.documents, f"study[{at}].documents"))
        for at, each in enumerate(plan.study, 1)
    )
    series = tuple(
        each
        if isinstance(each.documents, str)
        else replace(each, documents=meant(each.documents, f"series[{at}].documents"))
        for at, each in enumerate(plan.series, 1)
    )
    return replace(plan, study=study, series=series), tuple(problems)


def _meant(words: Sequence[str], names: Sequence[str], file: str, place: str, problems: list[Problem]) -> Iterator[str]:
    for word in words:
        try:
            yield resolve(word, names)
        except QbankError as error:
            problems.append(replace(error.problem, file=file, place=place))
