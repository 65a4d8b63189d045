"""Which format and which layout a person means by a word, or by the ending of a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import qbank.formats  # noqa: F401 - registers the formats
from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, ForeignFormat, Format
from qbank.formats.overview import layouts
from qbank.locale import Listed

_OWN_PROFILE = ".toml"


def chosen_format(name: str, profile: str, ending: str = "") -> Format | ForeignFormat:
    """Return the format that is meant: by its profile, which is one format's only, by its name, or by a file's ending.

    Raises:
        QbankError: ``choice-unknown`` naming what there is.
    """
    foreign = [fmt for fmt in FORMATS if isinstance(fmt, ForeignFormat)]
    if name and name not in FORMATS:
        raise _unknown(name, FORMATS.names())
    if profile:
        # Layouts of one's own are of tables: no other format has any.
        is_own = profile.endswith(_OWN_PROFILE)
        owner = FORMATS.get("xlsx") if is_own else next((fmt for fmt in foreign if profile in fmt.profiles()), None)
        if owner is None:
            raise _unknown(profile, (name for fmt in foreign for name in fmt.profiles()))
        if name and name != owner.name:
            values = {"profile": profile, "owner": owner.name, "found": name}
            raise QbankError(Problem("profile-of-another", values=values))
        return owner
    if name:
        return FORMATS.get(name)
    return next((fmt for fmt in FORMATS if fmt.suffix == ending), FORMATS.get("json"))


def profile_of(word: str) -> str:
    """Return the profile that a person means by its name or by its title in Chinese; any other word as it is."""
    if not word or word.isascii():
        return word
    return {each["title"]: each["name"] for each in layouts("zh")}.get(word, word)


def refuse_ending(out: Path) -> None:
    """Raise ``output-ending-unknown`` for a file whose ending no format has, where nothing else says what is wanted."""
    known = {fmt.suffix for fmt in FORMATS}
    known |= {fmt.ending(profile) for fmt in FORMATS if isinstance(fmt, ForeignFormat) for profile in fmt.profiles()}
    if out.suffix and out.suffix.casefold() not in known:
        values = {"found": out.suffix, "known": Listed(sorted(known))}
        raise QbankError(Problem("output-ending-unknown", str(out), values=values))


def _unknown(found: str, allowed: Iterable[str]) -> QbankError:
    return QbankError(Problem("choice-unknown", values={"found": found, "allowed": ", ".join(allowed)}))
