// The review card: draws what the kernel tells, sends what the editor decides. The bank is the only truth.

import { Deciding } from "./deciding.js";
import { button, h, replace } from "./dom.js";
import { Editing } from "./editing.js";
import { Frame } from "./frame.js";
import { isEditable, keymapOf, meaningOf } from "./keys.js";
import { Link } from "./link.js";
import { List } from "./list.js";
import { Moving } from "./moving.js";
import { Opening } from "./opening.js";
import { Painter } from "./painter.js";
import { Panel } from "./panels.js";
import { countOf, progressOf } from "./progress.js";
import { Queue } from "./queue.js";
import { SourcePane } from "./source.js";
import { fill } from "./text.js";
import { Typed } from "./typed.js";

const TICK = 500; // milliseconds between two looks at what waits for an answer
const NOT_BLIND = new Set(["undo", "redo", "history", "recent", "filter", "search", "similar", "batch", "create", "later", "note", "remove"]);
const MENUS = {
  review: ["recent", "similar", "batch", "create", "settings", "help"],
  second: ["settings", "help"],
  conflicts: ["recent", "similar", "settings", "help"],
};

class ReviewCard {
  constructor(model, place) {
    this.place = place;
    this.texts = model.get("texts") ?? {};
    this.say = (key, values) => fill(this.texts[key] ?? key, values);
    this.queue = new Queue();
    this.typed = new Typed(sessionStorage, model.get("name") ?? "");
    this.moving = new Moving(this);
    this.painter = new Painter(this);
    this.link = new Link(model, {
      context: () => ({ filter: this.moving.filter, list: this.moving.list }),
      answered: (decision, answer) => this.deciding.answered(decision, answer),
      news: (rows) => rows.forEach((row) => this.#changedElsewhere(row)),
      failed: (problem) => this.frame.messages.tell(problem, { alarm: true }),
      reached: () => this.frame.messages.online(),
      lost: () => this.#lost(),
      revived: () => this.#reconnect(),
      moved: () => this.#tick(),
    });
    this.editing = new Editing(this, this.typed);
    this.deciding = new Deciding(this);
    this.opening = new Opening(this);
    this.#build(model.get("lang"));
    this.timer = setInterval(() => this.#tick(), TICK);
    this.link.resend(); // before the list is asked for, which then no longer has what these decide
    this.hello();
  }

  destroy() {
    clearInterval(this.timer);
    this.link.close();
    this.frame.destroy();
  }

  #build(lang) {
    const { say } = this;
    this.lang = lang;
    this.deciding.putBack();
    this.frame?.destroy();
    this.panel = new Panel({ say, closed: () => this.frame.focus() });
    this.list = new List({ queue: this.queue, say, visit: (place) => this.moving.visit(place), fetch: (from, count) => this.#fetchRows(from, count) });
    this.source = new SourcePane({ say, ask: (name, digest) => this.#fetchDocument(name, digest) });
    this.frame = new Frame(this.place, { say, lang, act: (action) => this.act(action), search: (text) => this.moving.filterBy({ ...this.moving.filter, text }), key: (event) => this.#key(event) },
      { list: this.list.box, source: this.source.root, panel: this.panel.root });
  }

  // --- the kernel -----------------------------------------------------------------------------------

  /** Begin, or begin anew with other settings: ask for everything the first picture needs. */
  async hello(payload = {}) {
    const answer = await this.moving.begin(payload, () => this.hello(payload));
    if (!answer) return;
    Object.assign(this, { texts: answer.texts, settings: answer.settings, types: answer.types, mode: answer.mode, readonly: answer.readonly });
    this.keymap = keymapOf(this.settings);
    if (answer.lang !== this.lang) this.#build(answer.lang);
    this.typed.learn(answer.unsaved);
    this.frame.dress(this.settings.theme ?? "auto");
    this.#menu();
    this.moving.listed(answer);
    this.deciding.catchUp();
    if (!this.frame.focused) this.frame.focus();
    this.frame.scroll();
  }

  #menu() {
    const { frame, mode, say, keymap } = this;
    for (const part of [frame.filterButton, frame.searchBox]) part.hidden = mode !== "review";
    replace(frame.menu, mode === "review" ? null : h("b", { class: "qb-mode" }, say(`review-mode-${mode}`)),
      MENUS[mode].map((name) => button(say(`review-menu-${name}`), { action: name, key: keymap[name], kind: "qb-small", onclick: () => this.act(name) })));
  }

  #tick() {
    const { waiting, late } = this.link.state;
    this.frame.count(waiting);
    if (late) this.#lost();
    this.deciding.showNext();
  }

  #lost() {
    this.frame.messages.offline(this.link.state.waiting, () => this.#reconnect());
  }

  /** One click: run the notebook again. */
  async #reconnect() {
    this.frame.messages.reconnecting("review-reconnecting");
    if (!(await this.link.rerun())) this.frame.messages.reconnecting("review-run-again");
  }

  #changedElsewhere(row) {
    this.queue.refresh(row);
    if (row.status !== "draft") this.queue.decide(row.id);
    this.list.paint();
    const { card } = this.moving;
    const isSeen = card?.id === row.id && card.revision !== row.revision && !this.editing.isOpen;
    if (isSeen) this.frame.messages.tell({ says: this.say("review-changed-here") }, { alarm: true, about: row.id, open: () => this.moving.open(row.id) });
  }

  /** Take from an answer what can be undone and how far the work is. */
  stands(answer) {
    if ("undo" in answer) this.steps = { undo: answer.undo, redo: answer.redo };
    if (!answer.progress) return;
    const documents = Object.values(answer.progress);
    const later = countOf(documents, "later");
    this.counts = { draft: countOf(documents, "draft") - later, later };
    this.frame.advance(progressOf(answer.progress, { say: this.say, mode: this.mode, document: this.moving.filter?.document ?? "" }));
  }

  async #fetchRows(from, count) {
    const { list } = this.moving;
    const answer = await this.link.ask("rows", { from, count });
    if (list !== this.moving.list) return; // its places are those of the list that is left
    if (answer) this.list.receive(answer.from, answer.rows);
    else this.list.missed();
  }

  async #fetchDocument(name, digest) {
    const wanted = `${digest}/${name}`;
    if (this.fetching === wanted) return;
    this.fetching = wanted;
    const answer = await this.link.ask("document", { name, digest });
    this.fetching = "";
    if (answer) this.source.receive(answer);
  }

