// One item open in the editor: checked while it is typed, kept while it is not saved, saved as a decision.

import { changeList, problemList } from "./card.js";
import { button, h, replace } from "./dom.js";
import { Editor } from "./editor.js";
import { PATIENCE } from "./link.js";
import { freshId } from "./outbox.js";

const TYPING = 300; // milliseconds after the last key: check
const KEEPING = 1000; // after the last key: keep what was typed

export class Editing {
  /**
   * @param {object} desk the card: `say`, `link`, `frame`, `source`, `types`, `moving`, `painter`, `deciding`
   * @param {object} typed keeps what was typed and not saved
   */
  constructor(desk, typed) {
    this.desk = desk;
    this.typed = typed;
    this.editor = null;
  }

  get isOpen() {
    return this.editor !== null;
  }

  /** Open the painted card, with what was typed about it before and not saved. */
  async open(card, { field = "stem", n = 1 } = {}) {
    const found = await this.#kept(card.id);
    if (!found) return;
    const { kept } = found;
    const base = kept && !same(kept.seen, card.fields) ? kept : { revision: card.revision, seen: card.fields };
    this.#start({ item: card.id, revision: base.revision ?? 0, seen: base.seen, form: card.form, label: card.type, title: "review-editing" }, kept?.fields ?? card.fields);
    if (kept) this.desk.frame.tell({ says: this.desk.say(base === kept ? "review-typed-before" : "review-typed-open") });
    this.editor.focus(field, n);
  }

  /** Open a new item of a type, with the document its proof line is picked in. */
  async create(type, name) {
    const { types, link, source, frame, say } = this.desk;
    const { form, label, fields } = types[type];
    const slot = unborn(type);
    const found = await this.#kept(slot);
    if (!found) return;
    const stored = found.kept?.op ? await this.#stored(found.kept.op) : null;
    if (stored === undefined) return;
    if (stored) this.#handOver(slot, found.kept, stored);
    const kept = stored ? null : found.kept;
    this.#start({ item: slot, type, op: kept?.op ?? freshId(), form, label, title: "review-new" }, kept?.fields ?? fields);
    if (stored) frame.tell({ says: say("review-new-stored") }, { open: () => this.desk.moving.open(stored.id) });
    const answer = name ? await link.ask("document", { name, digest: "" }) : null;
    if (answer && this.editor) {
      source.receive(answer);
      source.open(name, answer.digest);
    }
    this.editor?.focus("stem");
  }

  /** Close the editor without a word; what was typed stays kept. */
  leave() {
    this.desk.frame.hush();
    clearTimeout(this.checking);
    clearTimeout(this.keeping);
    if (this.editor && this.dirty) this.#keep();
    if (this.editor) this.desk.moving.arrive();
    this.editor = null;
    this.dirty = false;
  }

  cancel() {
    if (this.saving) return;
    const isNew = Boolean(this.target.type);
    this.leave();
    this.desk.moving.stay();
    if (isNew) this.desk.frame.announce(this.desk.say("review-new-kept"));
    this.desk.frame.focus();
  }

  /** Forget what was typed for an item, here and in the bank. */
  discard(id) {
    this.typed.forget(id);
    this.desk.link.ask("drop", { item: id });
  }

  /** Save; until the bank has answered, nothing more can be typed that would not be saved. */
  async save(action) {
    if (!this.editor || this.saving) return;
    clearTimeout(this.keeping);
    const { root } = this.editor;
    this.saving = root.inert = true;
    this.desk.frame.announce(this.desk.say("review-wait-saving"));
    try {
      if (this.target.type) await this.#saveNew();
      else await this.#saveChanged(action);
    } finally {
      this.saving = root.inert = false;
    }
  }

