// The part of an item that is edited by its form: options, true or false, blanks, marking points, pairs, steps.
// The kernel says which form an item has; a new item type of a known form needs nothing here.

import { area, button, h, replace, shown } from "./dom.js";

let serial = 0;

/** Return the letter an option has on paper. */
export function letter(at) {
  return at < 26 ? String.fromCharCode(65 + at) : `${letter(Math.floor(at / 26) - 1)}${letter(at % 26)}`;
}

/** Return an id no option of an item has yet. */
export function freshOptionId(options, prefix = "o") {
  const taken = new Set(options.map((option) => option.id));
  let n = options.length + 1;
  while (taken.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}

/** Move a thing of a list by `by` places; the list is changed. */
export function move(things, at, by) {
  const to = at + by;
  if (to < 0 || to >= things.length) return;
  [things[at], things[to]] = [things[to], things[at]];
}

/** Return what a form edits as elements; `editor` has the fields and is told what changed. */
export function bodyOf(form, editor) {
  return BODIES[form]?.(editor) ?? null;
}

const BODIES = {
  one: (editor) => choices(editor, true),
  many: (editor) => [choices(editor, false), editor.fields.marking ? marking(editor) : null],
  truth,
  blanks,
  points,
  pairs,
  order,
};

/** Return buttons that move a row of a list or take it out, and `swap` where its wording can be replaced. */
export function tools(editor, rows, at, field, { swap, moved = () => {}, dropped = () => {} } = {}) {
  const { say } = editor;
  const after = (n) => { moved(); editor.redraw(field, n); };
  return h("span", { class: "qb-tools" },
    swap ? tool("⇄", say("review-swap"), swap) : null,
    tool("↑", say("review-up"), () => { move(rows, at, -1); after(at); }, at === 0),
    tool("↓", say("review-down"), () => { move(rows, at, 1); after(at + 2); }, at === rows.length - 1),
    tool("×", say("review-take-out"), () => { dropped(rows.splice(at, 1)[0]); after(at); }, rows.length < 2));
}

function tool(sign, label, onclick, disabled) {
  return h("button", { type: "button", class: "qb-tool", title: label, "aria-label": label, onclick, disabled }, sign);
}

function row(number, ...cells) {
  return h("div", { class: "qb-edit-row" }, h("span", { class: "qb-number" }, number), ...cells);
}

/** Return the cell in which a row's text is edited. */
function cell(editor, thing, label, field) {
  return h("div", { class: "qb-grow" }, area(thing.text, { label, field, oninput: (value) => { thing.text = value; editor.changed(); } }));
}

function adder(editor, label, rows, field, thing) {
  return button(editor.say(label), { kind: "qb-small", onclick: () => { rows.push(thing()); editor.redraw(field, rows.length); } });
}

// --- options ------------------------------------------------------------------------------------

function choices(editor, single) {
  const { say, fields } = editor;
  const { options } = fields;
  const group = `qb-key-${(serial += 1)}`;
  const offer = h("div", { class: "qb-offer", "aria-live": "polite" });
  const keep = (chosen) => { fields.key = options.map((option) => option.id).filter((id) => chosen.has(id)); };
  const pick = (id, on) => {
    const chosen = new Set(single ? [] : fields.key);
    chosen[on ? "add" : "delete"](id);
    keep(chosen);
    editor.changed();
  };
  const inOrder = () => keep(new Set(fields.key)); // the key names the options in the order they stand in
  const rows = options.map((option, at) => {
    const isKey = fields.key.includes(option.id);
    return h("div", { class: "qb-edit-row" },
      h("label", { class: "qb-key-pick", title: say("review-is-key") },
        h("input", { type: single ? "radio" : "checkbox", name: group, checked: isKey, "aria-label": say("review-is-key-n", { mark: letter(at) }), onchange: (event) => pick(option.id, event.target.checked) }),
        h("span", { "aria-hidden": "true" }, letter(at))),
      h("div", { class: "qb-grow" },
        area(option.text, { label: say("review-option-n", { mark: letter(at) }), field: "options", oninput: (value) => {
          option.text = value;
          delete option.reason; // the reason was that of the wording it had
          editor.changed();
        } }),
        option.reason ? h("small", { class: "qb-dim" }, shown(option.reason)) : null),
      tools(editor, options, at, "options", { swap: isKey ? null : () => swap(editor, offer, option, at), moved: inOrder }));
  });
  return editor.labelled("review-field-options", rows, adder(editor, "review-add-option", options, "options", () => ({ id: freshOptionId(options), text: "" })), offer);
}

/** Offer other wrong options in place of one, each with the reason why it is plausible. */
async function swap(editor, offer, option, at) {
  const { say } = editor;
  replace(offer, h("p", { class: "qb-dim" }, say("review-looking")));
  const found = await editor.candidates();
  if (!found) { // nobody answered, which is not the same as nothing found
    replace(offer, h("p", { class: "qb-warning" }, say("review-no-answer")));
    return;
  }
  const take = (candidate) => {
    Object.assign(option, { text: candidate.text, reason: candidate.reason });
    editor.redraw("options", at + 1);
  };
  replace(offer,
    h("p", { class: "qb-dim" }, say(found.length ? "review-swap-for" : "review-no-candidates", { mark: letter(at) })),
    found.map((candidate) => h("button", { type: "button", class: "qb-candidate", onclick: () => take(candidate) },
      h("span", {}, shown(candidate.text)), h("small", { class: "qb-dim" }, shown(candidate.reason)))));
  offer.querySelector("button")?.focus();
}

function marking(editor) {
  const { say, fields } = editor;
  const part = fields.marking.rule === "part";
  const set = (value) => { fields.marking = value; editor.changed(); };
  const share = h("input", { type: "text", class: "qb-input qb-narrow", value: part ? fields.marking.table.join(" ") : "", disabled: !part, "aria-label": say("review-marking-table"),
    oninput: (event) => set({ rule: "part", table: numbers(event.target.value) }) });
  const choose = (event) => {
    const rule = event.target.value;
    set(rule === "part" ? { rule, table: [0.5] } : { rule });
    editor.redraw();
  };
  return editor.labelled("review-field-marking",
    h("select", { class: "qb-input", "aria-label": say("review-field-marking"), onchange: choose },
      ["all_or_nothing", "part"].map((rule) => h("option", { value: rule, selected: (rule === "part") === part }, say(`review-marking-${rule}`)))), share);
}

function numbers(text) {
  return text.split(/[\s,，、;；]+/).filter(Boolean).map(Number).filter((number) => Number.isFinite(number));
}

// --- without options ----------------------------------------------------------------------------

function truth(editor) {
  const { say, fields } = editor;
  const group = `qb-key-${(serial += 1)}`;
  const pick = (value) => h("label", { class: "qb-choice-inline" },
    h("input", { type: "radio", name: group, "data-field": "key", checked: fields.key === value, onchange: () => { fields.key = value; editor.changed(); } }),
    say(value ? "review-true" : "review-false"));
  return editor.labelled("review-field-key", pick(true), pick(false));
}

function blanks(editor) {
  const { say, fields } = editor;
  const { key } = fields;
  const rows = key.map((accepted, at) => row(say("review-blank-n", { n: at + 1 }),
    h("div", { class: "qb-grow" }, area(accepted.join("\n"), { label: say("review-accepted-n", { n: at + 1 }), field: "key", rows: Math.max(1, accepted.length),
      oninput: (value) => { key[at] = value.split("\n").filter((line, n) => line || n === 0); editor.changed(); } })),
    tools(editor, key, at, "key")));
  return [
    editor.labelled("review-field-key", rows, h("small", { class: "qb-dim" }, say("review-accepted-help")), adder(editor, "review-add-blank", key, "key", () => [""])),
    editor.labelled("review-field-any-order", h("input", { type: "checkbox", checked: fields.any_order, "aria-label": say("review-field-any-order"), onchange: (event) => { fields.any_order = event.target.checked; editor.changed(); } })),
  ];
}

function points(editor) {
  const { say, fields } = editor;
  const { key } = fields;
  const rows = key.map((point, at) => row(`${at + 1}`,
    cell(editor, point, say("review-point-n", { n: at + 1 }), "key"),
    h("input", { type: "number", class: "qb-input qb-narrow", min: "0.5", step: "0.5", value: point.marks, "aria-label": say("review-marks-n", { n: at + 1 }),
      oninput: (event) => { point.marks = Number(event.target.value); editor.changed(); } }),
    tools(editor, key, at, "key")));
  return editor.labelled("review-field-points", rows, adder(editor, "review-add-point", key, "key", () => ({ text: "", marks: 1 })));
}

// --- columns and steps --------------------------------------------------------------------------

function pairs(editor) {
  const { say, fields } = editor;
  const { left, right } = fields;
  const partner = (id) => fields.key.find(([one]) => one === id)?.[1] ?? "";
  const inOrder = (key) => { fields.key = sortedPairs(key, left); };
  const pair = (id, other) => {
    const rest = fields.key.filter(([one]) => one !== id);
    inOrder(other ? [...rest, [id, other]] : rest);
    editor.changed();
  };
  const dropped = (gone) => { fields.key = fields.key.filter((each) => !each.includes(gone.id)); };
  const leftRows = left.map((each, at) => row(`${at + 1}`,
    cell(editor, each, say("review-left-n", { n: at + 1 }), "options"),
    h("select", { class: "qb-input", "aria-label": say("review-partner-n", { n: at + 1 }), onchange: (event) => pair(each.id, event.target.value) },
      h("option", { value: "" }, "—"),
      right.map((other, n) => h("option", { value: other.id, selected: partner(each.id) === other.id }, `${letter(n)} ${other.text.slice(0, 16)}`))),
    tools(editor, left, at, "options", { dropped, moved: () => inOrder(fields.key) })));
  const rightRows = right.map((each, at) => row(letter(at),
    cell(editor, each, say("review-right-n", { mark: letter(at) }), "right"),
    tools(editor, right, at, "right", { dropped })));
  return [
    editor.labelled("review-field-left", leftRows, adder(editor, "review-add-row", left, "options", () => ({ id: freshOptionId(left, "l"), text: "" }))),
    editor.labelled("review-field-right", rightRows, adder(editor, "review-add-row", right, "right", () => ({ id: freshOptionId(right, "r"), text: "" }))),
  ];
}

/** Return pairs in the order in which their left rows stand. */
export function sortedPairs(key, left) {
  const order = left.map((each) => each.id);
  return [...key].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
}

/** Steps stand in their right order here; on paper they keep the order the options have. */
function order(editor) {
  const { say, fields } = editor;
  const { key } = fields;
  const step = (id) => fields.options.find((option) => option.id === id) ?? { text: "" };
  const rows = key.map((id, at) => row(`${at + 1}`,
    cell(editor, step(id), say("review-step-n", { n: at + 1 }), "options"),
    h("span", { class: "qb-tools" },
      tool("↑", say("review-up"), () => { move(key, at, -1); editor.redraw("options", at); }, at === 0),
      tool("↓", say("review-down"), () => { move(key, at, 1); editor.redraw("options", at + 2); }, at === key.length - 1),
      tool("×", say("review-take-out"), () => {
        key.splice(at, 1);
        fields.options = fields.options.filter((option) => option.id !== id);
        editor.redraw("options", at);
      }, key.length < 3))));
  const add = () => {
    const id = freshOptionId(fields.options);
    fields.options.unshift({ id, text: "" });
    key.push(id);
    editor.redraw("options", key.length);
  };
  return editor.labelled("review-field-steps", rows, h("small", { class: "qb-dim" }, say("review-steps-help")), button(say("review-add-row"), { kind: "qb-small", onclick: add }));
}
