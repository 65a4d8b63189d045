// Opens the panels over the card: each asks the kernel for what it shows and carries out what is chosen in it.

import { area, button, h } from "./dom.js";
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
    const made = filterPanel(desk.say, desk, (filter) => desk.filterBy(filter));
    this.#show("review-filter", made.content, made.keys);
  }

  settings() {
    const { desk } = this;
    const save = async (mine) => {
      if (!(await desk.link.ask("settings", { settings: mine }))) return;
      desk.panel.close();
      await desk.hello();
      desk.frame.focus();
    };
    this.#show("review-settings", settingsPanel(desk.say, { ...desk.settings, lang: desk.lang }, save));
  }

  batch() {
    const { deciding, mode, readonly, say } = this.desk;
    if (mode !== "review" || readonly) return;
    this.#show("review-batch", batchPanel(say, { preview: (action) => deciding.preview(action), run: (action, reason) => deciding.batch(action, reason) }));
  }

  create() {
    const { desk } = this;
    if (desk.mode !== "review" || desk.readonly) return;
    this.#show("review-new", createPanel(desk.say, desk, (type, name) => {
      desk.panel.close();
      desk.editing.leave();
      desk.editing.create(type, name);
    }));
  }

  reject() {
    const { deciding, panel, say } = this.desk;
    const made = rejectPanel(say, (reason) => { panel.close(); deciding.decide("reject", { reason }); });
    this.#show("review-why", made.content, made.keys);
  }

  async history() {
    const { link, card, say } = this.desk;
    const answer = await link.ask("history", { item: card.id });
    if (answer) this.#show("review-history", historyPanel(say, answer.steps));
  }

  async recent() {
    const { desk } = this;
    const answer = await desk.link.ask("recent");
    if (answer) this.#show("review-recent", recentPanel(desk.say, answer.steps, desk.deciding.pace, (id) => desk.open(id)));
  }

  note() {
    const { desk } = this;
    const { card } = desk;
    const field = area(card.note, { label: desk.say("review-note"), rows: 4 });
    this.#ask("review-note", [field], "review-save", "save-note", async () => {
      if (!(await desk.link.ask("note", { item: card.id, text: field.value }))) return;
      desk.panel.close();
      desk.noted(card, field.value);
    });
  }

  /** A second reader only says what should change, the item stays as it is. */
  whatToFix() {
    const { say, panel, deciding } = this.desk;
    const field = area("", { label: say("review-what-to-fix"), rows: 3 });
    this.#ask("review-do-fix", [h("p", {}, say("review-what-to-fix")), field], "review-do-fix", "send-fix", () => {
      panel.close();
      deciding.decide("fix", { reason: field.value.trim() });
    });
  }

  async similar() {
    const { desk } = this;
    const { card, deciding, panel, say } = desk;
    const found = (await desk.link.ask("similar", { item: card.id }))?.similar ?? [];
    const pair = (how) => (other) => deciding.pair(card, other, how);
    const reject = (other) => { panel.close(); deciding.decide("reject", { reason: say("review-repeats", { id: other.id }) }); };
    this.#show("review-similar", similarPanel(say, card, found, { keep: pair("keep"), merge: pair("merge"), reject, visit: (id) => desk.open(id) }));
  }

  #show(title, content, keys) {
    this.desk.panel.show(this.desk.say(title), content, keys);
  }

  /** Show a text field that its button or Ctrl+Enter sends. */
  #ask(title, content, label, action, send) {
    this.#show(title, [...content, button(this.desk.say(label), { kind: "qb-primary", action, onclick: send })], (event) => {
      if (!(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return false;
      send();
      return true;
    });
    this.desk.panel.body.querySelector("textarea").focus();
  }
}
