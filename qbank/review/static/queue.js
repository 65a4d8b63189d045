// Where the editor stands in the list, and the cards that are ready to be painted without asking the kernel.

export const AHEAD = 40; // cards kept ready
const REFILL = 20; // fewer than that behind the place: ask for more
const PAGE = 100; // rows asked for at once
const MOST_PAGES = 60;

export class Queue {
  constructor() {
    this.reset(0);
  }

  /** Begin a new list of `total` items. */
  reset(total) {
    this.total = total;
    this.at = -1;
    this.isAway = false; // at an item that is not in the list; the place is where the person was before
    this.ready = new Map(); // place → card
    this.rows = new Map(); // page → rows
    this.decided = new Set(); // ids decided in this list
    this.exhausted = false; // nothing waits behind the last card that is ready
    this.asked = false;
  }

  /** Be at a place, or at an item that has none (a place below 0). */
  stand(place) {
    this.isAway = place < 0;
    if (!this.isAway) this.at = place;
  }

  /** Return the place of the item on the screen, undefined if it has none. */
  get here() {
    return this.isAway ? undefined : this.at;
  }

  /** Take cards that wait, `[{ index, card }]`, as the kernel gave them for places behind `after`. */
  put(cards, count = AHEAD) {
    this.asked = false;
    for (const { index, card } of cards) if (!this.decided.has(card.id)) this.ready.set(index, card);
    this.exhausted = cards.length < count;
  }

  /** Return the next place behind `after` whose card waits and is ready, undefined if there is none. */
  next(after = this.at) {
    const places = [...this.ready.keys()].filter((place) => place > after && !this.decided.has(this.ready.get(place).id));
    return places.length ? Math.min(...places) : undefined;
  }

  /** Return the first place to ask cards behind, or undefined if enough are ready or on their way. */
  wanting() {
    const behind = [...this.ready.keys()].filter((place) => place > this.at);
    if (this.asked || this.exhausted || behind.length >= REFILL) return undefined;
    this.asked = true;
    return behind.length ? Math.max(...behind) : this.at;
  }

  /** Mark an item as decided: its card is no longer among those that wait. */
  decide(id) {
    this.decided.add(id);
    for (const [place, card] of this.ready) if (card.id === id) this.ready.delete(place);
  }

  /** How many items of the list still wait. */
  get left() {
    return Math.max(0, this.total - this.decided.size);
  }

  /** Let an item wait again. */
  reopen(id) {
    this.decided.delete(id);
    this.exhausted = false;
  }

  /** Forget rows and cards: all are to be asked for again. */
  forget() {
    this.ready.clear();
    this.rows.clear();
    this.decided.clear();
    this.exhausted = false;
  }

  /** Bring a part of a card that is kept ready up to date. */
  amend(id, part) {
    for (const [place, card] of this.ready) if (card.id === id) this.ready.set(place, { ...card, ...part });
  }

  // --- rows of the list -------------------------------------------------------------------------

  /** Take a page of rows. */
  putRows(from, rows) {
    this.rows.set(Math.floor(from / PAGE), rows);
    if (this.rows.size > MOST_PAGES) this.rows.delete(this.rows.keys().next().value);
  }

  /** Return the row at a place, undefined while it is not here. */
  row(place) {
    return this.rows.get(Math.floor(place / PAGE))?.[place % PAGE];
  }

  /** Return the place of an item, undefined if its row is not here. */
  placeOf(id) {
    for (const [page, rows] of this.rows) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return page * PAGE + at;
    }
    return undefined;
  }

  /** Bring a row up to date from a card or a row of the same item. */
  refresh(changed) {
    for (const rows of this.rows.values()) {
      const at = rows.findIndex((row) => row.id === changed.id);
      if (at >= 0) rows[at] = { ...rows[at], ...pick(changed, ["revision", "status", "later", "type"]), stem: changed.stem ?? rows[at].stem };
    }
    for (const [place, card] of this.ready) {
      if (card.id === changed.id && changed.fields) this.ready.set(place, changed);
    }
  }

  /** Return the pages that places `[from, to)` need and that are neither here nor asked for, as `{ from, count }`. */
  missing(from, to, pending) {
    const wanted = [];
    for (let page = Math.floor(from / PAGE); page <= Math.floor((to - 1) / PAGE); page += 1) {
      if (page >= 0 && page * PAGE < this.total && !this.rows.has(page) && !pending.has(page)) {
        pending.add(page);
        wanted.push({ from: page * PAGE, count: PAGE });
      }
    }
    return wanted;
  }
}

function pick(object, names) {
  return Object.fromEntries(names.filter((name) => name in object).map((name) => [name, object[name]]));
}
