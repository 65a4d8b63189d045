"""One file, one item type; importing this package registers them all, in this order."""

from qbank.types.single_choice import SingleChoice  # isort: skip
from qbank.types.multiple_choice import MultipleChoice  # isort: skip
from qbank.types.true_false import TrueFalse  # isort: skip
from qbank.types.fill_blank import FillBlank  # isort: skip
from qbank.types.short_answer import ShortAnswer  # isort: skip
from qbank.types.matching import Matching  # isort: skip
from qbank.types.ordering import Ordering  # isort: skip

__all__ = ["FillBlank", "Matching", "MultipleChoice", "Ordering", "ShortAnswer", "SingleChoice", "TrueFalse"]
