// Going from card to card: one is on the screen, or something is on its way; no key is for the card that is left.

import { freshId } from "./outbox.js";
import { AHEAD } from "./queue.js";

const IDLE = 250; // milliseconds after the last card: look for likenesses, count progress

export class Moving {
  /** @param {object} desk the card: `say`, `link`, `queue`, `list`, `source`, `editing`, `panel`, `frame`, `painter`, `stands` */
  constructor(desk) {
    this.desk = desk;
    this.card = null; // the one on the screen
    this.filter = undefined; // of the list; the kernel's own until it has said
    this.list = ""; // the list's own id: a place means nothing in another one
    this.awaited = null; // what was asked for while a list was on its way, and is done once it is there
    this.turn = 0;
    this.isUnderWay = false;
    this.isListing = false; // it is a list that is under way: where the next card is, is not known
  }

  /**
   * Wait for what brings another card. Until then no key decides about the card that is left.
   *
   * @param {Promise} answer
   * @returns {Promise} the answer; undefined when the person has gone elsewhere since
   */
  async setOut(answer) {
    const turn = this.#turn(true);
    const brought = await answer;
    return turn === this.turn ? brought : undefined;
  }

  /** Be where the screen is: what else was on its way no longer counts. */
  arrive() {
    this.#turn(false);
  }

