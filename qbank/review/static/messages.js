// What the editor is told above the card, a line each: what concerns the painted card goes with it, the rest stays.

import { button, h, replace, shown } from "./dom.js";

export class Messages {
  /** @param {{ say, focus: () => void }} host */
  constructor(host) {
    this.host = host;
    this.lines = h("div", { role: "alert" });
    this.outage = h("div", { class: "qb-banner qb-alarm qb-offline", role: "alert", hidden: true });
    this.root = h("div", { class: "qb-messages" }, this.lines, this.outage);
  }

  /**
   * Show a message until it is closed; one without `open` also until the next one or the next card.
   *
   * @param {{ says: string, cure?: string }} problem
   * @param {{ alarm?: boolean, open?: () => void, about?: string }} how `open` is the way back to its item, `about` what
   *   it is about: of that only the latest message stays
   */
  tell({ says = "", cure = "" } = {}, { alarm = false, open, about = "" } = {}) {
    const { say, focus } = this.host;
    this.hush();
    if (about) this.settle(about);
    const close = () => { line.remove(); focus(); };
    const line = h("div", { class: `qb-banner${alarm ? " qb-alarm" : ""}`, "data-about": about, "data-lasting": open ? "true" : "false" },
      h("span", {}, shown(says), " ", shown(cure)),
      open ? button(say("review-go-back"), { kind: "qb-small", onclick: () => { close(); open(); } }) : null,
      button(say("review-close"), { kind: "qb-small", onclick: close }));
    this.lines.append(line);
    this.root.scrollTop = this.root.scrollHeight;
  }

  /** Close what was told about the card that is left; what is about another one stays. */
  hush() {
    this.#remove((line) => line.dataset.lasting === "false");
  }

  /** Close what was told about something: it is seen to. */
  settle(about) {
    this.#remove((line) => line.dataset.about === about);
  }

  #remove(which) {
    for (const line of [...this.lines.children].filter(which)) line.remove();
  }

  /** Say that nobody answers, how many decisions wait, and offer the cure; what else there is to tell stands above it. */
  offline(waiting, reconnect) {
    if (!this.outage.hidden && this.outage.dataset.waiting === String(waiting)) return;
    this.outage.dataset.waiting = waiting;
    const { say } = this.host;
    const says = waiting ? say("review-offline", { n: waiting }) : say("review-offline-all-kept");
    replace(this.outage, h("span", {}, says), button(say("review-reconnect"), { kind: "qb-primary", action: "reconnect", onclick: reconnect }));
    this.outage.hidden = false;
  }

  /** Say how the way back to the kernel goes, in place of the offer. */
  reconnecting(key) {
    delete this.outage.dataset.waiting;
    replace(this.outage, h("span", {}, this.host.say(key)));
    this.outage.hidden = false;
  }

  online() {
    this.outage.hidden = true;
  }
}
