// Editing in place: every field of every item, in the shape it has in the bank.

import { bodyOf, tools } from "./bodies.js";
import { area, button, h, replace, shown } from "./dom.js";

const BLANK = "____";
const LEVELS = ["easy", "medium", "hard"];
const GAPPED = new Set(["one", "many", "blanks"]); // forms whose stem may have a blank

export class Editor {
  /**
   * @param {{ say, changed: () => void, candidates: (fields) => Promise<object[]>, pick: () => object | null }} host
   * @param {string} form how the item's body is edited
   * @param {object} fields of the item; they are copied
   */
  constructor(host, form, fields) {
    this.host = host;
    this.say = host.say;
    this.form = form;
    this.fields = structuredClone(fields);
    this.root = h("div", { class: "qb-editor" });
    this.draw();
  }

  draw() {
    const { say, fields } = this;
    this.stem = area(fields.stem, { label: say("review-field-stem"), field: "stem", rows: 2, oninput: (value) => this.#set("stem", value) });
    replace(
      this.root,
      this.labelled("review-field-stem", h("div", { class: "qb-stem-edit" }, this.stem,
        GAPPED.has(this.form) ? button(say("review-blank"), { kind: "qb-small", title: say("review-blank-title"), onclick: () => this.#blank() }) : null)),
      bodyOf(this.form, this),
      this.labelled("review-field-rationale", area(fields.rationale, { label: say("review-field-rationale"), field: "rationale", oninput: (value) => this.#set("rationale", value) })),
      this.#sources(),
      this.#envelope(),
    );
  }

  /** Put the cursor into a field, for options into the n-th (from 1). A key without a field of its own is picked among the options. */
  focus(field = "stem", n = 1) {
    const fieldsOf = (name) => [...this.root.querySelectorAll(`[data-field="${name}"]`)];
    const found = field === "key" && !fieldsOf("key").length ? fieldsOf("options") : fieldsOf(field);
    const target = found[Math.min(n, found.length) - 1] ?? this.stem;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  // --- for the form's own part --------------------------------------------------------------------

  changed() {
    this.host.changed();
  }

  candidates() {
    return this.host.candidates(this.fields);
  }

  /** Draw anew after rows came, went or moved, and put the cursor where the editor was. */
  redraw(field, n) {
    this.draw();
    this.host.changed();
    if (field) this.focus(field, n);
  }

  labelled(key, ...children) {
    return h("div", { class: "qb-field" }, h("span", { class: "qb-label" }, this.say(key)), h("div", { class: "qb-grow" }, ...children));
  }

  // --- what every item has ------------------------------------------------------------------------

  #set(name, value) {
    this.fields[name] = value;
    this.host.changed();
  }

  #blank() {
    const { selectionStart, selectionEnd, value } = this.stem;
    this.stem.value = value.slice(0, selectionStart) + BLANK + value.slice(selectionEnd);
    this.#set("stem", this.stem.value);
    this.stem.focus();
  }

  #sources() {
    const { say } = this;
    const { sources } = this.fields;
    const rows = sources.map((source, at) =>
      h("div", { class: "qb-edit-row" },
        h("span", { class: "qb-grow qb-proof" }, shown(`${source.document} ${source.start}–${source.end}：`), h("q", {}, shown(source.text.slice(0, 80)))),
        tools(this, sources, at, "sources")));
    const take = (add) => {
      const found = this.host.pick();
      if (!found) return;
      if (add || !sources.length) sources.push(found);
      else sources[0] = found;
      this.redraw("sources");
    };
    // A press on a button would end the selection that is to be taken.
    const taker = (key, add, field) => h("button", { type: "button", class: "qb-button qb-small", "data-field": field, onmousedown: (event) => event.preventDefault(), onclick: () => take(add) }, say(key));
    return this.labelled("review-field-sources", rows.length ? rows : h("p", { class: "qb-dim" }, say("review-no-proof")),
      taker("review-pick-proof", false, "sources"), taker("review-add-proof", true));
  }

  #envelope() {
    const { say, fields } = this;
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
