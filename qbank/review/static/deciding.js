// Decisions: sent, acknowledged, refused, in conflict, taken back. The bank has the last word on each.

import { freshId } from "./outbox.js";
import { conflictPanel } from "./panels.js";
import { brief } from "./text.js";

const BATCH = 600_000; // milliseconds for a decision on thousands of items
const ON_EXAM = new Set(["keep", "unkeep"]); // what exams showed about an accepted item is no reason to change it, or is one
const STATUS_AFTER = { accept: "accepted", keep: "accepted", unkeep: "accepted", fix: "accepted", reject: "rejected", delete: "deleted", retire: "retired" };

export class Deciding {
  /** @param {object} desk the card: `say`, `link`, `frame`, `queue`, `list`, `panel`, `editing`, `moving` */
  constructor(desk) {
    this.desk = desk;
    this.started = { at: Date.now(), decided: 0 };
    this.disputes = []; // conflicts that were not shown yet
    this.early = []; // answers that came before the first list
    this.showing = null; // the conflict on the screen
    this.waiting = []; // undo and redo that were asked for while decisions were on their way
  }

  /**
   * Send a decision on a card as the editor saw it, and go on; what is not yet acknowledged waits in the outbox.
   *
   * @param {object} card its `revision` is the one the decision is about
   * @param {string} action
   * @param {object} extra `reason`, `fields`
   * @param {{ stay: boolean }} where whether its place in the list is kept
   * @returns {boolean} whether it was sent
   */
  decide(card, action, extra = {}, { stay = false } = {}) {
    const { desk } = this;
    const { say, frame, queue } = desk;
    if (desk.link.isPending(card.id)) {
      frame.announce(say("review-pending"));
      return false;
    }
    if (desk.refuses()) return false;
    if ((action === "accept" || action === "keep") && desk.mode === "review" && desk.typed.has(card.id)) {
      frame.messages.tell({ says: say("review-unsaved-first") }, { alarm: true });
      return false;
    }
    const error = action === "accept" && desk.mode === "review" && card.problems.find((problem) => problem.severity === "error");
    if (error) {
      frame.messages.tell({ says: `${say("review-mend-first")}${error.says}`, cure: error.cure }, { alarm: true });
      return false;
    }
    const seen = desk.mode === "conflicts" ? { verdicts: card.verdicts } : ON_EXAM.has(action) ? { seen: card.exam.seen } : {};
    const stays = stay || action === "unkeep";
    desk.link.post({ do: "decide", op: freshId(), item: card.id, revision: card.revision, action, ...seen, ...extra });
    this.started.decided += 1;
    const status = STATUS_AFTER[action];
    // A second reader's own verdict is shown in the list, the first one's is not known here.
    if (desk.mode !== "conflicts") queue.refresh({ id: card.id, ...(status ? { status, later: false } : { later: action === "later" ? !card.later : false }) });
    const word = say(`review-do-${action}`);
    frame.announce(card.place < 0 ? word : say("review-announce", { action: word, n: card.place + 1 }));
    if (!stays && card.place >= 0) queue.decide(card.id); // of an item outside the list no place is done
    if (!stays && desk.moving.card?.id === card.id) desk.moving.advance(); // draws the list too
    else desk.list.paint();
    return true;
  }

  /** Take the bank's answer to a decision. */
  answered(message, answer) {
    const { desk } = this;
    if (!desk.mode) { // sent again by a page that is only beginning
      this.early.push([message, answer]);
      return;
    }
    const { queue, frame } = desk;
    const open = () => desk.moving.open(message.item);
    const done = answer.ok && answer.outcome === "done";
    if (answer.ok) desk.stands(answer);
    // A second reader's own verdict stays in the list; what is stored is another's and not for them to see.
    if (answer.card && !(done && desk.mode === "second")) queue.refresh(answer.card);
    if (!done || message.action === "unkeep") queue.reopen(message.item);
    if (done && message.fields) desk.typed.forget(message.item);
    if (done && message.slot) desk.typed.forget(message.slot);
    if (done) frame.messages.settle(message.item);
    if (!answer.card) this.#lookAgain(message.item);
    desk.list.paint();
    desk.moving.refreshed(message.item, answer.card);
    if (answer.problem) frame.messages.tell(answer.problem, { alarm: true, about: message.item, open });
    else if (answer.outcome === "conflict") this.#conflict(message, answer, open);
    this.#thenBack(done);
  }

  /** Take the answers that came before the page knew what it shows. */
  catchUp() {
    for (const [message, answer] of this.early.splice(0)) this.answered(message, answer);
  }

