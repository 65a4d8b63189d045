"""Parts of an analysis as plain data: groups of items, keys put right, differences of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qbank.locale import Lang, say
from qbank.model.figure import MISKEYED
from qbank.reports.undefined import OF_RESCORING, explained
from qbank.types._contract import label_of

if TYPE_CHECKING:
    from qbank.analysis.dif import Difference
    from qbank.analysis.flags import Flag
    from qbank.analysis.rescoring import Rescored
    from qbank.model.figure import Rescoring
    from qbank.model.item import Item


def kinds_of(items: Mapping[str, Item], lang: Lang) -> dict[str, dict[str, Sequence[str]]]:
    """Return the chapters, types and points of knowledge that the bank says of items."""
    return {
        "chapter": {name: (each.chapter,) for name, each in items.items() if each.chapter},
        "type": {name: (label_of(each.type, lang),) for name, each in items.items()},
        "point": {name: each.tags for name, each in items.items()},
    }


def effect_of(flag: Flag, anew: Rescored | None) -> Rescoring | None:
    """Return what would change if the option that a flag speaks for were the key, None for other flags."""
    return anew.effect if anew and flag.code == MISKEYED and flag.option == anew.option else None


def rescored_data(item: str, found: Rescored, lang: Lang) -> dict[str, Any]:
    """Return what would change if another option were the key of an item."""
    effect = found.effect
    data = {
        "name": item,
        "option": found.option,
        "facility": effect.facility[1],
        "discrimination": effect.discrimination[1],
        "alpha": effect.alpha[1],
        "gain": effect.gain,
        "lose": effect.lose,
        "people": effect.people,
        "mean_share": effect.share[1],
        "mean_share_before": effect.share[0],
        "pass_limit": effect.limit,
        "passed": effect.passed[1],
        "passed_before": effect.passed[0],
    }
    return explained(data, OF_RESCORING, lang)


def difference_data(each: Difference, lang: Lang) -> dict[str, Any]:
    """Return how an item differs for a group, with the reason for what is not known."""
    data: dict[str, Any] = {"name": each.item, "group": each.group, "n": each.people, "others": each.others}
    mantel, logistic = each.mantel, each.logistic
    data |= {
        "class": mantel.letter if mantel else None,
        "delta": mantel.delta if mantel else None,
        "delta_se": mantel.delta_error if mantel else None,
        "chi2": mantel.chi2 if mantel else None,
        "p": mantel.p if mantel else None,
        "p_adjusted": mantel.adjusted if mantel else None,
        "shift": each.shift,
        "logistic_class": logistic.letter if logistic else None,
        "logistic_gain": logistic.gain if logistic else None,
    }
    reason = each.reason or each.logistic_reason
    return {**data, "reason": say(f"analyse-dif-{reason}", lang)} if reason else data
