// Cards to be read out, one at a time: the question first, its answer when the card is turned.

import { announce, button, fill, h } from "./practice_dom.js";
import { answered, asked, keys, stageSpeaker, toggleFull } from "./stage_showing.js";

function startDeck(data) {
  const say = stageSpeaker(data.words);
  const main = document.getElementById("page");
  const state = { at: 0, open: false };

  function draw() {
    const item = data.items[state.at];
    document.body.dataset.at = String(state.at);
    fill(
      main,
      h(
        "header",
        { class: "top" },
        h("h1", {}, data.title),
        h("p", { class: "place" }, say("stage-card", { n: state.at + 1, all: data.items.length })),
      ),
      h(
        "article",
        { class: "board", "data-place": state.at },
        h("p", { class: "about" }, [data.types[item.type], item.chapter].filter(Boolean).join(" · ")),
        asked(data, state.at, say),
        state.open && h("section", { class: "answer" }, answered(data, state.at, say)),
      ),
      h(
        "nav",
        { class: "buttons" },
        button(say("stage-before"), () => go(-1), { action: "before", disabled: state.at === 0 }),
        button(say(state.open ? "stage-close" : "stage-reveal"), turn, { kind: "main", action: "reveal" }),
        button(say("stage-after"), () => go(1), { action: "after", disabled: state.at === data.items.length - 1 }),
        button(say("stage-full"), toggleFull, { kind: "quiet", action: "full" }),
      ),
      h("p", { class: "hint" }, say("stage-deck-keys")),
    );
  }

  function go(step) {
    const next = state.at + step;
    if (next < 0 || next >= data.items.length) return;
    state.at = next;
    state.open = false;
    draw();
    scrollTo(0, 0);
    announce(say("stage-card", { n: next + 1, all: data.items.length }));
  }

  function turn() {
    state.open = !state.open;
    draw();
  }

  const after = () => go(1);
  const before = () => go(-1);
  keys({
    ArrowRight: after, PageDown: after, n: after, ArrowLeft: before, PageUp: before, p: before,
    " ": turn, Enter: turn, f: toggleFull,
  });
  document.title = data.title;
  draw();
}

startDeck(JSON.parse(document.getElementById("qbank-deck").textContent));
