"""Backups of a workspace's bank: list them, look into one, put it back."""

from __future__ import annotations

from pathlib import Path

from qbank.bank import BackupSummary, inspect_backup, restore, utc_now
from qbank.bank.backup import copies
from qbank.locale import Lang, Listed, say
from qbank.reports.lines import local_time
from qbank.workbench import config
from qbank.workbench.config import bank_path


def backups(folder: Path) -> list[Path]:
    """Return the backups of the workspace's bank, the newest first."""
    return [copy.path for copy in copies(bank_path(folder, config.read(folder)))]


def look(file: Path) -> BackupSummary:
    """Return what a backup holds; raises QbankError if it is damaged or no bank."""
    return inspect_backup(file)


def lines(summary: BackupSummary, lang: Lang) -> list[str]:
    """Return what a backup holds, in words."""
    counts = (f"{say(f'status-{status}', lang)} {count}" for status, count in summary.items.items())
    head = say(
        "backup-holds",
        lang,
        file=summary.path,
        last=local_time(summary.last) if summary.last else "-",
        documents=summary.documents,
    )
    return [head, "  " + Listed(counts, stop="，").said(lang)]


def restore_from(folder: Path, summary: BackupSummary) -> Path | None:
    """Put a backup back in place of the bank; return where the former bank was kept (None if there was none)."""
    return restore(bank_path(folder, config.read(folder)), summary, now=utc_now)
