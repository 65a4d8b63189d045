"""One file, one format; importing this package registers them all, in this order."""

from qbank.formats import json_bank

__all__ = ["json_bank"]
