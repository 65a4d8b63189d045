"""The practice page in a real browser, opened from the disk: every type answered, whole papers, nothing fetched."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from odd_items import mixed

from qbank.formats._contract import Settings
from qbank.formats._incoming import blanks, choice, options_of, portable_of, verdict
from qbank.formats.html_page import format as html_page
from qbank.formats.html_page._records import record_of
from qbank.model.item import ExtendedText, MarkingPoint, Match, Order
from qbank.model.portable import Portable

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / ".venv" / "clients" / "node_modules" / "axe-core" / "axe.min.js"
FORMS = ("choice", "choices", "verdict", "blanks", "points", "match", "order")
DRIVER = """
window.card = (place) => document.querySelector(`.question[data-place="${place}"]`);
window.put = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
};
window.tick = (box, on) => { if (box.checked !== on) box.click(); };
window.respond = (place, form, given) => {
  const own = card(place);
  if (form === "verdict") own.querySelector(`input[value="${given}"]`).click();
  if (form === "choice") own.querySelector(`input[value="${given[0]}"]`).click();
  if (form === "choices") for (const box of own.querySelectorAll("input")) tick(box, given.includes(Number(box.value)));
  if (form === "blanks") given.forEach((text, at) => put(own.querySelector(`[data-gap="${at}"]`), text));
  if (form === "points") put(own.querySelector("textarea"), given.text);
  if (form === "match") given.forEach((right, row) => put(own.querySelector(`[data-row="${row}"]`), String(right)));
  if (form !== "order") return;
  given.forEach((wanted, at) => {
    const now = () => [...own.querySelectorAll(".step")].findIndex((each) => Number(each.dataset.place) === wanted);
    while (now() > at) own.querySelectorAll(".step")[now()].querySelector("[data-action=up]").click();
  });
};
window.judge = (place, made) => {
  if (!made.some(Boolean)) card(place).querySelector("[data-action=none-made]").click();
  made.forEach((on, at) => tick(card(place).querySelector(`[data-point="${at}"]`), on));
};
window.click = (action) => document.querySelector(`[data-action="${action}"]`).click();
window.outcome = (place) => card(place).querySelector(".feedback")?.dataset.result;
"""
ANSWER_ALL = """
(cases) => cases.map(([place, form, given]) => {
  respond(place, form, given);
  click("submit");
  if (form === "points") judge(place, given.made);
  const result = outcome(place);
  click("after");
  return result;
})
"""


def item_of(form: str, number: int, rng: random.Random) -> Portable:
    """Return an item of a form, with options in a drawn order and a key among them."""
    words = ["窗口登记", "现场核查", "集中整治", "总结验收", "动员部署", "督促整改"]
    rng.shuffle(words)
    stem = f"第 {number} 号规程的要求是（____）。"
    interaction: Any
    match form:
        case "choice":
            interaction = choice(words[:4], [rng.randrange(4)], multiple=False)
        case "choices":
            interaction = choice(words[:5], sorted(rng.sample(range(5), 3)), multiple=True)
        case "verdict":
            interaction = verdict(rng.random() < 0.5)
        case "blanks":
            stem = f"第 {number} 号规程要求____日内办结，由____负责。"
            interaction = blanks([["三十", "30"], [words[0]]])
        case "points":
            interaction = ExtendedText((MarkingPoint(words[0], 2.0), MarkingPoint(words[1], 1.0)))
        case "match":
            left, right = options_of(["甲科", "乙科", "丙科"], "l"), options_of(words[:4], "r")
            pairs = zip(left, rng.sample(right, 3), strict=True)
            interaction = Match(left, right, tuple((one.id, other.id) for one, other in pairs))
        case _:
            steps = options_of(words[:4])
            interaction = Order(steps, tuple(each.id for each in rng.sample(steps, 4)))
    proof = ("《办事规程》第二条：“应当按时办结。”",)
    return portable_of(
        stem, interaction, place="", item_id=f"q-{number:04d}", rationale="见规程原文。", proof=proof,
        chapter=f"第{'一二三'[number % 3]}章", difficulty=("easy", "medium", "hard")[number % 3],
    )  # fmt: skip


def deck(count: int = len(FORMS)) -> list[Portable]:
    """Return items of all forms in turn."""
    rng = random.Random(5)
    return [item_of(FORMS[number % len(FORMS)], number, rng) for number in range(count)]


def key_of(portable: Portable) -> Any:
    """Return the right response as the page has it."""
    record = record_of(portable)
    if record["form"] == "match":
        return [right for _, right in sorted(record["key"])]
    return {"text": "写在这里", "made": [True] * len(record["key"])} if record["form"] == "points" else record["key"]


def wrong_of(portable: Portable) -> Any:
    """Return a response that earns nothing."""
    record = record_of(portable)
    key = record["key"]
    match record["form"]:
        case "verdict":
            return not key
        case "choice":
            return [(key[0] + 1) % len(record["options"])]
        case "choices":
            return [next(at for at in range(len(record["options"])) if at not in key)]
        case "blanks":
            return ["不知道"] * len(key)
        case "points":
            return {"text": "不知道", "made": [False] * len(key)}
        case "match":
            return [(right + 1) % len(record["right"]) for right in key_of(portable)]
        case _:
            return [*key[1:], key[0]]


class Page:
    """A practice page opened from the disk, with what went wrong in it."""

    def __init__(self, page: Any, portables: list[Portable]) -> None:
        self.page, self.portables = page, portables
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None)
        page.add_init_script(DRIVER)

    def open(self, path: Path) -> None:
        """Open the file and wait for its first page."""
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("[data-page=home]")

    def start(self, action: str) -> None:
        """Begin to practise (``one``) or a test (``paper``)."""
        self.page.click(f"[data-action={action}]")
        self.page.wait_for_selector(f"[data-page={action}]")

    def respond(self, place: int, given: Any) -> None:
        """Answer a question that is shown."""
        form = record_of(self.portables[place])["form"]
        self.page.evaluate("([place, form, given]) => respond(place, form, given)", [place, form, given])

    def answer(self, place: int, given: Any) -> str:
        """Answer the question that is shown, hand it in and return what the page says of it."""
        self.respond(place, given)
        self.page.click("[data-action=submit]")
        if isinstance(given, dict):
            self.page.evaluate("([place, made]) => judge(place, made)", [place, given["made"]])
        return self.page.evaluate("(place) => outcome(place)", place)

    def text(self, selector: str) -> str:
        """Return the words of the first element there is."""
        return self.page.locator(selector).first.inner_text()


Opener = Callable[..., Page]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Opens pages; at the end none of them has asked for anything but itself, and nothing went wrong."""
    shown: list[Page] = []

    def open_page(portables: list[Portable], *, lang: str = "zh", before: str = "", **context: Any) -> Page:
        path = tmp_path / "练习 一.html"
        with path.open("wb") as stream:
            html_page.write(iter(portables), stream, Settings(title="办事规程练习", lang=lang))
        page = chromium.new_context(**{"viewport": {"width": 1024, "height": 800}, **context}).new_page()
        page.set_default_timeout(30_000)
        shown.append(Page(page, portables))
        if before:
            page.add_init_script(before)
        shown[-1].open(path)
        return shown[-1]

    yield open_page
    for each in shown:
        outside = {url for url in each.requests if not url.startswith(("file://", "blob:", "data:"))}
        assert not outside
        assert not each.faults
        each.page.context.close()


