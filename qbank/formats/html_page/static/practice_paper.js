// A whole paper: some questions a page, handed in as one, marked afterwards.

import { announce, button, h } from "./practice_dom.js";
import { question } from "./practice_question.js";
import { isGiven } from "./practice_marking.js";

export const A_PAGE = 10;
const A_SHEET = 200;

/** Show a paper: `paper` is `{list, given, page, handed}` and is changed as the person goes on. */
export function sit(app, paper) {
  const { deck, kept } = app;
  const { say } = deck;
  const pages = Math.ceil(paper.list.length / A_PAGE);
  const open = () => paper.list.filter((place) => !isGiven(deck.items[place], paper.given[place]));
  let bar;
  let tally;
  let sheetOpen = false;

  function draw(focus = "head") {
    const first = paper.page * A_PAGE;
    const cards = paper.list.slice(first, first + A_PAGE).map((place, at) =>
      question(deck, place, { number: first + at + 1, given: paper.given[place], change: (response) => take(place, response) }),
    );
    bar = app.bar({ title: say("practice-paper"), now: 0, all: paper.list.length, words: "" });
    tally = h("span", { class: "tally" });
    app.show("paper", bar, cards, sheet(), dock());
    count();
    if (focus === "head") cards[0].querySelector(".which").focus();
  }

  function take(place, response) {
    paper.given[place] = response;
    kept.save();
    count();
  }

  function count() {
    const done = paper.list.length - open().length;
    bar.querySelector("progress").value = done;
    bar.querySelector(".bar-words").textContent = say("practice-answered", { done, all: paper.list.length });
    for (const mark of document.querySelectorAll("[data-goto]")) dress(mark);
  }

  function dress(mark) {
    const at = Number(mark.dataset.goto);
    const place = paper.list[at];
    const done = isGiven(deck.items[place], paper.given[place]);
    mark.classList.toggle("is-done", done);
    mark.setAttribute("aria-label", say(done ? "practice-sheet-done" : "practice-sheet-open", { n: at + 1 }));
  }

  /** The answer sheet: a number a question, the part of it around the page that is shown. */
  function sheet() {
    const from = Math.floor((paper.page * A_PAGE) / A_SHEET) * A_SHEET;
    const numbers = paper.list.slice(from, from + A_SHEET).map((_, at) =>
      button(String(from + at + 1), () => turnTo(from + at), { kind: "cell", "data-goto": from + at }),
    );
    return h("section", { class: "card sheet", hidden: !sheetOpen, "aria-label": say("practice-sheet") }, h("h2", {}, say("practice-sheet")), h("div", { class: "cells" }, numbers));
  }

  function turnTo(at) {
    paper.page = Math.floor(at / A_PAGE);
    sheetOpen = false;
    draw("none");
    const card = document.querySelector(`[data-place="${paper.list[at]}"].question`);
    card.scrollIntoView({ block: "start" });
    card.querySelector(".which").focus({ preventScroll: true });
  }

  function turn(by) {
    paper.page += by;
    kept.save();
    draw();
    scrollTo(0, 0);
  }

  function dock() {
    const showSheet = button(say("practice-sheet"), () => {
      sheetOpen = !sheetOpen;
      const part = document.querySelector(".sheet");
      part.hidden = !sheetOpen;
      showSheet.setAttribute("aria-expanded", String(sheetOpen));
      if (sheetOpen) part.scrollIntoView({ block: "nearest" });
    }, { action: "sheet", "aria-expanded": String(sheetOpen) });
    return h(
      "nav",
      { class: "dock", "aria-label": say("practice-steps") },
      pages > 1 && button(say("practice-page-before"), () => turn(-1), { action: "page-before", disabled: paper.page === 0 }),
      showSheet,
      pages > 1 && h("span", { class: "page-number" }, `${paper.page + 1} / ${pages}`),
      pages > 1 && button(say("practice-page-after"), () => turn(1), { action: "page-after", disabled: paper.page + 1 === pages }),
      button(say("practice-hand-in"), ask, { kind: "main", action: "hand-in" }),
    );
  }

  /** Ask once more before the paper is handed in; with questions left open, name the first of them. */
  function ask() {
    const left = open();
    const words = left.length ? say("practice-left", { n: left.length }) : say("practice-all-answered");
    const old = document.querySelector(".dock");
    const box = h(
      "div",
      { class: "dock asking", role: "alertdialog", "aria-labelledby": "asking" },
      h("p", { id: "asking" }, words),
      left.length > 0 && button(say("practice-to-open"), () => turnTo(paper.list.indexOf(left[0])), { action: "to-open" }),
      button(say("practice-not-yet"), () => { box.replaceWith(dock()); count(); document.querySelector("[data-action=hand-in]").focus(); }, { action: "not-yet" }),
      button(say("practice-hand-in-sure"), handIn, { kind: "main", action: "hand-in-sure" }),
    );
    box.addEventListener("keydown", (event) => event.key === "Escape" && box.querySelector("[data-action=not-yet]").click());
    old.replaceWith(box);
    box.querySelector("[data-action=hand-in-sure]").focus();
  }

  function handIn() {
    paper.handed = true;
    for (const place of paper.list) app.record(place, paper.given[place]);
    announce(say("practice-handed-in"));
    app.result(paper);
  }

  draw();
}
