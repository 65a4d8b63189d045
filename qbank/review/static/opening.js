// Opens the panels over the card: each asks the kernel for what it shows and carries out what is chosen in it.

import { area, button, h } from "./dom.js";
import { unborn } from "./editing.js";
import { batchPanel, createPanel, filterPanel, helpPanel, historyPanel, recentPanel, rejectPanel, settingsPanel, similarPanel } from "./panels.js";

export class Opening {
  /** @param {object} desk the card */
  constructor(desk) {
    this.desk = desk;
  }

  help() {
    this.#show("review-help", helpPanel(this.desk.say, this.desk.keymap));
  }

  filter() {
    const { desk } = this;
    const made = filterPanel(desk.say, { ...desk.moving, types: desk.types }, (filter) => desk.moving.filterBy(filter));
    this.#show("review-filter", made.content, made.keys);
  }

  settings() {
    const { desk } = this;
    const save = (mine) => {
      desk.panel.close();
      desk.hello({ settings: mine });
    };
    this.#show("review-settings", settingsPanel(desk.say, { ...desk.settings, lang: desk.lang }, save));
  }

  batch() {
    const { deciding, mode, say } = this.desk;
    if (mode !== "review" || this.desk.refuses()) return;
    this.#show("review-batch", batchPanel(say, { preview: (action) => deciding.preview(action), run: (action, reason, shown) => deciding.batch(action, reason, shown) }));
  }

  create() {
    const { desk } = this;
    if (desk.mode !== "review" || desk.refuses()) return;
    const begun = (type) => desk.typed.has(unborn(type));
    this.#show("review-new", createPanel(desk.say, { types: desk.types, facets: desk.moving.facets, begun }, (type, name) => {
      desk.panel.close();
      desk.editing.leave();
      desk.editing.create(type, name);
    }));
  }

  // A panel about a card stays about that card, whatever is behind it by the time something is chosen.

  reject(card) {
    const { deciding, panel, say, typed } = this.desk;
    if (this.desk.refuses()) return;
    const slot = `reject/${card.id}`;
    const own = { typed: typed.get(slot)?.text ?? "", keep: (text) => typed.put(slot, { text }) };
    const made = rejectPanel(say, own, (reason) => { panel.close(); deciding.decide(card, "reject", { reason, slot }); });
    this.#show("review-why", made.content, made.keys);
  }

  async history(card) {
    const { link, say } = this.desk;
    const answer = await link.ask("history", { item: card.id });
    if (answer && this.#isStill(card)) this.#show("review-history", historyPanel(say, answer.steps));
  }

  async recent() {
    const { desk } = this;
    const answer = await desk.link.ask("recent");
    if (answer && !desk.moving.isBusy) this.#show("review-recent", recentPanel(desk.say, answer.steps, desk.deciding.pace, (id) => desk.moving.open(id)));
  }

  note(card) {
    const { desk } = this;
    const { id, note } = card;
    const slot = `note/${id}`;
    const begun = desk.typed.get(slot);
    // What somebody else noted since this was begun comes to stand above it.
    const changed = begun && begun.seen !== note;
    const text = changed ? `${note}\n${begun.text}` : begun?.text ?? note;
    const label = changed ? "review-note-changed" : "review-note";
    if (desk.refuses()) return;
    const ticket = this.#ask("review-note", { slot, seen: note, text, label, rows: 4 }, "review-save", "save-note", async (written, field) => {
      field.disabled = true; // what is typed from here on would not be saved
      const answer = await desk.link.ask("note", { item: id, text: written, seen: note });
      field.disabled = false;
      if (!answer) return;
      desk.panel.close(ticket);
      if ("stands" in answer) {
        desk.typed.put(slot, { text: written, seen: note });
        desk.moving.noted(id, answer.stands);
        if (!desk.editing.isOpen) this.note({ ...card, note: answer.stands });
        return;
      }
      if (desk.typed.get(slot)?.text === written) desk.typed.forget(slot); // and not what was written on since
      desk.moving.noted(id, written);
    });
  }

  /** A second reader only says what should change, the item stays as it is. */
  whatToFix(card) {
    const { panel, deciding, typed } = this.desk;
    const slot = `fix/${card.id}`;
    this.#ask("review-do-suggest", { slot, text: typed.get(slot)?.text ?? "", label: "review-what-to-fix", rows: 3 }, "review-suggest", "send-fix", (text) => {
      panel.close();
      deciding.decide(card, "fix", { reason: text.trim(), slot });
    });
  }

  async similar(card) {
    const { desk } = this;
    const { deciding, panel, say } = desk;
    const found = (await desk.link.ask("similar", { item: card.id }))?.similar;
    if (!found || !this.#isStill(card)) return;
    const pair = (how) => (other) => deciding.pair(card, other, how);
    const reject = (other) => { panel.close(); deciding.decide(card, "reject", { reason: say("review-repeats", { id: other.id }) }); };
    this.#show("review-similar", similarPanel(say, card, found, { keep: pair("keep"), merge: pair("merge"), reject, visit: (id) => desk.moving.open(id) }));
  }

  /** Tell whether a card is still the one on the screen, when what was asked about it has come. */
  #isStill(card) {
    return this.desk.moving.ready?.id === card.id;
  }

  #show(title, content, keys) {
    if (this.desk.panel.open) return undefined; // what is open first may hold something that was typed
    return this.desk.panel.show(this.desk.say(title), content, { keys });
  }

  /** Show a text field that its button or Ctrl+Enter sends; what is not sent is kept under `slot`. */
  #ask(title, { slot, seen, text, label, rows }, send, action, take) {
    const { say, typed } = this.desk;
    const field = area(text, { label: say(label), rows, oninput: (value) => typed.put(slot, { text: value, seen }) });
    const go = () => take(field.value, field);
    const ticket = this.#show(title, [label === title ? null : h("p", {}, say(label)), field, button(say(send), { kind: "qb-primary", action, onclick: go })], (event) => {
      if (!(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return false;
      go();
      return true;
    });
    field.focus();
    return ticket;
  }
}