@pytest.mark.parametrize("mixed", [False, True])
def test_the_key_earns_full_marks_and_a_wrong_answer_none(opened: Opener, mixed: bool) -> None:
    """Of every type the key is right and a wrong answer wrong, in the file's order and shuffled."""
    page = opened(deck())
    if mixed:
        page.page.check("[data-switch=mixOptions]", force=True)
    page.start("one")
    for place, portable in enumerate(page.portables):
        assert page.answer(place, wrong_of(portable)) == "wrong", portable
        page.page.click("[data-action=again]")
        assert page.answer(place, key_of(portable)) == "right", portable
        page.page.click("[data-action=after]")
    assert page.text(".end p") == "共 7 题，作答 7 题，全对 7 题。"


def test_an_answer_is_followed_by_key_reason_and_proof(opened: Opener) -> None:
    """After an answer stand the key in words, the rationale and the proof line; before it none of them."""
    page = opened(deck())
    page.start("one")
    assert page.page.locator(".feedback").count() == 0
    page.answer(0, wrong_of(page.portables[0]))
    told = page.text(".feedback")
    body = page.portables[0].item.body
    assert body.key_text() in told
    assert "见规程原文。" in told
    assert "《办事规程》第二条：“应当按时办结。”" in told


def test_answers_are_shown_on_request_without_being_counted(opened: Opener) -> None:
    """看答案 shows the key; the question counts as not done."""
    page = opened(deck())
    page.start("one")
    page.page.click("[data-action=peek]")
    assert page.page.evaluate("outcome(0)") == "none"
    page.page.click("[data-action=home]")
    assert page.page.locator(".standing").count() == 0


