// The front end's modules that need no page. Run by test_front_end.py.

import assert from "node:assert/strict";
import test from "node:test";

const load = (name) => import(new URL(`../../qbank/review/static/${name}.js`, import.meta.url));
const { cut, fill, localTime, pieces, pointsBefore } = await load("text");
const { ACTIONS, PRESETS, faultsOf, isEditable, keymapOf, meaningOf } = await load("keys");
const { LATE, Outbox, freshId } = await load("outbox");
const { AHEAD, Queue } = await load("queue");
const { freshOptionId, letter, move, sortedPairs } = await load("bodies");
const { Typed } = await load("typed");
const { newest } = await load("editing");
const { countOf, progressOf } = await load("progress");
const { Link } = await load("link");

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
  assert.deepEqual([second.concerns("q1"), second.concerns("q2")], [true, false]);
  now = LATE + 1;
  assert.equal(second.state.late, true);
  assert.equal(second.acknowledge("two"), undefined);
  assert.equal(second.acknowledge("one").item, "q1");
  assert.equal(new Outbox(storage, "bank", send).state.waiting, 0);
});

test("a decision in conflict waits for the person, also after a reload, and for nobody else", () => {
  const storage = store();
  const sent = [];
  const first = new Outbox(storage, "bank", (message) => sent.push(message), () => 0);
  first.put({ id: "one", item: "q1" });
  const message = first.acknowledge("one");
  first.hold(message);
  assert.deepEqual([first.state, first.concerns("q1")], [{ waiting: 0, late: false }, false]);
  const second = new Outbox(storage, "bank", (again) => sent.push(again), () => 0);
  second.resend("new");
  assert.deepEqual(sent.map((each) => each.id), ["one", "one"]);
  assert.deepEqual([second.state.waiting, second.concerns("q1")], [1, true]);
  second.hold(second.acknowledge("one"));
  second.acknowledge("one");
  new Outbox(storage, "bank", () => assert.fail("nothing is left")).resend("third");
});

test("of two texts the one typed later is gone on with", () => {
  const [old, late] = [{ at: 1 }, { at: 2 }];
  assert.deepEqual([newest(old, late), newest(late, old), newest(null, old), newest(old, undefined), newest(null, null)], [late, late, old, old, null]);
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
  queue.reset(2);
  queue.put([{ index: 0, card: { id: "q0", note: "", stem: "题" } }]);
  queue.amend("q0", { note: "等回话" });
  assert.deepEqual(queue.ready.get(0), { id: "q0", note: "等回话", stem: "题" });
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
  assert.deepEqual(sortedPairs([["l1", "r2"], ["l2", "r1"]], [{ id: "l2" }, { id: "l1" }]), [["l2", "r1"], ["l1", "r2"]]);
  const things = [1, 2, 3];
  move(things, 0, -1);
  move(things, 2, -1);
  assert.deepEqual(things, [1, 3, 2]);
  assert.deepEqual([letter(0), letter(25), letter(26)], ["A", "Z", "AA"]);
});

// --- laws, over drawn texts and lists ----------------------------------------------------------------

const seeded = (seed) => () => { seed = (seed * 1664525 + 1013904223) % 2 ** 32; return seed / 2 ** 32; };
const drawn = (random, things, most) => Array.from({ length: Math.floor(random() * (most + 1)) }, () => things[Math.floor(random() * things.length)]);
const ATOMS = ["𠮷", "😀", "👩‍🚒", "值", "班", "A", "1", "\n", "\u200b", "\u202e", "é", "🇨🇳", "\ud800", "\udc00", "　", "，"];

test("cut and pointsBefore agree with code points for any text", () => {
  const random = seeded(1);
  for (let n = 0; n < 2000; n += 1) {
    const text = drawn(random, ATOMS, 12).join("");
    const points = Array.from(text);
    const [start, end] = [Math.floor(random() * 16) - 2, Math.floor(random() * 16) - 2].sort((a, b) => a - b);
    const [before, within, after] = cut(text, start, end);
    assert.equal(before + within + after, text);
    assert.equal(within, points.slice(Math.max(0, start), Math.max(0, end)).join(""));
    for (let at = 0; at <= points.length; at += 1) assert.equal(pointsBefore(text, points.slice(0, at).join("").length), at);
    const shown = pieces(text);
    assert.equal(shown.map((each) => (typeof each === "string" ? each : String.fromCodePoint(parseInt(each.code.slice(2), 16)))).join(""), text);
    assert.ok(shown.every((each) => each !== ""));
  }
});

