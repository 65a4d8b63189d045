"""Anki decks of ours: what is in them, what Anki's own backend makes of them, and what an edit there does."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from anki_decks import SETTINGS, changed, code, deck, in_anki, only, rows
from hypothesis import given
from hypothesis import strategies as st
from mixed_items import edited, mixed
from portable_strategies import words

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.anki._html import cloze_markup, likeness, markup, plain
from qbank.formats.anki._package import guid_of
from qbank.formats.anki.format import hold, read, write
from qbank.model.item import Choice, MarkingPoint, TextEntry
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice

# --- HTML -------------------------------------------------------------------------------------------


@given(text=words | st.text())
def test_markup_shows_the_text_and_does_nothing(text: str) -> None:
    """No tag but line breaks, no sound, no LaTeX program, no cloze; what is shown is the text."""
    html = cloze_markup(text)
    assert not re.search(r"<(?!br>)|\[|\{|\}|::", html)
    assert likeness(html) == likeness(markup(text))
    shown = "".join(plain(markup(text)).split())
    assert shown == "".join(re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", text).replace("\x1e", "").split())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("甲<br>乙<div>丙</div><div><br></div>丁", "甲\n乙\n丙\n丁"),
        ("<ol><li>甲</li><li> 乙&nbsp;&nbsp;丙</li></ol>", "甲\n乙 丙"),
        ("10<sup>5</sup>千瓦，CO<sub>2</sub>，1<sup>st</sup>", "10⁵千瓦，CO₂，1^(st)"),
        ("甲\n乙 <b>丙</b><script>x()</script><style>p{}</style>", "甲 乙 丙"),
        ("<anki-mathjax>x^2</anki-mathjax>", "\\(x^2\\)"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("&#30;甲&#x1d;<!-- 乙 -->", "甲"),
    ],
)
def test_html_becomes_the_text_it_shows(html: str, text: str) -> None:
    """Lines, lists, raised figures and formulas stay what they are; 10⁵ does not become 105."""
    assert plain(html) == text


# --- what is written --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_thousand_items_are_found_again(lang: Any, tmp_path: Path) -> None:
    """What was held is read, field by field, whatever it is worded with, in either language."""
    kept = deck(list(mixed(1000)), tmp_path / "a.apkg", Settings(title="测试", lang=lang))
    found = list(read(tmp_path / "a.apkg", SETTINGS))
    assert len(found) == len(kept) == 1000
    for one, other in zip(kept, found, strict=True):
        assert isinstance(other, Portable), other.message()
        assert list(differences(one, other)) == []


def test_only_places_and_reasons_are_lost(tmp_path: Path) -> None:
    """A deck keeps marking rules, further answers and marks of points, though no card shows the first."""
    for item in (
        MultipleChoice.example(),
        replace(FillBlank.example(), body=FillBlank((("三十日", "30日"), ("书面",)), any_order=True)),
        replace(ShortAnswer.example(), body=ShortAnswer((MarkingPoint("甲", 2.5), MarkingPoint("乙")))),
    ):
        kept = hold(Portable(item=item), SETTINGS)
        assert isinstance(kept, Portable)
        assert set(differences(Portable(item=item), kept)) <= {"reasons", "spans"}


def test_notes_of_an_item_are_the_same_in_every_deck(tmp_path: Path) -> None:
    """The id of a note comes from the item's, its time from the revision, and nothing from deck or neighbours."""
    portables = list(mixed(20))
    deck(portables, tmp_path / "a.apkg")
    deck([*portables[10:], edited(portables[3])], tmp_path / "b.apkg", Settings(title="另一个名字"))
    before, after = (dict(rows(tmp_path / f"{name}.apkg", "SELECT guid, mod FROM notes")) for name in ("a", "b"))
    shared = before.keys() & after.keys()
    assert len(shared) == 11
    assert sorted(after[guid] - before[guid] for guid in shared) == [0] * 10 + [1]


def test_guids_stay_what_they_are() -> None:
    """Decks that people have imported are known again by these."""
    assert (guid_of("q-1"), guid_of("甲")) == ("895f77d9567da5bd", "bcafd9cdd5327fb7")


