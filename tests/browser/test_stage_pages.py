"""Cards and the page of a contest in a real browser, opened from the disk: shown, judged, kept, nothing fetched."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qbank.assembly.contest import Contest, Round, Turn, totals
from qbank.formats._incoming import blanks, choice, options_of, portable_of, verdict
from qbank.formats.html_page import stage
from qbank.model.item import ExtendedText, MarkingPoint, Match, Order
from qbank.model.portable import Portable

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / ".venv" / "clients" / "node_modules" / "axe-core" / "axe.min.js"
TEAMS = ("甲队", "乙队", "<b>丙队</b>")
NASTY = "<img src=x onerror='window.ran=1'></p><script>window.ran=1</script>"


def portables() -> list[Portable]:
    """Return an item of each form, and one whose every word is markup."""
    left, right = options_of(["甲科", "乙科"], "l"), options_of(["登记", "核查"], "r")
    steps = options_of(["动员", "排查", "整改"])
    forms: list[Any] = [
        choice(["十日", "二十日", "三十日"], [1], multiple=False),
        choice(["登记", "核查", "公示"], [0, 2], multiple=True),
        verdict(False),
        blanks([["三十", "30"]]),
        ExtendedText((MarkingPoint("按时", 1.0), MarkingPoint("公开", 1.0))),
        Match(left, right, ((left[0].id, right[0].id), (left[1].id, right[1].id))),
        Order(steps, tuple(each.id for each in steps)),
        choice([NASTY, "乙"], [0], multiple=False),
    ]
    stems = [f"第 {at} 号规程要求____日内办结。" if at == 3 else f"第 {at} 号规程怎么办？" for at in range(len(forms))]
    stems[-1] = NASTY
    return [
        portable_of(stem, form, place="", item_id=f"q{at}", rationale=NASTY if at == 7 else f"理由{at}",
                    proof=(NASTY + "依据" if at == 7 else f"《规程》第{at}条：“原文{at}”",))
        for at, (stem, form) in enumerate(zip(stems, forms, strict=True))
    ]  # fmt: skip


def held() -> tuple[Contest, list[Turn]]:
    """Return a contest of three rounds over the eight items."""
    rounds = (Round(way="must", items=1), Round(way="buzzer", items=2, penalty=5, spare=1), Round(way="risk", items=1))
    must = [
        Turn(round=1, way="must", number=at + 1, item=f"q{at}", marks=10, penalty=0, team=TEAMS[at]) for at in range(3)
    ]
    buzzer = [
        Turn(round=2, way="buzzer", number=at, item=f"q{at + 2}", marks=10, penalty=5, spare=at == 3)
        for at in (1, 2, 3)
    ]
    risk = [
        Turn(round=3, way="risk", number=1, item="q6", marks=10, penalty=10, level="easy"),
        Turn(round=3, way="risk", number=2, item="q7", marks=30, penalty=30, level="hard"),
    ]
    turns = [*must, *buzzer, *risk]
    return Contest(name="x", teams=TEAMS, rounds=rounds, start=100, seconds=3), turns


Opener = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Return what opens bytes as a page; at the end nothing was fetched and nothing went wrong."""
    contexts, requests, faults = [], [], []

    def open_page(data: bytes, *, before: str = "", **options: Any) -> Any:
        path = tmp_path / "页 1.html"
        path.write_bytes(data)
        context = chromium.new_context(**{"viewport": {"width": 1366, "height": 768}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text))
        if before:
            page.add_init_script(before)
        page.goto(path.as_uri())
        page.wait_for_selector("[data-action]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert {url.split(":")[0] for url in requests} <= {"file", "data"}
    assert faults == []


def contest_page() -> bytes:
    """Return the page of the contest."""
    contest, turns = held()
    return stage.contest("年度竞赛", contest, turns, {each.item.id: each for each in portables()}, "zh")


def shown(page: Any) -> list[float]:
    """Return what the page says each team has."""
    return [float(each) for each in page.locator(".team strong").all_inner_texts()]


def test_scores_are_those_of_the_rules(opened: Opener) -> None:
    """Whatever is judged by keyboard, each team has on the page what the rules say."""
    contest, turns = held()
    page = opened(contest_page())
    press = page.keyboard.press
    for seed in range(3):
        rng = random.Random(seed)
        said: dict[int, tuple[str, bool]] = {}
        for _ in range(20):
            at = rng.randrange(len(turns))
            press("l")
            page.click(f"[data-turn='{at}']")
            own = turns[at].team
            team = rng.choice(TEAMS)
            if not own and page.locator(f"[data-team='{TEAMS.index(team)}'][aria-pressed='true']").count() == 0:
                press(str(TEAMS.index(team) + 1))
            right = rng.random() < 0.5
            press("+" if right else "-")
            said[at] = (own or team, right)
        answered = [(turns[at], team, right) for at, (team, right) in said.items()]
        assert shown(page) == list(totals(contest, turns, answered).values())
        for _ in range(20):
            press("u")
        assert shown(page) == [100, 100, 100]


def test_every_turn_shows_its_question_and_its_proof_on_demand(opened: Opener) -> None:
    """Going on by keyboard each question stands there without its answer; Enter shows key, rationale and proof."""
    page = opened(contest_page())
    assert page.inner_text("h1") == "年度竞赛"
    _, turns = held()
    by_id = {each.item.id: each for each in portables()}
    for turn in turns:
        page.keyboard.press("ArrowRight")
        portable = by_id[turn.item]
        assert portable.item.stem.split("____")[0] in page.inner_text(".stem")
        assert page.locator(".answer").count() == 0
        assert portable.proof[0] not in page.inner_text("body")
        page.keyboard.press("Enter")
        told = page.inner_text(".answer")
        assert portable.proof[0] in told and portable.item.rationale in told
    assert page.locator("#page img, #page script, #page b b").count() == 0
    assert page.evaluate("window.ran") is None
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-place]").get_attribute("data-place") == str(len(turns) - 1)


