// Practising: one question at a time, with its answer at once.

import { announce, button, h } from "./practice_dom.js";
import { question } from "./practice_question.js";
import { isGiven } from "./practice_marking.js";

/** Show question after question of a list of places. */
export function practise(app, list) {
  const { deck } = app;
  const { say } = deck;
  const given = new Map();
  const marked = new Set();
  const judged = new Map();
  let at = 0;

  function draw(focus = "head") {
    const place = list[at];
    const item = deck.items[place];
    const isMarked = marked.has(place);
    const card = question(deck, place, {
      number: at + 1,
      given: given.get(place),
      marked: isMarked,
      change: (response) => { given.set(place, response); submit.disabled = false; },
      judged: (response) => { given.set(place, response); keep(place); },
    });
    const before = button(say("practice-before"), () => step(-1), { action: "before", disabled: at === 0 });
    const submit = button(say(item.form === "points" ? "practice-compare" : "practice-submit"), () => answer(place), {
      kind: "main", action: "submit", disabled: item.form !== "order" && !isGiven(item, given.get(place)),
    });
    const after = button(say(at + 1 < list.length ? "practice-after" : "practice-finish"), () => step(1), { kind: "main", action: "after" });
    const tools = isMarked
      ? [before, button(say("practice-again"), () => again(place), { action: "again" }), after]
      : [before, button(say("practice-peek"), () => reveal(place), { action: "peek" }), submit];
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT" || submit.disabled || isMarked) return;
      event.preventDefault();
      answer(place);
    });
    const rest = isMarked ? [] : [button(say("practice-skip"), () => step(1), { kind: "quiet skip", action: "skip" })];
    app.show("one", app.bar({ title: say("practice-one"), now: at + 1, all: list.length, words: `${at + 1} / ${list.length}` }), card, h("nav", { class: "dock", "aria-label": say("practice-steps") }, tools, rest));
    if (focus === "head") card.querySelector(".which").focus();
    else (item.form === "points" ? card.querySelector(".points input") ?? after : after).focus();
  }

  function step(by) {
    at += by;
    if (at < list.length) return draw();
    return summary();
  }

  function answer(place) {
    const item = deck.items[place];
    if (item.form === "order" && !isGiven(item, given.get(place))) given.set(place, [...deck.order(place)]);
    judged.set(place, true);
    keep(place);
    reveal(place);
  }

  function keep(place) {
    app.record(place, given.get(place));
  }

  function reveal(place) {
    marked.add(place);
    draw("result");
    const result = deck.result(deck.items[place], given.get(place));
    announce([result.words, result.more].filter(Boolean).join("，"));
    document.querySelector(".feedback").scrollIntoView({ block: "nearest" });
  }

  function again(place) {
    marked.delete(place);
    given.delete(place);
    draw();
  }

  function summary() {
    const answered = list.filter((place) => judged.has(place));
    const right = answered.filter((place) => app.score(place) === 1);
    const wrong = answered.filter((place) => (app.score(place) ?? 1) < 1);
    app.show(
      "end",
      app.bar({ title: say("practice-one"), now: list.length, all: list.length, words: "" }),
      h(
        "section",
        { class: "card end" },
        h("h1", { tabindex: "-1" }, say("practice-round-over")),
        h("p", {}, say("practice-round", { all: list.length, done: answered.length, right: right.length })),
        h(
          "div",
          { class: "buttons" },
          wrong.length > 0 && button(say("practice-wrong-again", { n: wrong.length }), () => practise(app, wrong), { kind: "main", action: "wrong-again" }),
          button(say("practice-home"), () => app.home(), { action: "home" }),
        ),
      ),
    );
    document.querySelector("h1").focus();
  }

  draw();
}
