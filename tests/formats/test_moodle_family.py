"""What Moodle XML and GIFT share: the same tags, paths and limits, whichever of the two a course is kept in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moodle_items import MOODLE

from qbank.formats import _moodle_family as family
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._incoming import choice, portable_of
from qbank.formats.losses import held
from qbank.locale import LANGS
from qbank.model.portable import Portable

NAMES = st.lists(st.from_regex(r"[甲乙/a ]{1,6}", fullmatch=True).map(str.strip).filter(bool), min_size=1, max_size=3)
LEVELS = st.sampled_from(["easy", "medium", "hard"])


@given(NAMES)
def test_names_in_a_path_are_found_again(names: list[str]) -> None:
    """Slashes in names are no steps of the path."""
    assert family.names_in(family.path_of(names), str.strip) == names


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(level=LEVELS, lang=st.sampled_from(LANGS), chapter=NAMES)
def test_both_formats_keep_the_same(level: str, lang: str, chapter: list[str], tmp_path: Path) -> None:
    """Difficulty, audience and chapter go through either format alike."""
    item = portable_of("谁带班？", choice(["甲", "乙"], [0], multiple=False), place="1").item
    item = replace(item, id="q1", difficulty=level, audience=("运行",), tags=("值班",), chapter=chapter[0])
    kept = []
    for fmt in (MOODLE, FORMATS.get("gift")):
        wish = Settings(lang=lang, file="x")
        portable = held(fmt, Portable(item=item), wish)
        path = tmp_path / fmt.name
        with path.open("wb") as stream:
            fmt.write([portable], stream, wish)
        found = next(each for each in fmt.read(path, wish) if isinstance(each, Portable)).item
        # Of several blanks Moodle keeps one.
        kept.append((found.difficulty, found.audience, found.tags, " ".join((found.chapter or "").split())))
    assert kept[0] == kept[1]
    assert kept[0][:3] == (level, ("运行",), ("值班",))