def test_steps_and_columns_do_not_stand_in_their_right_order(opened: Opener) -> None:
    """Things to be ordered are shown in another order than the right one, always the same."""
    page = opened(contest_page())
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    first = page.locator(".options span").all_inner_texts()
    assert sorted(first) == sorted(["动员", "排查", "整改"]) and first != ["动员", "排查", "整改"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert page.locator(".options span").all_inner_texts() == first


def test_a_turn_belongs_to_its_team(opened: Opener) -> None:
    """In 必答 no other team can be chosen; in 抢答 nobody is judged before a team is chosen, and a last word counts."""
    page = opened(contest_page())
    press = page.keyboard.press
    press("ArrowRight")
    press("2")
    press("+")
    assert shown(page) == [110, 100, 100]
    for _ in range(3):
        press("ArrowRight")
    press("+")
    assert shown(page) == [110, 100, 100]
    assert page.locator("[data-action=right]").is_disabled()
    press("3")
    press("-")
    assert shown(page) == [110, 100, 95]
    press("2")
    press("+")
    assert shown(page) == [110, 110, 100]
    press("u")
    assert shown(page) == [110, 100, 95]


def test_the_clock_runs_stops_and_ends(opened: Opener) -> None:
    """Space starts and stops it, R sets it back, at its end 时间到 stands there; showing the answer stops it."""
    page = opened(contest_page())
    press = page.keyboard.press
    press("ArrowRight")
    assert page.inner_text(".clock") == "3"
    press("Space")
    page.wait_for_selector(".clock[data-left='2']")
    press("Space")
    stopped = page.inner_text(".clock")
    page.wait_for_timeout(1200)
    assert page.inner_text(".clock") == stopped
    press("Space")
    page.wait_for_selector(".clock[data-left='0']", timeout=8000)
    assert page.inner_text(".clock") == "时间到"
    press("r")
    assert page.inner_text(".clock") == "3"
    press("Space")
    press("Enter")
    page.wait_for_timeout(1300)
    assert page.inner_text(".clock") in {"3", "2"}
    assert page.locator(".answer").count() == 1


def test_scores_survive_a_reload(opened: Opener) -> None:
    """A page that is closed by accident comes back with its turn and its scores; so does what can be undone."""
    page = opened(contest_page())
    for key in ("ArrowRight", "+", "ArrowRight", "+"):
        page.keyboard.press(key)
    page.reload()
    page.wait_for_selector("[data-action=right]")
    assert shown(page) == [110, 110, 100]
    assert page.locator("[data-place]").get_attribute("data-place") == "1"
    page.keyboard.press("u")
    assert shown(page) == [110, 100, 100]


def test_a_browser_that_keeps_nothing_is_enough(opened: Opener) -> None:
    """Without a store the contest can be held all the same."""
    page = opened(
        contest_page(), before="Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } });"
    )
    for key in ("ArrowRight", "+"):
        page.keyboard.press(key)
    assert shown(page) == [110, 100, 100]


def test_the_mouse_does_it_too(opened: Opener) -> None:
    """Every key has its button; a button that has the focus is pressed once by the space bar."""
    page = opened(contest_page())
    page.click("[data-action=begin]")
    page.click("[data-action=after]")
    page.click("[data-action=reveal]")
    assert page.locator(".answer").count() == 1
    page.click("[data-action=wrong]")
    page.click("[data-action=before]")
    page.click("[data-action=right]")
    assert shown(page) == [110, 100, 100]
    page.click("[data-action=undo]")
    assert shown(page) == [100, 100, 100]
    page.focus("[data-action=right]")
    page.keyboard.press("Space")
    assert shown(page) == [110, 100, 100]
    page.click("[data-action=list]")
    page.click("[data-turn='7']")
    assert "30 分" in page.inner_text(".worth") and "难" in page.inner_text(".worth")


def test_each_line_of_the_cover_stands_in_the_middle(opened: Opener) -> None:
    """A title of two parts too long for one line breaks between them, and no space pushes a line aside."""
    data = stage.contest(
        "二〇二六年度学习考核计划\u3000年赛（2026-11-18）", *held(), {each.item.id: each for each in portables()}, "zh"
    )
    page = opened(data)
    boxes = [each.bounding_box() for each in page.locator("h1 span").all()]
    middles = [box["x"] + box["width"] / 2 for box in boxes]
    assert len(boxes) == 2 and boxes[0]["y"] < boxes[1]["y"]
    assert abs(middles[0] - middles[1]) < 1


def test_cards_are_turned_one_by_one(opened: Opener) -> None:
    """The deck shows each question, its answer when turned, and the next card with its question only."""
    page = opened(stage.deck("日抽背", portables(), "zh"))
    for at, portable in enumerate(portables()):
        assert page.inner_text(".place") == f"第 {at + 1} 题，共 8 题"
        assert portable.item.stem.split("____")[0] in page.inner_text(".stem")
        assert page.locator(".answer").count() == 0
        page.keyboard.press("Space")
        assert portable.proof[0] in page.inner_text(".answer")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.inner_text(".place") == "第 7 题，共 8 题"
    assert page.evaluate("window.ran") is None and page.locator("#page img").count() == 0


@pytest.mark.clients
@pytest.mark.parametrize(("scheme", "lang"), [("light", "zh"), ("dark", "en")])
def test_no_serious_accessibility_fault(opened: Opener, scheme: str, lang: str) -> None:
    """axe-core finds nothing serious on cover, question, answer, list and card, in either colour scheme."""
    contest, turns = held()
    by_id = {each.item.id: each for each in portables()}
    data = stage.contest("年度竞赛", contest, turns, by_id, lang)
    page = opened(data, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    for keys in ((), ("ArrowRight",), ("+", "Enter"), ("l",)):
        for key in keys:
            page.keyboard.press(key)
        assert _grave(page) == [], keys
    page = opened(stage.deck("日抽背", portables(), lang), color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    page.keyboard.press("Space")
    assert _grave(page) == []


def _grave(page: Any) -> list[Any]:
    found: list[Any] = page.evaluate(
        "() => axe.run(document, { resultTypes: ['violations'] }).then((found) =>"
        " found.violations.filter((each) => ['serious', 'critical'].includes(each.impact))"
        ".map((each) => [each.id, each.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary)]))"
    )
    return found


_OUT_OF_REACH = """() => [...document.querySelectorAll(".dock .button, .team")].filter((each) => {
  const box = each.getBoundingClientRect();
  return !each.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}).map((each) => each.textContent)"""
"""Buttons that a mouse cannot reach without scrolling."""


def test_long_questions_stay_on_the_screen(opened: Opener) -> None:
    """Nothing runs off to the side of a screen, and however long an answer is, all buttons stay in reach."""
    contest, turns = held()
    by_id = {each.item.id: replace(each, item=replace(each.item, stem="x" * 400)) for each in portables()}
    page = opened(stage.contest("年度竞赛", contest, turns, by_id, "zh"), viewport={"width": 1024, "height": 600})
    for key in ("ArrowRight", "Enter"):
        page.keyboard.press(key)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.locator(".team").first.is_visible()
        assert page.evaluate(_OUT_OF_REACH) == []
