"""JSON between the fences of Markdown (```json … ```), as programs that chat write it."""

from __future__ import annotations

import re

_FENCE = re.compile(
    r"^[ \t]*```[ \t]*(?:json\w*|javascript|js)?[ \t]*\r?\n(?=\s*[\[{])(.*?)^[ \t]*```[ \t]*$", re.M | re.S | re.I
)
_OPENING = re.compile(r"^[ \t]*```[ \t]*(?:json\w*|javascript|js)?[ \t]*\r?\n\s*[\[{]", re.M | re.I)


def is_fenced(text: str) -> bool:
    """Tell whether a text that is no JSON itself has a fence with JSON behind it."""
    return text.lstrip()[:1] not in {"{", "["} and _OPENING.search(text) is not None


def unfenced(text: str) -> tuple[str, str]:
    """Return what stands between the fences of a text, of several as one list, and the first words beside them."""
    found = [each.strip() for each in _FENCE.findall(text)]
    if not found:  # the last fence is missing
        opening = _OPENING.search(text)
        return (text[text.index("\n", opening.start()) :].strip(), "") if opening else (text, "")
    beside = next((line.strip() for line in _FENCE.sub("", text).splitlines() if line.strip()), "")
    return (found[0] if len(found) == 1 else f"[{','.join(found)}]"), beside
