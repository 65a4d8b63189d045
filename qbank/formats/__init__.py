"""One file, one format; importing this package registers them all, in this order: of one ending, the first is meant."""

from qbank.formats import json_bank  # isort: skip
from qbank.formats import json_plain  # isort: skip
from qbank.formats import anki  # isort: skip
from qbank.formats import html_page  # isort: skip
from qbank.formats import qti  # isort: skip

__all__ = ["anki", "html_page", "json_bank", "json_plain", "qti"]
