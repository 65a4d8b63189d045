// One question as it stands on the page: what is asked, the room to answer, and afterwards what was right and why.

import { fill, h, icon, lines } from "./practice_dom.js";
import { choosing, judging } from "./practice_choosing.js";
import { gaps, pointsToTick, stemText, writing } from "./practice_filling.js";
import { matching, ordering } from "./practice_arranging.js";
import { partsRight } from "./practice_marking.js";
import { keyRows } from "./practice_wording.js";

const FIELDS = { choice: choosing, choices: choosing, verdict: judging, points: writing, match: matching, order: ordering };

/**
 * Return a question.
 *
 * @param deck what all questions share: `items`, `types`, `say`, `mark`, `order`.
 * @param place where the item stands in the file.
 * @param shown `number` and `level` of its heading, `given` the response, `change` hears of a new one; `marked` shows
 *   what is right, `judged` hears of the points that a person ticks.
 */
export function question(deck, place, { number, level = 2, given, change, marked = false, judged }) {
  const item = deck.items[place];
  const name = `q${place}`;
  const right = marked ? partsRight(item, given, deck.mark) : [];
  const context = { item, order: deck.order(place), given, name, change, marked, right, say: deck.say };
  const gap = item.form === "blanks" ? gaps(context) : null;
  return h(
    "article",
    { class: "card question", "data-place": place, "data-form": item.form },
    head(deck, item, number, level, name),
    item.stimulus && passage(item.stimulus, deck.say),
    h("div", { class: "stem", id: `${name}-stem` }, stemText(item, gap)),
    gap ? restOfGaps(item, gap) : FIELDS[item.form](context),
    marked && feedback(deck, item, given, judged, context),
  );
}

function head(deck, item, number, level, name) {
  const about = [item.chapter, item.difficulty && deck.level(item.difficulty)].filter(Boolean);
  return h(
    "header",
    { class: "about" },
    h(`h${level}`, { class: "which", tabindex: "-1", id: `${name}-head` }, deck.say("practice-number", { n: number })),
    h("span", { class: "type" }, deck.types[item.type]),
    h("span", { class: "dim" }, about.join(" · ")),
  );
}

function passage(text, say) {
  return h("section", { class: "passage", "aria-label": say("practice-passage") }, lines(text));
}

function restOfGaps(item, gap) {
  const inStem = item.stem.length - 1;
  const rest = item.key.slice(inStem).map((_, at) => h("p", {}, `${inStem + at + 1}. `, gap(inStem + at)));
  return rest.length ? h("div", { class: "stem" }, rest) : null;
}

/** Return what was right, in words, with its reason and its proof lines. */
function feedback(deck, item, given, judged, context) {
  const { say } = deck;
  const box = h("section", { class: "feedback" });
  const draw = (now) => {
    const result = deck.result(item, now);
    box.dataset.result = result.kind;
    fill(
      box,
      h("p", { class: "verdict", tabindex: "-1" }, icon(result.icon), h("strong", {}, result.words), result.more && h("span", {}, result.more)),
      item.form === "points" && judged
        ? pointsToTick({ ...context, given: now, change: (next) => { judged(next); redraw(next); } })
        : part(say("practice-key"), keyRows(item, context.order, say)),
      item.rationale && part(say("practice-rationale"), lines(item.rationale)),
      item.proof?.length && part(say("practice-proof"), item.proof.map((each) => h("blockquote", {}, lines(each)))),
    );
  };
  // Only the line with the result changes when a point is ticked: the ticked box keeps the focus.
  const redraw = (now) => {
    const result = deck.result(item, now);
    box.dataset.result = result.kind;
    fill(box.querySelector(".verdict"), icon(result.icon), h("strong", {}, result.words), result.more && h("span", {}, result.more));
  };
  draw(given);
  return box;
}

function part(title, content) {
  return h("div", { class: "part" }, h("h3", {}, title), h("div", { class: "part-text" }, content));
}