  /** Show an item in the list as the bank has it: what was decided about it did not arrive there. */
  async #lookAgain(item) {
    const answer = await this.desk.link.ask("card", { item });
    if (!answer) return;
    this.desk.queue.refresh(answer.card);
    this.desk.list.paint();
  }

  /** Somebody was faster: nothing is written until the editor has chosen; one conflict is shown after the other. */
  #conflict(message, answer, open) {
    const { desk } = this;
    if (answer.reread) { // who reads blind is not told what others did, and whoever settles it has to read them all
      desk.frame.messages.tell({ says: desk.say("review-read-again") }, { alarm: true, about: message.item, open });
      return;
    }
    let chosen = false;
    desk.link.hold(message);
    const choose = (act) => () => { chosen = true; desk.panel.close(); act(); };
    const keepMine = choose(() => {
      if (message.action !== "edit") desk.queue.decide(message.item); // an edited item is a draft that still waits
      desk.link.post({ ...message, op: freshId(), revision: answer.card.revision });
      if (desk.moving.card?.id === message.item && message.action !== "edit") desk.moving.advance();
    });
    const keepTheirs = choose(() => {
      if (message.fields) desk.editing.discard(message.item);
      desk.moving.refreshed(message.item, answer.card);
    });
    const left = () => {
      this.showing = null;
      desk.link.release(message);
      if (!chosen) desk.frame.messages.tell({ says: desk.say("review-conflict-left", { stem: brief(answer.card.stem) }) }, { alarm: true, about: message.item, open });
    };
    const told = { mine: answer.mine, changed: answer.theirs, theirs: answer.card, since: answer.since, action: message.action, reason: message.reason ?? "" };
    this.disputes.push(() => desk.panel.show(desk.say("review-conflict"), conflictPanel(desk.say, told, { keepMine, keepTheirs, open: choose(open) }), { left }));
    desk.frame.messages.tell({ says: desk.say("review-conflict") }, { alarm: true, about: "conflict", open: () => this.showNext() });
    this.showNext();
  }

  /** Show the next conflict, unless something is open or being typed: then it waits. */
  showNext() {
    const { moving, frame } = this.desk;
    if (!this.disputes.length || moving.isBusy || frame.isTyping) return;
    this.showing = this.disputes.shift();
    this.showing();
    frame.messages.settle("conflict");
  }

  /** Put back a conflict whose panel goes with the frame around it. */
  putBack() {
    if (this.showing) this.disputes.unshift(this.showing);
    this.showing = null;
  }

  /** Take back or do again what waited for the decisions before it; if one of them was not taken, it is off. */
  #thenBack(done) {
    if (!done) this.waiting = [];
    if (!this.desk.link.state.waiting && this.waiting.length) this.back(this.waiting.shift());
  }

  /** Take back (`undo`) or do again (`redo`) the latest step, once all decisions before it are in the bank. */
  async back(which) {
    const { desk } = this;
    if (this.backing || desk.link.state.waiting) {
      this.waiting.push(which);
      desk.frame.announce(desk.say("review-saving"));
      return;
    }
    const step = desk.steps?.[which];
    if (!step) {
      this.waiting = [];
      return;
    }
    this.backing = true;
    await this.#back(which, step);
    this.backing = false;
    this.#thenBack(true);
  }

  async #back(which, step) {
    const { desk } = this;
    const answer = await desk.link.ask(which, { op: freshId(), step: step.step });
    if (!answer) {
      this.waiting = [];
      desk.frame.messages.tell({ says: desk.say("review-no-answer") }, { alarm: true });
      return;
    }
    desk.stands(answer);
    if (answer.problem) desk.frame.messages.tell(answer.problem, { alarm: true });
    else if (!answer.done) desk.frame.messages.tell({ says: desk.say("review-back-late") }, { alarm: true });
    for (const card of answer.cards) {
      desk.queue.refresh(card);
      if (card.status === "draft" || card.exam?.work) desk.queue.reopen(card.id);
      else desk.queue.decide(card.id);
    }
    desk.list.paint();
    if (!answer.done) {
      if (!desk.editing.isOpen && !desk.moving.isUnderWay) desk.moving.stay();
      return;
    }
    desk.frame.announce(desk.say(`review-${which}`, { action: step.action }));
    if (desk.moving.isBusy) desk.moving.outdated(); // nothing comes between a person and what they type
    else if (step.items > 1 || !desk.queue.total) await desk.moving.relist();
    else if (answer.cards.length) await desk.moving.open(answer.cards[0].id);
  }

  /** Ask what a decision on all of the list would do; null if nobody answers. */
  preview(action) {
    return this.desk.link.ask("batch", { action, preview: true }, { patience: BATCH });
  }

  /** Decide about all that was `shown`; the answer is another preview where that has changed, null if nobody answers. */
  async batch(action, reason, shown) {
    const answer = await this.desk.link.ask("batch", { action, reason, shown, op: freshId() }, { patience: BATCH });
    if (!answer || !("done" in answer)) return answer;
    if (this.desk.editing.isOpen) this.desk.moving.outdated();
    else await this.desk.moving.relist();
    return answer;
  }

  /** Say of the card and a likeness of it that both stay (`keep`), or make one of them (`merge`). */
  async pair(card, other, how) {
    const { desk } = this;
    desk.panel.close();
    const seen = { revision: card.revision, other_revision: other.revision };
    const answer = await desk.moving.setOut(desk.link.ask("pair", { item: card.id, other: other.id, how, ...seen, op: freshId() }));
    if (answer === undefined) return;
    if (answer) {
      desk.stands(answer);
      desk.frame.announce(desk.say("review-pair-done"));
    }
    await desk.moving.goTo(card.id);
  }

  /** How fast it goes, in words. */
  get pace() {
    const { decided, at } = this.started;
    return this.desk.say("review-pace", { n: decided, seconds: decided ? Math.round((Date.now() - at) / 1000 / decided) : "–" });
  }
}
