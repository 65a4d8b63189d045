"""One spelling for what people type in several: to look words up by, and to tell whether a text holds another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]")


def unspaced(text: str) -> str:
    """Return a text in one width and without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a word for looking it up: one width, one case, no white space, nothing that cannot be seen."""
    return "".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold().split())