def test_an_item_is_one_note_and_a_card_for_each_blank(tmp_path: Path) -> None:
    """Cards are numbered from 0 in each note, new, in the order of the items; no id is there twice."""
    kept = deck(list(mixed(100)), tmp_path / "a.apkg")
    cards = rows(
        tmp_path / "a.apkg", "SELECT n.id, c.id, c.ord, c.due FROM cards c JOIN notes n ON n.id = nid ORDER BY 2"
    )
    interactions = [each.item.body.interaction() for each in kept]
    counts = [len(each.accepted) if isinstance(each, TextEntry) else 1 for each in interactions]
    assert [(ord_, due) for _, _, ord_, due in cards] == [
        (ord_, place) for place, count in enumerate(counts, 1) for ord_ in range(count)
    ]
    ids = [*{note for note, *_ in cards}, *(card for _, card, *_ in cards)]
    assert len(ids) == len(set(ids)) == 100 + sum(counts)


def test_chapters_are_sub_decks(tmp_path: Path) -> None:
    """A chapter is a deck under the one with the title, whatever its name holds; without a title there is a word."""
    deck(list(mixed(9)), tmp_path / "a.apkg", Settings(title=" 值班\n制度::测试 "))
    deck(list(mixed(1)), tmp_path / "b.apkg", Settings())
    texts = [rows(tmp_path / f"{name}.apkg", "SELECT decks FROM col")[0][0] for name in ("a", "b")]
    names = {each["name"] for text in texts for each in json.loads(text).values()}
    title = "值班 制度：：测试"
    assert names == {"Default", title, f"{title}::第一章 总则", f"{title}::第二章：“排班”：：夜班", "题库"}


# --- what is read of our own ------------------------------------------------------------------------


def test_a_note_edited_in_anki_is_read_as_it_stands(tmp_path: Path) -> None:
    """A corrected stem and key are read from the fields people see, with a warning; the id stays."""
    item = replace(SingleChoice.example(), id="q-1", tags=("值班 制度",), chapter="甲::乙")
    deck([Portable(item=item)], tmp_path / "a.apkg")
    texts = [option.text for option in item.body.options]
    path = changed(
        tmp_path / "a.apkg",
        tmp_path,
        "UPDATE notes SET flds = replace(replace(flds, ?, '改过的题干'), char(31) || 'C' || char(31), char(31) || ?)",
        item.stem,
        "B" + "\x1f",
    )
    told, found = read(path, SETTINGS)
    assert isinstance(told, Problem)
    assert (told.code, told.severity, told.values) == ("anki-note-edited", "warning", {"id": "q-1"})
    assert isinstance(found, Portable)
    assert (found.item.id, found.item.stem, found.item.tags) == ("q-1", "改过的题干", item.tags)
    assert found.item.body.key_text() == texts[1]
    assert found.item.chapter == item.chapter


def test_markup_that_anki_adds_is_no_edit(tmp_path: Path) -> None:
    """Other tags, spaces and entities around the same words do not count as a change."""
    kept = deck(
        [Portable(item=replace(SingleChoice.example(), id="q-1", rationale="依据第五条。"))], tmp_path / "a.apkg"
    )
    path = changed(
        tmp_path / "a.apkg",
        tmp_path,
        "UPDATE notes SET flds = replace(flds, '依据第五条', '<div>依据&nbsp;<b>第五条</b>')",
    )
    assert list(differences(only(path), kept[0])) == []


@pytest.mark.parametrize("item_type", list(TYPES), ids=TYPES.names())
def test_an_edited_note_never_becomes_another_item_in_silence(item_type: Any, tmp_path: Path) -> None:
    """Whatever the type, an edited note is read with a warning or refused; never with the old text."""
    deck([Portable(item=replace(item_type.example(), id="q-1"))], tmp_path / "a.apkg")
    path = changed(tmp_path / "a.apkg", tmp_path, "UPDATE notes SET flds = '改过' || flds")
    found = list(read(path, SETTINGS))
    assert isinstance(found[0], Problem)
    items = [each for each in found if isinstance(each, Portable)]
    assert all(each.item.stem.startswith("改过") and each.item.type == item_type.type_name for each in items)
    assert items or found[0].severity == "error"


