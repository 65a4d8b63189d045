"""The item bank on disk. ``Bank`` is its face; nothing of SQLAlchemy leaves this package."""

from qbank.bank.backup import BackupSummary, inspect_backup, restore
from qbank.bank.bank import Bank
from qbank.bank.records import (
    Change,
    Clock,
    DocumentEntry,
    DraftCount,
    Facets,
    ImportCount,
    Outcome,
    Query,
    StatisticsCount,
    Step,
    Unsaved,
    utc_now,
)

__all__ = [
    "BackupSummary",
    "Bank",
    "Change",
    "Clock",
    "DocumentEntry",
    "DraftCount",
    "Facets",
    "ImportCount",
    "Outcome",
    "Query",
    "StatisticsCount",
    "Step",
    "Unsaved",
    "inspect_backup",
    "restore",
    "utc_now",
]