test("whatever is invisible or turns the direction is shown by its name", () => {
  const acting = /\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Line_Separator}|\p{Paragraph_Separator}/u;
  const choosing = /[\ufe00-\ufe0f\ufff0-\ufff8\t\n]/u; // variants of a character that is seen; unassigned; layout
  for (let code = 0; code < 0xd800; code += 1) seen(code);
  for (let code = 0xe000; code < 0x10000; code += 1) seen(code);
  for (let code = 0xe0000; code < 0xe0080; code += 1) assert.deepEqual(pieces(`甲${String.fromCodePoint(code)}`), ["甲", { code: `U+${code.toString(16).toUpperCase()}` }]);
  function seen(code) {
    const character = String.fromCodePoint(code);
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    if (acting.test(character) && !choosing.test(character)) assert.deepEqual(pieces(character), [{ code: name }], name);
    else if (/[\p{L}\p{N}\p{P}]/u.test(character) || choosing.test(character)) assert.deepEqual(pieces(character), [character], name);
  }
  assert.deepEqual(pieces("只有👍🏽和葛\u{e0100}"), ["只有👍🏽和葛\u{e0100}"]);
  assert.deepEqual(pieces(""), []);
});

test("a sentence is filled once and only by what it names", () => {
  assert.equal(fill("{a} {b} {a}", { a: "{b}", b: "$&" }), "{b} $& {b}");
  assert.equal(fill("{n}", { n: 0 }), "0");
  assert.equal(fill("第{n}道"), "第{n}道");
  assert.equal(localTime("no time"), "no time");
  assert.match(localTime("2026-03-02T08:05:00+00:00"), /^2026-03-0[123] \d\d:\d5$/);
});

test("no key event whatever is misread or stops the card", () => {
  const random = seeded(2);
  const keys = ["a", "A", "1", "0", "Enter", "Escape", "Process", "Dead", "Unidentified", "", undefined, "ａ", "/", "?", "F5", "Tab"];
  const targets = [null, undefined, {}, { tagName: "DIV" }, { tagName: "INPUT" }, { tagName: "DIV", isContentEditable: true }];
  for (let n = 0; n < 5000; n += 1) {
    const flag = () => random() < 0.3;
    const event = { key: keys[Math.floor(random() * keys.length)], code: ["KeyA", "Digit3", "Slash", "", undefined][n % 5], keyCode: flag() ? 229 : 0,
      target: targets[Math.floor(random() * targets.length)], isComposing: flag(), ctrlKey: flag(), metaKey: flag(), altKey: flag() };
    const meaning = meaningOf(event, keymapOf({ preset: n % 2 ? "left" : "standard" }));
    if (event.isComposing) assert.equal(meaning, null);
    if (isEditable(event.target) || event.ctrlKey || event.metaKey || event.altKey) assert.ok(!meaning?.action && !meaning?.digit);
    if (meaning?.action) assert.ok(ACTIONS.includes(meaning.action));
  }
  assert.equal(meaningOf(press("a"), {}), null);
});

test("digits are for the options, in every preset and under an input method", () => {
  for (const preset of Object.keys(PRESETS)) {
    for (let digit = 1; digit <= 9; digit += 1) {
      assert.deepEqual(meaningOf(press(String(digit)), keymapOf({ preset })), { digit });
      assert.deepEqual(meaningOf(press("Process", { keyCode: 229, code: `Digit${digit}` }), keymapOf({ preset })), { digit });
    }
  }
});

test("an editor's own keys go before the preset, an unknown preset is the standard one", () => {
  const keymap = keymapOf({ preset: "left", keys: { accept: "p" } });
  assert.deepEqual(meaningOf(press("p"), keymap), { action: "accept" });
  assert.deepEqual(meaningOf(press("e"), keymap), { action: "edit" });
  assert.deepEqual(keymapOf({ preset: "none" }), PRESETS.standard);
  assert.deepEqual(keymapOf(undefined), PRESETS.standard);
  for (const key of ["", " ", "ab", undefined]) assert.deepEqual(faultsOf({ ...PRESETS.standard, note: key })[0], ["note", "note"]);
  assert.deepEqual(faultsOf({ ...PRESETS.standard, note: "𠮷" }), []);
});

