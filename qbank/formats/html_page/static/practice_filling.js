// Answering in writing: blanks in running text, and free text that is held against points.

import { aside, button, h, icon } from "./practice_dom.js";

/** Return the running text of a question; where `blank` is given, it makes what stands at each blank. */
export function stemText(item, blank) {
  let line = [];
  const paragraphs = [line];
  item.stem.forEach((piece, at) => {
    if (at) line.push(blank ? blank(at - 1) : bracket(item.stem[at - 1], piece));
    piece.split("\n").forEach((text, row) => {
      if (row) paragraphs.push((line = []));
      if (text) line.push(text);
    });
  });
  return paragraphs.map((content) => h("p", {}, content));
}

/** Return what is shown for a blank that is not written in: a bracket, unless one stands around it already. */
export function bracket(before, after) {
  return /[（(]\s*$/.test(before) && /^\s*[）)]/.test(after) ? "\u3000" : "（\u3000）";
}

/** Return the text fields of blanks, by number: those in the stem stand in it, those beyond it below. */
export function gaps({ item, given, name, change, marked, right, say }) {
  const texts = item.key.map((_, at) => given?.[at] ?? "");
  return (at) => {
    if (at >= item.key.length) return "____";
    const tone = !marked ? "" : right[at] ? "is-right" : "is-wrong";
    const input = h("input", {
      type: "text", class: "gap", value: texts[at], disabled: marked, autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "done", "data-gap": at, "aria-label": say("practice-gap", { n: at + 1 }),
      id: `${name}-gap-${at}`, maxlength: 500,
      oninput: (event) => {
        texts[at] = event.target.value;
        widen(event.target);
        change([...texts]);
      },
    });
    widen(input);
    if (!marked) return input;
    return h("span", { class: `gap-marked ${tone}` }, input, icon(right[at] ? "right" : "wrong"), aside(say(right[at] ? "practice-right" : "practice-wrong")));
  };
}

function widen(input) {
  const width = [...input.value].reduce((sum, char) => sum + (char.codePointAt(0) > 0x2e7f ? 1 : 0.6), 0);
  input.style.width = `${Math.min(Math.max(width + 1.5, 6), 18)}em`;
}

/** Return the room to write a free answer in. */
export function writing({ item, given, name, change, marked, say }) {
  const area = h("textarea", {
    class: "writing", rows: Math.min(Math.max(2 * item.key.length, 4), 10), disabled: marked, maxlength: 20000,
    "aria-labelledby": `${name}-stem`, placeholder: marked ? "" : say("practice-write"),
    oninput: (event) => change({ text: event.target.value, made: null }),
  });
  area.value = given?.text ?? "";
  return area;
}

/** Return the points of a free answer, each to be ticked by the person who marks it; a button says that none was made. */
export function pointsToTick({ item, given, change, say }) {
  const made = item.key.map((_, at) => Boolean(given?.made?.[at]));
  const told = () => change({ text: given?.text ?? "", made: [...made] });
  const boxes = item.key.map((_, at) =>
    h("input", {
      type: "checkbox", checked: made[at], "data-point": at,
      onchange: (event) => {
        made[at] = event.target.checked;
        told();
      },
    }),
  );
  const none = button(say("practice-none-made"), () => {
    made.fill(false);
    for (const box of boxes) box.checked = false;
    told();
  }, { kind: "none-made", action: "none-made" });
  const isWeighed = new Set(item.marks).size > 1;
  const rows = boxes.map((box, at) =>
    h(
      "label",
      { class: "option point" },
      box,
      h("span", { class: "face checkbox", "aria-hidden": "true" }, icon("right")),
      h("span", { class: "option-text" }, item.key[at]),
      isWeighed && h("span", { class: "remark" }, say("practice-marks", { n: item.marks[at] })),
    ),
  );
  return h("fieldset", { class: "points" }, h("legend", {}, say("practice-tick")), h("div", { class: "options" }, rows), none);
}
