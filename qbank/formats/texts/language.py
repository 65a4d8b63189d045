"""How people write items in running text, for readers of other formats: names of types, keys in brackets, blanks."""

from __future__ import annotations

from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_stems import choosing, judging, untagged, unticked
from qbank.formats.texts._read_values import blanks

__all__ = ["blanks", "choosing", "fold", "judging", "untagged", "unticked"]