test("what was decided is sent again in its order, and all of it until it is answered", () => {
  const random = seeded(3);
  const storage = store();
  let [alive, sent, outbox] = [true, [], null];
  const send = (message) => { if (!alive) throw new Error("dead"); sent.push(message.id); };
  const waiting = [];
  outbox = new Outbox(storage, "bank", send);
  for (let n = 0; n < 500; n += 1) {
    const chance = random();
    if (chance < 0.4) { outbox.put({ id: `d${n}` }); waiting.push(`d${n}`); }
    else if (chance < 0.7 && waiting.length) outbox.acknowledge(waiting.splice(Math.floor(random() * waiting.length), 1)[0]);
    else if (chance < 0.8) alive = !alive;
    else if (chance < 0.9) outbox = new Outbox(storage, "bank", send); // the page is loaded again
    else {
      sent = [];
      assert.equal(outbox.resend(`v${n}`), alive || waiting.length === 0);
      if (alive) assert.deepEqual(sent, waiting);
    }
    assert.deepEqual(outbox.entries.map((entry) => entry.message.id), waiting);
    assert.equal(outbox.state.waiting, waiting.length);
  }
});

test("a store with rubbish in it gives what can be read", () => {
  for (const [kept, count] of [["null", 0], ["{}", 0], ['[null, 3, {"message": {}}, {"at": 1, "message": {"id": "x"}}]', 1], ['"text"', 0]]) {
    const outbox = new Outbox({ getItem: () => kept, setItem() {} }, "bank", () => {});
    assert.equal(outbox.state.waiting, count);
  }
  const closed = new Outbox({ getItem() { throw new Error("denied"); }, setItem() { throw new Error("denied"); } }, "bank", () => {});
  assert.equal(closed.put({ id: "one" }), true);
});

test("the next card is the nearest that waits, whatever was decided, reopened or asked again", () => {
  const random = seeded(4);
  for (let round = 0; round < 200; round += 1) {
    const queue = new Queue();
    queue.reset(30);
    const decided = new Set();
    const known = new Set();
    for (let n = 0; n < 40; n += 1) {
      const place = Math.floor(random() * 30);
      const chance = random();
      if (chance < 0.5) {
        queue.put([{ index: place, card: { id: `q${place}` } }], 1);
        if (!decided.has(place)) known.add(place);
      } else if (chance < 0.8) { queue.decide(`q${place}`); decided.add(place); known.delete(place); }
      else if (chance < 0.9) { queue.reopen(`q${place}`); decided.delete(place); }
      else queue.at = place;
      const right = [...known].filter((each) => each > queue.at).sort((a, b) => a - b)[0];
      assert.equal(queue.next(), right);
    }
  }
});

test("cards are asked for once, behind the last that is ready, and no more when none is left", () => {
  const queue = new Queue();
  queue.reset(100);
  assert.equal(queue.wanting(), -1);
  queue.put(Array.from({ length: 5 }, (_, n) => ({ index: n, card: { id: `q${n}` } })), 5);
  assert.equal(queue.wanting(), 4);
  assert.equal(queue.wanting(), undefined);
  queue.put([{ index: 7, card: { id: "q7" } }], 5);
  assert.equal(queue.exhausted, true);
  assert.equal(queue.wanting(), undefined);
  queue.reopen("q1");
  assert.equal(queue.wanting(), 7);
  queue.reset(3);
  assert.deepEqual([queue.next(), queue.total, queue.at], [undefined, 3, -1]);
});

test("a fresh card takes the place of the ready one, a row of the list does not", () => {
  const queue = new Queue();
  queue.reset(2);
  queue.put([{ index: 0, card: { id: "q0", revision: 1, fields: {} } }], 1);
  queue.refresh({ id: "q0", revision: 2, status: "draft" });
  assert.equal(queue.ready.get(0).revision, 1);
  queue.refresh({ id: "q0", revision: 3, fields: {} });
  assert.equal(queue.ready.get(0).revision, 3);
});