@pytest.mark.parametrize("count", [140, pytest.param(1000, marks=pytest.mark.soak)])
def test_mixed_items_are_marked_right_and_wrong(opened: Opener, count: int) -> None:
    """All types in odd words: by the page's own controls each key is all right, each wrong answer earns nothing."""
    held = [html_page.hold(Portable(item=item), Settings()) for item in mixed(count, seed=count)]
    portables = [each for each in held if isinstance(each, Portable)]
    assert len(portables) == count
    page = opened(portables)
    for answer, result, right in ((wrong_of, "wrong", 0), (key_of, "right", count)):
        page.start("one")
        cases = [[place, record_of(each)["form"], answer(each)] for place, each in enumerate(portables)]
        outcomes = page.page.evaluate(ANSWER_ALL, cases)
        assert [(portables[place], each) for place, each in enumerate(outcomes) if each != result] == []
        assert page.text(".end p") == f"共 {count} 题，作答 {count} 题，全对 {right} 题。"
        page.page.click("[data-action=home]")


def test_a_paper_is_scored_reviewed_and_its_wrong_ones_done_again(opened: Opener) -> None:
    """A test is handed in after a question about what is open; its score, its wrong ones and 错题重做 are right."""
    page = opened(deck(14))
    page.start("paper")
    for place, portable in enumerate(page.portables[:10]):
        page.respond(place, key_of(portable) if place % 2 == 0 else wrong_of(portable))
    assert page.text(".bar-words") == "已答 10 / 14"
    page.page.click("[data-action=hand-in]")
    assert "还有 4 题没有作答" in page.text(".asking")
    page.page.click("[data-action=to-open]")
    assert page.page.evaluate("document.activeElement.id") == "q10-head"
    for place in range(10, 14):
        page.respond(place, key_of(page.portables[place]))
    page.page.click("[data-action=hand-in]")
    page.page.click("[data-action=hand-in-sure]")
    page.page.wait_for_selector("[data-page=result]")
    # 4 and 11 are short answers that wait for their marks: 9 of 14 are right so far.
    assert page.text("[data-score]") == "答对 7 题，共 14 题。"
    page.page.click("[data-show=open]")
    for place in (4, 11):
        page.page.evaluate("([place, made]) => judge(place, made)", [place, [True, True]])
    assert page.text("[data-score]") == "答对 9 题，共 14 题。"
    assert page.text(".gauge-words strong") == "64"
    page.page.click(".score [data-action=wrong-again]")
    assert page.text(".bar-words") == "1 / 5"
    assert page.answer(1, key_of(page.portables[1])) == "right"


def test_an_unfinished_paper_is_taken_up_again(opened: Opener) -> None:
    """A page that was closed within a test goes on with it, answers and all."""
    page = opened(deck(14))
    page.start("paper")
    page.respond(0, key_of(page.portables[0]))
    page.page.reload()
    page.page.click("[data-action=resume]")
    assert page.text(".bar-words") == "已答 1 / 14"
    assert page.page.locator("[data-place='0'].question input:checked").count() == 1


