// Decisions on their way to the bank. Each keeps its own id, so that sending it again changes nothing; those that were
// not acknowledged survive a reload of the page.

export const LATE = 3000; // milliseconds without an answer before the editor is told

/** Return an id nobody else makes. */
export function freshId() {
  if (globalThis.crypto?.randomUUID) return crypto.randomUUID();
  const bytes = Array.from({ length: 16 }, () => Math.floor(Math.random() * 256));
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  /**
   * @param {Storage} storage where unsent decisions outlive the page
   * @param {string} name of the bank, so that two banks never mix
   * @param {(message: object) => void} send hands a message to the kernel; may throw when nobody is there
   * @param {() => number} now milliseconds
   */
  constructor(storage, name, send, now = () => Date.now()) {
    Object.assign(this, { storage, name: `qbank-outbox/${name}`, send, now });
    this.entries = this.#stored();
  }

  /** Send a decision and keep it until the bank has it. Tells whether it could be handed on at all. */
  put(message) {
    this.entries.push({ message, at: this.now() });
    this.#store();
    return this.#try(message);
  }

  /** Keep a decision that the bank has answered with a conflict; it waits for the person and no longer for the bank. */
  hold(message) {
    this.entries.push({ message, at: this.now(), held: true });
    this.#store();
  }

  /** Forget a decision that the bank has answered; returns its message, undefined if it is not ours. */
  acknowledge(id) {
    const at = this.entries.findIndex((entry) => entry.message.id === id);
    if (at < 0) return undefined;
    const [entry] = this.entries.splice(at, 1);
    this.#store();
    return entry.message;
  }

  /** Send everything unanswered again, in the order it was decided; the view may be another one by now. */
  resend(view) {
    for (const entry of this.entries) {
      entry.message = { ...entry.message, view };
      entry.at = this.now();
      delete entry.held;
      if (!this.#try(entry.message)) return false;
    }
    this.#store();
    return true;
  }

  /** Tell whether a decision about an item waits for an answer. */
  concerns(item) {
    return this.#sent.some((entry) => entry.message.item === item);
  }

  /** Return how many decisions wait for an answer, and whether one waits too long. */
  get state() {
    const sent = this.#sent;
    const oldest = Math.min(...sent.map((entry) => entry.at));
    return { waiting: sent.length, late: sent.length > 0 && this.now() - oldest > LATE };
  }

  get #sent() {
    return this.entries.filter((entry) => !entry.held);
  }

  #try(message) {
    try {
      this.send(message);
      return true;
    } catch {
      return false;
    }
  }

  #store() {
    try {
      this.storage.setItem(this.name, JSON.stringify(this.entries));
    } catch {
      // A full or forbidden store: the decision still waits in memory.
    }
  }

  #stored() {
    try {
      const found = JSON.parse(this.storage.getItem(this.name) ?? "[]");
      return Array.isArray(found) ? found.filter((entry) => entry?.message?.id) : [];
    } catch {
      return [];
    }
  }
}
