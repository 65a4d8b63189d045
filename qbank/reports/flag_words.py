"""What a flag says about an item and what to do about it, and an item's figures on one line, in an editor's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from qbank.locale import Lang, Listed, say
from qbank.model.figure import FEWEST, MISKEYED, Evidence, ItemStatistics, Rescoring
from qbank.model.item import Choice, Choices, Item
from qbank.model.letters import by_id
from qbank.reports.lines import local_time, percent

Versions = Callable[[str, int], Item | None]
"""An item's id and a revision → the item as it stood then, None if that is not known."""


class Flagged(Protocol):
    """A flag, of an analysis or as the bank remembers it."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def sure(self) -> bool: ...  # noqa: D102
    @property
    def value(self) -> float | None: ...  # noqa: D102
    @property
    def option(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class FlagWords:
    """A flag in words: what it is called, how sure it is, what was seen, what to do."""

    name: str
    how: str
    says: str
    cure: str
    line: str


def flag_words(
    flag: Flagged, lang: Lang, *, keys: Sequence[str] = (), name_of: Callable[[str], str] = str
) -> FlagWords:
    """Return a flag in an editor's words.

    Args:
        flag: the flag.
        lang: the language.
        keys: the options that are right, as the flag names options.
        name_of: an option → what it is called on paper (A, B, …); see ``option_namer``.
    """
    value = flag.value
    filled = {
        "option": name_of(flag.option) if flag.option is not None else "",
        "key": "、".join(map(name_of, keys)) or say("flag-its-key", lang),
        "share": "" if value is None else percent(value),
        "number": "" if value is None else decimal(value),
        # Of groups and of drift: below 0 is harder.
        "how": say("flag-harder" if (value or 0.0) < 0 else "flag-easier", lang),
    }
    name, how = say(f"flag-{flag.code}", lang), say("flag-sure" if flag.sure else "flag-watch", lang)
    seen = "nobody" if flag.code == "dead-option" and value == 0 else "says"
    says, cure = (say(f"flag-{flag.code}-{part}", lang, **filled) for part in (seen, "cure"))
    return FlagWords(name, how, says, cure, say("flag-line", lang, name=name, how=how, says=says, cure=cure))


def rescored_line(effect: Rescoring, option: str, lang: Lang) -> str:
    """Return what would change with another key in words; ``option`` is what that is called."""
    told: dict[str, Any] = {"option": option, "gain": effect.gain, "lose": effect.lose, "limit": percent(effect.limit)}
    means = [percent(each) if effect.most is None else _marks(each * effect.most) for each in effect.share]
    told |= {"mean": means[0], "mean_new": means[1], "most": "" if effect.most is None else _marks(effect.most)}
    told |= {"facility": decimal(effect.facility[0]), "facility_new": decimal(effect.facility[1])}
    told |= {"passed": effect.passed[0], "passed_new": effect.passed[1]}
    alphas = [each for each in effect.alpha if each is not None]
    line = say("flag-rescored-share" if effect.most is None else "flag-rescored", lang, **told)
    if len(alphas) == len(effect.alpha):
        line += say("flag-rescored-alpha", lang, alpha=decimal(alphas[0]), alpha_new=decimal(alphas[1]))
    return line


def option_namer(item: Item | None) -> Callable[[str], str]:
    """Return what an item's options are called: by letter where they stand with letters, else by their text."""
    shown = item.body.interaction() if item else None
    if item is None or not isinstance(shown, Choice):
        return str
    with_letters = any(isinstance(block, Choices) for block in item.body.blocks(item.stem))
    texts = {option.id: option.text for option in shown.options}
    names = by_id(shown.options) if with_letters else texts
    return lambda option: names.get(option, option)


def keys_of(item: Item | None) -> tuple[str, ...]:
    """Return the ids of an item's right options, none where it is no choice."""
    shown = item.body.interaction() if item else None
    return tuple(shown.keys) if isinstance(shown, Choice) else ()


def flag_lines(record: ItemStatistics, lang: Lang, asked: Item | None) -> list[str]:
    """Return the flags of a record, as ``lines_of_flags`` has them; ``asked`` is the item as it was asked, if known."""
    effects = {flag.option: flag.rescored for flag in record.flags if flag.rescored and flag.option is not None}
    return list(lines_of_flags(record.flags, effects, lang, keys=keys_of(asked), name_of=option_namer(asked)))


def lines_of_flags(
    flags: Sequence[Flagged],
    effects: Mapping[str, Rescoring],
    lang: Lang,
    *,
    keys: Sequence[str] = (),
    name_of: Callable[[str], str] = str,
) -> Iterator[str]:
    """Yield flags, each on a line: below a wrong key what would change, the options that nobody chooses on one line.

    Args:
        flags: the flags of an item.
        effects: what would change if an option were the key, by option.
        lang: the language.
        keys: the options that are right.
        name_of: an option → what it is called on paper.
    """
    dead = [flag for flag in flags if flag.code == "dead-option" and flag.option is not None]
    for flag in flags:
        if len(dead) < 2 or flag not in dead:
            yield flag_words(flag, lang, keys=keys, name_of=name_of).line
        effect = effects.get(flag.option or "") if flag.code == MISKEYED else None
        if effect:
            yield rescored_line(effect, name_of(flag.option or ""), lang)
    if len(dead) > 1:
        names = Listed(name_of(flag.option) for flag in dead if flag.option is not None)
        how = say("flag-sure" if all(flag.sure for flag in dead) else "flag-watch", lang)
        most = max(flag.value or 0.0 for flag in dead)
        yield say("analyse-dead" if most else "analyse-dead-nobody", lang, how=how, options=names, share=f"{most:.0%}")