  async #saveNew() {
    const { link, frame, say } = this.desk;
    const answer = await link.ask("new", { op: this.target.op, type: this.target.type, fields: this.editor.fields });
    if (!answer) {
      frame.tell({ says: say("review-no-answer") }, { alarm: true });
      return;
    }
    if (answer.outcome === "conflict") this.target.op = freshId();
    if (answer.outcome !== "done") {
      frame.tell(answer.problem, { alarm: true });
      return;
    }
    this.typed.forget(this.target.item);
    this.dirty = false;
    this.desk.stands(answer);
    this.leave();
    this.desk.painter.saving();
    frame.announce(say("review-created"));
    await this.desk.moving.open(answer.card.id);
    frame.focus();
  }

  async #saveChanged(action) {
    const { editor, target } = this;
    const { link, frame, say } = this.desk;
    const { fields } = editor;
    const answer = await link.ask("check", { item: target.item, fields });
    if (!answer) frame.tell({ says: say("review-no-answer") }, { alarm: true });
    if (!answer || editor !== this.editor) return;
    const error = answer.problems.find((problem) => problem.severity === "error");
    if (action === "fix" && error) {
      frame.tell({ says: `${say("review-mend-first")}${error.says}`, cure: error.cure }, { alarm: true });
      editor.focus(error.field || "stem");
      return;
    }
    this.#remember(); // until the bank has acknowledged the decision
    this.leave();
    this.desk.painter.saving();
    const { deciding, moving } = this.desk;
    const stay = action === "edit"; // then the card is drawn again as the bank has it
    if (!deciding.decide({ ...moving.card, revision: target.revision }, action, { fields }, { stay })) moving.stay();
    frame.focus();
  }

  // --- while it is typed ----------------------------------------------------------------------------

  #start(target, fields) {
    const { say, frame } = this.desk;
    this.target = target;
    this.dirty = false;
    this.checks = h("div", { class: "qb-checks", "aria-live": "polite" });
    this.editor = new Editor({ say, changed: () => this.#changed(), candidates: (now) => this.#candidates(now), pick: () => this.#pick() }, target.form, fields);
    frame.draw([h("header", { class: "qb-card-head" }, h("span", { class: "qb-type" }, target.label), h("b", {}, say(target.title))), this.editor.root, this.checks], this.desk.moving.card);
    this.desk.moving.arrive(); // no late answer takes its place
    const save = (action, label, kind) => button(say(label), { action, kind, key: kind ? "Ctrl+Enter" : undefined, onclick: () => this.save(action) });
    replace(frame.actions,
      target.type ? save("save-new", "review-create", "qb-accept") : [save("fix", "review-save-fix", "qb-accept"), save("edit", "review-save-edit", "")],
      button(say("review-cancel"), { action: "cancel", key: "Esc", onclick: () => this.cancel() }));
    this.#check();
  }

  #remember() {
    this.dirty = true;
    this.typed.put(this.target.item, this.#text);
  }

  /** What is typed, with what it was made from: the revision and the fields that were on the screen. */
  get #text() {
    const { op, revision, seen } = this.target;
    return { at: Date.now(), op, revision, seen, fields: this.editor.fields };
  }

  #changed() {
    this.#remember();
    clearTimeout(this.checking);
    clearTimeout(this.keeping);
    this.checking = setTimeout(() => this.#check(), TYPING);
    this.keeping = setTimeout(() => this.#keep(), KEEPING);
  }

  async #check() {
    const { editor } = this;
    if (!editor) return;
    const { link, say } = this.desk;
    const answer = await link.ask("check", this.#asked(editor.fields));
    if (answer && editor === this.editor) {
      replace(this.checks, problemList(answer.problems, say, (field) => editor.focus(field)), answer.changes.length ? changeList(answer.changes, say) : null);
    }
  }

  /** Let the bank keep what was typed. */
  async #keep() {
    if (!this.editor || !this.dirty) return;
    const { item, revision = 0 } = this.target;
    const text = this.#text;
    const after = this.inBank;
    this.inBank = text.at;
    const answer = await this.desk.link.ask("keep", { item, revision, after, data: JSON.stringify(text) });
    if (answer?.elsewhere) this.desk.frame.tell({ says: this.desk.say("review-typed-elsewhere") }, { alarm: true });
  }

  /**
   * Find the newest that was typed under an id and not saved, on this page or another, as `{ kept }`. Null where the person
   * has gone elsewhere, and where nobody says it: what is not seen must not be written over.
   */
  async #kept(id) {
    const answer = await this.#answer("kept", { item: id });
    if (!answer) return null;
    const there = answer.unsaved && { revision: answer.unsaved.revision, ...JSON.parse(answer.unsaved.data) };
    this.inBank = there?.at ?? null;
    return { kept: newest(this.typed.get(id), there) };
  }

  /** The card of the item that a new one became when only the answer to that was lost; null if it did not, undefined as above. */
  async #stored(op) {
    return (await this.#answer("born", { op }))?.card;
  }

  /** What was typed on after a new item was stored belongs to that item; the next one begins anew. */
  #handOver(slot, kept, { id, revision, fields }) {
    this.discard(slot);
    if (!same(kept.fields, fields)) this.typed.put(id, { ...kept, op: undefined, revision, seen: fields });
  }

  async #answer(what, payload) {
    const { link, moving, frame, say } = this.desk;
    const answer = await moving.setOut(link.ask(what, payload, { until: PATIENCE }));
    if (answer === null) {
      moving.stay();
      frame.tell({ says: say("review-no-answer") }, { alarm: true });
    }
    return answer;
  }

  /** What the kernel needs to know of the item as it is typed now. */
  #asked(fields) {
    const { item, type } = this.target;
    return type ? { item, type, fields } : { item, fields };
  }

  async #candidates(fields) {
    return (await this.desk.link.ask("candidates", this.#asked(fields)))?.options;
  }

  #pick() {
    const found = this.desk.source.selected();
    if (!found) this.desk.frame.tell({ says: this.desk.say("review-select-first") });
    return found;
  }
}

/** Return the name under which an item is kept that has no id yet: one of each type. */
export function unborn(type) {
  return `new/${type}`;
}

/** Return the text that was typed later; either may be missing. */
export function newest(here, there) {
  if (!here || !there) return here ?? there ?? null;
  return (here.at ?? 0) >= (there.at ?? 0) ? here : there;
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
