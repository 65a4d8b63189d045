// Decisions: sent, acknowledged, refused, in conflict, taken back. The bank has the last word on each.

import { freshId } from "./outbox.js";
import { conflictPanel } from "./panels.js";

const STATUS_AFTER = { accept: "accepted", fix: "accepted", reject: "rejected", delete: "deleted", retire: "retired" };

export class Deciding {
  /** @param {object} desk the card: `say`, `link`, `frame`, `queue`, `list`, `panel`, `editing`, and where it goes next */
  constructor(desk) {
    this.desk = desk;
    this.started = { at: Date.now(), decided: 0 };
  }

  /** Send a decision on the painted card and go on; what is not yet acknowledged waits in the outbox. */
  decide(action, extra = {}, { stay = false } = {}) {
    const { desk } = this;
    const { card, say, frame, queue } = desk;
    if (!card || desk.painted !== card.id) return;
    if (desk.readonly) {
      frame.tell({ says: say("review-readonly") }, { alarm: true });
      return;
    }
    const error = action === "accept" && desk.mode === "review" && card.problems.find((problem) => problem.severity === "error");
    if (error) {
      frame.tell({ says: `${say("review-mend-first")}${error.says}`, cure: error.cure }, { alarm: true });
      return;
    }
    desk.link.post({ do: "decide", op: freshId(), item: card.id, revision: card.revision, action, ...extra });
    this.started.decided += 1;
    const status = STATUS_AFTER[action];
    // A second reader's own verdict is shown in the list, the first one's is not known here.
    if (desk.mode !== "conflicts") queue.refresh({ id: card.id, ...(status ? { status, later: false } : { later: action === "later" ? !card.later : false }) });
    frame.announce(say("review-announce", { action: say(`review-do-${action}`), n: card.place + 1 }));
    if (!stay) {
      queue.decide(card.id);
      desk.advance();
    }
    desk.list.paint();
  }

  /** Take the bank's answer to a decision. */
  answered(message, answer) {
    const { desk } = this;
    const { queue, frame } = desk;
    const open = () => desk.open(message.item);
    if (!answer.ok) {
      queue.reopen(message.item);
      frame.tell(answer.problem, { alarm: true, open });
      return;
    }
    desk.stands(answer);
    if (answer.card && desk.mode !== "second") {
      queue.refresh(answer.card);
      desk.list.paint();
    }
    if (answer.outcome === "done") {
      desk.typed.forget(message.item);
      desk.refreshed(message.item, answer.card);
      return;
    }
    queue.reopen(message.item);
    if (answer.outcome === "refused") frame.tell(answer.problem, { alarm: true, open });
    else this.#conflict(message, answer, open);
  }

  /** Somebody was faster: nothing is written until the editor has chosen. */
  #conflict(message, answer, open) {
    const { desk } = this;
    const keepMine = () => {
      desk.panel.close();
      desk.link.post({ ...message, op: freshId(), revision: answer.card.revision });
    };
    const keepTheirs = () => {
      desk.editing.discard(message.item);
      desk.panel.close();
    };
    const told = { mine: answer.mine, theirs: answer.card, since: answer.since, action: message.action, reason: message.reason ?? "" };
    desk.panel.show(desk.say("review-conflict"), conflictPanel(desk.say, told, { keepMine, keepTheirs, open }));
  }

  /** Take back (`undo`) or do again (`redo`) the latest step. */
  async back(which) {
    const { desk } = this;
    const step = desk.steps?.[which];
    if (!step || this.backing) return;
    this.backing = true;
    const answer = await desk.link.ask(which, { op: freshId(), step: step.step });
    this.backing = false;
    if (!answer) return;
    desk.stands(answer);
    if (answer.problem) desk.frame.tell(answer.problem, { alarm: true });
    for (const card of answer.cards) {
      desk.queue.refresh(card);
      if (card.status === "draft") desk.queue.reopen(card.id);
      else desk.queue.decide(card.id);
    }
    desk.list.paint();
    desk.frame.announce(desk.say(`review-${which}`, { action: step.action }));
    if (step.items > 1 || !desk.queue.total) await desk.relist();
    else if (answer.cards.length) await desk.open(answer.cards[0].id);
  }

  async preview(action) {
    return (await this.desk.link.ask("batch", { action, preview: true })) ?? { count: 0, checked: 0, sample: [], faulty: [] };
  }

  async batch(action, reason) {
    const answer = await this.desk.link.ask("batch", { action, reason, op: freshId() });
    await this.desk.relist();
    return answer ?? { done: 0, conflicts: 0, left: 0, refused: [] };
  }

  /** Say of the card and a likeness of it that both stay (`keep`), or make one of them (`merge`). */
  async pair(card, other, how) {
    const { desk } = this;
    const answer = await desk.link.ask("pair", { item: card.id, other: other.id, how, op: freshId() });
    desk.panel.close();
    if (!answer) return;
    desk.stands(answer);
    desk.frame.announce(desk.say("review-pair-done"));
    await desk.open(card.id);
  }

  /** How fast it goes, in words. */
  get pace() {
    const { decided, at } = this.started;
    return this.desk.say("review-pace", { n: decided, seconds: decided ? Math.round((Date.now() - at) / 1000 / decided) : "–" });
  }
}
