// One item open in the editor: checked while it is typed, kept while it is not saved, saved as a decision.

import { changeList, exam, problemList } from "./card.js";
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
    this.now = null; // what is open: an answer that comes late is about what was open when it was asked for
  }

  get isOpen() {
    return this.now !== null;
  }

  /** Open the painted card, with what was typed about it before and not saved. */
  async open(card, { field = "stem", n = 1 } = {}) {
    const found = await this.#kept(card.id);
    if (!found) return;
    const { kept } = found;
    const base = kept && !same(kept.seen, card.fields) ? kept : { revision: card.revision, seen: card.fields };
    const now = this.#start({ item: card.id, card, revision: base.revision ?? 0, seen: base.seen, form: card.form, label: card.type, title: "review-editing" }, kept?.fields ?? card.fields, found.known);
    if (kept) this.desk.frame.messages.tell({ says: this.desk.say(base === kept ? "review-typed-before" : "review-typed-open") });
    now.editor.focus(field, n);
  }

  /** Open a new item of a type, with the document its proof line is picked in. */
  async create(type, name) {
    const { types, link, source, frame, moving, say } = this.desk;
    const { form, label, fields } = types[type];
    const slot = unborn(type);
    const found = await this.#kept(slot);
    if (!found) return;
    let { kept } = found;
    const born = kept?.op ? await this.#answer("born", { op: kept.op, type, fields: kept.fields }) : { card: null };
    if (!born) return;
    if (born.card) {
      this.#handOver(slot, kept, born);
      kept = null;
    }
    // Each time under an op of its own: two windows that go on with one text make two items and not one over the other.
    const now = this.#start({ item: slot, type, op: freshId(), form, label, title: "review-new" }, kept?.fields ?? fields, found.known);
    if (born.card) frame.messages.tell({ says: say("review-new-stored") }, { open: () => moving.open(born.card.id) });
    now.editor.focus("stem");
    const answer = name ? await link.ask("document", { name, digest: "" }) : null;
    if (answer && now === this.now) {
      source.receive(answer);
      source.open(name, answer.digest);
    }
  }

  /** Close the editor without a word; what was typed stays kept. */
  leave() {
    this.desk.frame.messages.hush();
    const { now } = this;
    if (!now) return;
    clearTimeout(now.checking);
    clearTimeout(now.keeping);
    if (now.dirty) this.#keep(now);
    this.now = null;
    this.desk.moving.arrive();
  }

  cancel() {
    if (this.now.saving) return;
    const isNew = Boolean(this.now.target.type);
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
    const { now } = this;
    if (!now || now.saving) return;
    clearTimeout(now.keeping);
    const { root } = now.editor;
    now.saving = root.inert = true;
    this.desk.frame.announce(this.desk.say("review-wait-saving"));
    try {
      if (now.target.type) await this.#saveNew(now);
      else await this.#saveChanged(now, action);
    } finally {
      now.saving = root.inert = false;
    }
  }

  async #saveNew(now) {
    const { link, frame, moving, painter, say } = this.desk;
    const { op, type, item } = now.target;
    const answer = await link.ask("new", { op, type, fields: now.editor.fields });
    if (!answer) {
      frame.messages.tell({ says: say("review-no-answer") }, { alarm: true });
      return;
    }
    if (answer.outcome === "conflict") now.target.op = freshId();
    if (answer.outcome !== "done") {
      frame.messages.tell(answer.problem, { alarm: true });
      return;
    }
    now.dirty = false;
    this.desk.stands(answer);
    const isHere = now === this.now;
    if (isHere || this.typed.get(item)?.op === op) this.typed.forget(item);
    if (!isHere) { // the person has gone elsewhere, and stays there
      frame.messages.tell({ says: say("review-created") }, { open: () => moving.open(answer.card.id) });
      return;
    }
    this.leave();
    painter.saving();
    frame.announce(say("review-created"));
    await moving.goTo(answer.card.id);
    frame.focus();
  }

  async #saveChanged(now, action) {
    const { editor, target } = now;
    const { link, frame, deciding, moving, painter, say } = this.desk;
    const { fields } = editor;
    const answer = await link.ask("check", { item: target.item, fields });
    const isHere = now === this.now;
    const open = isHere ? undefined : () => moving.open(target.item);
    if (!answer) {
      frame.messages.tell({ says: say("review-no-answer") }, { alarm: true, about: target.item, open });
      return;
    }
    const error = answer.problems.find((problem) => problem.severity === "error");
    if (action === "fix" && error) {
      frame.messages.tell({ says: `${say("review-mend-first")}${error.says}`, cure: error.cure }, { alarm: true, about: target.item, open });
      if (isHere) editor.focus(error.field || "stem");
      return;
    }
    this.#remember(now); // until the bank has acknowledged the decision
    const decided = { ...target.card, revision: target.revision };
    if (!isHere) {
      deciding.decide(decided, action, { fields }, { stay: action === "edit" });
      return;
    }
    this.leave();
    painter.saving();
    const stay = action === "edit"; // then the card is drawn again as the bank has it
    if (!deciding.decide(decided, action, { fields }, { stay })) moving.stay();
    frame.focus();
  }

  // --- while it is typed ----------------------------------------------------------------------------

  /** Open the editor; `known` are the times of the texts that the bank may hold and that are older versions of this one. */
  #start(target, fields, known) {
    const { say, frame, moving } = this.desk;
    const now = { target, known, dirty: false, saving: false, checks: h("div", { class: "qb-checks", "aria-live": "polite" }) };
    now.editor = new Editor({ say, changed: () => this.#changed(now), candidates: (typed) => this.#candidates(now, typed), pick: () => this.#pick() }, target.form, fields);
    this.now = now;
    frame.draw([h("header", { class: "qb-card-head" }, h("span", { class: "qb-type" }, target.label), h("b", {}, say(target.title))), target.card?.exam?.work ? h("div", { class: "qb-beside" }, exam(target.card.exam, say)) : null, now.editor.root, now.checks], moving.card);
    moving.arrive(); // no late answer takes its place
    const save = (action, label, kind) => button(say(label), { action, kind, key: kind ? "Ctrl+Enter" : undefined, onclick: () => this.save(action) });
    replace(frame.actions,
      target.type ? save("save-new", "review-create", "qb-accept") : [save("fix", "review-save-fix", "qb-accept"), save("edit", "review-save-edit", "")],
      button(say("review-cancel"), { action: "cancel", key: "Esc", onclick: () => this.cancel() }));
    this.#check(now);
    return now;
  }

  #remember(now) {
    now.dirty = true;
    this.typed.put(now.target.item, textOf(now));
  }

  #changed(now) {
    this.#remember(now);
    clearTimeout(now.checking);
    clearTimeout(now.keeping);
    now.checking = setTimeout(() => this.#check(now), TYPING);
    now.keeping = setTimeout(() => this.#keep(now), KEEPING);
  }

  async #check(now) {
    const { link, say } = this.desk;
    const answer = await link.ask("check", asked(now, now.editor.fields));
    if (answer && now === this.now) {
      replace(now.checks, problemList(answer.problems, say, (field) => now.editor.focus(field)), answer.changes.length ? changeList(answer.changes, say) : null);
    }
  }

  /** Let the bank keep what was typed. */
  async #keep(now) {
    if (!now.dirty) return;
    const { item, revision = 0 } = now.target;
    const text = textOf(now);
    const after = [...now.known];
    now.known.push(text.at);
    const answer = await this.desk.link.ask("keep", { item, revision, after, data: JSON.stringify(text) });
    if (answer?.elsewhere && !now.toldElsewhere) {
      now.toldElsewhere = true;
      this.desk.frame.messages.tell({ says: this.desk.say("review-typed-elsewhere") }, { alarm: true });
    }
  }

  /**
   * Find the newest that was typed under an id and not saved, on this page or another, as `kept`, and when the bank's was
   * typed, as `known`. Null where the person has gone elsewhere, and where nobody says it: what is not seen must not be
   * written over.
   */
  async #kept(id) {
    const answer = await this.#answer("kept", { item: id });
    if (!answer) return null;
    const there = answer.unsaved && { revision: answer.unsaved.revision, ...JSON.parse(answer.unsaved.data) };
    return { kept: newest(this.typed.get(id), there), known: there ? [there.at ?? null] : [] };
  }

  /** A new item is stored although its answer was lost: what was typed on since belongs to that item. */
  #handOver(slot, kept, { card, saved, revision, seen }) {
    if (!saved) {
      const text = { ...kept, op: undefined, revision, seen };
      this.typed.put(card.id, text);
      this.desk.link.ask("keep", { item: card.id, revision, data: JSON.stringify(text) });
    }
    this.discard(slot);
  }

  /** Ask for what the editor is opened with; null as for `#kept`. */
  async #answer(what, payload) {
    const { link, moving, frame, panel, say } = this.desk;
    const answer = await moving.setOut(link.ask(what, payload, { until: PATIENCE }));
    if (answer === undefined) return null;
    if (!answer) frame.messages.tell({ says: say("review-no-answer") }, { alarm: true });
    const isElsewhere = panel.open || frame.isTyping; // an editor that opened now would take the keys from there
    if (answer && !isElsewhere) return answer;
    moving.stay();
    return null;
  }

  async #candidates(now, fields) {
    return (await this.desk.link.ask("candidates", asked(now, fields)))?.options;
  }

  #pick() {
    const found = this.desk.source.selected();
    if (!found) this.desk.frame.messages.tell({ says: this.desk.say("review-select-first") });
    return found;
  }
}

/** What is typed, with what it was made from: the revision and the fields that were on the screen. */
function textOf({ target: { op, revision, seen }, editor }) {
  return { at: Date.now(), op, revision, seen, fields: editor.fields };
}

/** What the kernel needs to know of an item as it is typed now. */
function asked({ target: { item, type } }, fields) {
  return type ? { item, type, fields } : { item, fields };
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
