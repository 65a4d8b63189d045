// A contest in front of a room: question, countdown, answer with its proof, and what each team has.

import { announce, button, fill, h } from "./practice_dom.js";
import { keeper } from "./practice_keeping.js";
import { changeOf, scoreOf, scored, scores } from "./contest_score.js";
import { answered, asked, keys, stageSpeaker, toggleFull } from "./stage_showing.js";

const ROUNDS = { must: "contest-must", buzzer: "contest-buzzer", risk: "contest-risk" };
const RISKS = { easy: "difficulty-easy", medium: "difficulty-medium", hard: "difficulty-hard" };

function startContest(data) {
  const say = stageSpeaker(data.words);
  const main = document.getElementById("page");
  const kept = keeper(data.mark, { at: -1, log: [], past: [] });
  const { state } = kept;
  const view = { open: false, listed: false, team: null, left: data.seconds, running: 0 };
  if (!data.turns[state.at]) state.at = -1;

  const turn = () => data.turns[state.at];
  const nameOf = (each) => say(each.spare ? "stage-turn-spare" : "stage-turn", { round: each.round, way: say(ROUNDS[each.way]), n: each.number });
  const signed = (change) => (change > 0 ? `+${change}` : String(change));

  function draw() {
    document.body.dataset.at = String(state.at);
    const parts = view.listed ? list() : turn() ? stage() : cover();
    // However long an answer is, the buttons that judge it stay in sight.
    const dock = h("div", { class: "dock" }, parts.at(-1), teams());
    fill(main, parts.slice(0, -1), dock, h("p", { class: "hint" }, say("stage-contest-keys")));
  }

  // A line of the title that ends in a wide space would stand beside the middle.
  function titleParts() {
    return data.title.split("\u3000").flatMap((part, at) => [at ? " " : "", h("span", {}, part)]);
  }

  function cover() {
    return [
      h("div", { class: "cover" }, h("h1", {}, ...titleParts()), h("p", {}, say("stage-cover", { teams: data.teams.length, n: data.turns.length }))),
      h("nav", { class: "buttons" }, button(say("stage-begin"), () => go(0), { kind: "main", action: "begin" }), more()),
    ];
  }

  function more() {
    return [
      button(say("stage-list"), toggleList, { kind: "quiet", action: "list" }),
      button(say("stage-full"), toggleFull, { kind: "quiet", action: "full" }),
    ];
  }

  function stage() {
    const now = turn();
    return [
      h(
        "header",
        { class: "top" },
        h("h1", {}, nameOf(now)),
        h("p", { class: "worth" }, worth(now)),
        h("p", { class: "clock", role: "timer", "data-left": view.left }, clock()),
      ),
      h(
        "article",
        { class: "board", "data-place": now.item },
        h("p", { class: "about" }, data.types[data.items[now.item].type]),
        asked(data, now.item, say),
        view.open && h("section", { class: "answer" }, answered(data, now.item, say)),
      ),
      h(
        "nav",
        { class: "buttons" },
        button(say("stage-before"), () => go(state.at - 1), { action: "before" }),
        button(say(view.running ? "stage-pause" : "stage-start"), run, { action: "run" }),
        button(say(view.open ? "stage-close" : "stage-reveal"), reveal, { kind: "main", action: "reveal" }),
        button(say("stage-right"), () => judge(true), { kind: "good", action: "right", disabled: chosen() === null }),
        button(say("stage-wrong"), () => judge(false), { kind: "bad", action: "wrong", disabled: chosen() === null }),
        button(say("stage-undo"), undo, { kind: "quiet", action: "undo", disabled: !state.past.length }),
        button(say("stage-after"), () => go(state.at + 1), { action: "after", disabled: state.at === data.turns.length - 1 }),
        more(),
      ),
    ];
  }

  function worth(now) {
    const level = now.level ? say("stage-level", { level: say(RISKS[now.level]) }) : "";
    const cost = now.penalty ? say("stage-cost", { n: now.penalty }) : "";
    return [level, say("stage-worth", { n: now.marks }), cost].filter(Boolean).join(" · ");
  }

  function clock() {
    return view.left > 0 ? String(view.left) : say("stage-time-up");
  }

  /** Return whose answer is judged: the team chosen by hand, else the one whose turn it is. */
  function chosen() {
    if (view.team !== null) return view.team;
    const own = turn() ? data.teams.indexOf(turn().team) : -1;
    return own < 0 ? null : own;
  }

  function teams() {
    const now = scores(data, state.log);
    const told = turn() && scoreOf(state.log, state.at);
    return h(
      "ol",
      { class: "teams" },
      data.teams.map((name, at) => {
        const here = told?.team === at && !view.listed;
        return h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "team", "data-team": at, "aria-pressed": String(chosen() === at), onclick: () => pick(at) },
            h("span", { class: "team-key", "aria-hidden": "true" }, at < 9 ? at + 1 : ""),
            h("span", { class: "team-name" }, name),
            h("strong", {}, now[at]),
            here && h("span", { class: told.right ? "gain" : "loss" }, signed(changeOf(turn(), told.right))),
          ),
        );
      }),
    );
  }

  function list() {
    const rounds = [...new Set(data.turns.map((each) => each.round))];
    return [
      h("header", { class: "top" }, h("h1", {}, say("stage-list"))),
      rounds.map((round) => {
        const own = data.turns.map((each, at) => [each, at]).filter(([each]) => each.round === round);
        return h(
          "section",
          { class: "round" },
          h("h2", {}, say("stage-round", { round, way: say(ROUNDS[own[0][0].way]) })),
          h("div", { class: "picks" }, own.map(([each, at]) => pickTurn(each, at))),
        );
      }),
      h("nav", { class: "buttons" }, button(say("stage-back"), toggleList, { kind: "main", action: "list" })),
    ];
  }

  function pickTurn(each, at) {
    const told = scoreOf(state.log, at);
    const words = [each.level && say("stage-worth", { n: each.marks }), each.team, each.spare && say("stage-spare")].filter(Boolean);
    const done = told && `${data.teams[told.team]} ${signed(changeOf(each, told.right))}`;
    return button([h("b", {}, each.number), h("span", {}, words.join(" ")), done && h("small", {}, done)], () => go(at), {
      kind: told ? "pick done" : "pick", "data-turn": at,
    });
  }

  function go(at) {
    if (at < -1 || at >= data.turns.length) return;
    halt();
    state.at = at;
    Object.assign(view, { open: false, listed: false, team: scoreOf(state.log, at)?.team ?? null, left: data.seconds });
    kept.save();
    draw();
    scrollTo(0, 0);
    if (turn()) announce(nameOf(turn()));
  }

  function pick(at) {
    if (at >= data.teams.length || !turn() || view.listed) return;
    const own = data.teams.indexOf(turn().team);
    // Where it is a team's turn, no other answers.
    if (own >= 0 && own !== at) return announce(say("stage-not-theirs", { team: turn().team }));
    view.team = view.team === at && own < 0 ? null : at;
    draw();
  }

  function judge(right) {
    const team = chosen();
    if (team === null || !turn() || view.listed) return;
    halt();
    state.past.push(state.log);
    if (state.past.length > 200) state.past.shift();
    state.log = scored(state.log, { turn: state.at, team, right });
    kept.save();
    draw();
    announce(say("stage-scored", { team: data.teams[team], change: signed(changeOf(turn(), right)), all: scores(data, state.log)[team] }));
  }

  function undo() {
    if (!state.past.length) return;
    state.log = state.past.pop();
    kept.save();
    draw();
  }

  function reveal() {
    if (!turn() || view.listed) return;
    halt();
    view.open = !view.open;
    draw();
  }

  function toggleList() {
    halt();
    view.listed = !view.listed;
    draw();
  }

  function halt() {
    clearInterval(view.running);
    view.running = 0;
  }

  function run() {
    if (!turn() || view.listed) return;
    if (view.running) {
      halt();
      return draw();
    }
    if (view.left <= 0) view.left = data.seconds;
    const end = Date.now() + view.left * 1000;
    view.running = setInterval(() => tick(end), 200);
    draw();
  }

  function tick(end) {
    view.left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (view.left === 0) {
      halt();
      draw();
      return announce(say("stage-time-up"));
    }
    const shown = document.querySelector(".clock");
    shown.dataset.left = String(view.left);
    shown.textContent = clock();
  }

  function resetClock() {
    halt();
    view.left = data.seconds;
    draw();
  }

  const after = () => go(state.at + 1);
  const before = () => go(state.at - 1);
  const picks = Object.fromEntries([...Array(9).keys()].map((at) => [String(at + 1), () => pick(at)]));
  keys({
    ...picks, ArrowRight: after, PageDown: after, n: after, ArrowLeft: before, PageUp: before, p: before, " ": run,
    Enter: reveal, a: reveal, "+": () => judge(true), "=": () => judge(true), "-": () => judge(false), r: resetClock,
    u: undo, l: toggleList, f: toggleFull,
  });
  document.title = data.title;
  draw();
}

startContest(JSON.parse(document.getElementById("qbank-contest").textContent));
