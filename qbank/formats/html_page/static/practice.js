// A practice page that needs nothing but itself: its items stand in the data block of the same file.

import { button, fill, h, icon } from "./practice_dom.js";
import { fold, wordings } from "./practice_folding.js";
import { marker, isGiven } from "./practice_marking.js";
import { newSeed, shownOrder } from "./practice_drawing.js";
import { keeper } from "./practice_keeping.js";
import { timeOf } from "./practice_results.js";
import { home } from "./practice_home.js";
import { practise } from "./practice_one.js";
import { sit } from "./practice_paper.js";
import { result } from "./practice_review.js";

const LONGEST_KEPT = 5000; // questions of a paper; a longer one is not taken up again after the page was closed

const LEVELS = { easy: "practice-easy", medium: "practice-medium", hard: "practice-hard" };

/** Return what the words of the page are, their placeholders filled. */
function speaker(words) {
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function deckOf(data, state) {
  const say = speaker(data.words);
  const mark = marker(wordings(data.numerals), fold);
  const values = (of) => [...new Set(data.items.map(of))].filter(Boolean);
  const level = (each) => say(LEVELS[each]);
  const levelOf = (item) => item.difficulty ?? "medium";
  const levels = Object.keys(LEVELS).filter((each) => data.items.some((item) => levelOf(item) === each));
  // Where all are alike, nothing is said of it.
  for (const item of data.items) item.difficulty = levels.length > 1 ? levelOf(item) : "";
  return {
    title: data.title,
    items: data.items,
    types: data.types,
    say,
    mark,
    level,
    filters: [
      { name: "type", label: "practice-by-type", of: (item) => item.type, words: (type) => data.types[type] },
      { name: "chapter", label: "practice-by-chapter", of: (item) => item.chapter ?? "", words: (chapter) => chapter },
      { name: "difficulty", label: "practice-by-difficulty", of: levelOf, words: level },
    ].map((each) => ({ ...each, values: each.name === "difficulty" ? levels : values(each.of) })),
    order: (place) => shownOrder(data.items[place], place, { seed: state.seed, mixed: state.mixOptions }),
    result: (item, given) => resultOf(item, given, mark, say),
  };
}

function resultOf(item, given, mark, say) {
  const score = mark(item, given);
  if (!isGiven(item, given)) return { kind: "none", icon: "part", words: say("practice-unanswered") };
  if (score === null) return { kind: "open", icon: "part", words: say("practice-open") };
  if (score === 1) return { kind: "right", icon: "right", words: say("practice-right") };
  if (!score) return { kind: "wrong", icon: "wrong", words: say("practice-wrong") };
  return { kind: "part", icon: "part", words: say("practice-part"), more: say("practice-share", { share: Math.round(score * 100) }) };
}

function start(data) {
  const main = document.getElementById("page");
  const kept = keeper(data.mark, {
    name: "", seed: newSeed(), mixItems: false, mixOptions: false, done: {}, paper: null,
    filter: { type: "", chapter: "", difficulty: "", scope: "all", count: "0" },
  });
  const deck = deckOf(data, kept.state);
  const app = { deck, kept, show, bar, score, record, home: () => leave(), practise: (list) => practise(app, list), sit: begin, resume, result: (paper) => result(app, paper) };

  function show(page, ...content) {
    document.body.dataset.page = page;
    fill(main, content);
    if (page !== "paper") scrollTo(0, 0);
  }

  function bar({ title, now, all, words }) {
    return h(
      "div",
      { class: "bar" },
      h("div", { class: "bar-row" }, button([icon("back"), deck.say("practice-back")], () => leave(), { kind: "quiet", action: "home" }), h("p", { class: "bar-title" }, title), h("p", { class: "bar-words" }, words)),
      h("progress", { max: Math.max(all, 1), value: now, "aria-label": deck.say("practice-progress") }),
    );
  }

  function leave() {
    home(app);
    document.querySelector("h1").focus();
  }

  function score(place) {
    return kept.state.done[place]?.score ?? null;
  }

  function record(place, given) {
    kept.state.done[place] = { given: given ?? null, score: deck.mark(deck.items[place], given), at: timeOf(new Date()) };
    kept.save();
  }

  function begin(list) {
    const paper = { list, given: {}, page: 0, handed: false };
    kept.state.paper = list.length <= LONGEST_KEPT ? paper : null;
    kept.save();
    scrollTo(0, 0);
    sit(app, paper);
  }

  function resume() {
    const { paper } = kept.state;
    if (paper.handed) result(app, paper);
    else sit(app, paper);
  }

  document.title = deck.title;
  home(app);
}

start(JSON.parse(document.getElementById("qbank-practice").textContent));
