// Editing in place: every field of every type, in the shape it has in the bank.

import { area, button, h, replace, shown } from "./dom.js";

const BLANK = "____";
const LEVELS = ["easy", "medium", "hard"];
let serial = 0;

/** Return an id no option of an item has yet. */
export function freshOptionId(options, prefix = "o") {
  const taken = new Set(options.map((option) => option.id));
  let n = options.length + 1;
  while (taken.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}

/** Return the fields a new item of a type begins with. */
export function emptyFields(type) {
  const options = (count, prefix = "o") => Array.from({ length: count }, (_, n) => ({ id: `${prefix}${n + 1}`, text: "" }));
  const common = { stem: "", rationale: "", difficulty: "medium", chapter: "", audience: [], tags: [], sources: [], extensions: {} };
  const bodies = {
    single_choice: () => ({ options: options(4), key: ["o1"] }),
    multiple_choice: () => ({ options: options(4), key: ["o1", "o2"], marking: { rule: "part", table: [0.5] } }),
    true_false: () => ({ key: true }),
    fill_blank: () => ({ key: [[""]], any_order: false }),
    short_answer: () => ({ key: [{ text: "", marks: 1 }] }),
    matching: () => ({ left: options(3, "l"), right: options(3, "r"), key: [["l1", "r1"], ["l2", "r2"], ["l3", "r3"]] }),
    ordering: () => ({ options: options(4), key: ["o3", "o1", "o4", "o2"] }),
  };
  return { ...common, ...(bodies[type]?.() ?? { key: [] }) };
}

/** Move a thing of a list by `by` places; the list is changed. */
export function move(things, at, by) {
  const to = at + by;
  if (to < 0 || to >= things.length) return;
  [things[at], things[to]] = [things[to], things[at]];
}

export class Editor {
  /**
   * @param {{ say, changed: () => void, candidates: (fields) => Promise<object[]>, pick: () => object | null }} host
   * @param {string} type
   * @param {object} fields of the item; they are copied
   */
  constructor(host, type, fields) {
    this.host = host;
    this.type = type;
    this.fields = structuredClone(fields);
    this.name = `qb-key-${(serial += 1)}`;
    this.root = h("div", { class: "qb-editor" });
    this.draw();
  }

  draw() {
    const { say } = this.host;
    const { fields } = this;
    replace(
      this.root,
      this.#labelled("review-field-stem", h("div", { class: "qb-stem-edit" },
        (this.stem = area(fields.stem, { label: say("review-field-stem"), field: "stem", rows: 2, oninput: (value) => this.#set("stem", value) })),
        this.type === "fill_blank" || this.type.endsWith("choice")
          ? button(say("review-blank"), { kind: "qb-small", title: say("review-blank-title"), onclick: () => this.#blank() }) : null)),
      this.#body(),
      this.#labelled("review-field-rationale", area(fields.rationale, { label: say("review-field-rationale"), field: "rationale", oninput: (value) => this.#set("rationale", value) })),
      this.#sources(),
      this.#envelope(),
    );
  }

  /** Put the cursor into a field, for options into the n-th (from 1). */
  focus(field = "stem", n = 1) {
    const found = [...this.root.querySelectorAll(`[data-field="${field}"]`)];
    const target = found[Math.min(n, found.length) - 1] ?? this.stem;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  #set(name, value) {
    this.fields[name] = value;
    this.host.changed();
  }

  #redraw(field, n) {
    this.draw();
    this.host.changed();
    if (field) this.focus(field, n);
  }

  #labelled(key, ...children) {
    return h("div", { class: "qb-field" }, h("span", { class: "qb-label" }, this.host.say(key)), h("div", { class: "qb-grow" }, ...children));
  }

  #blank() {
    const { selectionStart, selectionEnd, value } = this.stem;
    this.stem.value = value.slice(0, selectionStart) + BLANK + value.slice(selectionEnd);
    this.#set("stem", this.stem.value);
    this.stem.focus();
  }

  #body() {
    switch (this.type) {
      case "single_choice":
      case "multiple_choice":
        return [this.#choices(), this.type === "multiple_choice" ? this.#marking() : null];
      case "true_false":
        return this.#truth();
      case "fill_blank":
        return this.#blanks();
      case "short_answer":
        return this.#points();
      case "matching":
        return this.#matching();
      case "ordering":
        return this.#ordering();
      default:
        return null;
    }
  }

  // --- options ----------------------------------------------------------------------------------

  #choices() {
    const { say } = this.host;
    const { options, key } = this.fields;
    const single = this.type === "single_choice";
    const rows = options.map((option, at) =>
      h("div", { class: "qb-edit-row" },
        h("label", { class: "qb-key-pick", title: say("review-is-key") },
          h("input", {
            type: single ? "radio" : "checkbox", name: this.name, checked: key.includes(option.id),
            "aria-label": say("review-is-key-n", { mark: letter(at) }), onchange: (event) => this.#key(option.id, event.target.checked, single),
          }), h("span", { "aria-hidden": "true" }, letter(at))),
        h("div", { class: "qb-grow" },
          area(option.text, { label: say("review-option-n", { mark: letter(at) }), field: "options", oninput: (value) => this.#option(option, value) }),
          option.reason ? h("small", { class: "qb-dim" }, shown(option.reason)) : null),
        this.#tools(options, at, "options", key.includes(option.id) ? null : () => this.#swap(option, at))));
    return this.#labelled("review-field-options", rows,
      button(say("review-add-option"), { kind: "qb-small", onclick: () => {
        options.push({ id: freshOptionId(options), text: "" });
        this.#redraw("options", options.length);
      } }), (this.offer = h("div", { class: "qb-offer", "aria-live": "polite" })));
  }

  #option(option, value) {
    option.text = value;
    delete option.reason; // the reason was that of the wording it had
    this.host.changed();
  }

  #key(id, on, single) {
    const chosen = single ? new Set([id]) : new Set(this.fields.key);
    if (!single) chosen[on ? "add" : "delete"](id);
    this.#set("key", this.fields.options.map((option) => option.id).filter((each) => chosen.has(each)));
  }

  #tools(rows, at, field, swap) {
    const { say } = this.host;
    const tool = (label, key, onclick, disabled) =>
      h("button", { type: "button", class: "qb-tool", title: say(key), "aria-label": say(key), onclick, disabled }, label);
    const after = (n) => { this.#sortKey(); this.#redraw(field, n); };
    return h("span", { class: "qb-tools" },
      swap ? tool("⇄", "review-swap", swap) : null,
      tool("↑", "review-up", () => { move(rows, at, -1); after(at); }, at === 0),
      tool("↓", "review-down", () => { move(rows, at, 1); after(at + 2); }, at === rows.length - 1),
      tool("×", "review-take-out", () => { this.#drop(rows.splice(at, 1)[0]); after(at); }, rows.length < 2));
  }

  /** Forget a row that was taken out wherever the key names it. */
  #drop(row) {
    if (!row?.id || !Array.isArray(this.fields.key)) return;
    this.fields.key = this.fields.key.filter((each) => (Array.isArray(each) ? !each.includes(row.id) : each !== row.id));
  }

  /** Keep the key of a choice in the order of its options. */
  #sortKey() {
    if (!this.type.endsWith("choice")) return;
    this.fields.key = this.fields.options.map((option) => option.id).filter((id) => this.fields.key.includes(id));
  }

  async #swap(option, at) {
    const { say, candidates } = this.host;
    replace(this.offer, h("p", { class: "qb-dim" }, say("review-looking")));
    const found = await candidates(this.fields);
    const take = (candidate) => {
      Object.assign(option, { text: candidate.text, reason: candidate.reason });
      this.#redraw("options", at + 1);
    };
    replace(this.offer,
      h("p", { class: "qb-dim" }, say(found.length ? "review-swap-for" : "review-no-candidates", { mark: letter(at) })),
      found.map((candidate) =>
        h("button", { type: "button", class: "qb-candidate", onclick: () => take(candidate) },
          h("span", {}, shown(candidate.text)), h("small", { class: "qb-dim" }, shown(candidate.reason)))));
    this.offer.querySelector("button")?.focus();
  }

  #marking() {
    const { say } = this.host;
    const { marking } = this.fields;
    const part = marking?.rule === "part";
    const share = h("input", { type: "text", class: "qb-input qb-narrow", value: part ? marking.table.join(" ") : "", disabled: !part, "aria-label": say("review-marking-table"),
      oninput: (event) => this.#set("marking", { rule: "part", table: numbers(event.target.value) }) });
    const choose = (event) => {
      const rule = event.target.value;
      this.#set("marking", rule === "part" ? { rule, table: [0.5] } : { rule });
      this.#redraw();
    };
    return this.#labelled("review-field-marking", h("select", { class: "qb-input", "aria-label": say("review-field-marking"), onchange: choose },
      ["all_or_nothing", "part"].map((rule) => h("option", { value: rule, selected: (rule === "part") === part }, say(`review-marking-${rule}`)))), share);
  }

  #truth() {
    const { say } = this.host;
    const pick = (value) =>
      h("label", { class: "qb-choice-inline" }, h("input", { type: "radio", name: this.name, "data-field": "key", checked: this.fields.key === value, onchange: () => this.#set("key", value) }),
        say(value ? "review-true" : "review-false"));
    return this.#labelled("review-field-key", pick(true), pick(false));
  }

  #blanks() {
    const { say } = this.host;
    const { key } = this.fields;
    const rows = key.map((accepted, at) =>
      h("div", { class: "qb-edit-row" },
        h("span", { class: "qb-number" }, say("review-blank-n", { n: at + 1 })),
        h("div", { class: "qb-grow" }, area(accepted.join("\n"), { label: say("review-accepted-n", { n: at + 1 }), field: "key", rows: Math.max(1, accepted.length),
          oninput: (value) => { key[at] = value.split("\n").filter((line, n) => line || n === 0); this.host.changed(); } })),
        this.#tools(key, at, "key")));
    return [
      this.#labelled("review-field-key", rows, h("small", { class: "qb-dim" }, say("review-accepted-help")),
        button(say("review-add-blank"), { kind: "qb-small", onclick: () => { key.push([""]); this.#redraw("key", key.length); } })),
      this.#labelled("review-field-any-order", h("input", { type: "checkbox", checked: this.fields.any_order, "aria-label": say("review-field-any-order"), onchange: (event) => this.#set("any_order", event.target.checked) })),
    ];
  }

  #points() {
    const { say } = this.host;
    const { key } = this.fields;
    const rows = key.map((point, at) =>
      h("div", { class: "qb-edit-row" },
        h("span", { class: "qb-number" }, `${at + 1}`),
        h("div", { class: "qb-grow" }, area(point.text, { label: say("review-point-n", { n: at + 1 }), field: "key", oninput: (value) => { point.text = value; this.host.changed(); } })),
        h("input", { type: "number", class: "qb-input qb-narrow", min: "0.5", step: "0.5", value: point.marks, "aria-label": say("review-marks-n", { n: at + 1 }),
          oninput: (event) => { point.marks = Number(event.target.value); this.host.changed(); } }),
        this.#tools(key, at, "key")));
    return this.#labelled("review-field-points", rows,
      button(say("review-add-point"), { kind: "qb-small", onclick: () => { key.push({ text: "", marks: 1 }); this.#redraw("key", key.length); } }));
  }

  #matching() {
    const { say } = this.host;
    const { left, right, key } = this.fields;
    const partner = (id) => key.find(([one]) => one === id)?.[1] ?? "";
    const pair = (id, other) => {
      const rest = key.filter(([one]) => one !== id);
      const order = left.map((each) => each.id);
      this.#set("key", (other ? [...rest, [id, other]] : rest).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0])));
    };
    const leftRows = left.map((row, at) =>
      h("div", { class: "qb-edit-row" },
        h("span", { class: "qb-number" }, `${at + 1}`),
        h("div", { class: "qb-grow" }, area(row.text, { label: say("review-left-n", { n: at + 1 }), field: "options", oninput: (value) => { row.text = value; this.host.changed(); } })),
        h("select", { class: "qb-input", "aria-label": say("review-partner-n", { n: at + 1 }), onchange: (event) => pair(row.id, event.target.value) },
          h("option", { value: "" }, "—"),
          right.map((other, n) => h("option", { value: other.id, selected: partner(row.id) === other.id }, `${letter(n)} ${other.text.slice(0, 16)}`))),
        this.#tools(left, at, "options")));
    const rightRows = right.map((row, at) =>
      h("div", { class: "qb-edit-row" },
        h("span", { class: "qb-number" }, letter(at)),
        h("div", { class: "qb-grow" }, area(row.text, { label: say("review-right-n", { mark: letter(at) }), field: "right", oninput: (value) => { row.text = value; this.host.changed(); } })),
        this.#tools(right, at, "right")));
    const add = (rows, prefix, field) => { rows.push({ id: freshOptionId(rows, prefix), text: "" }); this.#redraw(field, rows.length); };
    return [
      this.#labelled("review-field-left", leftRows, button(say("review-add-row"), { kind: "qb-small", onclick: () => add(left, "l", "options") })),
      this.#labelled("review-field-right", rightRows, button(say("review-add-row"), { kind: "qb-small", onclick: () => add(right, "r", "right") })),
    ];
  }

  #ordering() {
    const { say } = this.host;
    const { options, key } = this.fields;
    const text = (id) => options.find((option) => option.id === id);
    const rows = key.map((id, at) =>
      h("div", { class: "qb-edit-row" },
        h("span", { class: "qb-number" }, `${at + 1}`),
        h("div", { class: "qb-grow" }, area(text(id)?.text, { label: say("review-step-n", { n: at + 1 }), field: "options", oninput: (value) => { text(id).text = value; this.host.changed(); } })),
        h("span", { class: "qb-tools" },
          ["↑", "↓"].map((sign, n) => h("button", { type: "button", class: "qb-tool", "aria-label": say(n ? "review-down" : "review-up"), title: say(n ? "review-down" : "review-up"),
            onclick: () => { move(key, at, n ? 1 : -1); this.#redraw("options", at + (n ? 2 : 0)); } }, sign)),
          h("button", { type: "button", class: "qb-tool", "aria-label": say("review-take-out"), title: say("review-take-out"), disabled: key.length < 3,
            onclick: () => { key.splice(at, 1); this.fields.options = options.filter((option) => option.id !== id); this.#redraw("options", at); } }, "×"))));
    return this.#labelled("review-field-steps", rows, h("small", { class: "qb-dim" }, say("review-steps-help")),
      button(say("review-add-row"), { kind: "qb-small", onclick: () => {
        const id = freshOptionId(options);
        options.unshift({ id, text: "" });
        key.push(id);
        this.#redraw("options", key.length);
      } }));
  }

  // --- proof lines and the rest -------------------------------------------------------------------

  #sources() {
    const { say, pick } = this.host;
    const rows = this.fields.sources.map((source, at) =>
      h("div", { class: "qb-edit-row" },
        h("span", { class: "qb-grow qb-proof" }, shown(`${source.document} ${source.start}–${source.end}：`), h("q", {}, shown(source.text.slice(0, 80)))),
        this.#tools(this.fields.sources, at, "sources")));
    const take = (add) => {
      const found = pick();
      if (!found) return;
      if (add || !this.fields.sources.length) this.fields.sources.push(found);
      else this.fields.sources[0] = found;
      this.#redraw("sources");
    };
    return this.#labelled("review-field-sources", rows.length ? rows : h("p", { class: "qb-dim" }, say("review-no-proof")),
      // A press on a button would end the selection that is to be taken.
      h("button", { type: "button", class: "qb-button qb-small", "data-field": "sources", onmousedown: (event) => event.preventDefault(), onclick: () => take(false) }, say("review-pick-proof")),
      h("button", { type: "button", class: "qb-button qb-small", onmousedown: (event) => event.preventDefault(), onclick: () => take(true) }, say("review-add-proof")));
  }

  #envelope() {
    const { say } = this.host;
    const { fields } = this;
    const words = (name) => h("input", { type: "text", class: "qb-input", value: fields[name].join("，"), "aria-label": say(`review-field-${name}`), "data-field": name,
      oninput: (event) => this.#set(name, event.target.value.split(/[,，、;；]/).map((each) => each.trim()).filter(Boolean)) });
    return h("div", { class: "qb-envelope" },
      h("label", {}, say("review-field-difficulty"), h("select", { class: "qb-input", onchange: (event) => this.#set("difficulty", event.target.value) },
        LEVELS.map((level) => h("option", { value: level, selected: fields.difficulty === level }, say(`review-level-${level}`))))),
      h("label", {}, say("review-field-chapter"), h("input", { type: "text", class: "qb-input", value: fields.chapter, oninput: (event) => this.#set("chapter", event.target.value) })),
      h("label", {}, say("review-field-tags"), words("tags")),
      h("label", {}, say("review-field-audience"), words("audience")));
  }
}

/** Return the letter an option has on paper. */
export function letter(at) {
  return at < 26 ? String.fromCharCode(65 + at) : `${letter(Math.floor(at / 26) - 1)}${letter(at % 26)}`;
}

function numbers(text) {
  return text.split(/[\s,，、;；]+/).filter(Boolean).map(Number).filter((number) => Number.isFinite(number));
}
