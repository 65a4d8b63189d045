// The line to the kernel: questions and answers, decisions on their way, a kernel that died and comes back.

import { Outbox, freshId } from "./outbox.js";

export const PATIENCE = 8000; // milliseconds for a question that is no decision: then the person is told
const GIVING_UP = 30_000; // until then the answer still counts: the bank itself waits 10 s for others that write

const STARTING = 30_000; // for a kernel that is started anew
const RETRY = 1000;
const RERUNS = 3;
const RUN = 60_000; // for a card to be drawn, the bank being opened first
const ANSWER = 3000; // for what any kernel says at once
const PAUSE = 100;
const KERNEL = "python3"; // the one that lab/overrides.py writes
const GONE = new Set(["dead", "terminating"]);

export class Link {
  /**
   * @param {object} model the widget's model
   * @param {{ context: () => object, answered: (decision, answer) => void, news: (rows) => void, failed: (problem) => void,
   *   reached: () => void, lost: () => void, revived: () => void, moved: () => void }} host
   *   `context` is sent with every message; `answered` gets the bank's word on a decision; `revived` says that JupyterLab
   *   has started a dead kernel anew; `moved` that the number of decisions on their way may have changed.
   */
  constructor(model, host) {
    this.model = model;
    this.host = host;
    this.view = freshId();
    this.asked = new Map();
    this.outbox = new Outbox(sessionStorage, model.get("name") ?? "", (message) => model.send(message));
    this.receive = (message) => this.#receive(message);
    this.lost = () => host.lost();
    model.on("msg:custom", this.receive);
    model.on("comm_live_update", this.lost);
    this.#watchKernel();
  }

  close() {
    this.model.off("msg:custom", this.receive);
    this.model.off("comm_live_update", this.lost);
    this.session?.statusChanged.disconnect(this.kernelIs);
  }

  /**
   * Ask the kernel; resolves with its answer, or with null when it refuses or nobody answers.
   *
   * @param {string} what the handler
   * @param {object} payload
   * @param {{ patience: number, until: number }} times milliseconds: then the person is told, then the answer no longer counts
   */
  ask(what, payload = {}, { patience = PATIENCE, until = Math.max(patience, GIVING_UP) } = {}) {
    const id = freshId();
    return new Promise((resolve) => {
      const told = setTimeout(() => this.host.lost(), patience);
      const over = setTimeout(() => { this.asked.delete(id); resolve(null); }, until);
      this.asked.set(id, (answer) => { clearTimeout(told); clearTimeout(over); resolve(answer); });
      try {
        this.model.send({ do: what, id, view: this.view, ...this.host.context(), ...payload });
      } catch {
        this.asked.get(id)(null);
        this.asked.delete(id);
        this.host.lost();
      }
    });
  }

  /** Send a decision; it is kept until the bank has answered it. */
  post(message) {
    const sent = this.outbox.put({ ...message, id: message.op, view: this.view, ...this.host.context() });
    if (!sent) this.host.lost();
    this.host.moved();
  }

  /** Send again what an earlier page or kernel left unanswered. */
  resend() {
    this.outbox.resend(this.view);
  }

  /** How many decisions wait for an answer, and whether one waits too long. */
  get state() {
    return this.outbox.state;
  }

  /** Keep a decision that met a conflict until something is chosen: a page loaded again sends it again. */
  hold(message) {
    this.outbox.hold(message);
  }

  /** Forget a decision that was held. */
  release(message) {
    this.outbox.acknowledge(message.id);
  }

  /** Tell whether a decision about an item waits for an answer. */
  isPending(item) {
    return this.outbox.concerns(item);
  }

  /**
   * Run the notebook again; the card that it draws sends what is still unsent.
   *
   * @returns {Promise<boolean>} false where only the person can do it
   */
  async rerun() {
    const { session } = this;
    if (!session) return false;
    const { commands } = globalThis.jupyterapp;
    // A kernel that ends while it draws the card leaves a page without one, and nothing to click.
    for (let left = RERUNS; left > 0; left -= 1) {
      try {
        await startedAnew(session);
        const ran = await within(RUN, commands.execute("notebook:run-all-cells"));
        if (ran !== false) {
          // The file must name the new card: a page loaded again would look for the old one in vain.
          await commands.execute("docmanager:save");
          return true;
        }
      } catch {
        // The next time, if there is one.
      }
    }
    return false;
  }

  #watchKernel() {
    let died = false;
    this.kernelIs = (_session, status) => {
      if (["autorestarting", "restarting", "dead"].includes(status)) {
        died = true;
        this.host.lost();
      } else if (died && status === "idle") {
        died = false;
        this.host.revived();
      }
    };
    this.session = globalThis.jupyterapp?.shell?.currentWidget?.sessionContext;
    this.session?.statusChanged.connect(this.kernelIs);
  }

  #receive(message) {
    if (message.ev === "changed") {
      if (message.view !== this.view) this.host.news(message.rows);
      return;
    }
    if (message.view !== this.view) return;
    this.host.reached();
    const decided = this.outbox.acknowledge(message.re);
    if (decided) this.host.answered(decided, message);
    const resolve = this.asked.get(message.re);
    this.asked.delete(message.re);
    if (!message.ok && !decided) this.host.failed(message.problem);
    resolve?.(message.ok ? message : null);
    this.host.moved();
  }
}

/**
 * See that a session has a kernel. Jupyter starts one that died anew a few times only; one that it has given up can only
 * be replaced, and the first try may only show the page that its session is gone from the server too.
 */
async function startedAnew(session, tries = 6) {
  const status = () => session.session?.kernel?.status ?? "dead";
  for (let left = tries; left > 0 && GONE.has(status()); left -= 1) {
    try {
      await session.changeKernel({ name: session.session?.kernel?.name ?? KERNEL });
    } catch (error) {
      if (left === 1) throw error;
      await pause(RETRY);
    }
  }
  // What is asked of a kernel before it is ready is dropped, and a status says too early that it is.
  for (const deadline = Date.now() + STARTING; Date.now() < deadline;) {
    if (status() === "idle" && (await answers(session.session.kernel))) return;
    await pause(PAUSE);
  }
}

/** Tell whether a kernel answers: the question is lost with a connection that is being made anew. */
async function answers(kernel) {
  try {
    return Boolean(await within(ANSWER, kernel.requestKernelInfo()));
  } catch {
    return false;
  }
}

/** Resolve as a promise does, or with false if that takes too long. */
function within(milliseconds, promise) {
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, milliseconds, false); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function pause(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