test("no more pages of rows are kept than the page can bear, and a lost one is asked for again", () => {
  const queue = new Queue();
  queue.reset(100_000);
  for (let page = 0; page < 200; page += 1) queue.putRows(page * 100, [{ id: `q${page}` }]);
  assert.ok(queue.rows.size <= 60);
  assert.equal(queue.row(199 * 100).id, "q199");
  assert.deepEqual(queue.missing(0, 50, new Set()), [{ from: 0, count: 100 }]);
  assert.deepEqual(queue.missing(-500, 0, new Set()), []);
  assert.deepEqual(queue.missing(100_000, 100_100, new Set()), []);
});

test("an option's id is new whatever ids there are, moving loses nothing", () => {
  const random = seeded(5);
  for (let n = 0; n < 500; n += 1) {
    const options = drawn(random, ["o1", "o2", "o3", "o4", "o5", "x", "甲", "o02"], 8).map((id) => ({ id }));
    const id = freshOptionId(options);
    assert.ok(!options.some((option) => option.id === id));
    assert.match(freshOptionId(options, "l"), /^l\d+$/);
    const things = options.map((_, place) => place);
    const [at, by] = [Math.floor(random() * things.length), n % 2 ? 1 : -1];
    const before = [...things];
    move(things, at, by);
    assert.deepEqual([...things].sort(), before);
    if (at + by >= 0 && at + by < before.length) assert.notDeepEqual(things, before);
    if (at + by >= 0 && at + by < before.length) move(things, at + by, -by);
    assert.deepEqual(things, before);
  }
});

// --- what was typed, how far the work is, the line to the kernel ---------------------------------------

const plain = () => { const kept = {}; Object.defineProperties(kept, { getItem: { value: (name) => kept[name] ?? null }, setItem: { value: (name, value) => { kept[name] = value; } }, removeItem: { value: (name) => { delete kept[name]; } } }); return kept; };

test("what was typed outlives the page, and is forgotten when it is saved", () => {
  const storage = plain();
  new Typed(storage, "bank").put("q1", { fields: { stem: "甲" } });
  new Typed(storage, "other").put("q9", { fields: {} });
  const typed = new Typed(storage, "bank");
  typed.learn(["q2"]);
  assert.deepEqual(["q1", "q2", "q9"].map((id) => typed.has(id)), [true, true, false]);
  assert.deepEqual(typed.get("q1"), { fields: { stem: "甲" } });
  assert.equal(typed.get("q2"), null);
  typed.forget("q1");
  assert.equal(typed.has("q1"), false);
  assert.equal(typed.get("q1"), null);
  storage.setItem("qbank-typed/bank/q3", "{rubbish");
  assert.equal(typed.get("q3"), null);
});

test("how far the work is: the whole, one document, a second reader", () => {
  const say = (key, values) => `${key} ${Object.entries(values).map(([name, value]) => `${name}=${value}`).join(" ")}`;
  const progress = { a: { draft: 3, accepted: 2, later: 1 }, b: { rejected: 4, retired: 1 } };
  assert.equal(countOf(Object.values(progress), "accepted", "rejected"), 6);
  assert.deepEqual(progressOf(progress, { say, mode: "review", document: "" }), {
    done: 7, all: 10, title: "review-progress-all done=7 all=10 accepted=2 rejected=4 later=1", words: "review-progress-short done=7 all=10",
  });
  assert.equal(progressOf(progress, { say, mode: "review", document: "a" }).words, "review-progress-document done=2 all=5");
  assert.equal(progressOf(progress, { say, mode: "review", document: "gone" }).words, "review-progress-document done=0 all=0");
  assert.deepEqual(progressOf({ "": { answered: 5 } }, { say, mode: "second", document: "" }), { words: "review-answered n=5" });
  assert.deepEqual(progressOf(progress, { say, mode: "conflicts", document: "" }), { words: "" });
});

/** A line to a kernel that is played by the test. */
function line() {
  globalThis.sessionStorage = store();
  const handlers = {};
  const sent = [];
  const told = [];
  const note = (name) => (...values) => told.push([name, ...values]);
  const model = { alive: true, get: () => "bank", on: (name, call) => { handlers[name] = call; }, off: (name) => { delete handlers[name]; }, send(message) { if (!this.alive) throw new Error("gone"); sent.push(message); } };
  const link = new Link(model, { context: () => ({ filter: { show: "draft" } }), answered: note("answered"), news: note("news"), failed: note("failed"), reached: note("reached"), lost: note("lost"), revived: note("revived"), moved: note("moved") });
  return { link, model, handlers, sent, told, hear: (message) => handlers["msg:custom"](message) };
}

