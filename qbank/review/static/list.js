// The list of items at the left: only the rows on screen are in the page, however many there are.

import { h, replace, shown } from "./dom.js";

const ROW = 44; // pixels, as in review.css
const SPARE = 6;
const AGAIN = 2000; // milliseconds
// Browsers lose precision in very tall boxes; beyond this many pixels the list scrolls proportionally.
const TALLEST = 8_000_000;

export class List {
  /** @param {{ queue, say, visit: (place) => void, fetch: (from, count) => void }} host */
  constructor(host) {
    this.host = host;
    this.pending = new Set();
    this.drawn = new Map(); // place → [what the row says, its element]
    this.window = h("div", { class: "qb-rows", role: "presentation" });
    this.spacer = h("div", { class: "qb-spacer" });
    this.box = h(
      "div",
      { class: "qb-list", role: "listbox", tabindex: "0", "aria-label": host.say("review-list"), onscroll: () => this.paint(), onkeydown: (event) => this.#key(event) },
      this.spacer,
      this.window,
    );
  }

  /** Draw the list anew, e.g. after another filter. */
  reset() {
    this.pending.clear();
    this.box.scrollTop = 0;
    this.paint();
  }

  /** Bring the row of a place into sight. */
  reveal(place) {
    const { clientHeight } = this.box;
    const top = place * ROW * this.#scale();
    if (top < this.box.scrollTop || top + ROW > this.box.scrollTop + clientHeight) {
      this.box.scrollTop = Math.max(0, top - clientHeight / 3);
    }
    this.paint();
  }

  /** Take rows that were asked for. */
  receive(from, rows) {
    this.host.queue.putRows(from, rows);
    this.pending.clear();
    this.paint();
  }

  /** Nobody answered: ask again for the rows that are in sight. */
  missed() {
    this.pending.clear();
    setTimeout(() => this.paint(), AGAIN);
  }

  /** Draw the rows on screen. */
  paint() {
    const { queue } = this.host;
    const scale = this.#scale();
    this.spacer.style.height = `${queue.total * ROW * scale}px`;
    const first = Math.max(0, Math.floor(this.box.scrollTop / (ROW * scale)) - SPARE);
    const count = Math.ceil((this.box.clientHeight || 600) / ROW) + 2 * SPARE;
    const last = Math.min(queue.total, first + count);
    this.window.style.transform = `translateY(${Math.max(0, first * ROW * scale)}px)`;
    for (const page of queue.missing(first, Math.max(last, first + 1), this.pending)) this.host.fetch(page.from, page.count);
    this.#draw(Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n));
  }

  /** Show the rows of these places; one that says what it said before stays the element that it is, and where it is. */
  #draw(places) {
    const { queue } = this.host;
    const kept = this.drawn;
    this.drawn = new Map(places.map((place) => {
      const says = JSON.stringify([place === queue.here, queue.total, queue.row(place)]);
      const old = kept.get(place);
      return [place, old?.[0] === says ? old : [says, this.#row(place)]];
    }));
    const rows = [...this.drawn.values()].map(([, element]) => element);
    const there = [...this.window.children];
    const isInPlace = there.length === rows.length && rows.every((row, n) => row === there[n] || !row.isConnected);
    if (isInPlace) rows.forEach((row, n) => row === there[n] || there[n].replaceWith(row));
    else replace(this.window, rows);
  }

  /** In the list itself the arrows go from item to item. */
  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.host.visit(this.host.queue.at + step);
  }

  #scale() {
    return Math.min(1, TALLEST / Math.max(1, this.host.queue.total * ROW));
  }

  #row(place) {
    const { queue, say, visit } = this.host;
    const row = queue.row(place);
    const current = place === queue.here;
    const properties = {
      class: `qb-row${current ? " qb-current" : ""}`,
      role: "option",
      "aria-selected": current ? "true" : "false",
      "aria-setsize": queue.total,
      "aria-posinset": place + 1,
    };
    if (!row) return h("div", properties, h("span", { class: "qb-row-stem" }, "…"));
    const status = row.later && row.status === "draft" ? "later" : row.status;
    return h(
      "div",
      { ...properties, "data-row-id": row.id, onclick: () => visit(place), title: row.stem },
      h("span", { class: `qb-mark qb-${status}`, title: say(`review-status-${status}`) }, say(`review-mark-${status}`)),
      h("span", { class: "qb-row-text" },
        h("span", { class: "qb-row-stem" }, shown(row.stem)),
        h("span", { class: "qb-row-type" }, `${place + 1} · ${row.type} · ${say(`review-status-${status}`)}`)),
    );
  }
}
