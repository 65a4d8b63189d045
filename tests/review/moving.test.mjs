// Going from card to card, with answers that come late, out of order or never. Run by test_front_end.py.

import assert from "node:assert/strict";
import test from "node:test";

const load = (name) => import(new URL(`../../qbank/review/static/${name}.js`, import.meta.url));
const { Moving } = await load("moving");
const { Queue } = await load("queue");

/** Numbers from 0 to 1, the same for the same seed. */
function seeded(seed) {
  let state = seed;
  return () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };
}

/** A card in front of a bank of items that is played by the test; `open` holds the questions not yet answered. */
function desk(size, random) {
  const items = Array.from({ length: size }, (_, place) => ({ id: `q${place}`, place, waits: random() < 0.7 }));
  const screen = { shows: "nothing" };
  const open = [];
  const pending = new Set();
  const shown = (place) => ({ index: place, card: { id: items[place].id, sources: [], fields: {} } });
  const waiting = (after, count) => items.filter((item) => item.waits && item.place > after).slice(0, count).map((item) => shown(item.place));
  const answers = {
    next: ({ after, count }) => ({ cards: waiting(after, count) }),
    list: ({ filter }) => ({ filter, facets: {}, shows: [], total: size, cards: waiting(-1, 1) }),
    card: ({ index, item }) => shown(index ?? items.find((each) => each.id === item).place),
    standing: () => ({}),
    similar: () => ({ similar: [] }),
  };
  const made = {
    items, screen, open, pending,
    queue: new Queue(),
    link: {
      ask: (what, payload = {}) => new Promise((resolve) => { open.push((heard) => resolve(heard ? answers[what](payload) : null)); }),
      isPending: (id) => pending.has(id),
    },
    frame: { busy: (isBusy) => { screen.isBusy = isBusy; }, focus() {}, filling() {} },
    panel: { open: false, close() {} },
    editing: { isOpen: false, leave() { if (this.isOpen) made.moving.arrive(); this.isOpen = false; } },
    list: { reset() {}, reveal() {}, paint() {} },
    source: { show() {} },
    stands() {},
  };
  made.moving = new Moving(made);
  const draw = (what) => (again) => { screen.shows = what; screen.again = again; };
  made.painter = { card: () => draw(made.moving.card.id)(), actions() {}, filtered() {}, likenesses() {}, loading: draw("loading"), unanswered: draw("unanswered"), empty: draw("empty") };
  return made;
}

/** Do what deciding.js does with the card a key can decide about. */
function decide({ moving, queue, items, pending, open }) {
  const { ready } = moving;
  if (!ready) return null;
  pending.add(ready.id);
  open.push(() => { items.find((item) => item.id === ready.id).waits = false; pending.delete(ready.id); });
  queue.decide(ready.id);
  moving.advance();
  return ready.id;
}

const settled = () => new Promise((resolve) => { setImmediate(resolve); });

test("a key is for what is on the screen only, and everything that is set out for ends somewhere", async () => {
  const ends = new Set();
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = seeded(seed);
    const pick = (things) => things[Math.floor(random() * things.length)];
    const size = pick([0, 1, 3, 60, 130]);
    const here = desk(size, random);
    const { moving, screen, open, items, queue } = here;
    const decided = new Set();
    const agrees = () => {
      const { ready } = moving;
      if (ready) assert.equal(screen.shows, ready.id);
      if (moving.isUnderWay || here.editing.isOpen) assert.equal(ready, null);
      assert.equal(screen.isBusy, moving.isUnderWay);
    };
    const does = {
      hear: () => open.splice(Math.floor(random() * open.length), 1)[0]?.(random() < 0.95),
      decide: () => { const id = decide(here); if (id) { assert.ok(!decided.has(id)); decided.add(id); } },
      visit: () => moving.visit(Math.floor(random() * (size + 2)) - 1),
      open: () => size && moving.open(pick(items).id),
      edit: () => { if (moving.ready) { here.editing.isOpen = true; moving.arrive(); } },
      cancel: () => { if (here.editing.isOpen) { here.editing.leave(); moving.stay(); } },
      again: () => screen.shows === "unanswered" && screen.again(),
      list: () => moving.filterBy({ show: "draft" }),
    };
    does.list();
    for (let step = 0; step < 120; step += 1) {
      does[pick(["hear", "hear", "hear", "decide", "decide", "visit", "open", "edit", "cancel", "again", step % 10 ? "hear" : "list"])]();
      agrees();
      await settled();
      agrees();
      // What was decided before may be visited; then it waits for its own answer or was not taken back.
      if (moving.card && decided.has(moving.card.id) && !here.pending.has(moving.card.id)) decided.delete(moving.card.id);
    }
    does.cancel();
    for (let rounds = 0; open.length || screen.shows === "unanswered"; rounds += 1) {
      assert.ok(rounds < 1000);
      if (open.length) open.shift()(true);
      else screen.again();
      await settled();
      agrees();
    }
    assert.equal(moving.isUnderWay, false);
    assert.notEqual(screen.shows, "loading");
    if (screen.shows === "empty") assert.deepEqual(items.filter((item) => item.waits && !queue.decided.has(item.id)), []);
    ends.add(screen.shows === "empty" ? "empty" : "card");
    clearTimeout(moving.idle);
  }
  assert.deepEqual([...ends].sort(), ["card", "empty"]);
});

test("what is asked for while the page begins anew does not take the beginning's place", async () => {
  const { moving, open, screen } = desk(3, () => 0);
  moving.filterBy({ show: "draft" });
  open.shift()(true);
  await settled();
  assert.equal(screen.shows, "q0");
  open.length = 0; // cards to have ready, which play no part here
  const begun = moving.begin({}, () => {});
  moving.filterBy({ show: "all" });
  moving.visit(1);
  assert.deepEqual([open.length, screen.shows], [1, "loading"]);
  open[0](false);
  assert.equal(await begun, null);
  open[1](true); // and is asked for once that is over
  await settled();
  assert.deepEqual([screen.shows, moving.ready.id, moving.filter], ["q0", "q0", { show: "all" }]);
  clearTimeout(moving.idle);
});