def test_filters_narrow_what_is_asked(opened: Opener) -> None:
    """Type, chapter and difficulty narrow the questions; what was answered wrong can be asked again alone."""
    page = opened(deck(21))
    page.page.select_option("[data-filter=type]", "true_false")
    page.page.select_option("[data-filter=chapter]", "第一章")
    assert page.text("[data-found]") == "符合条件的有 1 题"
    page.page.select_option("[data-filter=type]", "")
    page.page.select_option("[data-filter=chapter]", "")
    page.page.select_option("[data-filter=difficulty]", "hard")
    assert page.text("[data-found]") == "符合条件的有 7 题"
    page.start("one")
    page.answer(2, wrong_of(page.portables[2]))
    page.page.click("[data-action=home]")
    page.page.select_option("[data-filter=scope]", "wrong")
    assert page.text("[data-found]") == "符合条件的有 1 题"


def test_a_page_of_one_kind_offers_no_choice(opened: Opener) -> None:
    """With one type, chapter and difficulty nothing is offered that narrows nothing."""
    page = opened(deck(1))
    assert page.page.locator("[data-filter]").count() == 1


NO_STORE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } });"
FULL_STORE = "Storage.prototype.setItem = () => { throw new Error('full'); };"


@pytest.mark.parametrize("before", [NO_STORE, FULL_STORE])
def test_a_browser_that_keeps_nothing_is_enough(opened: Opener, before: str) -> None:
    """Without a store the page works, and says that results should be downloaded."""
    page = opened(deck(), before=before)
    assert "不能保存" in page.text(".person")
    page.start("one")
    assert page.answer(0, key_of(page.portables[0])) == "right"
    page.page.click("[data-action=home]")
    assert "已做 1 题" in page.text(".standing")


def test_results_are_downloaded_as_a_table(opened: Opener, tmp_path: Path) -> None:
    """The table names item, response in words, right or wrong, hour and person, and no cell is a formula."""
    formula = replace(deck()[3], item=replace(deck()[3].item, id="=cmd|'/C calc'!A0"))
    page = opened([*deck()[:3], formula])
    page.page.fill("[data-name]", "=王明")
    page.start("one")
    page.answer(0, key_of(page.portables[0]))
    for _ in range(3):
        page.page.click("[data-action=after], [data-action=skip]")
    page.answer(3, ["+1", "@SUM(A1)"])
    page.page.click("[data-action=home]")
    with page.page.expect_download() as waiting:
        page.page.click("[data-action=download]")
    assert waiting.value.suggested_filename.startswith("办事规程练习-=王明-")
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["题目编号"] for row in rows] == ["q-0000", "'=cmd|'/C calc'!A0"]
    assert [row["作答"] for row in rows] == [page.portables[0].item.body.key_text(), "'+1；@SUM(A1)"]
    assert [row["对错"] for row in rows] == ["对", "错"]
    assert [row["得分率"] for row in rows] == ["1", "0"]
    assert {row["姓名"] for row in rows} == {"'=王明"}
    assert all(len(row["作答时间"]) == len("2027-03-08 14:05:33") for row in rows)


def test_whatever_an_item_says_is_shown_as_text(opened: Opener) -> None:
    """Markup in every field of an item becomes no element and runs nothing."""
    nasty = "<img src=x onerror='window.ran=1'></p><script>window.ran=1</script>"
    item = choice([nasty, "乙"], [0], multiple=False)
    shown = portable_of(
        nasty, item, place="", item_id="q", rationale=nasty, proof=(nasty,), chapter=nasty, stimulus=nasty
    )
    page = opened([shown, deck()[0]])
    page.start("one")
    assert page.answer(0, [0]) == "right"
    assert page.page.locator("#page img, #page script").count() == 0
    assert page.page.evaluate("window.ran") is None
    assert page.text(".stem") == nasty


def test_everything_can_be_done_by_keyboard(opened: Opener) -> None:
    """With Tab, arrows, blank and Enter a question is answered, handed in and left; the focus is where one goes on."""
    page = opened(deck())
    press = page.page.keyboard.press
    page.start("one")
    place = key_of(page.portables[0])[0]
    press("Tab")
    press("Space")
    for _ in range(4):
        if page.page.evaluate("Number(document.activeElement.value)") == place:
            break
        press("ArrowDown")
    press("Enter")
    assert page.page.evaluate("outcome(0)") == "right"
    assert page.page.evaluate("document.activeElement.dataset.action") == "after"
    press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "q1-head"
    page.page.wait_for_selector("#live:not(:empty)", state="attached")  # it is said a moment later


