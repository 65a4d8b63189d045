// The first page: what there is, what is to be asked, and how.

import { button, h } from "./practice_dom.js";
import { newSeed, sample, shuffled } from "./practice_drawing.js";
import { download, table, timeOf } from "./practice_results.js";

const COUNTS = [10, 20, 50, 100];
const SCOPES = { all: "practice-scope-all", undone: "practice-scope-undone", wrong: "practice-scope-wrong" };

/** Return the places of the items that the chosen filters let through, in the order of the file. */
export function selection({ deck, kept: { state } }) {
  const { filter, done } = state;
  const scopes = { all: () => true, undone: (place) => !(place in done), wrong: (place) => (done[place]?.score ?? 1) < 1 };
  const inScope = scopes[filter.scope] ?? scopes.all;
  const found = [];
  deck.items.forEach((item, place) => {
    const fits = deck.filters.every(({ name, of }) => !filter[name] || of(item) === filter[name]);
    if (fits && inScope(place)) found.push(place);
  });
  return found;
}

/** Show the first page. */
export function home(app) {
  const { deck, kept } = app;
  const { say } = deck;
  const { state } = kept;
  const count = h("strong", { "data-found": "" });
  const starts = [
    start("practice-one", "practice-one-more", "one", () => app.practise(ordered(app, selection(app)))),
    start("practice-paper", "practice-paper-more", "paper", () => app.sit(ordered(app, drawn(app, selection(app))))),
  ];
  const refresh = () => {
    const found = selection(app).length;
    count.textContent = say("practice-found", { n: found });
    for (const each of starts) each.disabled = !found;
    kept.save();
  };

  function start(label, more, action, go) {
    const face = [h("span", { class: "start-name" }, say(label)), h("span", { class: "start-more" }, say(more))];
    return button(face, go, { kind: `start ${action}`, action });
  }

  app.show(
    "home",
    h("header", { class: "hero" }, h("h1", { tabindex: "-1" }, deck.title), h("p", { class: "dim" }, inventory(deck))),
    standing(app),
    h("section", { class: "card", "aria-label": say("practice-what") }, h("h2", {}, say("practice-what")), choices(app, refresh), h("p", { class: "found" }, count)),
    h("div", { class: "starts" }, starts),
    person(app),
  );
  refresh();
}

function inventory(deck) {
  const counts = new Map();
  for (const { type } of deck.items) counts.set(type, (counts.get(type) ?? 0) + 1);
  const kinds = [...counts].map(([type, n]) => `${deck.types[type]}\u00a0${n}`);
  return [deck.say("practice-total", { n: deck.items.length }), ...(kinds.length > 1 ? kinds : [])].join(" · ");
}

/** Return how far the person has come, with a way to go on; nothing before the first answer. */
function standing(app) {
  const { deck, kept } = app;
  const { say } = deck;
  const { done, paper } = kept.state;
  const marked = Object.values(done).filter(({ score }) => score !== null);
  if (!Object.keys(done).length && !paper) return null;
  const right = marked.filter(({ score }) => score === 1).length;
  const share = marked.length ? Math.round((100 * right) / marked.length) : 0;
  return h(
    "section",
    { class: "card standing", "aria-label": say("practice-standing") },
    h("h2", {}, say("practice-standing")),
    h("p", {}, say("practice-done", { done: Object.keys(done).length, all: deck.items.length, share })),
    h("progress", { max: deck.items.length, value: Object.keys(done).length, "aria-label": say("practice-standing") }),
    paper && button(say(paper.handed ? "practice-see-result" : "practice-go-on"), () => app.resume(), { kind: "main", action: "resume" }),
  );
}

function choices(app, refresh) {
  const { deck, kept } = app;
  const { say } = deck;
  const { state } = kept;
  const pick = (name, label, options) =>
    h(
      "label",
      { class: "field" },
      h("span", {}, label),
      h(
        "select",
        { "data-filter": name, onchange: (event) => { state.filter[name] = event.target.value; refresh(); } },
        options.map(([value, words]) => h("option", { value, selected: String(state.filter[name]) === value }, words)),
      ),
    );
  const turn = (name, label) =>
    h(
      "label",
      { class: "switch" },
      h("input", { type: "checkbox", role: "switch", checked: state[name], "data-switch": name, onchange: (event) => { state[name] = event.target.checked; kept.save(); } }),
      h("span", { class: "track", "aria-hidden": "true" }),
      h("span", {}, label),
    );
  const shown = deck.filters.filter(({ values }) => values.length > 1);
  const sizes = COUNTS.filter((n) => n < deck.items.length);
  return [
    h(
      "div",
      { class: "fields" },
      shown.map(({ name, label, values, words }) => pick(name, say(label), [["", say("practice-all")], ...values.map((each) => [each, words(each)])])),
      pick("scope", say("practice-scope"), Object.entries(SCOPES).map(([each, key]) => [each, say(key)])),
      sizes.length > 0 && pick("count", say("practice-count"), [["0", say("practice-all")], ...sizes.map((n) => [String(n), say("practice-total", { n })])]),
    ),
    h("div", { class: "switches" }, turn("mixItems", say("practice-mix-items")), turn("mixOptions", say("practice-mix-options"))),
  ];
}

function drawn({ kept: { state } }, places) {
  const count = Number(state.filter.count);
  return count && count < places.length ? sample(places, count, newSeed()) : places;
}

function ordered({ kept: { state } }, places) {
  state.seed = newSeed();
  return state.mixItems ? shuffled(places, state.seed) : places;
}

function person(app) {
  const { deck, kept } = app;
  const { say } = deck;
  const has = Object.keys(kept.state.done).length > 0;
  const name = h("input", {
    type: "text", value: kept.state.name, maxlength: 60, autocomplete: "name", "data-name": "",
    oninput: (event) => { kept.state.name = event.target.value; kept.save(); },
  });
  const give = () => {
    const file = [deck.title, kept.state.name.trim(), timeOf(new Date()).slice(0, 10)].filter(Boolean).join("-");
    download(table(deck, kept.state), `${file}.csv`);
  };
  const forget = button(say("practice-forget"), () => {
    if (!confirm(say("practice-forget-sure"))) return;
    kept.forget();
    home(app);
  }, { kind: "quiet", action: "forget", disabled: !has });
  return h(
    "section",
    { class: "card person", "aria-label": say("practice-mine") },
    h("h2", {}, say("practice-mine")),
    h("label", { class: "field" }, h("span", {}, say("practice-name")), name),
    h("div", { class: "buttons" }, button(say("practice-download"), give, { action: "download", disabled: !has }), forget),
    h("p", { class: "dim small-print" }, say(kept.works ? "practice-kept" : "practice-not-kept")),
  );
}