test("an answer finds the question it belongs to, whatever the order", async () => {
  const { link, sent, hear, told } = line();
  const [one, other, refused] = [link.ask("card", { index: 1 }), link.ask("card", { index: 2 }), link.ask("card", { index: 3 })];
  assert.deepEqual(sent.map((message) => message.index), [1, 2, 3]);
  assert.ok(sent.every((message) => message.do === "card" && message.view === link.view && message.filter.show === "draft"));
  hear({ view: "another", re: sent[0].id, ok: true, card: "not for us" });
  hear({ view: link.view, re: sent[1].id, ok: true, card: "second" });
  hear({ view: link.view, re: sent[0].id, ok: true, card: "first" });
  hear({ view: link.view, re: sent[2].id, ok: false, problem: { says: "?" } });
  assert.deepEqual([(await one).card, (await other).card, await refused], ["first", "second", null]);
  assert.deepEqual(told.filter(([name]) => name === "failed"), [["failed", { says: "?" }]]);
  link.close();
});

test("a decision is kept until the bank has answered it, and what others did is passed on", () => {
  const { link, model, sent, hear, told, handlers } = line();
  model.alive = false;
  link.post({ do: "decide", op: "o1", item: "q1" });
  assert.equal(link.state.waiting, 1);
  assert.ok(told.some(([name]) => name === "lost"));
  model.alive = true;
  link.resend();
  assert.equal(sent.at(-1).id, "o1");
  hear({ ev: "changed", view: link.view, rows: ["mine"] });
  hear({ ev: "changed", view: "another", rows: ["theirs"] });
  assert.deepEqual(told.filter(([name]) => name === "news"), [["news", ["theirs"]]]);
  hear({ view: link.view, re: "o1", ok: true, outcome: "done" });
  assert.equal(link.state.waiting, 0);
  const [, decision, answer] = told.find(([name]) => name === "answered");
  assert.deepEqual([decision.item, answer.outcome], ["q1", "done"]);
  link.close();
  assert.deepEqual(handlers, {});
});

test("a kernel that came back after it died is told once", () => {
  let changed;
  const session = { statusChanged: { connect: (call) => { changed = call; }, disconnect: () => { changed = undefined; } } };
  globalThis.jupyterapp = { shell: { currentWidget: { sessionContext: session } } };
  const { link, told } = line();
  for (const status of ["busy", "idle", "autorestarting", "starting", "idle", "busy", "idle"]) changed(session, status);
  assert.deepEqual(told.map(([name]) => name), ["lost", "revived"]);
  link.close();
  assert.equal(changed, undefined);
  delete globalThis.jupyterapp;
});

test("a run that a kernel breaks off is begun again, and a kernel that does not answer is waited for", async () => {
  let asked = 0;
  const kernel = { status: "idle", requestKernelInfo: () => { asked += 1; return asked === 1 ? Promise.reject(new Error("canceled")) : Promise.resolve({}); } };
  const session = { session: { kernel }, statusChanged: { connect() {}, disconnect() {} } };
  const runs = [false, true];
  const done = [];
  const execute = (name) => { done.push(name); return Promise.resolve(name === "notebook:run-all-cells" ? runs.shift() : undefined); };
  globalThis.jupyterapp = { shell: { currentWidget: { sessionContext: session } }, commands: { execute } };
  const { link } = line();
  assert.equal(await link.rerun(), true);
  assert.deepEqual(done, ["notebook:run-all-cells", "notebook:run-all-cells", "docmanager:save"]);
  assert.ok(asked >= 3);
  runs.push(false, false, false);
  assert.equal(await link.rerun(), false);
  link.close();
  delete globalThis.jupyterapp;
});

test("an item that is not in the list leaves the place where it was", () => {
  const queue = new Queue();
  queue.reset(9);
  queue.stand(4);
  assert.deepEqual([queue.here, queue.at, queue.left], [4, 4, 9]);
  queue.stand(-1);
  assert.deepEqual([queue.here, queue.at, queue.left], [undefined, 4, 9]);
  queue.decide("q4");
  assert.equal(queue.left, 8);
});