  #turn(isUnderWay) {
    this.isUnderWay = isUnderWay;
    this.isListing = false;
    this.desk.frame.busy(isUnderWay);
    this.turn += 1;
    return this.turn;
  }

  /**
   * The card that a key can decide about: the one on the screen and nothing else. Null while another is on its way, while
   * it is edited, and while the bank has not answered the last decision about it.
   */
  get ready() {
    const { card, desk } = this;
    return card && !this.isUnderWay && !desk.editing.isOpen && !desk.link.isPending(card.id) ? card : null;
  }

  /** Whether the person has something open, or on its way, that no late answer may close or cover. */
  get isBusy() {
    return this.desk.editing.isOpen || this.desk.panel.open || this.isUnderWay;
  }

  // --- the list -------------------------------------------------------------------------------------

  /** Ask for the list by another filter. */
  async filterBy(filter) {
    if (this.isBeginning) { // the list comes with that answer, and what else it brings is needed
      this.awaited = () => this.filterBy(filter);
      return;
    }
    this.desk.panel.close();
    this.desk.frame.focus(); // now and not with the answer, when the person may be typing somewhere
    await this.#relist(filter);
  }

  /** Ask for the list anew, as it is filtered. */
  relist() {
    return this.#relist(this.filter);
  }

  async #relist(filter) {
    if (this.isBeginning) return;
    const answer = await this.#askAnew("list", { filter }, () => this.#relist(filter));
    if (answer) {
      this.listed(answer);
      return;
    }
    if (this.filter) this.desk.painter.filtered(); // as it is still
    this.#doAwaited();
  }

  /** Ask for everything the first picture needs; null if nobody answers. */
  async begin(payload, again) {
    this.isBeginning = true;
    const answer = await this.#askAnew("hello", payload, again);
    this.isBeginning = false;
    if (!answer) this.#doAwaited();
    return answer;
  }

  /** Ask for another list; until it is there no card is shown, and the one that was comes back if it does not come. */
  async #askAnew(what, payload, again) {
    const { desk } = this;
    const before = this.card;
    desk.editing.leave();
    this.card = null;
    desk.painter.loading();
    const list = freshId();
    const coming = this.setOut(desk.link.ask(what, { ...payload, list }));
    this.isListing = true;
    const answer = await coming;
    if (answer === undefined) return null;
    this.arrive();
    if (answer) this.list = list;
    if (!answer && before) {
      this.card = before;
      this.stay();
    } else if (!answer) {
      this.#unanswered(again);
    }
    return answer;
  }

  /** Show a list that was asked for, from its first card on. */
  listed(answer) {
    const { desk } = this;
    Object.assign(this, { filter: answer.filter, facets: answer.facets, shows: answer.shows });
    desk.stands(answer);
    desk.queue.reset(answer.total);
    desk.queue.put(answer.cards, 1);
    desk.frame.filling(false);
    desk.painter.filtered();
    desk.list.reset();
    if (!answer.cards.length && answer.total) this.visit(0);
    else this.advance();
    this.#doAwaited();
  }

  #doAwaited() {
    const { awaited } = this;
    this.awaited = null;
    awaited?.();
  }

  /** Ask for rows and cards again as they come into sight. */
  outdated() {
    this.desk.queue.forget();
    this.desk.list.reset();
  }

  // --- from card to card ----------------------------------------------------------------------------

  /** Go to the next item that waits; the last resort is one before this place, then the empty page. */
  async advance() {
    const { queue, link, list, painter } = this.desk;
    const place = queue.next();
    if (place !== undefined) {
      this.#show(place, queue.ready.get(place));
      this.#refill();
      return;
    }
    this.card = null;
    list.paint();
    painter.loading();
    for (const after of queue.at < 0 ? [-1] : [queue.at, -1]) {
      const answer = await this.setOut(link.ask("next", { after, count: AHEAD }));
      if (answer === undefined) return;
      if (!answer) {
        this.#unanswered(() => this.advance());
        return;
      }
      queue.put(answer.cards);
      const found = queue.next(after);
      if (found !== undefined) {
        this.#show(found, queue.ready.get(found));
        return;
      }
    }
    this.arrive();
    painter.filtered();
    painter.empty();
  }

  async #refill() {
    const { queue, link, frame } = this.desk;
    const after = queue.wanting();
    if (after === undefined) return;
    const { list } = this;
    frame.filling(true);
    const answer = await link.ask("next", { after, count: AHEAD });
    if (list !== this.list) return; // its places are those of the list that is left
    if (answer) queue.put(answer.cards);
    else queue.asked = false;
    frame.filling(false);
  }

  /** Go to a place of the list. */
  visit(place) {
    const { queue } = this.desk;
    if (this.isListing || place < 0 || place >= queue.total) return;
    const ready = queue.ready.get(place);
    if (ready) this.#show(place, ready);
    else this.#go({ index: place });
  }

  /** Go to an item by its id, wherever it is in the list, as a person asks; what is open over the card is closed. */
  async open(id) {
    this.desk.panel.close();
    await this.goTo(id);
  }

  /** Go to an item by its id; where a list is on its way, once it is there. */
  async goTo(id) {
    if (this.isListing) this.awaited = () => this.goTo(id);
    else await this.#go({ item: id });
  }

  async #go(which) {
    const answer = await this.setOut(this.desk.link.ask("card", which));
    if (answer === undefined) return;
    if (answer) this.#show(answer.index, answer.card);
    else this.stay();
  }

  /** Be on the card that is left after all, and draw it as it is known now; if there is none, find one. */
  stay() {
    this.arrive();
    if (!this.card) {
      this.advance();
      return;
    }
    this.desk.painter.card();
    this.desk.source.show(this.card.sources);
  }

  #show(place, card) {
    const { desk } = this;
    desk.queue.stand(place);
    desk.editing.leave();
    this.arrive();
    this.card = { ...card, place };
    desk.list.reveal(Math.max(0, place)); // first: it measures the page, which is still as it was drawn
    desk.painter.card();
    desk.painter.filtered();
    desk.source.show(card.sources);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.#idle(card), IDLE);
  }

  /** Nobody answered, and there is no card: offer to ask again. */
  #unanswered(again) {
    this.arrive();
    this.desk.painter.unanswered(again);
  }

  async #idle({ id }) {
    const { link, painter, mode } = this.desk;
    const standing = link.ask("standing");
    const found = mode === "second" ? [] : (await link.ask("similar", { item: id }))?.similar ?? [];
    if (this.card?.id === id && found.length) painter.likenesses(found.length);
    const answer = await standing;
    if (answer) this.desk.stands(answer);
  }

  // --- the card on the screen -------------------------------------------------------------------------

  /** Take the bank's version of an item after a decision on it. */
  refreshed(id, card) {
    const isHere = this.card?.id === id;
    if (isHere && card) this.card = { ...card, place: this.card.place };
    if (this.desk.editing.isOpen || !this.card) return;
    if (isHere) this.desk.painter.card();
    else this.desk.painter.actions();
  }

  /** Show an item's note once the bank has it. */
  noted(id, note) {
    this.desk.queue.amend(id, { note });
    if (this.card?.id !== id) return;
    this.card = { ...this.card, note };
    if (!this.desk.editing.isOpen) this.desk.painter.card();
  }
}