  /** Tell, where the bank can only be read, that nothing can be changed. */
  refuses() {
    if (this.readonly) this.frame.messages.tell({ says: this.say("review-readonly") }, { alarm: true });
    return this.readonly;
  }

  // --- what the editor does -------------------------------------------------------------------------

  #key(event) {
    const meaning = meaningOf(event, this.keymap ?? {});
    if (meaning?.command === "already-saved") {
      event.preventDefault();
      this.frame.announce(this.say(this.link.state.waiting ? "review-saving" : "review-already-saved"));
      return;
    }
    if (this.panel.open) {
      if (meaning?.command !== "cancel") return;
      event.preventDefault();
      event.stopPropagation();
      this.panel.close();
      return;
    }
    if (!meaning) return;
    event.stopPropagation();
    if (meaning.command === "save" && this.editing.isOpen) {
      event.preventDefault();
      this.editing.save("fix");
    } else if (meaning.command === "cancel") {
      event.preventDefault();
      if (this.editing.isOpen) this.editing.cancel();
      else if (isEditable(event.target)) this.frame.focus();
    } else if (!this.editing.isOpen && (meaning.action || meaning.digit)) {
      event.preventDefault();
      if (event.repeat && !["next", "previous"].includes(meaning.action)) return;
      if (meaning.digit) this.edit({ field: "options", n: meaning.digit });
      else this.act(meaning.action);
    }
  }

  /** Carry out an action by its name in the key map. */
  act(action) {
    if (this.mode === "second" && NOT_BLIND.has(action)) {
      this.frame.announce(this.say("review-second-only"));
      return;
    }
    const { opening, deciding, moving, queue } = this;
    if (!this.mode || (moving.isListing && action !== "help")) return;
    const anywhere = {
      help: () => opening.help(),
      filter: () => opening.filter(),
      settings: () => opening.settings(),
      search: () => this.frame.searchBox.focus(),
      recent: () => opening.recent(),
      batch: () => opening.batch(),
      create: () => opening.create(),
      undo: () => deciding.back("undo"),
      redo: () => deciding.back("redo"),
      next: () => moving.visit(queue.at + 1),
      previous: () => moving.visit(queue.at - 1),
    };
    if (anywhere[action]) {
      anywhere[action]();
      return;
    }
    const onCard = {
      accept: (card) => deciding.decide(card, this.mode === "review" && card.exam?.work ? "keep" : "accept"),
      reject: (card) => opening.reject(card),
      later: (card) => deciding.decide(card, "later"),
      remove: (card) => deciding.decide(card, "delete"),
      edit: () => this.edit(),
      history: (card) => opening.history(card),
      note: (card) => opening.note(card),
      source: () => this.source.body.focus(),
      similar: (card) => opening.similar(card),
    };
    if (onCard[action]) this.#onCard(onCard[action]);
  }

  /** Decide about the card on the screen. */
  decide(action) {
    this.#onCard((card) => this.deciding.decide(card, action));
  }

  #onCard(act) {
    const { ready, card } = this.moving;
    if (ready) act(ready);
    else if (card && this.link.isPending(card.id)) this.frame.announce(this.say("review-pending"));
  }

  /** Open the editor at a field, or for a second reader what to say instead. */
  edit(where = {}) {
    if (!this.refuses()) this.#onCard((card) => (this.mode === "second" ? this.opening.whatToFix(card) : this.editing.open(card, where)));
  }

  /** Drop what was typed about the card and not saved. */
  throwAway() {
    this.editing.discard(this.moving.card.id);
    this.painter.card();
    this.frame.focus();
  }
}

export default {
  render({ model, el }) {
    const card = new ReviewCard(model, el);
    return () => card.destroy();
  },
};
