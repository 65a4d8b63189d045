// The review card: draws what the kernel tells, sends what the editor decides. The bank is the only truth.

import { cardBody, changeList, problemList } from "./card.js";
import { area, button, h, replace, shown } from "./dom.js";
import { Editor, emptyFields } from "./editor.js";
import { isEditable, keymapOf, meaningOf } from "./keys.js";
import { List } from "./list.js";
import { Outbox, freshId } from "./outbox.js";
import { batchPanel, conflictPanel, createPanel, filterPanel, helpPanel, historyPanel, Panel, recentPanel, rejectPanel, settingsPanel, similarPanel } from "./panels.js";
import { AHEAD, Queue } from "./queue.js";
import { SourcePane } from "./source.js";
import { fill } from "./text.js";

const TICK = 500; // milliseconds between two looks at what waits for an answer
const TYPING = 300; // after the last key: check
const KEEPING = 1000; // after the last key: keep what was typed
const IDLE = 250; // after the last card: look for likenesses, count progress
const NOT_BLIND = new Set(["undo", "redo", "history", "recent", "filter", "search", "similar", "batch", "create", "later", "note", "remove"]);
const PATIENCE = 8000; // for a question to the kernel that is no decision

class ReviewCard {
  constructor(model, host) {
    this.model = model;
    this.host = host;
    this.view = freshId();
    this.asked = new Map();
    this.queue = new Queue();
    this.texts = model.get("texts") ?? {};
    this.say = (key, values) => fill(this.texts[key] ?? key, values);
    this.outbox = new Outbox(sessionStorage, model.get("name") ?? "", (message) => this.#send(message));
    this.card = null;
    this.editor = null;
    this.turn = 0;
    this.started = { at: Date.now(), decided: 0 };
    this.#build(model.get("lang"));
    this.receive = (message) => this.#receive(message);
    this.lost = () => this.#offline(true);
    model.on("msg:custom", this.receive);
    model.on("comm_live_update", this.lost);
    this.timer = setInterval(() => this.#tick(), TICK);
    this.#watchKernel();
    this.outbox.resend(this.view); // before the list is asked for, which then no longer has what these decide
    this.#hello();
  }

  destroy() {
    clearInterval(this.timer);
    this.model.off("msg:custom", this.receive);
    this.model.off("comm_live_update", this.lost);
    this.themes?.disconnect();
    this.sizes?.disconnect();
    this.session?.statusChanged.disconnect(this.kernelIs);
  }

  /** When JupyterLab has started a kernel anew that died, the notebook is run again without being asked. */
  #watchKernel() {
    let died = false;
    this.kernelIs = (_session, status) => {
      if (["autorestarting", "restarting", "dead"].includes(status)) {
        died = true;
        this.#offline(true);
      } else if (died && status === "idle") {
        died = false;
        this.#reconnect();
      }
    };
    this.session = globalThis.jupyterapp?.shell?.currentWidget?.sessionContext;
    this.session?.statusChanged.connect(this.kernelIs);
  }

  // --- the frame --------------------------------------------------------------------------------

  #build(lang) {
    const { say } = this;
    this.drawn = lang;
    this.banner = h("div", { class: "qb-banner", role: "alert", hidden: true });
    this.status = h("span", { class: "qb-status", role: "status", "aria-live": "polite" });
    this.saving = h("span", { class: "qb-saving", "data-saving": "0" });
    this.bar = h("div", { class: "qb-bar", role: "progressbar", "aria-label": say("review-progress"), "aria-valuemin": "0" }, h("div", {}));
    this.progress = h("span", { class: "qb-dim" });
    this.filterButton = button(say("review-filter"), { kind: "qb-small", action: "filter", onclick: () => this.act("filter") });
    this.searchBox = h("input", { type: "search", class: "qb-input qb-search", placeholder: say("review-search"), "aria-label": say("review-search"),
      onkeydown: (event) => { if (event.key === "Enter" && !event.isComposing) this.#list({ ...this.filter, text: event.target.value }); } });
    this.article = h("article", { class: "qb-card", tabindex: "0", "aria-label": say("review-title") });
    this.actions = h("footer", { class: "qb-actions" });
    this.panel = new Panel({ say, closed: () => this.focus() });
    this.list = new List({ queue: this.queue, say, visit: (place) => this.#visit(place), fetch: (from, count) => this.#fetchRows(from, count) });
    this.source = new SourcePane({ say, ask: (name, digest) => this.#fetchDocument(name, digest) });
    this.menu = h("span", { class: "qb-menu" });
    this.root = h("div", { class: "qb-root", tabindex: "0", lang: lang === "en" ? "en" : "zh-CN", role: "region", "aria-label": say("review-title"), "data-testid": "review-card", "data-lm-suppress-shortcuts": "true",
      onkeydown: (event) => this.#key(event), onfocusout: (event) => this.#focusOut(event), onfocusin: () => this.root.classList.remove("qb-away") },
      h("header", { class: "qb-top" }, h("div", { class: "qb-top-left" }, this.bar, this.progress, this.filterButton, this.searchBox), h("div", { class: "qb-top-right" }, this.status, this.saving, this.menu)),
      this.banner,
      h("div", { class: "qb-main" }, h("nav", { class: "qb-side", "aria-label": say("review-list") }, this.list.box), h("div", { class: "qb-middle" }, this.article, this.actions), this.source.root),
      h("button", { type: "button", class: "qb-back", onmousedown: (event) => { event.preventDefault(); this.focus(); }, onclick: () => this.focus() }, say("review-click-to-go-on")),
      this.panel.root);
    replace(this.host, this.root);
    this.#theme();
    this.#fit();
  }

  /** Be as high as the notebook's visible part, so that the buttons are never cut off. */
  #fit() {
    const pane = this.host.closest(".jp-WindowedPanel-outer, .jp-NotebookPanel-notebook");
    if (!pane) return;
    const fit = () => { this.root.style.height = `${Math.min(Math.max(pane.clientHeight - 24, 420), 1100)}px`; };
    fit();
    this.sizes?.disconnect();
    this.sizes = new ResizeObserver(fit);
    this.sizes.observe(pane);
  }

  /** Follow JupyterLab's theme unless the editor chose one. */
  #theme() {
    const paint = () => {
      const wanted = this.settings?.theme ?? "auto";
      const light = document.body.dataset.jpThemeLight;
      const dark = light === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : light === "false";
      this.root.dataset.theme = wanted === "auto" ? (dark ? "dark" : "light") : wanted;
    };
    paint();
    this.themes ??= new MutationObserver(paint);
    this.themes.disconnect();
    this.themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  }

  focus() {
    this.root.focus({ preventScroll: true });
  }

  #focusOut(event) {
    if (!event.relatedTarget || !this.root.contains(event.relatedTarget)) {
      // A focused element that was removed gives the focus to nobody: take it back, a click elsewhere keeps it.
      setTimeout(() => {
        const active = this.root.getRootNode().activeElement;
        const nobody = !active || active === document.body;
        if (nobody && this.root.isConnected && document.hasFocus() && !event.relatedTarget && this.moved) this.focus();
        this.root.classList.toggle("qb-away", !this.root.contains(this.root.getRootNode().activeElement));
        this.moved = false;
      });
    }
  }

  // --- talking to the kernel ----------------------------------------------------------------------

  #send(message) {
    this.model.send(message);
  }

  /** Ask the kernel; resolves with its answer, or with null when nobody answers. */
  ask(what, payload = {}) {
    const id = freshId();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        if (!this.asked.delete(id)) return;
        this.#offline(true);
        resolve(null);
      }, PATIENCE);
      this.asked.set(id, (answer) => { clearTimeout(timer); resolve(answer); });
      try {
        this.#send({ do: what, id, view: this.view, filter: this.filter, ...payload });
      } catch {
        this.#offline(true);
      }
    });
  }

