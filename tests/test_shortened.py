"""Texts in messages are shortened by ``locale.brief`` alone, which shows that there is more."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from qbank.locale import BRIEF, brief

ROOT = Path(__file__).parents[1] / "qbank"
WORDS = range(18, 500)
"""Characters that a cut of words leaves; signs are cut at less, the heads of files that are looked at by more."""
NO_WORDS = ("hexdigest", "digest()", "suffix", "seal(", "op[", "refused", "printable(what)")
"""Digests, endings and ids, lists, and a line of progress that has no room."""


def cuts(source: str) -> list[str]:
    """Return the expressions that take the first so many characters of a text."""
    found = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Slice)
        and node.slice.lower is None
        and isinstance(node.slice.upper, ast.Constant)
        and isinstance(node.slice.upper.value, int)
        and node.slice.upper.value in WORDS
    ]
    return [each for each in found if not any(word in each for word in NO_WORDS)]


@pytest.mark.parametrize("part", sorted(each.name for each in ROOT.iterdir() if each.suffix != ".toml"))
def test_no_text_is_cut_without_a_sign(part: str) -> None:
    """Wherever the first so many characters are taken, ``brief`` does it."""
    files = [ROOT / part] if part.endswith(".py") else sorted((ROOT / part).rglob("*.py"))
    assert {str(path): cut for path in files if (cut := cuts(path.read_text(encoding="utf-8")))} == {}


def test_a_cut_is_seen() -> None:
    """The look over the sources finds one; ``brief`` shows that there is more, and is never longer than it may be."""
    assert cuts("found = text.strip()[:30]") == ["text.strip()[:30]"]
    assert brief("甲" * BRIEF) == "甲" * BRIEF
    assert brief("甲" * (BRIEF + 1)) == "甲" * (BRIEF - 1) + "…"
