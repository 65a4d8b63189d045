// A question for a whole room: large, without fields to answer in; its key, rationale and proof lines when asked for.

import { h, lines } from "./practice_dom.js";
import { letter } from "./practice_choosing.js";
import { shownOrder } from "./practice_drawing.js";
import { bracket, stemText } from "./practice_filling.js";
import { keyRows } from "./practice_wording.js";

const ORDERED = new Set(["match", "order"]);

/** Return what the words of the page are, their placeholders filled. */
export function stageSpeaker(words) {
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Return in which order an item's options are shown: always the same; columns and steps not in their right one. */
export function stageOrder(data, place) {
  const item = data.items[place];
  return shownOrder(item, place, { seed: parseInt(data.mark.slice(0, 8), 16), mixed: ORDERED.has(item.form) });
}

/** Return what is asked. */
export function asked(data, place, say) {
  const item = data.items[place];
  const blank = (at) => (item.form === "blanks" ? h("span", { class: "rule", "aria-label": say("stage-blank") }) : bracket(item.stem[at], item.stem[at + 1]));
  return [
    item.stimulus && h("section", { class: "passage" }, lines(item.stimulus)),
    h("div", { class: "stem" }, stemText(item, blank)),
    choicesOf(item, stageOrder(data, place), say),
  ];
}

function choicesOf(item, order, say) {
  switch (item.form) {
    case "verdict":
      return h("ul", { class: "options" }, ["practice-true", "practice-false"].map((key) => h("li", {}, say(key))));
    case "choice":
    case "choices":
    case "order":
      return h("ul", { class: "options" }, order.map((place, at) => choiceRow(letter(at), item.options[place])));
    case "match":
      return h(
        "div",
        { class: "columns" },
        h("ul", { class: "options" }, item.left.map((text, at) => choiceRow(at + 1, text))),
        h("ul", { class: "options" }, order.map((place, at) => choiceRow(letter(at), item.right[place]))),
      );
    default:
      return null;
  }
}

function choiceRow(mark, text) {
  return h("li", {}, h("b", {}, `${mark}.`), h("span", {}, text));
}

/** Return the key, its rationale and its proof lines. */
export function answered(data, place, say) {
  const item = data.items[place];
  return [
    h("div", { class: "key" }, h("h2", {}, say("practice-key")), h("div", {}, keyRows(item, stageOrder(data, place), say))),
    item.rationale && h("div", { class: "why" }, h("h2", {}, say("practice-rationale")), lines(item.rationale)),
    item.proof?.length && h("div", { class: "why" }, h("h2", {}, say("practice-proof")), item.proof.map((each) => h("blockquote", {}, lines(each)))),
  ];
}

/** Let keys do what `does` says, by the key's name; a key held down with Ctrl, Alt or Meta is the browser's. */
export function keys(does) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const act = does[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    // A button that has the focus is pressed by Enter and Space; everything else goes the page's way.
    const pressed = event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ");
    if (!act || pressed || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    act();
  });
}

/** Fill the screen, or leave it again; a browser that does not allow it stays as it is. */
export function toggleFull() {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  done?.catch?.(() => {});
}