  #receive(message) {
    if (message.ev === "changed") {
      for (const row of message.rows) if (message.view !== this.view) this.#changedElsewhere(row);
      return;
    }
    if (message.view !== this.view) return;
    this.#offline(false);
    const decided = this.outbox.acknowledge(message.re);
    if (decided) this.#answered(decided, message);
    const resolve = this.asked.get(message.re);
    this.asked.delete(message.re);
    if (!message.ok && !decided) this.#tell(message.problem, true);
    resolve?.(message.ok ? message : null);
    this.#tick();
  }

  #changedElsewhere(row) {
    this.queue.refresh(row);
    if (row.status !== "draft") this.queue.decide(row.id);
    this.list.paint();
    if (this.card?.id === row.id && this.card.revision !== row.revision && !this.editor) this.#tell({ says: this.say("review-changed-here"), cure: "" }, true, () => this.#open(row.id));
  }

  async #hello() {
    const answer = await this.ask("hello");
    if (!answer) return;
    Object.assign(this, { texts: answer.texts, settings: answer.settings, types: answer.types, mode: answer.mode, readonly: answer.readonly });
    this.keymap = keymapOf(this.settings);
    if (answer.lang !== this.drawn) this.#build(answer.lang);
    this.unsaved = new Set([...answer.unsaved, ...this.#locallyKept()]);
    this.#theme();
    this.#menu();
    this.#listed(answer);
    if (!this.root.contains(this.root.getRootNode().activeElement)) this.focus();
    this.root.scrollIntoView({ block: "start" });
  }

  #menu() {
    const names = this.mode === "second" ? ["settings", "help"] : ["recent", "similar", "batch", "create", "settings", "help"];
    for (const part of [this.filterButton, this.searchBox]) part.hidden = this.mode !== "review";
    replace(this.menu, this.mode === "review" ? null : h("b", { class: "qb-mode" }, this.say(`review-mode-${this.mode}`)),
      names.map((name) => button(this.say(`review-menu-${name}`), { action: name, key: this.keymap[name], kind: "qb-small", onclick: () => this.act(name) })));
  }

  // --- the list -----------------------------------------------------------------------------------

  async #list(filter) {
    this.panel.close();
    const answer = await this.ask("list", { filter });
    if (answer) this.#listed(answer);
    this.focus();
  }

  #listed(answer) {
    this.filter = answer.filter;
    this.facets = answer.facets;
    this.shows = answer.shows;
    this.#stands(answer);
    this.queue.reset(answer.total);
    this.searchBox.value = this.filter.text;
    const narrowed = Object.entries(this.filter).filter(([name, value]) => value && !(name === "show" && value === "draft"));
    this.filterButton.firstChild.textContent = `${this.say("review-filter")}：${this.#filterWords(narrowed)}`;
    this.list.reset();
    this.#leaveEditor();
    if (answer.first < 0 && answer.total) this.#visit(0);
    else this.#advance();
  }

  #filterWords(narrowed) {
    const words = narrowed.map(([name, value]) => {
      if (name === "show") return this.say(`review-show-${value}`);
      if (name === "type") return this.types[value] ?? value;
      return name === "difficulty" ? this.say(`review-level-${value}`) : value;
    });
    return `${words.join("、") || this.say("review-show-draft")} ${this.say("review-count", { count: this.queue.total })}`;
  }

  async #fetchRows(from, count) {
    const answer = await this.ask("rows", { from, count });
    if (answer) this.list.receive(answer.from, answer.rows);
  }

  async #fetchDocument(name, digest) {
    const wanted = `${digest}/${name}`;
    if (this.fetching === wanted) return;
    this.fetching = wanted;
    const answer = await this.ask("document", { name, digest });
    this.fetching = "";
    if (answer) this.source.receive(answer);
  }

  async #refill() {
    const after = this.queue.wanting();
    if (after === undefined) return;
    const answer = await this.ask("next", { after, count: AHEAD });
    if (answer) this.queue.put(answer.cards);
    else this.queue.asked = false;
  }

  /** Go to the next item that waits; the last resort is one before this place, then the empty page. */
  async #advance() {
    const turn = (this.turn += 1);
    const place = this.queue.next();
    if (place !== undefined) {
      this.#show(place, this.queue.ready.get(place));
      this.#refill();
      return;
    }
    this.#loading();
    for (const after of this.queue.at < 0 ? [-1] : [this.queue.at, -1]) {
      const answer = await this.ask("next", { after, count: AHEAD });
      if (turn !== this.turn || !answer) return;
      this.queue.put(answer.cards);
      const found = this.queue.next(after);
      if (found !== undefined) {
        this.#show(found, this.queue.ready.get(found));
        return;
      }
    }
    this.#empty();
  }

  async #visit(place) {
    if (place < 0 || place >= this.queue.total) return;
    if (!(await this.#mayLeave())) return;
    const turn = (this.turn += 1);
    const ready = this.queue.ready.get(place);
    if (ready) {
      this.#show(place, ready);
      return;
    }
    const answer = await this.ask("card", { index: place });
    if (answer && turn === this.turn) this.#show(answer.index, answer.card);
  }

  async #open(id) {
    this.panel.close();
    if (!(await this.#mayLeave())) return;
    const turn = (this.turn += 1);
    const answer = await this.ask("card", { item: id });
    if (answer && turn === this.turn) this.#show(answer.index, answer.card);
  }

  // --- the card -----------------------------------------------------------------------------------

  #show(place, card) {
    this.queue.at = place;
    this.card = { ...card, place };
    this.#leaveEditor();
    this.#paint();
    this.list.reveal(Math.max(0, place));
    this.source.show(card.sources);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.#idle(card), IDLE);
  }

  #paint() {
    const { card, say } = this;
    this.moved = true;
    this.article.dataset.itemId = card.id;
    this.article.dataset.revision = card.revision;
    this.similar = h("span", {});
    const kept = this.unsaved.has(card.id)
      ? h("p", { class: "qb-warning", role: "note" }, say("review-unsaved"), button(say("review-go-on-editing"), { kind: "qb-small", action: "go-on", onclick: () => this.#edit(true) }), button(say("review-throw-away"), { kind: "qb-small", action: "throw-away", onclick: () => this.#throwAway() })) : null;
    replace(this.article, kept, cardBody(card, say, { point: (field) => this.#edit(false, field), total: this.queue.total, similar: this.similar }));
    this.article.scrollTop = 0;
    this.#paintActions();
    this.painted = card.id;
  }

  #paintActions() {
    const { card, say, keymap } = this;
    const make = (action, key, kind, label = say(`review-do-${action}`)) =>
      button(label, { action, key: keymap[key], kind, disabled: this.readonly && !["next", "previous"].includes(action), onclick: () => { this.act(key); if (!this.panel.open && !this.editor) this.focus(); } });
    const undo = this.steps?.undo;
    const undoLabel = undo ? say("review-undo-what", { action: undo.action, place: this.#placeName(undo) }) : say("review-do-undo");
    const verdicts = [make("accept", "accept", "qb-accept"), make("fix", "edit", "qb-fix"), make("reject", "reject", "qb-reject")];
    const rest = this.mode === "second" ? [] : [
      make("later", "later", ""),
      card.status !== "draft" ? button(say(card.status === "deleted" ? "review-do-restore" : "review-do-reopen"), { action: card.status === "deleted" ? "restore" : "reopen", onclick: () => this.#decide(card.status === "deleted" ? "restore" : "reopen") }) : null,
      make("note", "note", ""), make("history", "history", ""),
    ];
    const back = this.mode === "second" ? [] : [h("span", { class: "qb-gap-between" }), button(undoLabel, { action: "undo", key: keymap.undo, disabled: !undo || this.readonly, onclick: () => { this.act("undo"); this.focus(); } }), button(say("review-do-redo"), { action: "redo", key: keymap.redo, disabled: !this.steps?.redo || this.readonly, onclick: () => { this.act("redo"); this.focus(); } })];
    replace(this.actions, verdicts, rest, back, make("previous", "previous", ""), make("next", "next", ""));
  }

  #placeName(step) {
    if (step.items > 1) return this.say("review-n-items", { n: step.items });
    for (const [page, rows] of this.queue.rows) {
      const at = rows.findIndex((row) => row.id === step.item);
      if (at >= 0) return this.say("review-item-n", { n: page * 100 + at + 1 });
    }
    return "";
  }

  #loading() {
    this.card = null;
    this.painted = null;
    delete this.article.dataset.itemId;
    replace(this.article, h("p", { class: "qb-empty" }, this.say("review-loading")));
  }

  #empty() {
    const { say } = this;
    this.card = null;
    this.painted = null;
    delete this.article.dataset.itemId;
    const waiting = this.counts?.draft ?? 0;
    const later = this.counts?.later ?? 0;
    const other = this.filter.show !== "draft" || Object.entries(this.filter).some(([name, value]) => name !== "show" && value);
    replace(this.article, h("div", { class: "qb-empty", "data-empty": "true" }, h("h2", {}, say("review-all-done")),
      h("p", {}, say(this.mode === "review" ? "review-all-done-help" : `review-all-done-${this.mode}`)),
      other && waiting && this.mode === "review" ? button(say("review-offer-waiting", { count: waiting }), { kind: "qb-primary", onclick: () => this.#list({ show: "draft" }) }) : null,
      later && this.mode === "review" ? button(say("review-offer-later", { count: later }), { onclick: () => this.#list({ show: "later" }) }) : null));
    replace(this.actions, this.steps?.undo ? button(say("review-undo-what", { action: this.steps.undo.action, place: this.#placeName(this.steps.undo) }), { action: "undo", key: this.keymap.undo, onclick: () => this.act("undo") }) : null);
    this.source.show([], "");
    this.focus();
  }

  async #idle(card) {
    const standing = this.ask("standing");
    const found = await this.ask("similar", { item: card.id });
    if (found && this.card?.id === card.id && found.similar.length) {
      this.found = found.similar;
      replace(this.similar, button(this.say("review-similar-n", { n: found.similar.length }), { kind: "qb-small qb-warning", action: "similar", key: this.keymap.similar, onclick: () => this.act("similar") }));
    } else if (this.card?.id === card.id) this.found = [];
    const answer = await standing;
    if (answer) this.#stands(answer);
  }

  // --- what the editor does -------------------------------------------------------------------------

  #key(event) {
    const meaning = meaningOf(event, this.keymap ?? {});
    if (meaning?.command === "already-saved") {
      event.preventDefault();
      this.#announce(this.say(this.outbox.state.waiting ? "review-saving" : "review-already-saved"));
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
    if (meaning.command === "save" && this.editor) {
      event.preventDefault();
      this.#saveEdit("fix");
    } else if (meaning.command === "cancel") {
      event.preventDefault();
      if (this.editor) this.#cancelEdit();
      else if (isEditable(event.target)) this.focus();
    } else if (!this.editor && (meaning.action || meaning.digit)) {
      event.preventDefault();
      if (event.repeat && !["next", "previous"].includes(meaning.action)) return;
      if (meaning.digit) this.#edit(false, "options", meaning.digit);
      else this.act(meaning.action);
    }
  }

  /** Carry out an action by its name in the key map. */
  act(action) {
    const { say, card } = this;
    if (this.mode === "second" && NOT_BLIND.has(action)) return this.#announce(say("review-second-only"));
    const panels = {
      help: () => this.panel.show(say("review-help"), helpPanel(say, this.keymap)),
      filter: () => { const made = filterPanel(say, this, (filter) => this.#list(filter)); this.panel.show(say("review-filter"), made.content, made.keys); },
      settings: () => this.panel.show(say("review-settings"), settingsPanel(say, { ...this.settings, lang: this.drawn }, (mine) => this.#saveSettings(mine))),
      search: () => this.searchBox.focus(),
      recent: () => this.#recent(),
      batch: () => this.mode === "review" && this.panel.show(say("review-batch"), batchPanel(say, { preview: (name) => this.ask("batch", { action: name, preview: true }), run: (name, reason) => this.#runBatch(name, reason) })),
      create: () => this.mode === "review" && !this.readonly && this.panel.show(say("review-new"), createPanel(say, this, (type, name) => this.#create(type, name))),
      undo: () => this.#back("undo"),
      redo: () => this.#back("redo"),
    };
    if (panels[action]) return panels[action]();
    if (action === "next" || action === "previous") return this.#visit(this.queue.at + (action === "next" ? 1 : -1));
    // A key decides about what is on the screen and nothing else: until the next card is painted it does nothing.
    if (!card || this.painted !== card.id || this.editor) return undefined;
    const onCard = {
      accept: () => this.#decide("accept"),
      reject: () => { const made = rejectPanel(say, (reason) => { this.panel.close(); this.#decide("reject", { reason }); }); this.panel.show(say("review-why"), made.content, made.keys); },
      later: () => this.#decide("later"),
      remove: () => this.#decide("delete"),
      edit: () => this.#edit(),
      history: () => this.#history(),
      note: () => this.#note(),
      source: () => this.source.body.focus(),
      similar: () => this.#similarities(),
    };
    return onCard[action]?.();
  }

  /** Send a decision on the painted card and go on; what is not yet acknowledged waits in the outbox. */
  #decide(action, extra = {}, stay = false) {
    const { card } = this;
    if (this.readonly) return this.#tell({ says: this.say("review-readonly"), cure: "" }, true);
    if (action === "accept" && this.mode === "review" && card.problems.some((problem) => problem.severity === "error")) {
      const error = card.problems.find((problem) => problem.severity === "error");
      return this.#tell({ says: `${this.say("review-mend-first")}${error.says}`, cure: error.cure }, true);
    }
    const op = freshId();
    this.#post({ do: "decide", op, item: card.id, revision: card.revision, action, ...extra });
    this.started.decided += 1;
    const status = { accept: "accepted", fix: "accepted", reject: "rejected", delete: "deleted", retire: "retired" }[action];
    // A second reader's own verdict is shown in the list, the first one's is not known here.
    if (this.mode !== "conflicts") this.queue.refresh({ id: card.id, ...(status ? { status, later: false } : { later: action === "later" ? !card.later : false }) });
    this.#announce(this.say("review-announce", { action: this.say(`review-do-${action}`), n: card.place + 1 }));
    if (!stay) {
      this.queue.decide(card.id);
      this.#advance();
    }
    this.list.paint();
    return undefined;
  }

  #post(message) {
    const sent = this.outbox.put({ ...message, id: message.op, view: this.view, filter: this.filter });
    if (!sent) this.#offline(true);
    this.#tick();
  }

  /** Take the bank's answer to a decision. */
  #answered(message, answer) {
    if (!answer.ok) {
      this.queue.reopen(message.item);
      this.#tell(answer.problem, true, () => this.#open(message.item));
      return;
    }
    this.#stands(answer);
    if (answer.card && this.mode !== "second") {
      this.queue.refresh(answer.card);
      this.list.paint();
    }
    if (answer.outcome === "done") {
      this.#forgetTyped(message.item);
      if (this.card?.id === message.item && answer.card) {
        this.card = { ...answer.card, place: this.card.place };
        if (!this.editor) this.#paint();
      } else if (!this.editor && this.card) this.#paintActions();
      return;
    }
    this.queue.reopen(message.item);
    if (answer.outcome === "refused") this.#tell(answer.problem, true, () => this.#open(message.item));
    else this.#conflict(message, answer);
  }

  #conflict(message, answer) {
    const again = () => {
      this.panel.close();
      this.#post({ ...message, op: freshId(), revision: answer.card.revision });
    };
    const drop = () => {
      this.#forgetTyped(message.item);
      this.ask("drop", { item: message.item });
      this.panel.close();
    };
    this.panel.show(this.say("review-conflict"), conflictPanel(this.say, { mine: answer.mine, theirs: answer.card, since: answer.since, action: message.action, reason: message.reason ?? "" },
      { keepMine: again, keepTheirs: drop, open: () => this.#open(message.item) }));
  }

  async #back(which) {
    const step = this.steps?.[which];
    if (!step || this.backing) return;
    this.backing = true;
    const answer = await this.ask(which, { op: freshId(), step: step.step });
    this.backing = false;
    if (!answer) return;
    this.#stands(answer);
    if (answer.problem) this.#tell(answer.problem, true);
    for (const card of answer.cards) {
      this.queue.refresh(card);
      if (card.status === "draft") this.queue.reopen(card.id);
      else this.queue.decide(card.id);
    }
    this.list.paint();
    this.#announce(this.say(`review-${which}`, { action: step.action }));
    if (step.items > 1 || !this.queue.total) {
      const list = await this.ask("list", { filter: this.filter });
      if (list) this.#listed(list);
    } else if (answer.cards.length) await this.#open(answer.cards[0].id);
  }

  async #runBatch(action, reason) {
    const answer = (await this.ask("batch", { action, reason, op: freshId() })) ?? { done: 0, conflicts: 0, left: 0, refused: [] };
    const list = await this.ask("list", { filter: this.filter });
    if (list) this.#listed(list);
    return answer;
  }

  async #history() {
    const answer = await this.ask("history", { item: this.card.id });
    if (answer) this.panel.show(this.say("review-history"), historyPanel(this.say, answer.steps));
  }

  async #recent() {
    const answer = await this.ask("recent");
    const { decided, at } = this.started;
    const pace = this.say("review-pace", { n: decided, seconds: decided ? Math.round((Date.now() - at) / 1000 / decided) : "–" });
    if (answer) this.panel.show(this.say("review-recent"), recentPanel(this.say, answer.steps, pace, (id) => this.#open(id)));
  }

  #note() {
    const { card } = this;
    const field = area(card.note, { label: this.say("review-note"), rows: 4 });
    const save = async () => {
      if (await this.ask("note", { item: card.id, text: field.value })) {
        card.note = field.value;
        this.panel.close();
        if (this.card === card) this.#paint();
      }
    };
    this.panel.show(this.say("review-note"), [field, button(this.say("review-save"), { kind: "qb-primary", action: "save-note", onclick: save })], (event) => {
      if (!(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return false;
      save();
      return true;
    });
    field.focus();
  }

  async #similarities() {
    const { card } = this;
    const found = this.found ?? (await this.ask("similar", { item: card.id }))?.similar ?? [];
    const pair = async (how, other) => {
      const answer = await this.ask("pair", { item: card.id, other: other.id, how, op: freshId() });
      this.panel.close();
      if (!answer) return;
      this.#stands(answer);
      this.#announce(this.say("review-pair-done"));
      this.found = undefined;
      await this.#open(card.id);
    };
    this.panel.show(this.say("review-similar"), similarPanel(this.say, card, found, {
      keep: (other) => pair("keep", other), merge: (other) => pair("merge", other),
      reject: (other) => { this.panel.close(); this.#decide("reject", { reason: this.say("review-repeats", { id: other.id }) }); }, visit: (id) => this.#open(id),
    }));
  }

  async #saveSettings(mine) {
    if (!(await this.ask("settings", { settings: mine }))) return;
    this.panel.close();
    await this.#hello();
    this.focus();
  }

  // --- editing ------------------------------------------------------------------------------------

  async #edit(again = false, field = "stem", n = 1) {
    const { card } = this;
    if (!card || this.editor || this.readonly || this.painted !== card.id) return;
    if (this.mode === "second") return this.#secondFix();
    const fields = again ? await this.#typed(card) : card.fields;
    if (this.card !== card) return;
    this.#startEditor({ item: card.id, revision: card.revision }, card.type_name, fields ?? card.fields);
    const options = { key: card.type_name.endsWith("choice") || card.type_name === "ordering" || card.type_name === "matching" ? "options" : "key" };
    this.editor.focus(options[field] ?? field, n);
  }

  /** A second reader only says what should change, the item stays as it is. */
  #secondFix() {
    const field = area("", { label: this.say("review-what-to-fix"), rows: 3 });
    const send = () => { this.panel.close(); this.#decide("fix", { reason: field.value.trim() }); };
    this.panel.show(this.say("review-do-fix"), [h("p", {}, this.say("review-what-to-fix")), field, button(this.say("review-do-fix"), { kind: "qb-primary", action: "send-fix", onclick: send })]);
    field.focus();
  }

  #startEditor(target, type, fields) {
    const { say } = this;
    this.target = { ...target, type };
    this.checks = h("div", { class: "qb-checks", "aria-live": "polite" });
    this.editor = new Editor({ say, changed: () => this.#typing(), candidates: (now) => this.#candidates(now), pick: () => this.#pick() }, type, fields);
    replace(this.article, h("header", { class: "qb-card-head" }, h("span", { class: "qb-type" }, this.types[type]), h("b", {}, say(target.item === "new" ? "review-new" : "review-editing"))), this.editor.root, this.checks);
    const save = (action, label, kind) => button(say(label), { action, kind, key: kind ? "Ctrl+Enter" : undefined, onclick: () => this.#saveEdit(action) });
    replace(this.actions,
      target.item === "new" ? save("save-new", "review-create", "qb-accept") : [save("fix", "review-save-fix", "qb-accept"), save("edit", "review-save-edit", "")],
      button(say("review-cancel"), { action: "cancel", key: "Esc", onclick: () => this.#cancelEdit() }));
    this.#check();
  }

  #pick() {
    const found = this.source.selected();
    if (!found) this.#tell({ says: this.say("review-select-first"), cure: "" }, false);
    return found;
  }

  async #candidates(fields) {
    return (await this.ask("candidates", { item: this.target.item, fields }))?.options ?? [];
  }

  #typing() {
    this.dirty = true;
    this.#storeTyped();
    clearTimeout(this.typing);
    clearTimeout(this.keeping);
    this.typing = setTimeout(() => this.#check(), TYPING);
    this.keeping = setTimeout(() => this.#keep(), KEEPING);
  }

  async #check() {
    const { editor, target } = this;
    if (!editor) return;
    const kind = target.item === "new" ? { type: target.type } : {};
    const answer = await this.ask("check", { item: target.item, fields: editor.fields, ...kind });
    if (answer && editor === this.editor) {
      replace(this.checks, problemList(answer.problems, this.say, (field) => editor.focus(field)), answer.changes.length ? changeList(answer.changes, this.say) : null);
    }
  }

  #keep() {
    if (this.editor && this.dirty) this.ask("keep", { item: this.target.item, revision: this.target.revision ?? 0, data: JSON.stringify({ type: this.target.type, fields: this.editor.fields }) });
  }

  #storeTyped() {
    this.unsaved.add(this.target.item);
    try {
      sessionStorage.setItem(this.#typedName(this.target.item), JSON.stringify({ type: this.target.type, fields: this.editor.fields }));
    } catch {
      // no room: the bank keeps it too
    }
  }

  #typedName(id) {
    return `qbank-typed/${this.model.get("name")}/${id}`;
  }

  #locallyKept() {
    const prefix = this.#typedName("");
    return Object.keys(sessionStorage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  #forgetTyped(id) {
    this.unsaved.delete(id);
    sessionStorage.removeItem(this.#typedName(id));
  }

  /** Return what was typed for an item and not saved: what this page has, else what the bank kept. */
  async #typed(card) {
    const here = sessionStorage.getItem(this.#typedName(card.id));
    if (here) return JSON.parse(here).fields;
    const kept = (await this.ask("history", { item: card.id }))?.unsaved;
    return kept ? JSON.parse(kept.data).fields : null;
  }

  #throwAway() {
    this.#forgetTyped(this.card.id);
    this.ask("drop", { item: this.card.id });
    this.#paint();
    this.focus();
  }

  async #saveEdit(action) {
    const { editor, target } = this;
    if (!editor) return;
    clearTimeout(this.keeping);
    if (target.item === "new") {
      const answer = await this.ask("new", { op: target.op, type: target.type, fields: editor.fields });
      if (!answer) return;
      if (answer.outcome !== "done") return this.#tell(answer.problem, true);
      this.#forgetTyped("new");
      this.#stands(answer);
      this.#leaveEditor();
      this.#announce(this.say("review-created"));
      await this.#open(answer.card.id);
      return this.focus();
    }
    const kind = await this.ask("check", { item: target.item, fields: editor.fields });
    if (!kind) return undefined;
    const error = kind.problems.find((problem) => problem.severity === "error");
    if (action === "fix" && error) {
      this.#tell({ says: `${this.say("review-mend-first")}${error.says}`, cure: error.cure }, true);
      editor.focus(error.field || "stem");
      return undefined;
    }
    this.#keep();
    const { fields } = editor;
    this.#leaveEditor();
    this.card = { ...this.card, fields };
    this.painted = this.card.id;
    this.#decide(action, { fields }, action === "edit");
    return this.focus();
  }

  #cancelEdit() {
    const isNew = this.target?.item === "new";
    this.#keep();
    this.#leaveEditor();
    if (this.card) this.#paint();
    else this.#advance();
    if (isNew) this.#announce(this.say("review-new-kept"));
    this.focus();
  }

  /** Close a message about the card that is left; one about another item, or a lost connection, stays. */
  #hush() {
    if (!/qb-lasting|qb-offline/.test(this.banner.className)) this.banner.hidden = true;
  }

  #leaveEditor() {
    this.#hush();
    clearTimeout(this.typing);
    clearTimeout(this.keeping);
    this.editor = null;
    this.dirty = false;
  }

  /** Before going elsewhere: what was typed is kept. */
  async #mayLeave() {
    if (this.editor && this.dirty) this.#keep();
    return true;
  }

  async #create(type, name) {
    this.panel.close();
    await this.#mayLeave();
    const kept = sessionStorage.getItem(this.#typedName("new"));
    const old = kept ? JSON.parse(kept) : null;
    const fields = old?.type === type ? old.fields : emptyFields(type);
    this.#startEditor({ item: "new", op: freshId() }, type, fields);
    this.painted = null;
    if (name) {
      const answer = await this.ask("document", { name, digest: "" });
      if (answer) {
        this.source.receive(answer);
        this.source.open(name, answer.digest);
      }
    }
    this.editor?.focus("stem");
  }

  // --- what the editor is told ------------------------------------------------------------------------

  #stands(answer) {
    if ("undo" in answer) this.steps = { undo: answer.undo, redo: answer.redo };
    if (!answer.progress) return;
    const counts = {};
    for (const each of Object.values(answer.progress)) for (const [name, n] of Object.entries(each)) counts[name] = (counts[name] ?? 0) + n;
    this.counts = counts;
    if (this.mode === "second") {
      this.progress.textContent = this.say("review-answered", { n: counts.answered ?? 0 });
      return;
    }
    const done = (counts.accepted ?? 0) + (counts.rejected ?? 0) + (counts.retired ?? 0);
    const all = done + (counts.draft ?? 0);
    const own = answer.progress[this.filter?.document] ?? {};
    const ownDone = (own.accepted ?? 0) + (own.rejected ?? 0) + (own.retired ?? 0);
    this.bar.setAttribute("aria-valuemax", all);
    this.bar.setAttribute("aria-valuenow", done);
    this.bar.firstChild.style.width = `${all ? (100 * done) / all : 0}%`;
    this.bar.title = this.say("review-progress-all", { done, all, accepted: counts.accepted ?? 0, rejected: counts.rejected ?? 0, later: counts.later ?? 0 });
    this.progress.textContent = this.filter?.document
      ? this.say("review-progress-document", { done: ownDone, all: ownDone + (own.draft ?? 0) })
      : this.say("review-progress-short", { done, all });
  }

  #announce(text) {
    this.status.textContent = text;
  }

  /** Show a message that stays until it is closed or the next one comes. */
  #tell(problem, alarm, open) {
    if (this.banner.classList.contains("qb-offline") && !this.banner.hidden) return;
    this.banner.className = `qb-banner${alarm ? " qb-alarm" : ""}${open ? " qb-lasting" : ""}`;
    this.banner.hidden = false;
    replace(this.banner, h("span", {}, shown(problem?.says ?? ""), " ", shown(problem?.cure ?? "")),
      open ? button(this.say("review-go-back"), { kind: "qb-small", onclick: () => { this.banner.hidden = true; open(); this.focus(); } }) : null,
      button(this.say("review-close"), { kind: "qb-small", onclick: () => { this.banner.hidden = true; this.focus(); } }));
  }

  #tick() {
    const { waiting, late } = this.outbox.state;
    this.saving.dataset.saving = waiting;
    this.saving.textContent = waiting ? this.say("review-saving-n", { n: waiting }) : this.say("review-saved");
    if (late) this.#offline(true);
  }

  #offline(lost) {
    const is = this.banner.classList.contains("qb-offline") && !this.banner.hidden;
    if (!lost) {
      if (is) this.banner.hidden = true;
      return;
    }
    const { waiting } = this.outbox.state;
    if (is && this.banner.dataset.waiting === String(waiting)) return;
    this.banner.dataset.waiting = waiting;
    this.banner.className = "qb-banner qb-alarm qb-offline";
    this.banner.hidden = false;
    replace(this.banner, h("span", {}, this.say("review-offline", { n: waiting })), button(this.say("review-reconnect"), { kind: "qb-primary", action: "reconnect", onclick: () => this.#reconnect() }));
  }

  /** One click: run the notebook again; the new card sends what is still unsent. */
  async #reconnect() {
    const { session } = this;
    if (!session) {
      replace(this.banner, h("span", {}, this.say("review-run-again")));
      return;
    }
    replace(this.banner, h("span", {}, this.say("review-reconnecting")));
    try {
      if (["dead", "unknown", "terminating"].includes(session.session?.kernel?.status ?? "dead")) await session.restartKernel();
      await globalThis.jupyterapp.commands.execute("notebook:run-all-cells");
      // The file must name the new card: a page loaded again would look for the old one in vain.
      await globalThis.jupyterapp.commands.execute("docmanager:save");
    } catch {
      replace(this.banner, h("span", {}, this.say("review-run-again")));
    }
  }
}

export default {
  render({ model, el }) {
    const card = new ReviewCard(model, el);
    return () => card.destroy();
  },
};
