// The buttons under the card, each with its key.

import { button, h } from "./dom.js";

const MOVES = new Set(["next", "previous"]);

/**
 * Return the buttons for a card.
 *
 * @param {object} desk `say`, `keymap`, `mode`, `readonly`, `steps`
 * @param {object} card
 * @param {{ act: (action) => void, decide: (action) => void, where: (step) => string }} host `where` names a step's item
 */
export function actionBar(desk, card, { act, decide, where }) {
  const { say, keymap, mode, readonly, steps } = desk;
  const make = (action, key = action, kind = "", face = `review-do-${action}`) =>
    button(say(face), { action, key: keymap[key], kind, disabled: readonly && !MOVES.has(action), onclick: () => act(key) });
  const fix = button(say(mode === "second" ? "review-do-suggest" : "review-do-fix"), { action: "fix", key: keymap.edit, kind: "qb-fix", disabled: readonly, onclick: () => act("edit") });
  const asksForWork = mode === "review" && card.exam?.work; // accepted before: what remains is to change it or to keep it
  const verdicts = [make(asksForWork ? "keep" : "accept", "accept", "qb-accept"), fix, make("reject", "reject", "qb-reject")];
  const moves = [make("previous"), make("next")];
  if (mode === "second") return [verdicts, moves];
  const settling = mode === "conflicts"; // where only a verdict ends it
  const again = settling || card.status === "draft" ? "" : card.status === "deleted" ? "restore" : "reopen";
  return [
    verdicts,
    settling ? null : make("later"),
    again ? button(say(`review-do-${again}`), { action: again, disabled: readonly, onclick: () => decide(again) }) : null,
    mode === "review" && card.exam?.kept ? button(say("review-do-unkeep"), { action: "unkeep", disabled: readonly, onclick: () => decide("unkeep") }) : null,
    make("note"), make("history"), settling || card.status === "deleted" ? null : make("remove", "remove", "", "review-menu-remove"),
    h("span", { class: "qb-gap-between" }),
    undoButton(desk, { act, where }),
    button(say("review-do-redo"), { action: "redo", key: keymap.redo, disabled: !steps?.redo || readonly, onclick: () => act("redo") }),
    moves,
  ];
}

/** Return the button that takes the latest step back and says which one that is. */
export function undoButton({ say, keymap, readonly, steps }, { act, where }) {
  const step = steps?.undo;
  const label = step ? say("review-undo-what", { action: step.action, place: where(step) }) : say("review-do-undo");
  return button(label, { action: "undo", key: keymap.undo, disabled: !step || readonly, onclick: () => act("undo") });
}
