"""Which options bear an editor's mark of being right: √北京, *北京, 北京（正确）, 北京 √."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats.texts.language import fold, unticked
from qbank.model.letters import letter

_BEFORE = re.compile(r"\s*(?:[(\[]\s*√\s*[)\]]\s*(?=\S)|√(?=\s*[^\s\d(A-Za-z.+-])|[*★](?=\s*[^\s\x00-\x7f]))")
"""√2 is a root, *p a pointer; a mark stands before words."""
_BEHIND = re.compile(r"[(\[]\s*(?:正确|对)\s*[)\]][\s。.;]*\Z|(?<=[^\x00-\x7f])[*★]\s*\Z")
_DRAWN = re.compile(r"[打画划写填勾标为是用号]\s*√[\s。.;]*\Z")
"""What is said of a tick: 打√, 画√."""


def marked(options: Sequence[str]) -> tuple[int, ...]:
    """Return the places of options that bear a mark, from 0; none where all do, and the sign means something else."""
    texts = [fold(each) for each in options]
    if any("×" in text for text in texts):
        return ()
    plain = ["" if _DRAWN.search(text) else text for text in texts]
    ticked = unticked(plain)[1]
    found = tuple(
        at for at, text in enumerate(plain) if letter(at) in ticked or _BEFORE.match(text) or _BEHIND.search(text)
    )
    return found if len(found) < len(texts) else ()
