// The front end's modules that need no page. Run by test_front_end.py.

import assert from "node:assert/strict";
import test from "node:test";

const load = (name) => import(new URL(`../../qbank/review/static/${name}.js`, import.meta.url));
const { cut, fill, pieces, pointsBefore } = await load("text");
const { ACTIONS, PRESETS, faultsOf, keymapOf, meaningOf } = await load("keys");
const { LATE, Outbox, freshId } = await load("outbox");
const { AHEAD, Queue } = await load("queue");
const { emptyFields, freshOptionId, letter, move } = await load("editor");

const store = () => ({ kept: {}, getItem(name) { return this.kept[name] ?? null; }, setItem(name, value) { this.kept[name] = value; } });

test("positions count code points", () => {
  const text = "𠮷野家😀值班";
  assert.deepEqual(cut(text, 1, 4), ["𠮷", "野家😀", "值班"]);
  assert.equal(pointsBefore(text, text.indexOf("值")), 4);
  for (let at = 0; at <= 6; at += 1) assert.equal(cut(text, at, at + 2).join(""), text);
});

test("characters that hide are named, the rest stays as it is", () => {
  assert.deepEqual(pieces("甲\u202e乙\u200b"), ["甲", { code: "U+202E" }, "乙", { code: "U+200B" }]);
  assert.deepEqual(pieces("\ud800x"), [{ code: "U+D800" }, "x"]);
  assert.deepEqual(pieces("𠮷😀，“引号”"), ["𠮷😀，“引号”"]);
  assert.equal(fill("{a}{b}", { a: 1 }), "1{b}");
});

const press = (key, more = {}) => ({ key, code: "", keyCode: 0, target: { tagName: "DIV" }, ...more });

test("every preset is without collisions, and no key of it deletes text elsewhere", () => {
  for (const preset of Object.keys(PRESETS)) {
    const keymap = keymapOf({ preset });
    assert.deepEqual(faultsOf(keymap), []);
    assert.deepEqual(Object.keys(keymap).sort(), [...ACTIONS].sort());
  }
  assert.equal(faultsOf(keymapOf({ keys: { accept: "x" } })).length, 1);
  assert.equal(faultsOf(keymapOf({ keys: { accept: "" } })).length, 1);
});

test("a key acts on the card, and nowhere else", () => {
  const keymap = keymapOf({});
  assert.deepEqual(meaningOf(press("a"), keymap), { action: "accept" });
  assert.deepEqual(meaningOf(press("A"), keymap), { action: "accept" });
  assert.deepEqual(meaningOf(press("3"), keymap), { digit: 3 });
  for (const tagName of ["INPUT", "TEXTAREA", "SELECT"]) assert.equal(meaningOf(press("a", { target: { tagName } }), keymap), null);
  for (const name of ["ctrlKey", "metaKey", "altKey"]) assert.equal(meaningOf(press("a", { [name]: true }), keymap), null);
  for (const key of ["Backspace", "Delete", " ", "Enter"]) assert.equal(meaningOf(press(key), keymap), null);
  assert.equal(meaningOf(press("a", { isComposing: true }), keymap), null);
  assert.deepEqual(meaningOf(press("Process", { keyCode: 229, code: "KeyA" }), keymap), { action: "accept" });
  assert.equal(meaningOf(press("Process", { keyCode: 229, code: "KeyA", target: { tagName: "INPUT" } }), keymap), null);
  assert.deepEqual(meaningOf(press("Enter", { ctrlKey: true, target: { tagName: "TEXTAREA" } }), keymap), { command: "save" });
  assert.deepEqual(meaningOf(press("s", { ctrlKey: true }), keymap), { command: "already-saved" });
});

test("an unanswered decision outlives the page and is sent again under its own id", () => {
  const storage = store();
  let alive = false;
  const sent = [];
  const send = (message) => { if (!alive) throw new Error("Cannot send"); sent.push(message); };
  const first = new Outbox(storage, "bank", send, () => 0);
  assert.equal(first.put({ id: "one", item: "q1", view: "old" }), false);
  assert.equal(new Outbox(storage, "other", send).state.waiting, 0);
  let now = 0;
  const second = new Outbox(storage, "bank", send, () => now);
  alive = true;
  assert.equal(second.resend("new"), true);
  assert.deepEqual(sent, [{ id: "one", item: "q1", view: "new" }]);
  assert.deepEqual(second.state, { waiting: 1, late: false });
  now = LATE + 1;
  assert.equal(second.state.late, true);
  assert.equal(second.acknowledge("two"), undefined);
  assert.equal(second.acknowledge("one").item, "q1");
  assert.equal(new Outbox(storage, "bank", send).state.waiting, 0);
});

test("a damaged or forbidden store loses no decision of this page", () => {
  const broken = { getItem: () => "{", setItem: () => { throw new Error("full"); } };
  const outbox = new Outbox(broken, "bank", () => {});
  assert.equal(outbox.put({ id: "one" }), true);
  assert.equal(outbox.state.waiting, 1);
  assert.equal(new Set(Array.from({ length: 100 }, freshId)).size, 100);
});

test("the queue gives what waits in order and never what was decided", () => {
  const queue = new Queue();
  queue.reset(1000);
  const cards = Array.from({ length: AHEAD }, (_, index) => ({ index: 2 * index, card: { id: `q${index}` } }));
  assert.equal(queue.wanting(), -1);
  assert.equal(queue.wanting(), undefined);
  queue.put(cards);
  const seen = [];
  for (let place = queue.next(); place !== undefined; place = queue.next()) {
    queue.at = place;
    seen.push(queue.ready.get(place).id);
    queue.decide(queue.ready.get(place).id);
  }
  assert.deepEqual(seen, cards.map(({ card }) => card.id));
  queue.put(cards);
  assert.equal(queue.next(-1), undefined);
  assert.equal(queue.exhausted, false);
});

test("only the rows on screen are asked for, each page once", () => {
  const queue = new Queue();
  queue.reset(100_000);
  const pending = new Set();
  assert.deepEqual(queue.missing(50_020, 50_060, pending), [{ from: 50_000, count: 100 }]);
  assert.deepEqual(queue.missing(50_020, 50_060, pending), []);
  queue.putRows(50_000, Array.from({ length: 100 }, (_, n) => ({ id: `q${n}`, stem: "", status: "draft" })));
  queue.refresh({ id: "q7", status: "accepted", revision: 2 });
  assert.equal(queue.row(50_007).status, "accepted");
  assert.equal(queue.row(7), undefined);
});

test("small tools of the editor", () => {
  assert.equal(freshOptionId([{ id: "o1" }, { id: "o3" }]), "o4");
  const things = [1, 2, 3];
  move(things, 0, -1);
  move(things, 2, -1);
  assert.deepEqual(things, [1, 3, 2]);
  assert.deepEqual([letter(0), letter(25), letter(26)], ["A", "Z", "AA"]);
  assert.deepEqual(emptyFields("true_false").key, true);
});
