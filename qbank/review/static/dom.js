// Building the page. Text enters it only as text nodes; nothing here reads markup.

import { pieces } from "./text.js";

/** Return a new element: properties by name (`class`, `on…` handlers, `data-…`, `aria-…`), then children. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in PROPERTIES) element[PROPERTIES[name]] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

const PROPERTIES = { value: "value", checked: "checked", disabled: "disabled", hidden: "hidden", selected: "selected" };

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Replace what an element holds. */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Return text of the corpus as nodes: hidden characters are named instead of acting. */
export function shown(text) {
  return pieces(text ?? "").map((piece) =>
    typeof piece === "string" ? piece : h("span", { class: "qb-hidden-char", title: piece.code }, piece.code),
  );
}

/** Return a button that says what it does and which key does the same. */
export function button(label, { action, key, title, kind = "", onclick, disabled } = {}) {
  const face = key ? [label, " ", h("kbd", { "aria-hidden": "true" }, key.length === 1 ? key.toUpperCase() : key)] : [label];
  return h(
    "button",
    { type: "button", class: `qb-button ${kind}`, "data-action": action, title, "aria-keyshortcuts": key, onclick, disabled },
    ...face,
  );
}

/** Let a text area be as high as its text. */
export function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, 320)}px`;
}

/** Return a text area that grows with its text. */
export function area(value, { label, oninput, field, rows = 1 } = {}) {
  const element = h("textarea", { class: "qb-input", rows, "aria-label": label, "data-field": field, spellcheck: "false" });
  element.value = value ?? "";
  element.addEventListener("input", () => {
    grow(element);
    oninput?.(element.value);
  });
  requestAnimationFrame(() => grow(element));
  return element;
}
