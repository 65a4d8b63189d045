"""Sheets of somebody's workbook, checked and with their names and merged cells, for those who read no items from it."""

from qbank.formats.tables._source import Table as Sheet
from qbank.formats.tables._source import opened as opened
from qbank.formats.tables._source import told as told

__all__ = ("Sheet", "opened", "told")
