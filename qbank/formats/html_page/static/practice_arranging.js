// Answering by arranging: rows that get their match, steps that get their order.

import { announce, button, h, icon } from "./practice_dom.js";
import { letter } from "./practice_choosing.js";

/** Return two columns; each left row has a field in which its right is chosen. */
export function matching({ item, order, given, name, change, marked, right, say }) {
  const chosen = item.left.map((_, row) => given?.[row] ?? -1);
  const list = order.map((place, at) =>
    h("li", { class: "partner" }, h("span", { class: "face small", "aria-hidden": "true" }, letter(at)), h("span", {}, item.right[place])),
  );
  const rows = item.left.map((text, row) =>
    h(
      "div",
      { class: `row ${marked ? (right[row] ? "is-right" : "is-wrong") : ""}`.trim() },
      h("label", { class: "row-text", for: `${name}-row-${row}` }, h("span", { class: "number" }, `${row + 1}.`), text),
      field({ item, order, row, chosen, name, change, marked, say }),
      marked && h("span", { class: "remark" }, icon(right[row] ? "right" : "wrong"), say(right[row] ? "practice-right" : "practice-wrong")),
    ),
  );
  return h(
    "div",
    { class: "match", role: "group", "aria-labelledby": `${name}-stem` },
    h("ol", { class: "partners" }, list),
    h("div", { class: "rows" }, rows),
  );
}

function field({ item, order, row, chosen, name, change, marked, say }) {
  const offered = order.map((place, at) =>
    h("option", { value: place, selected: chosen[row] === place }, `${letter(at)}\u3000${item.right[place]}`),
  );
  const none = h("option", { value: -1, selected: chosen[row] < 0 }, say("practice-choose"));
  return h(
    "select",
    {
      id: `${name}-row-${row}`, "data-row": row, disabled: marked,
      onchange: (event) => {
        chosen[row] = Number(event.target.value);
        change([...chosen]);
      },
    },
    none,
    offered,
  );
}

/** Return steps to put into order: by buttons, by dragging, or with the arrow keys on a button. */
export function ordering({ item, order, given, name, change, marked, say }) {
  let now = given?.length ? [...given] : [...order];
  const list = h("ol", { class: "steps", "aria-labelledby": `${name}-stem` });
  const rows = new Map(now.map((place) => [place, step(place)]));

  function step(place) {
    const text = item.options[place];
    const label = (key) => say(key, { text: text.length > 20 ? `${text.slice(0, 20)}…` : text });
    const tools = marked ? [] : [
      button(icon("up"), () => move(place, -1, "up"), { kind: "tool", action: "up", "aria-label": label("practice-up") }),
      button(icon("down"), () => move(place, 1, "down"), { kind: "tool", action: "down", "aria-label": label("practice-down") }),
    ];
    const grip = !marked && h("span", { class: "grip", "aria-hidden": "true" }, icon("grip"));
    const row = h("li", { class: "step", "data-place": place }, grip, h("span", { class: "number" }), h("span", { class: "step-text" }, text), tools);
    if (grip) draggable(grip, row, place);
    return row;
  }

  function move(place, by, focus) {
    const from = now.indexOf(place);
    const to = from + by;
    if (to < 0 || to >= now.length) return;
    now.splice(from, 1);
    now.splice(to, 0, place);
    draw();
    change([...now]);
    const tools = rows.get(place).querySelectorAll("button");
    const wanted = focus === "up" ? tools[0] : tools[1];
    if (focus) (wanted.disabled ? (focus === "up" ? tools[1] : tools[0]) : wanted).focus();
    announce(say("practice-moved", { n: to + 1 }));
  }

  function draggable(grip, row, place) {
    const goes = (event) => {
      const rowsNow = now.map((each) => rows.get(each).getBoundingClientRect());
      const at = rowsNow.findIndex((box) => event.clientY < box.top + box.height / 2);
      const to = at < 0 ? now.length - 1 : at > now.indexOf(place) ? at - 1 : at;
      if (to !== now.indexOf(place)) move(place, to - now.indexOf(place));
    };
    const ends = () => {
      row.classList.remove("is-held");
      grip.removeEventListener("pointermove", goes);
    };
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      row.classList.add("is-held");
      grip.addEventListener("pointermove", goes);
      grip.addEventListener("pointerup", ends, { once: true });
      grip.addEventListener("pointercancel", ends, { once: true });
    });
  }

  function draw() {
    const all = now.map((place) => rows.get(place));
    // An element that is moved lets the pointer go, so a held one stays and the others are moved around it.
    const held = all.findIndex((row) => row.classList.contains("is-held"));
    if (held < 0) list.append(...all);
    else {
      all[held].before(...all.slice(0, held));
      all[held].after(...all.slice(held + 1));
    }
    all.forEach((row, at) => {
      row.querySelector(".number").textContent = `${at + 1}`;
      const tools = row.querySelectorAll("button");
      if (tools.length) [tools[0].disabled, tools[1].disabled] = [at === 0, at === all.length - 1];
      if (marked) row.classList.add(item.key[at] === now[at] ? "is-right" : "is-wrong");
    });
  }

  draw();
  return list;
}
