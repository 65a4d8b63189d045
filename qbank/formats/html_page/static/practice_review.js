// After a paper: the score, where points were lost, and every question with its answer.

import { button, h, ring } from "./practice_dom.js";
import { question } from "./practice_question.js";
import { A_PAGE } from "./practice_paper.js";

const TABS = { wrong: "practice-show-wrong", all: "practice-show-all", open: "practice-show-open" };

/** Show what a paper that was handed in has earned. */
export function result(app, paper) {
  const { deck } = app;
  const { say } = deck;
  const scoreOf = (place) => deck.mark(deck.items[place], paper.given[place]);
  const wrong = () => paper.list.filter((place) => (scoreOf(place) ?? 1) < 1);
  const sets = { all: () => paper.list, wrong, open: () => paper.list.filter((place) => scoreOf(place) === null) };
  let shown = wrong().length ? "wrong" : "all";
  let page = 0;
  const top = h("section", { class: "card score", "aria-labelledby": "score-head" });
  const list = h("section", { class: "reviewed", "aria-label": say("practice-review") });

  function drawTop() {
    const scores = paper.list.map(scoreOf);
    const open = scores.filter((each) => each === null).length;
    const marks = scores.reduce((sum, each) => sum + (each ?? 0), 0);
    const share = marks / Math.max(paper.list.length, 1);
    const right = scores.filter((each) => each === 1).length;
    top.replaceChildren(
      h("div", { class: "gauge" }, ring(share), h("p", { class: "gauge-words" }, h("strong", {}, String(Math.round(share * 100))), h("span", {}, say("practice-of-hundred")))),
      h(
        "div",
        { class: "score-words" },
        h("h1", { tabindex: "-1", id: "score-head" }, say("practice-score-head")),
        h("p", { "data-score": "" }, say("practice-score", { right, all: paper.list.length })),
        open ? h("p", { class: "hint" }, say("practice-still-open", { n: open })) : "",
        h(
          "div",
          { class: "buttons" },
          wrong().length > 0 ? button(say("practice-wrong-again", { n: wrong().length }), () => app.practise(wrong()), { kind: "main", action: "wrong-again" }) : "",
          button(say("practice-same-again"), () => app.sit([...paper.list]), { action: "same-again" }),
          button(say("practice-home"), () => app.home(), { action: "home" }),
        ),
      ),
      breakdown(),
    );
  }

  /** Return the shares by type and by chapter, where there are several. */
  function breakdown() {
    const tables = deck.filters.filter(({ name }) => name !== "difficulty").map(({ label, of, words }) => {
      const groups = new Map();
      for (const place of paper.list) {
        const key = of(deck.items[place]);
        const [sum, marked, count] = groups.get(key) ?? [0, 0, 0];
        const score = scoreOf(place);
        groups.set(key, [sum + (score ?? 0), marked + (score !== null), count + 1]);
      }
      return groups.size > 1 && shares(say(label), [...groups].slice(0, 30), words);
    });
    return h("div", { class: "shares" }, tables);
  }

  function shares(head, groups, words) {
    const rows = groups.map(([key, [sum, marked, count]]) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, words(key) || say("practice-no-chapter")),
        h("td", {}, h("progress", { max: 1, value: sum / Math.max(marked, 1), "aria-hidden": "true" })),
        h("td", { class: "figures" }, marked ? `${Math.round((100 * sum) / marked)}%` : "–"),
        h("td", { class: "figures dim" }, say("practice-total", { n: count })),
      ),
    );
    return h("table", {}, h("caption", {}, head), h("tbody", {}, rows));
  }

  function drawList(focus = "") {
    const places = sets[shown]();
    const pages = Math.max(Math.ceil(places.length / A_PAGE), 1);
    page = Math.min(page, pages - 1);
    const cards = places.slice(page * A_PAGE, (page + 1) * A_PAGE).map((place) =>
      question(deck, place, {
        number: paper.list.indexOf(place) + 1, level: 3, given: paper.given[place], marked: true,
        judged: (response) => {
          paper.given[place] = response;
          app.record(place, response);
          drawTop();
        },
      }),
    );
    list.replaceChildren(tabs(), ...(cards.length ? cards : [h("p", { class: "card" }, say("practice-none"))]), pager(pages));
    if (focus) list.querySelector(`[data-${focus}]`)?.focus();
  }

  function tabs() {
    const names = ["wrong", "all", ...(sets.open().length || shown === "open" ? ["open"] : [])];
    const each = (name) =>
      button(say(TABS[name], { n: sets[name]().length }), () => { shown = name; page = 0; drawList(`show=${name}`); }, {
        kind: "tab", "aria-pressed": String(shown === name), "data-show": name,
      });
    return h("div", { class: "tabs" }, h("h2", {}, say("practice-review")), names.map(each));
  }

  function pager(pages) {
    if (pages < 2) return "";
    const turn = (by) => { page += by; drawList(); list.scrollIntoView(); list.querySelector(".which").focus({ preventScroll: true }); };
    return h(
      "nav",
      { class: "dock", "aria-label": say("practice-steps") },
      button(say("practice-page-before"), () => turn(-1), { action: "page-before", disabled: page === 0 }),
      h("span", { class: "page-number" }, `${page + 1} / ${pages}`),
      button(say("practice-page-after"), () => turn(1), { action: "page-after", disabled: page + 1 === pages }),
    );
  }

  drawTop();
  drawList();
  app.show("result", app.bar({ title: say("practice-paper"), now: 1, all: 1, words: say("practice-handed-in") }), top, list);
  top.querySelector("h1").focus();
}
