// Answering by choosing: one option, several options, right or wrong.

import { aside, h, icon } from "./practice_dom.js";

/** Return the letter an option has on paper: A … Z, AA, AB … */
export function letter(at) {
  return at < 26 ? String.fromCharCode(65 + at) : `${letter(Math.floor(at / 26) - 1)}${letter(at % 26)}`;
}

/** Return the options of a question to choose from; `shown` is what the person sees, see `practice_question.js`. */
export function choosing({ item, order, given, name, change, marked, say }) {
  const isMany = item.form === "choices";
  const picked = new Set(given ?? []);
  const rows = order.map((place, at) =>
    option({
      type: isMany ? "checkbox" : "radio",
      name,
      face: letter(at),
      text: item.options[place],
      value: place,
      checked: picked.has(place),
      verdict: marked && { right: item.key.includes(place), chosen: picked.has(place) },
      pick: (on) => {
        if (!isMany) picked.clear();
        if (on) picked.add(place);
        else picked.delete(place);
        change([...picked].sort((one, other) => one - other));
      },
      say,
    }),
  );
  return h("div", { class: "options", role: isMany ? "group" : "radiogroup", "aria-labelledby": `${name}-stem` }, rows);
}

/** Return the two sides of a statement. */
export function judging({ item, given, name, change, marked, say }) {
  const rows = [true, false].map((side) =>
    option({
      type: "radio",
      name,
      face: icon(side ? "right" : "wrong"),
      text: say(side ? "practice-true" : "practice-false"),
      value: side,
      checked: given === side,
      verdict: marked && { right: item.key === side, chosen: given === side },
      pick: () => change(side),
      say,
    }),
  );
  return h("div", { class: "options sides", role: "radiogroup", "aria-labelledby": `${name}-stem` }, rows);
}

function option({ type, name, face, text, value, checked, verdict, pick, say }) {
  const tone = !verdict ? "" : verdict.right ? "is-right" : verdict.chosen ? "is-wrong" : "is-other";
  const input = h("input", {
    type, name, value: String(value), checked, disabled: Boolean(verdict), onchange: (event) => pick(event.target.checked),
  });
  return h(
    "label",
    { class: `option ${tone}`.trim() },
    input,
    h("span", { class: `face ${type}`, "aria-hidden": typeof face === "string" ? undefined : "true" }, face),
    h("span", { class: "option-text" }, text),
    verdict && remark(verdict, say),
  );
}

function remark({ right, chosen }, say) {
  if (!right && !chosen) return null;
  const words = say(right ? (chosen ? "practice-chosen-right" : "practice-missed") : "practice-chosen-wrong");
  return h("span", { class: "remark" }, icon(right ? "right" : "wrong"), aside("，"), words);
}