def test_steps_can_be_dragged(opened: Opener) -> None:
    """A step that is dragged by its grip lands where it is let go, upwards and downwards."""
    page = opened([deck()[6], deck()[0]])
    page.start("one")

    def order() -> list[str]:
        return page.page.locator(".step").evaluate_all("(all) => all.map((each) => each.dataset.place)")

    for start, end in ((0, 2), (3, 1), (2, 0)):
        before = order()
        boxes = [page.page.locator(".step .grip").nth(at).bounding_box() for at in (start, end)]
        (x, y), (to_x, to_y) = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
        page.page.mouse.move(x, y)
        page.page.mouse.down()
        page.page.mouse.move(to_x, (y + to_y) / 2, steps=4)
        page.page.mouse.move(to_x, to_y + (8 if end > start else -8), steps=4)
        page.page.mouse.up()
        before.insert(end, before.pop(start))
        assert order() == before
    assert page.page.locator(".is-held").count() == 0


def _pages(page: Page) -> Iterator[str]:
    """Yield the name of each page while it is shown: the first one, each type before and after, a paper, its result."""
    yield "home"
    page.start("one")
    for place, portable in enumerate(page.portables):
        yield f"{FORMS[place]} before"
        page.answer(place, wrong_of(portable))
        yield f"{FORMS[place]} after"
        page.page.click("[data-action=after]")
    yield "end"
    page.page.click("[data-action=home]")
    yield "home again"
    page.start("paper")
    page.page.click("[data-action=sheet]")
    yield "paper"
    page.page.click("[data-action=hand-in]")
    yield "asking"
    page.page.click("[data-action=hand-in-sure]")
    yield "result"


@pytest.mark.clients
@pytest.mark.parametrize(("scheme", "lang"), [("light", "zh"), ("dark", "en")])
def test_no_serious_accessibility_fault_on_any_page(opened: Opener, scheme: str, lang: str) -> None:
    """axe-core finds nothing serious or critical on any page, in either colour scheme."""
    # The policy of the page lets no script in, this one neither.
    page = opened(deck(), lang=lang, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page.page.add_script_tag(path=str(AXE))
    for name in _pages(page):
        found = page.page.evaluate(
            "() => axe.run(document, { resultTypes: ['violations'] }).then((found) =>"
            " found.violations.filter((each) => ['serious', 'critical'].includes(each.impact))"
            ".map((each) => [each.id, each.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary)]))"
        )
        assert found == [], f"{name}: {found}"


@pytest.mark.parametrize(("width", "lang"), [(360, "zh"), (360, "en"), (320, "zh")])
def test_nothing_is_wider_than_a_phone(opened: Opener, width: int, lang: str) -> None:
    """On a narrow phone no page scrolls sideways, not even with a word that has no place to break."""
    portables = deck()
    portables[0] = replace(portables[0], item=replace(portables[0].item, stem="x" * 200, rationale="ABC" * 80))
    page = opened(portables, lang=lang, viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True)
    for name in _pages(page):
        wide = page.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
        small = page.page.evaluate(
            "[...document.querySelectorAll('button, select, .option, .switch')].filter((each) => each.offsetParent"
            " && each.getBoundingClientRect().height < 40).map((each) => each.textContent)"
        )
        assert small == [], f"{name}: {small}"


def test_two_thousand_items_stay_quick(opened: Opener) -> None:
    """With two thousand items the next question and the next page of a test stand there in a blink."""
    timed = "(action) => { const at = performance.now(); click(action); return performance.now() - at; }"
    page = opened(deck(2000))
    page.start("one")
    assert page.page.evaluate(timed, "skip") < 500
    page.page.click("[data-action=home]")
    page.start("paper")
    assert page.page.evaluate(timed, "page-after") < 1000