@pytest.mark.parametrize("data", ["!", "e30=", base64.b64encode(b'{"qbank":1,"stem":3}').decode(), "A" * 2_000_000])
def test_damaged_data_is_a_problem(data: str, tmp_path: Path) -> None:
    """A last field that is not ours any more is told, and no item is made of the rest."""
    deck([Portable(item=SingleChoice.example())], tmp_path / "a.apkg")
    sql = "UPDATE notes SET flds = rtrim(flds, replace(flds, char(31), '')) || ?"
    path = changed(tmp_path / "a.apkg", tmp_path, sql, data)
    assert code(path) == ("anki-note-too-long" if len(data) > 1_000_000 else "anki-data-broken")


# --- Anki itself ------------------------------------------------------------------------------------


@pytest.mark.anki
def test_anki_takes_a_thousand_items_once(tmp_path: Path) -> None:
    """No card is empty, rows are as Anki makes them; a second import adds nothing, and an edited item is one update."""
    portables = list(mixed(1000))
    deck(portables, tmp_path / "a.apkg")
    deck([edited(each) if n == 7 else each for n, each in enumerate(portables)], tmp_path / "b.apkg")
    told = in_anki(tmp_path, tmp_path / "a.apkg", tmp_path / "a.apkg", tmp_path / "b.apkg")
    assert told["imports"] == [{"new": 1000}, {"duplicate": 1000}, {"updated": 1, "duplicate": 999}]
    assert told["empty"] == 0
    assert told["cards"].keys() == {each.item.id for each in portables}
    ours = rows(tmp_path / "b.apkg", "SELECT guid, mid, flds, sfld, csum FROM notes ORDER BY id")
    assert told["rows"] == list(map(list, ours))
    for portable in portables:
        interaction = portable.item.body.interaction()
        cards = told["cards"][portable.item.id]
        assert len(cards) == (len(interaction.accepted) if isinstance(interaction, TextEntry) else 1)


@pytest.mark.anki
def test_cards_show_the_item_and_the_front_no_answer(tmp_path: Path) -> None:
    """Rendered by Anki: stem and options in front, key and rationale on the back, nothing that sounds."""
    portables = list(mixed(len(TYPES.names()) * 61))
    deck(portables, tmp_path / "a.apkg")
    told = in_anki(tmp_path, tmp_path / "a.apkg")
    for portable in portables:
        interaction = portable.item.body.interaction()
        for place, (front, back, sounds) in enumerate(told["cards"][portable.item.id]):
            assert sounds == 0
            assert likeness(markup(portable.item.rationale)) in likeness(back)
            assert likeness(markup(portable.item.rationale)) not in likeness(front)
            if isinstance(interaction, TextEntry):
                key = likeness(markup(interaction.accepted[place][0]))
                assert "[...]" in front
                assert key in likeness(back)
                assert key not in likeness(front)
            elif isinstance(interaction, Choice):
                assert all(likeness(markup(text.text)) in likeness(front) for text in interaction.options[2:])


@pytest.mark.anki
def test_what_anki_exports_is_read_again(tmp_path: Path) -> None:
    """Through Anki and back an item is the same; its newer format is refused with the way out."""
    kept = deck(list(mixed(420)), tmp_path / "a.apkg")
    in_anki(tmp_path, tmp_path / "a.apkg")
    found = list(read(tmp_path / "True.apkg", SETTINGS))
    ours = {each.item.id: each for each in found if isinstance(each, Portable) and each.item.id}
    assert ours.keys() == {each.item.id for each in kept}
    for each in kept:
        assert list(differences(each, ours[each.item.id])) == []
    others = [each for each in found if isinstance(each, Problem) or not each.item.id]
    assert [each.item.stem if isinstance(each, Portable) else each.code for each in others] == [
        "何谓值班？",
        "anki-note-media",
    ]
    assert code(tmp_path / "False.apkg") == "anki-newer-package"


def test_the_same_deck_is_the_same_bytes_at_another_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the clock nor the folder of temporary files is in a deck."""
    portables = [each for portable in mixed(100) if isinstance(each := hold(portable, SETTINGS), Portable)]
    first, second = BytesIO(), BytesIO()
    write(iter(portables), first, SETTINGS)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    write(iter(portables), second, SETTINGS)
    assert first.getvalue() == second.getvalue()
