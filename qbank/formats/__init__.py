"""One file, one format; importing this package registers them all, in this order: of one ending, the first is meant."""

from qbank.formats import json_bank  # isort: skip
from qbank.formats import json_plain  # isort: skip
from qbank.formats import anki  # isort: skip
from qbank.formats import html_page  # isort: skip
from qbank.formats import h5p  # isort: skip
from qbank.formats import qti  # isort: skip
from qbank.formats import moodle_xml  # isort: skip
from qbank.formats import gift  # isort: skip
from qbank.formats import text_bank  # isort: skip
from qbank.formats import aiken  # isort: skip
from qbank.formats import surveyjs  # isort: skip
from qbank.formats import paper  # isort: skip
from qbank.formats import xlsx  # isort: skip

__all__ = [
    "aiken",
    "anki",
    "gift",
    "h5p",
    "html_page",
    "json_bank",
    "json_plain",
    "moodle_xml",
    "paper",
    "qti",
    "surveyjs",
    "text_bank",
    "xlsx",
]
