// Keys and responses in words, never in letters alone: on the page, and in the list of results.

import { h } from "./practice_dom.js";
import { letter } from "./practice_choosing.js";
import { bracket } from "./practice_filling.js";

/** Return the key as elements; of options that stand in a drawn order, with the letter they have there. */
export function keyRows(item, order, say) {
  switch (item.form) {
    case "verdict":
      return h("p", {}, say(item.key ? "practice-true" : "practice-false"));
    case "choice":
    case "choices":
      return order
        .map((place, at) => [place, `${letter(at)}\u3000${item.options[place]}`])
        .filter(([place]) => item.key.includes(place))
        .map(([, words]) => h("p", {}, words));
    case "blanks":
      return item.key.map((first, at) => blankRow(item, first, at, say));
    case "points":
      return h("ol", {}, item.key.map((each) => h("li", {}, each)));
    case "match":
      return pairs(item).map(([left, right]) => h("p", {}, `${left} —— ${right}`));
    case "order":
      return h("ol", {}, item.key.map((place) => h("li", {}, item.options[place])));
    default:
      throw new Error(item.form);
  }
}

function blankRow(item, first, at, say) {
  const more = (item.accepted?.[at] ?? []).filter((each) => each !== first);
  const number = item.key.length > 1 ? h("span", { class: "number" }, `${at + 1}.`) : null;
  return h("p", {}, number, first, more.length > 0 && h("span", { class: "dim" }, say("practice-also", { texts: more.join("、") })));
}

function pairs(item) {
  return item.key.map(([left, right]) => [item.left[left], item.right[right]]);
}

/** Return a response in words, "" for none; the same separators as the keys of a bank. */
export function responseInWords(item, given, say) {
  if (given === undefined || given === null) return "";
  switch (item.form) {
    case "verdict":
      return say(given ? "practice-true" : "practice-false");
    case "choice":
    case "choices":
      return given.map((place) => item.options[place]).join("；");
    case "blanks":
      return given.some((each) => each !== "") ? given.join("；") : "";
    case "points":
      return given.text;
    case "match":
      return given
        .map((right, left) => (right < 0 ? "" : `${item.left[left]}——${item.right[right]}`))
        .filter(Boolean)
        .join("；");
    case "order":
      return given.map((place) => item.options[place]).join("→");
    default:
      throw new Error(item.form);
  }
}

/** Return the stem as one line of text. */
export function title(item) {
  const blank = (at) => (item.form === "blanks" ? "____" : bracket(item.stem[at - 1], item.stem[at]));
  const stem = item.stem.map((piece, at) => (at ? blank(at) : "") + piece).join("").replace(/\s+/g, " ");
  return stem.length > 120 ? `${[...stem].slice(0, 119).join("")}…` : stem;
}
