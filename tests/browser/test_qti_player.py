"""An outside player shows every QTI item and scores it as the bank does: the key, parts of it, wrong ones, nothing."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qti_items import mixed

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.model.item import BLANK, Body, Choice, ExtendedText, Item, Match, Option, Order, TextEntry
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


def _given(body: Body, response: Any) -> Mapping[str, Any]:
    """Return a response of ours in the identifiers of our packages, which are made of positions."""
    interaction = body.interaction()
    match interaction:
        case Choice(options=options, multiple=multiple):
            is_one = isinstance(response, bool | str) and response != ""
            ids = [str(response).lower()] if is_one else list(response)
            names = ids if set(ids) <= {"true", "false"} else [_position(options, each, "C") for each in ids]
            return {"RESPONSE": names if multiple else (names or [None])[0]}
        case Order(options=options):
            return {"RESPONSE": [_position(options, each, "C") for each in response]}
        case Match(left=left, right=right):
            rows = response.items() if isinstance(response, Mapping) else response
            return {"RESPONSE": [f"{_position(left, a, 'L')} {_position(right, b, 'R')}" for a, b in rows]}
        case TextEntry(accepted=accepted):
            names = ["RESPONSE"] if len(accepted) == 1 else [f"RESPONSE{n}" for n in range(1, len(accepted) + 1)]
            return {name: text or None for name, text in zip(names, response, strict=True)}
        case _:
            return {"RESPONSE": response or None}


def _position(options: Sequence[Option], option: str, letter: str) -> str:
    return f"{letter}{[each.id for each in options].index(option) + 1}"


def _tries(body: Body) -> tuple[list[Mapping[str, Any]], list[float]]:
    """Return responses and what each has to earn; what a person marks earns nothing from a player."""
    if isinstance(body.interaction(), ExtendedText):
        return [{"RESPONSE": "落实经费保障"}, {}], [0.0, 0.0]
    samples = [(each.response, each.score) for each in body.responses() if each.score is not None]
    if isinstance(body, FillBlank):
        keys = [accepted[0] for accepted in body.key]
        samples += [
            (keys[::-1], None),
            ([keys[0]] * len(keys), None),
            (["", *keys[1:]], None),
            (["错"] * len(keys), 0.0),
        ]
        samples = [(each, _exactly(body, each)) for each, _ in samples]
    if isinstance(body, MultipleChoice):
        samples += [(list(body.key[:n]), body.score(list(body.key[:n]))) for n in range(len(body.key) + 1)]
        samples.append(([each.id for each in body.options], body.score([each.id for each in body.options])))
    return [_given(body, response) for response, _ in samples], [float(score) for _, score in samples]


def _exactly(body: FillBlank, given: Sequence[str]) -> float:
    """Return the share of blanks that hold an accepted answer to the letter, as a player compares."""
    if body.any_order:
        return sum(any(each in accepted for each in given) for accepted in body.key) / len(body.key)
    return sum(each in accepted for each, accepted in zip(given, body.key, strict=True)) / len(body.key)


def _write(portables: Sequence[Portable], path: Path, release: str = "qti3") -> list[str]:
    """Write a package and return its item files."""
    fmt = FORMATS.get(release)
    assert isinstance(fmt, ForeignFormat)
    with path.open("wb") as stream:
        fmt.write(iter(portables), stream, Settings(title="值班制度"))
    return _items_of(path)


def _items_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name).decode() for name in sorted(archive.namelist()) if name.startswith("items/item")]


def _kept(items: Sequence[Item]) -> list[Portable]:
    fmt = FORMATS.get("qti3")
    assert isinstance(fmt, ForeignFormat)
    proof = ("《值班办法》第五条：“应当做好记录。”",)
    kept = [fmt.hold(Portable(item=item, proof=proof), Settings()) for item in items]
    assert not [each for each in kept if isinstance(each, Problem)]
    return [each for each in kept if isinstance(each, Portable)]


def _play(player: Any, portables: Sequence[Portable], files: Sequence[str]) -> list[dict[str, Any]]:
    """Play items: each response must be shown as it was given, and earn what it earns with us."""
    tries = [_tries(portable.item.body) for portable in portables]
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
    portables = _kept([replace(each.example(), rationale="依据第五条。") for each in TYPES])
    played = _play(player, portables, _write(portables, tmp_path / "p.zip"))
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
    portables = _kept(mixed(84, seed=7))
    _play(player, portables, _write(portables, tmp_path / "p.zip"))


@pytest.mark.soak
def test_a_thousand_items_score_as_in_the_bank(player: Any, tmp_path: Path) -> None:
    """The same with a thousand items of other drawings."""
    for start in range(0, 1000, 250):
        portables = _kept(mixed(250, seed=100 + start))
        _play(player, portables, _write(portables, tmp_path / "p.zip"))


@pytest.mark.node
@pytest.mark.clients
def test_a_package_of_2_1_is_the_same_when_others_upgrade_it(player: Any, tmp_path: Path) -> None:
    """Another program makes 3.0 of our 2.1: the player scores it alike, and we find in it what we wrote."""
    portables = _kept(mixed(42, seed=21))
    _write(portables, tmp_path / "p.zip", "qti21")
    subprocess.run(["node", str(CONVERTER), "p.zip"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    _play(player, portables, _items_of(tmp_path / "p-qti3.zip"))
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
    for xml in _write(_kept([single, several, blanks]), tmp_path / "p.zip"):
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
