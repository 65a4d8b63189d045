// The review card: draws what the kernel tells, sends what the editor decides. The bank is the only truth.

import { actionBar, undoButton } from "./actions.js";
import { cardBody } from "./card.js";
import { Deciding } from "./deciding.js";
import { button, h, replace } from "./dom.js";
import { Editing } from "./editing.js";
import { Frame } from "./frame.js";
import { isEditable, keymapOf, meaningOf } from "./keys.js";
import { Link } from "./link.js";
import { List } from "./list.js";
import { Opening } from "./opening.js";
import { Panel } from "./panels.js";
import { countOf, progressOf } from "./progress.js";
import { AHEAD, Queue } from "./queue.js";
import { SourcePane } from "./source.js";
import { fill } from "./text.js";
import { Typed } from "./typed.js";

const TICK = 500; // milliseconds between two looks at what waits for an answer
const IDLE = 250; // after the last card: look for likenesses, count progress
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
    this.card = null;
    this.turn = 0;
    this.link = new Link(model, {
      context: () => ({ filter: this.filter }),
      answered: (decision, answer) => this.deciding.answered(decision, answer),
      news: (rows) => rows.forEach((row) => this.#changedElsewhere(row)),
      failed: (problem) => this.frame.tell(problem, { alarm: true }),
      reached: () => this.frame.online(),
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
    this.list = new List({ queue: this.queue, say, visit: (place) => this.#visit(place), fetch: (from, count) => this.#fetchRows(from, count) });
    this.source = new SourcePane({ say, ask: (name, digest) => this.#fetchDocument(name, digest) });
    this.frame = new Frame(this.place, { say, lang, act: (action) => this.act(action), search: (text) => this.filterBy({ ...this.filter, text }), key: (event) => this.#key(event) },
      { list: this.list.box, source: this.source.root, panel: this.panel.root });
  }

  // --- the kernel -----------------------------------------------------------------------------------

  /** Begin, or begin anew with other settings: ask for everything the first picture needs. */
  async hello(payload = {}) {
    this.greeting = true;
    const answer = await this.#askAnew("hello", payload);
    this.greeting = false;
    if (!answer) return;
    Object.assign(this, { texts: answer.texts, settings: answer.settings, types: answer.types, mode: answer.mode, readonly: answer.readonly });
    this.keymap = keymapOf(this.settings);
    if (answer.lang !== this.lang) this.#build(answer.lang);
    this.typed.learn(answer.unsaved);
    this.frame.dress(this.settings.theme ?? "auto");
    this.#menu();
    this.#listed(answer);
    this.deciding.catchUp();
    if (!this.frame.focused) this.frame.focus();
    this.frame.root.scrollIntoView({ block: "start" });
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
    this.frame.offline(this.link.state.waiting, () => this.#reconnect());
  }

  /** One click: run the notebook again. */
  async #reconnect() {
    this.frame.reconnecting("review-reconnecting");
    if (!(await this.link.rerun())) this.frame.reconnecting("review-run-again");
  }

  #changedElsewhere(row) {
    this.queue.refresh(row);
    if (row.status !== "draft") this.queue.decide(row.id);
    this.list.paint();
    const seen = this.card?.id === row.id && this.card.revision !== row.revision && !this.editing.isOpen;
    if (seen) this.frame.tell({ says: this.say("review-changed-here") }, { alarm: true, open: () => this.open(row.id) });
  }

  /** Take from an answer what can be undone and how far the work is. */
  stands(answer) {
    if ("undo" in answer) this.steps = { undo: answer.undo, redo: answer.redo };
    if (!answer.progress) return;
    const documents = Object.values(answer.progress);
    this.counts = { draft: countOf(documents, "draft"), later: countOf(documents, "later") };
    this.frame.advance(progressOf(answer.progress, { say: this.say, mode: this.mode, document: this.filter?.document ?? "" }));
  }

  // --- the list -------------------------------------------------------------------------------------

  /** Ask for the list by another filter. */
  async filterBy(filter) {
    if (this.greeting) return; // the list comes with that answer, and what else it brings is needed
    this.panel.close();
    this.frame.focus(); // now and not with the answer, when the person may be typing somewhere
    const answer = await this.#askAnew("list", { filter });
    if (answer) this.#listed(answer);
  }

  /** Ask for the list anew, as it is filtered. */
  async relist() {
    const answer = await this.#askAnew("list", { filter: this.filter });
    if (answer) this.#listed(answer);
  }

  /** Ask for another list; until it is there no card is shown that a key could decide about. */
  async #askAnew(what, payload) {
    const before = this.card;
    this.editing.leave();
    const turn = this.hold();
    this.#loading();
    const answer = await this.link.ask(what, payload);
    if (turn !== this.turn) return null;
    if (!answer && before) {
      this.card = before;
      this.repaint();
    } else if (!answer) {
      this.#unanswered(() => (what === "hello" ? this.hello(payload) : this.relist()));
    }
    return answer;
  }

  #listed(answer) {
    Object.assign(this, { filter: answer.filter, facets: answer.facets, shows: answer.shows });
    this.stands(answer);
    this.queue.reset(answer.total);
    this.queue.put(answer.cards, 1);
    if (!this.frame.searchBox.matches(":focus")) this.frame.searchBox.value = this.filter.text;
    this.frame.filterButton.firstChild.textContent = `${this.say("review-filter")}：${this.#filterWords()}`;
    this.list.reset();
    this.editing.leave();
    if (!answer.cards.length && answer.total) this.#visit(0);
    else this.advance();
  }

  #filterWords() {
    const narrowed = Object.entries(this.filter).filter(([name, value]) => value && !(name === "show" && value === "draft"));
    const words = narrowed.map(([name, value]) => {
      if (name === "show") return this.say(`review-show-${value}`);
      if (name === "type") return this.types[value]?.label ?? value;
      if (name === "pattern") return this.facets.patterns[value] ?? value;
      return name === "difficulty" ? this.say(`review-level-${value}`) : value;
    });
    return `${words.join("、") || this.say("review-show-draft")} ${this.say("review-count", { count: this.queue.total })}`;
  }

  async #fetchRows(from, count) {
    const answer = await this.link.ask("rows", { from, count });
    if (answer) this.list.receive(answer.from, answer.rows);
  }

  async #fetchDocument(name, digest) {
    const wanted = `${digest}/${name}`;
    if (this.fetching === wanted) return;
    this.fetching = wanted;
    const answer = await this.link.ask("document", { name, digest });
    this.fetching = "";
    if (answer) this.source.receive(answer);
  }

  async #refill() {
    const after = this.queue.wanting();
    if (after === undefined) return;
    const answer = await this.link.ask("next", { after, count: AHEAD });
    if (answer) this.queue.put(answer.cards);
    else this.queue.asked = false;
  }

  /** Go to the next item that waits; the last resort is one before this place, then the empty page. */
  async advance() {
    const turn = (this.turn += 1);
    const place = this.queue.next();
    if (place !== undefined) {
      this.#show(place, this.queue.ready.get(place));
      this.#refill();
      return;
    }
    this.#loading();
    for (const after of this.queue.at < 0 ? [-1] : [this.queue.at, -1]) {
      const answer = await this.link.ask("next", { after, count: AHEAD });
      if (turn !== this.turn) return;
      if (!answer) {
        this.#unanswered(() => this.advance());
        return;
      }
      this.queue.put(answer.cards);
      const found = this.queue.next(after);
      if (found !== undefined) {
        this.#show(found, this.queue.ready.get(found));
        return;
      }
    }
    this.#empty();
  }

  #visit(place) {
    if (place < 0 || place >= this.queue.total) return;
    const ready = this.queue.ready.get(place);
    if (ready) {
      this.turn += 1;
      this.#show(place, ready);
    } else {
      this.#go({ index: place });
    }
  }

  /** Go to an item by its id, wherever it is in the list. */
  async open(id) {
    this.panel.close();
    await this.#go({ item: id });
  }

  /** Fetch a card and show it; until it is there no key decides about the one that is left. */
  async #go(which) {
    const turn = this.hold();
    const answer = await this.link.ask("card", which);
    if (turn !== this.turn) return;
    if (answer) this.#show(answer.index, answer.card);
    else this.repaint();
  }

  /** Let no key decide about the card that is left, until another is shown or this one is drawn anew; returns the turn. */
  hold() {
    this.painted = null;
    this.held = this.turn += 1;
    return this.turn;
  }

  // --- the card -------------------------------------------------------------------------------------

  #show(place, card) {
    this.queue.at = place;
    this.held = 0;
    this.editing.leave();
    this.card = { ...card, place };
    this.#paint();
    this.list.reveal(Math.max(0, place));
    this.source.show(card.sources);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.#idle(card), IDLE);
  }

  #paint() {
    const { card, say } = this;
    this.similar = h("span", {});
    const small = (key, action, onclick) => button(say(key), { kind: "qb-small", action, onclick });
    const kept = this.typed.has(card.id)
      ? h("p", { class: "qb-warning", role: "note" }, say("review-unsaved"), small("review-go-on-editing", "go-on", () => this.#edit()), small("review-throw-away", "throw-away", () => this.#throwAway())) : null;
    this.frame.draw([kept, cardBody(card, say, { point: (field) => this.#edit({ field }), total: this.queue.total, similar: this.similar })], card);
    this.frame.article.scrollTop = 0;
    this.#paintActions();
    this.painted = this.held === this.turn ? null : card.id;
  }

  #paintActions() {
    const focused = (act) => (action) => { act(action); if (!this.panel.open && !this.editing.isOpen) this.frame.focus(); };
    replace(this.frame.actions, actionBar(this, this.card, { act: focused((action) => this.act(action)), decide: focused((action) => this.#onCard((card) => this.deciding.decide(card, action))), where: (step) => this.#placeName(step) }));
  }

  #placeName(step) {
    if (step.items > 1) return this.say("review-n-items", { n: step.items });
    const place = this.queue.placeOf(step.item);
    return place === undefined ? "" : this.say("review-item-n", { n: place + 1 });
  }

  #nothing(content) {
    this.card = null;
    this.painted = null;
    this.frame.draw(content);
  }

  #loading() {
    this.#nothing(h("p", { class: "qb-empty" }, this.say("review-loading")));
  }

  /** Say that nobody answered, and offer to ask again. */
  #unanswered(again) {
    this.held = 0;
    this.#nothing(h("div", { class: "qb-empty" }, h("p", {}, this.say("review-no-answer")), button(this.say("review-try-again"), { kind: "qb-primary", action: "again", onclick: again })));
  }

  /** Draw, in place of an editor that is left, that it is being saved: what would be typed now would not be. */
  drawSaving() {
    this.frame.draw(h("p", { class: "qb-empty" }, this.say("review-wait-saving")), this.card);
  }

  /** Whether the person has something open, or on its way, that no late answer may close or cover. */
  get isBusy() {
    return this.editing.isOpen || this.panel.open || this.held === this.turn;
  }

  /** Ask for rows and cards again as they come into sight. */
  outdated() {
    this.queue.forget();
    this.list.reset();
  }

  /** Tell, where the bank can only be read, that nothing can be changed. */
  refuses() {
    if (this.readonly) this.frame.tell({ says: this.say("review-readonly") }, { alarm: true });
    return this.readonly;
  }

  #empty() {
    const { say, mode } = this;
    const { draft, later } = this.counts ?? { draft: 0, later: 0 };
    const narrowed = this.filter.show !== "draft" || Object.entries(this.filter).some(([name, value]) => name !== "show" && value);
    const offer = (key, count, show, kind) => button(say(key, { count }), { kind, onclick: () => this.filterBy({ show }) });
    this.#nothing(h("div", { class: "qb-empty", "data-empty": "true" }, h("h2", {}, say("review-all-done")),
      h("p", {}, say(mode === "review" ? "review-all-done-help" : `review-all-done-${mode}`)),
      narrowed && draft && mode === "review" ? offer("review-offer-waiting", draft, "draft", "qb-primary") : null,
      later && mode === "review" ? offer("review-offer-later", later, "later") : null));
    replace(this.frame.actions, this.steps?.undo ? undoButton(this, { act: (action) => this.act(action), where: (step) => this.#placeName(step) }) : null);
    this.source.show([], "");
    if (!this.frame.focused) this.frame.focus();
  }

  async #idle(card) {
    const standing = this.link.ask("standing");
    const found = (await this.link.ask("similar", { item: card.id }))?.similar ?? [];
    if (this.card?.id === card.id && found.length) {
      replace(this.similar, button(this.say("review-similar-n", { n: found.length }), { kind: "qb-small qb-warning", action: "similar", key: this.keymap.similar, onclick: () => this.act("similar") }));
    }
    const answer = await standing;
    if (answer) this.stands(answer);
  }

  /** Take the bank's version of an item after a decision on it. */
  refreshed(id, card) {
    const isHere = this.card?.id === id;
    if (isHere && card) this.card = { ...card, place: this.card.place };
    if (this.editing.isOpen || !this.card) return;
    if (isHere) this.#paint();
    else this.#paintActions();
  }

  /** Draw the card and its document again after the editor was left, or find one. */
  repaint() {
    this.held = 0;
    if (!this.card) {
      this.advance();
      return;
    }
    this.#paint();
    this.source.show(this.card.sources);
  }

  /** Show an item's note once the bank has it. */
  noted(id, note) {
    this.queue.amend(id, { note });
    if (this.card?.id !== id) return;
    this.card = { ...this.card, note };
    if (!this.editing.isOpen) this.#paint();
  }

  /**
   * Decide with what was edited: `fix` goes on to the next card; after `edit` the card is drawn again as the bank has it,
   * and until then no key decides about it.
   */
  saved(action, fields, revision) {
    this.drawSaving();
    if (!this.deciding.decide({ ...this.card, revision }, action, { fields }, { stay: action === "edit" })) this.repaint();
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
      if (meaning.digit) this.#edit({ field: "options", n: meaning.digit });
      else this.act(meaning.action);
    }
  }

  /** Carry out an action by its name in the key map. */
  act(action) {
    if (this.mode === "second" && NOT_BLIND.has(action)) {
      this.frame.announce(this.say("review-second-only"));
      return;
    }
    if (!this.mode || (!this.card && this.held === this.turn && action !== "help")) return; // the list is on its way
    const { opening, deciding } = this;
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
      next: () => this.#visit(this.queue.at + 1),
      previous: () => this.#visit(this.queue.at - 1),
    };
    if (anywhere[action]) {
      anywhere[action]();
      return;
    }
    const onCard = {
      accept: (card) => deciding.decide(card, "accept"),
      reject: (card) => opening.reject(card),
      later: (card) => deciding.decide(card, "later"),
      remove: (card) => deciding.decide(card, "delete"),
      edit: () => this.#edit(),
      history: (card) => opening.history(card),
      note: (card) => opening.note(card),
      source: () => this.source.body.focus(),
      similar: (card) => opening.similar(card),
    };
    if (onCard[action]) this.#onCard(onCard[action]);
  }

  /**
   * The card that a key can decide about: the one on the screen and nothing else. Null until it is painted, while it is
   * edited, and while the bank has not answered the last decision about it.
   */
  get ready() {
    const { card } = this;
    return card && this.painted === card.id && !this.editing.isOpen && !this.link.isPending(card.id) ? card : null;
  }

  #onCard(act) {
    if (this.ready) act(this.ready);
    else if (this.card && this.link.isPending(this.card.id)) this.frame.announce(this.say("review-pending"));
  }

  #edit(where = {}) {
    if (!this.refuses()) this.#onCard((card) => (this.mode === "second" ? this.opening.whatToFix(card) : this.editing.open(card, where)));
  }

  #throwAway() {
    this.editing.discard(this.card.id);
    this.#paint();
    this.frame.focus();
  }
}

export default {
  render({ model, el }) {
    const card = new ReviewCard(model, el);
    return () => card.destroy();
  },
};
