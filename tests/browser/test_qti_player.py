"""An outside player shows every QTI item and scores it as the bank does: the key, parts of it, wrong ones, nothing."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from odd_items import mixed
from qti_tries import item_files, kept, package, tries_of

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.model.item import BLANK, Item, Option
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types._options import numbered
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice

CLIENTS = Path(__file__).parents[2] / ".venv" / "clients" / "node_modules"
CONVERTER = CLIENTS / "@citolab" / "qti-convert" / "dist" / "qti-convert-pkg.mjs"
PLAYER = CLIENTS / "@citolab" / "qti-components" / "cdn" / "index.global.js"

pytestmark = [pytest.mark.browser, pytest.mark.clients]

ROUNDED = 0.0006
"""The player rounds what it says to three places."""
PLAY = """
async (items) => {
  const played = [];
  for (const {xml, tries} of items) {
    const host = document.createElement('qti-item'), box = document.createElement('item-container');
    const ready = new Promise((done, fail) => {
      host.addEventListener('qti-assessment-item-connected', (event) => done(event.detail), {once: true});
      setTimeout(() => fail(new Error('no item: ' + xml.slice(0, 500))), 10000);
    });
    box.itemXML = xml;
    host.append(box);
    document.body.append(host);
    const item = await ready;
    const interactions = [...item.querySelectorAll('*')].filter((each) => each.localName.endsWith('-interaction'));
    await Promise.all(interactions.map((each) => each.updateComplete));
    const names = interactions.map((each) => each.getAttribute('response-identifier'));
    const scores = [], shown = [];
    for (const given of tries) {
      item.variables = names.map((name) => ({identifier: name, value: given[name] ?? null}));
      shown.push(interactions.map((each) => each.response));
      item.processResponse(true, false);
      scores.push(Number(item.getOutcome('SCORE').value));
    }
    const feedback = item.querySelector('qti-modal-feedback');
    await feedback?.updateComplete;
    played.push({
      scores,
      shown,
      body: item.querySelector('qti-item-body').innerText,
      kinds: interactions.map((each) => each.localName),
      told: feedback?.shadowRoot.querySelector('dialog').open ? feedback.textContent : '',
      rubric: [...item.querySelectorAll('qti-rubric-block')].filter((each) => each.offsetHeight).length,
    });
    host.remove();
  }
  return played;
}
"""


@pytest.fixture(scope="module")
def player(chromium: Any) -> Iterator[Any]:
    """A page with nothing on it but the player; at the end it has neither complained nor asked for anything."""
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if "://" in request.url else None)
    page.set_content("<!doctype html><title>QTI</title>")
    page.add_script_tag(path=str(PLAYER))
    yield page
    context.close()
    assert complaints == []


def _play(player: Any, portables: Sequence[Portable], files: Sequence[str]) -> list[dict[str, Any]]:
    """Play items: each response must be shown as it was given, and earn what it earns with us."""
    tries = [tries_of(portable.item.body) for portable in portables]
    shown = [{"xml": each, "tries": given} for each, (given, _) in zip(files, tries, strict=True)]
    played: list[dict[str, Any]] = player.evaluate(PLAY, shown)
    for portable, (given, wanted), found in zip(portables, tries, played, strict=True):
        told = json.dumps([portable.item.stem, given, wanted, found["scores"]], ensure_ascii=False)
        assert found["scores"] == pytest.approx(wanted, abs=ROUNDED), told
        assert list(map(_words, found["shown"])) == list(map(_words, given)), told
        if not isinstance(portable.item.body, ShortAnswer):
            assert max(found["scores"]) == 1.0, told
            assert 0.0 in found["scores"], told
    return played


def _words(said: Any) -> list[str]:
    """Return the identifiers and words of a response, however an interaction strings them together."""
    said = said.values() if isinstance(said, Mapping) else said
    parts = said if isinstance(said, list | type({}.values())) else [said]
    if any(isinstance(each, list) for each in parts):
        return sorted(word for each in parts for word in _words(each))
    return sorted(word for each in parts if each for word in re.split("[ ,]", each) if word)


def test_every_type_is_shown_and_scored(player: Any, tmp_path: Path) -> None:
    """The example of each type shows its words in its own interaction, and the feedback tells why."""
    portables = kept([replace(each.example(), rationale="依据第五条。") for each in TYPES])
    played = _play(player, portables, package(portables, tmp_path / "p.zip"))
    for portable, found in zip(portables, played, strict=True):
        assert all(part in found["body"] for part in portable.item.stem.split(BLANK))
        for option in getattr(portable.item.body, "options", ()):
            assert option.text in found["body"]
        assert "依据第五条。" in found["told"] and "应当做好记录。" in found["told"]
        assert found["rubric"] == 0, "the marking points show"
        assert set(found["kinds"]) == {INTERACTIONS[portable.item.type]}


INTERACTIONS = {
    "single_choice": "qti-choice-interaction",
    "multiple_choice": "qti-choice-interaction",
    "true_false": "qti-choice-interaction",
    "fill_blank": "qti-text-entry-interaction",
    "short_answer": "qti-extended-text-interaction",
    "matching": "qti-match-interaction",
    "ordering": "qti-order-interaction",
}


def test_mixed_items_score_as_in_the_bank(player: Any, tmp_path: Path) -> None:
    """Items of all types, with words that break grammars, earn in a player what they earn with us."""
    portables = kept(mixed(84, seed=7))
    _play(player, portables, package(portables, tmp_path / "p.zip"))


@pytest.mark.soak
def test_a_thousand_items_score_as_in_the_bank(player: Any, tmp_path: Path) -> None:
    """The same with a thousand items of other drawings."""
    for start in range(0, 1000, 250):
        portables = kept(mixed(250, seed=100 + start))
        _play(player, portables, package(portables, tmp_path / "p.zip"))


@pytest.mark.node
@pytest.mark.clients
def test_a_package_of_2_1_is_the_same_when_others_upgrade_it(player: Any, tmp_path: Path) -> None:
    """Another program makes 3.0 of our 2.1: the player scores it alike, and we find in it what we wrote."""
    portables = kept(mixed(42, seed=21))
    package(portables, tmp_path / "p.zip", "qti21")
    subprocess.run(["node", str(CONVERTER), "p.zip"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    _play(player, portables, item_files(tmp_path / "p-qti3.zip"))
    fmt = FORMATS.get("qti3")
    assert isinstance(fmt, ForeignFormat)
    assert fmt.read is not None
    found = list(fmt.read(tmp_path / "p-qti3.zip", Settings()))
    assert [each.message("zh") for each in found if isinstance(each, Problem)] == []
    for one, other in zip(portables, found, strict=True):
        assert isinstance(other, Portable)
        assert list(differences(one, other)) == []


def test_a_person_gets_full_marks_by_mouse_and_keyboard(player: Any, tmp_path: Path) -> None:
    """Options that are clicked and answers that are typed arrive in the response, and earn all there is."""
    options = numbered([Option("", text) for text in ("政工室", "督查大队", "财务科")])
    single = Item(id="a", stem="谁负责命题？", body=SingleChoice(options, ("o2",)))
    several = Item(id="b", stem="哪些部门参加？", body=MultipleChoice(options, ("o1", "o3")))
    blanks = Item(id="c", stem=f"做到{BLANK}、{BLANK}。", body=FillBlank((("不串岗",), ("不睡岗",)), any_order=True))
    page = player.context.new_page()
    page.set_content("<!doctype html><title>QTI</title>")
    page.add_script_tag(path=str(PLAYER))
    for xml in package(kept([single, several, blanks]), tmp_path / "p.zip"):
        page.evaluate(SHOW, xml)
        page.wait_for_selector("qti-item-body")
    page.locator("qti-item:nth-of-type(1) qti-simple-choice", has_text="督查大队").click()
    for text in ("政工室", "财务科"):
        page.locator("qti-item:nth-of-type(2) qti-simple-choice", has_text=text).click()
    gaps = page.locator("qti-item:nth-of-type(3) qti-text-entry-interaction input")
    gaps.nth(0).fill("不睡岗")
    gaps.nth(1).fill("不串岗")
    gaps.nth(1).press("Tab")
    assert page.evaluate(SCORES) == [1, 1, 1]


SHOW = """
(xml) => {
  const host = document.createElement('qti-item'), box = document.createElement('item-container');
  box.itemXML = xml;
  host.append(box);
  document.body.append(host);
}
"""
SCORES = """
() => [...document.querySelectorAll('item-container')].map((each) => {
  const item = each.shadowRoot.querySelector('qti-assessment-item');
  item.processResponse(true, false);
  return Number(item.getOutcome('SCORE').value);
})
"""