def figures_line(record: ItemStatistics, lang: Lang, *, version: str = "") -> str:
    """Return what a sitting showed about an item on one line.

    Args:
        record: the figures.
        lang: the language.
        version: the key of how its version is told, "" to leave it out.
    """
    low, high = record.facility_interval
    sitting = say("figure-sitting", lang, day=day_words(record.date, lang), name=record.name)
    sitting += say(version, lang, revision=record.revision) if version else ""
    line = say(
        "figure-of-sitting", lang, sitting=sitting, n=record.n, facility=decimal(record.facility), range=span(low, high)
    )
    if record.discrimination is not None:
        line += _discrimination(record.discrimination, record.discrimination_interval, lang)
    if record.flags:
        flags = dict.fromkeys(
            say("figure-flag", lang, name=each.name, how=each.how)
            for each in (flag_words(flag, lang) for flag in record.flags)
        )
        line += say("figure-flagged", lang, flags=say("figure-and", lang).join(flags))
    return line


def evidence_lines(evidence: Evidence, lang: Lang, version_of: Versions) -> list[str]:
    """Return what all exams showed about an item: each sitting with the version it asked, below it what to do."""
    lines = []
    for record in evidence.records:
        version = "figure-version" if record in evidence.about_now else "figure-older"
        lines.append(figures_line(record, lang, version=version))
        lines += [f"  {each}" for each in flag_lines(record, lang, version_of(record.item, record.revision))]
    kept = keep_line(evidence, lang)
    return [*lines, kept] if kept else lines


def evidence_data(evidence: Evidence, lang: Lang, version_of: Versions) -> dict[str, Any]:
    """Return the same as JSON data: the ``statistics``, whether the item ``needs_work``, and who ``kept`` it."""
    keep = evidence.keep if evidence.is_kept else None
    return {
        "statistics": [
            {**_data(record, lang, version_of), "about_now": record in evidence.about_now}
            for record in evidence.records
        ],
        "needs_work": evidence.asks_for_work,
        "kept": {"actor": keep.actor, "at": keep.at, "reason": keep.reason} if keep else None,
    }


def _data(record: ItemStatistics, lang: Lang, version_of: Versions) -> dict[str, Any]:
    asked = version_of(record.item, record.revision)
    namer, keys = option_namer(asked), keys_of(asked)
    words = [flag_words(each, lang, keys=keys, name_of=namer) for each in record.flags]
    discrimination = record.discrimination_interval or (None, None)
    return {
        "sitting": record.sitting,
        "name": record.name,
        "date": record.date,
        "revision": record.revision,
        "n": record.n,
        "facility": record.facility,
        "facility_low": record.facility_interval[0],
        "facility_high": record.facility_interval[1],
        "discrimination": record.discrimination,
        "discrimination_low": discrimination[0],
        "discrimination_high": discrimination[1],
        "guess": record.guess,
        "flags": [
            {**each.to_dict(), "says": said.says, "cure": said.cure}
            for each, said in zip(record.flags, words, strict=True)
        ],
        "digest": record.digest,
        "actor": record.actor,
        "at": record.at,
    }


def keep_line(evidence: Evidence, lang: Lang) -> str:
    """Return who keeps an item as it is although something speaks against it, "" if nobody does."""
    keep = evidence.keep
    if keep is None or not evidence.is_kept or not evidence.seen:
        return ""
    reason = f"（{keep.reason}）" if keep.reason else ""
    return say("figure-kept", lang, actor=keep.actor, at=local_time(keep.at), reason=reason)


def day_words(day: str, lang: Lang) -> str:
    """Return an ISO 8601 day in words; what is no day stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day or say("figure-no-day", lang)
    return say("figure-day", lang, year=found.year, month=found.month, day=found.day)


def decimal(value: float) -> str:
    """Return a figure with two decimals and a minus sign as printed."""
    return f"{value:.2f}".replace("-", "−")


def _marks(value: float) -> str:
    """Return marks with one decimal, whole ones without."""
    return f"{value:.1f}".removesuffix(".0")


def span(low: float, high: float) -> str:
    """Return an interval."""
    return f"{decimal(low)}—{decimal(high)}"


def _discrimination(value: float, interval: tuple[float, float] | None, lang: Lang) -> str:
    if interval is None:
        return say("figure-discrimination", lang, value=decimal(value))
    return say("figure-discrimination-range", lang, value=decimal(value), range=span(*interval))


def why_hidden(n: int, lang: Lang) -> str:
    """Return why figures of a group of ``n`` people are not shown: it is too small, or others beside it are."""
    return say("analyse-few-of-group" if n < FEWEST else "analyse-beside-small", lang, least=FEWEST)
