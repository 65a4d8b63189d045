// Draws what stands in the card's place: the card with its buttons, or what there is to say without one.

import { actionBar, undoButton } from "./actions.js";
import { cardBody } from "./card.js";
import { button, h, replace } from "./dom.js";

export class Painter {
  /** @param {object} desk the card: `say`, `frame`, `queue`, `moving`, and what its buttons do */
  constructor(desk) {
    this.desk = desk;
  }

  /** Draw the card, with a word on what was typed about it and not saved. */
  card() {
    const { desk } = this;
    const { say, frame, moving, typed } = desk;
    const { card } = moving;
    this.similar = h("span", {});
    const small = (key, action, onclick) => button(say(key), { kind: "qb-small", action, onclick });
    const kept = typed.has(card.id)
      ? h("p", { class: "qb-warning", role: "note" }, say("review-unsaved"), small("review-go-on-editing", "go-on", () => desk.edit()), small("review-throw-away", "throw-away", () => desk.throwAway())) : null;
    frame.draw([kept, cardBody(card, say, { point: (field) => desk.edit({ field }), total: desk.queue.total, similar: this.similar })], card);
    frame.article.scrollTop = 0;
    this.actions();
  }

  /** Draw the buttons under the card. */
  actions() {
    const { desk } = this;
    const { frame, panel, editing, moving } = desk;
    const focused = (act) => (action) => { act(action); if (!panel.open && !editing.isOpen) frame.focus(); };
    replace(frame.actions, actionBar(desk, moving.card, { act: focused((action) => desk.act(action)), decide: focused((action) => desk.decide(action)), where: (step) => this.#placeName(step) }));
  }

  /** Offer the likenesses of the card that were found. */
  likenesses(n) {
    const { desk } = this;
    replace(this.similar, button(desk.say("review-similar-n", { n }), { kind: "qb-small qb-warning", action: "similar", key: desk.keymap.similar, onclick: () => desk.act("similar") }));
  }

  /** Say what list is shown, in words and in the fields that narrow it. */
  filtered() {
    const { say, frame, moving } = this.desk;
    if (!frame.searchBox.matches(":focus")) frame.searchBox.value = moving.filter.text;
    frame.filterButton.firstChild.textContent = `${say("review-filter")}：${this.#filterWords()}`;
  }

  loading() {
    this.desk.frame.draw(h("p", { class: "qb-empty" }, this.desk.say("review-loading")));
  }

  /** Draw, in place of an editor that is left, that it is being saved: what would be typed now would not be. */
  saving() {
    const { frame, say, moving } = this.desk;
    frame.draw(h("p", { class: "qb-empty" }, say("review-wait-saving")), moving.card);
    replace(frame.actions);
  }

  /** Say that nobody answered, and offer to ask again. */
  unanswered(again) {
    const { say } = this.desk;
    this.desk.frame.draw(h("div", { class: "qb-empty" }, h("p", {}, say("review-no-answer")), button(say("review-try-again"), { kind: "qb-primary", action: "again", onclick: again })));
  }

  /** Say that nothing waits in this list, and where something does. */
  empty() {
    const { desk } = this;
    const { frame } = desk;
    frame.draw(h("div", { class: "qb-empty", "data-empty": "true" }, desk.mode === "review" ? this.#noDrafts() : h("h2", {}, desk.say(`review-all-done-${desk.mode}`))));
    replace(frame.actions, desk.steps?.undo ? undoButton(desk, { act: (action) => desk.act(action), where: (step) => this.#placeName(step) }) : null);
    desk.source.show([], "");
    if (!frame.focused) frame.focus();
    if (desk.mode === "review" && desk.moving.filter.show !== "needs-work") this.#offerWork();
  }

  /** Where no draft waits, offer the accepted items that an exam speaks against. */
  async #offerWork() {
    const { frame, link, moving, say } = this.desk;
    const page = frame.article.querySelector("[data-empty]");
    const count = (await link.ask("work"))?.count;
    if (count && page.isConnected) page.append(button(say("review-offer-work", { count }), { action: "work", onclick: () => moving.filterBy({ show: "needs-work" }) }));
  }

  #noDrafts() {
    const { say, counts, queue, moving } = this.desk;
    const { show, text } = moving.filter;
    const { draft, later } = counts ?? { draft: 0, later: 0 };
    const isNarrowed = Object.entries(moving.filter).some(([name, value]) => name !== "show" && name !== "text" && value);
    const offer = (label, kind, filter) => button(label, { kind, onclick: () => moving.filterBy(filter) });
    const waiting = draft && (show !== "draft" || text || isNarrowed);
    const isSearch = text && !queue.total;
    const isWork = show === "needs-work";
    return [
      h("h2", {}, isSearch ? say("review-none-found", { text }) : say(isWork ? "review-no-work" : "review-all-done")),
      h("p", {}, isSearch ? say("review-none-found-help", { list: say(`review-show-${show}`) }) : say(isWork ? "review-no-work-help" : "review-all-done-help")),
      isSearch && (show !== "all" || isNarrowed) ? offer(say("review-search-all"), "qb-primary", { show: "all", text }) : null,
      waiting ? offer(say("review-offer-waiting", { count: draft }), isSearch ? "" : "qb-primary", { show: "draft" }) : null,
      later ? offer(say("review-offer-later", { count: later }), "", { show: "later" }) : null,
    ];
  }

  #placeName(step) {
    const { say, queue } = this.desk;
    if (step.items > 1) return say("review-n-items", { n: step.items });
    const place = queue.placeOf(step.item);
    return place === undefined ? "" : say("review-item-n", { n: place + 1 });
  }

  #filterWords() {
    const { say, types, queue, moving } = this.desk;
    const narrowed = Object.entries(moving.filter).filter(([name, value]) => value && !(name === "show" && value === "draft"));
    const words = narrowed.map(([name, value]) => {
      if (name === "show") return say(`review-show-${value}`);
      if (name === "type") return types[value]?.label ?? value;
      if (name === "pattern") return moving.facets.patterns[value] ?? value;
      return name === "difficulty" ? say(`review-level-${value}`) : value;
    });
    const { show } = moving.filter;
    const count = ["draft", "later", "needs-work"].includes(show) ? queue.left : queue.total;
    return `${words.join("、") || say("review-show-draft")} ${say("review-count", { count })}`;
  }
}
