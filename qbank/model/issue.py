"""A paper as it was issued: frozen, so that answers on it can be read for ever."""

from __future__ import annotations

from dataclasses import dataclass

from qbank.model.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A form that was issued, alone or beside others of its exam.

    Args:
        form: the paper.
        exam: what the forms of one exam have in common.
        day: the day it is for, ISO 8601.
        order: digest of what was asked for (blueprint, seed, number of forms, forms excluded): asked again, the papers
            of before are no earlier use of their items.
        actor: who issued it.
        at: when, ISO 8601 in UTC; the bank fills it in.
    """

    form: Form
    exam: str
    day: str
    order: str
    actor: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """An item on an issued form; the fields are those of ``Issue``."""

    item: str
    exam: str
    day: str
    order: str
