"""What an editor's decisions say about a draft as the program made it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qbank.model.decision import Action, Decision
from qbank.model.item import Item
from qbank.model.record import ItemRecord

KEPT, MENDED, REFUSED = 1.0, 0.75, 0.0
"""How far a draft was kept: 通过, 通过 after a change of the editor's, 退回."""

_AGAIN = re.compile("重复|雷同|duplicate", re.IGNORECASE)
_WITHIN = re.compile("选项|干扰项|答案|表述|用词|字词|词语|语句|语言|题干|文字")
_CHANGES: frozenset[Action] = frozenset({"edit", "fix"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a draft was kept, and when that was last said (ISO 8601, UTC)."""

    kept: float
    at: str


def verdict(decisions: Sequence[Decision]) -> Verdict | None:
    """Return what was decided last, None if nothing is decided or it says nothing about the draft's quality.

    A draft that was rejected because another asks the same may be as good as that one, so it does not count.
    """
    changed, found = False, None
    for each in decisions:
        changed = changed or each.action in _CHANGES
        if each.action in {"accept", "fix"}:
            found = Verdict(MENDED if changed else KEPT, each.at)
        elif each.action == "reject":
            found = None if is_repetition(each.reason) else Verdict(REFUSED, each.at)
        elif each.action in {"edit", "reopen", "delete"}:
            found = None
    return found


def is_repetition(reason: str) -> bool:
    """Tell whether an item was rejected for asking what another asks (与上题重复), not for words said twice in it."""
    return _AGAIN.search(reason) is not None and _WITHIN.search(reason) is None


def as_drafted(record: ItemRecord) -> Item:
    """Return an item as the program last drafted it, before anybody changed it."""
    drafted = max((each.revision for each in record.decisions if each.action == "draft"), default=0)
    if not any(each.action in _CHANGES for each in record.decisions):
        return record.item
    earlier = [old for old in record.versions if old.revision <= drafted]
    return earlier[-1] if earlier else record.item
