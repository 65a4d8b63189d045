// What opens over the card: help, filters, settings, history, conflicts, batches, likenesses. One at a time; Escape closes.

import { changeList } from "./card.js";
import { button, h, replace, shown } from "./dom.js";
import { ACTIONS, PRESETS, faultsOf, keymapOf } from "./keys.js";
import { localTime } from "./text.js";

export const REASONS = [1, 2, 3, 4, 5, 6, 7, 8];

export class Panel {
  /** @param {{ say, closed: () => void }} host */
  constructor(host) {
    this.host = host;
    this.body = h("div", { class: "qb-panel-body" });
    this.title = h("h2", {});
    const close = h("button", { type: "button", class: "qb-tool", "data-action": "close", "aria-label": host.say("review-close"), title: host.say("review-close"), onclick: () => this.close() }, "×");
    this.box = h("div", { class: "qb-panel", role: "dialog", "aria-modal": "true", tabindex: "-1", onkeydown: (event) => this.#trap(event) }, h("header", {}, this.title, close), this.body);
    this.root = h("div", { class: "qb-veil", hidden: true, onclick: (event) => event.target === this.root && this.close() }, this.box);
    this.keys = null;
  }

  get open() {
    return !this.root.hidden;
  }

  /** Open the panel and return its ticket. `keys(event)` sees the keys pressed in it first and tells whether it took them; `left` hears it close. */
  show(title, content, { keys = null, left = null } = {}) {
    const ticket = (this.ticket = Symbol(title));
    this.title.textContent = title;
    this.box.setAttribute("aria-label", title);
    replace(this.body, content);
    Object.assign(this, { keys, left });
    this.root.hidden = false;
    (this.body.querySelector("[autofocus]") ?? this.body.querySelector("button, input, select, textarea") ?? this.box).focus();
    return ticket;
  }

  /** Close the panel; with the ticket of `show` only if it is still that one. */
  close(ticket = this.ticket) {
    if (!this.open || ticket !== this.ticket) return;
    this.root.hidden = true;
    replace(this.body);
    this.host.closed();
    this.left?.();
  }

  #trap(event) {
    if (this.keys?.(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key !== "Tab") return;
    const stops = [...this.box.querySelectorAll("button, input, select, textarea, [tabindex='0']")].filter((each) => !each.disabled && each.offsetParent);
    const [first, last] = [stops[0], stops.at(-1)];
    const active = this.box.getRootNode().activeElement;
    if (event.shiftKey ? active === first : active === last) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }
}

/** The reasons for sending an item back, one digit each, and a note in the editor's own words, `typed` so far. */
export function rejectPanel(say, { typed, keep }, decide) {
  const note = h("input", { type: "text", class: "qb-input", "aria-label": say("review-reason-note"), placeholder: say("review-reason-note"), value: typed, oninput: (event) => keep(event.target.value) });
  const send = (n) => {
    const own = note.value.trim();
    decide([n ? say(`review-reason-${n}`) : "", own].filter(Boolean).join("："));
  };
  const list = h("div", { class: "qb-reasons" }, REASONS.map((n) =>
    h("button", { type: "button", class: "qb-reason", "data-reason": n, autofocus: n === 1, onclick: () => send(n) }, h("kbd", {}, n), say(`review-reason-${n}`))));
  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229) return false;
    if (event.target === note) {
      if (event.key !== "Enter" || !note.value.trim()) return false;
      send(0);
      return true;
    }
    const digit = Number(event.key);
    if (!REASONS.includes(digit)) return false;
    send(digit);
    return true;
  };
  return { content: [list, note, h("p", { class: "qb-dim" }, say("review-reason-help"))], keys };
}

/** All keys, and what they do. */
export function helpPanel(say, keymap) {
  const rows = ACTIONS.map((action) => h("tr", {}, h("td", {}, h("kbd", {}, keymap[action].toUpperCase())), h("td", {}, say(`review-do-${action}`))));
  const fixed = [["1–9", "review-do-digit"], ["Ctrl+Enter", "review-do-save"], ["Esc", "review-do-cancel"], ["Ctrl+S", "review-do-already"]];
  return [h("table", { class: "qb-keys" }, h("tbody", {}, rows, fixed.map(([key, text]) => h("tr", {}, h("td", {}, h("kbd", {}, key)), h("td", {}, say(text)))))), h("p", { class: "qb-dim" }, say("review-help-more"))];
}

/** What to see: status, document, type, pattern, tag, reviewer, difficulty, words. */
export function filterPanel(say, { filter, shows, facets, types }, apply) {
  const wanted = { ...filter };
  const choose = (name, values, word = (value) => value) =>
    h("label", { class: "qb-field" }, h("span", { class: "qb-label" }, say(`review-filter-${name}`)),
      h("select", { class: "qb-input qb-grow", "data-filter": name, onchange: (event) => { wanted[name] = event.target.value; } },
        name === "show" ? null : h("option", { value: "" }, say("review-any")),
        values.map((value) => h("option", { value, selected: wanted[name] === value }, word(value)))));
  const words = h("input", { type: "search", class: "qb-input qb-grow", "data-filter": "text", value: wanted.text, oninput: (event) => { wanted.text = event.target.value; } });
  const done = () => apply(wanted);
  const clear = () => apply({ show: "draft" });
  return {
    content: [
      choose("show", shows, (value) => say(`review-show-${value}`)),
      choose("document", facets.documents),
      choose("type", facets.types, (value) => types[value]?.label ?? value),
      choose("pattern", Object.keys(facets.patterns), (value) => facets.patterns[value]),
      choose("tag", facets.tags),
      choose("difficulty", facets.difficulties, (value) => say(`review-level-${value}`)),
      choose("actor", facets.actors),
      h("label", { class: "qb-field" }, h("span", { class: "qb-label" }, say("review-filter-text")), words),
      h("p", {}, button(say("review-apply"), { kind: "qb-primary", action: "apply", onclick: done }), button(say("review-clear"), { action: "clear", onclick: clear })),
    ],
    keys: (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.tagName === "BUTTON") return false;
      done();
      return true;
    },
  };
}

/** Keys, theme and language, each the editor's own. */
export function settingsPanel(say, settings, save) {
  const { theme = "auto", preset = "standard", lang, keys } = settings; // and nothing else: the filter is the list's own
  const mine = { theme, preset, lang, keys: { ...keys } };
  const body = h("div", {});
  const draw = () => {
    const keymap = keymapOf(mine);
    const faults = faultsOf(keymap);
    const clash = new Set(faults.flat());
    const choose = (name, values) => h("label", { class: "qb-field" }, h("span", { class: "qb-label" }, say(`review-set-${name}`)),
      h("select", { class: "qb-input", "data-setting": name, onchange: (event) => { mine[name] = event.target.value; if (name === "preset") mine.keys = {}; draw(); } },
        values.map((value) => h("option", { value, selected: mine[name] === value }, say(`review-${name}-${value}`)))));
    replace(body,
      choose("theme", ["auto", "light", "dark"]), choose("lang", ["zh", "en"]), choose("preset", Object.keys(PRESETS)),
      h("table", { class: "qb-keys" }, h("tbody", {}, ACTIONS.map((action) => h("tr", { class: clash.has(action) ? "qb-clash" : "" },
        h("td", {}, say(`review-do-${action}`)),
        h("td", {}, h("input", { type: "text", class: "qb-input qb-one", maxlength: 2, value: keymap[action], "aria-label": say(`review-do-${action}`), "data-key-for": action,
          onchange: (event) => { mine.keys[action] = event.target.value.trim().toLowerCase(); draw(); } })))))),
      faults.length ? h("p", { class: "qb-warning", role: "alert" }, say("review-key-clash", { names: [...clash].map((action) => say(`review-do-${action}`)).join("、") })) : null,
      h("p", {}, button(say("review-save-settings"), { kind: "qb-primary", action: "save-settings", disabled: faults.length > 0, onclick: () => save(mine) })));
  };
  draw();
  return body;
}

/** What happened to an item, newest first, each step with what it changed. */
export function historyPanel(say, steps) {
  if (!steps.length) return h("p", {}, say("review-no-history"));
  return h("ol", { class: "qb-steps" }, [...steps].reverse().map((step) => h("li", {},
    h("b", {}, step.says), " ", shown(step.actor), " ", h("span", { class: "qb-dim" }, localTime(step.at)),
    step.reason ? h("p", {}, shown(step.reason)) : null, step.changes?.length ? changeList(step.changes, say) : null)));
}

/** The editor's latest decisions, each a way back to its item. */
export function recentPanel(say, steps, pace, visit) {
  const rows = steps.map((step) => h("li", {}, h("button", { type: "button", class: "qb-link", onclick: () => visit(step.item) }, h("b", {}, step.says), " ", shown(step.stem)), " ", h("span", { class: "qb-dim" }, localTime(step.at)), step.reason ? h("p", {}, shown(step.reason)) : null));
  return [h("p", { class: "qb-dim" }, pace), rows.length ? h("ol", { class: "qb-steps" }, rows) : h("p", {}, say("review-no-history"))];
}

/** Somebody else was faster: theirs, mine, and the way on. Nothing is written without a click. */
export function conflictPanel(say, { mine, theirs, changed, since, action, reason }, { keepMine, keepTheirs, open }) {
  return [
    h("p", { tabindex: "-1", autofocus: true }, say("review-conflict-says")), // no button: a key on its way chooses nothing
    h("div", { class: "qb-sides" },
      h("section", {}, h("h3", {}, say("review-conflict-theirs")), h("ol", { class: "qb-steps" }, since.map((step) => h("li", {}, h("b", {}, step.says), " ", shown(step.actor), " ", h("span", { class: "qb-dim" }, localTime(step.at)), step.reason ? h("p", {}, shown(step.reason)) : null))),
        h("p", {}, shown(theirs.stem)), h("p", { class: "qb-key" }, shown(theirs.key)), changed.length ? [h("p", {}, say("review-theirs-changed")), changeList(changed, say)] : null),
      h("section", {}, h("h3", {}, say("review-conflict-mine")), h("p", {}, h("b", {}, say(`review-do-${action}`)), " ", shown(reason)), mine.length ? changeList(mine, say) : null),
      h("section", {}, h("h3", {}, say("review-conflict-source")), theirs.sources.map((source) => h("p", {}, shown(source.before), h("mark", {}, shown(source.text)), shown(source.after))))),
    h("p", {}, button(say("review-keep-theirs"), { kind: "qb-primary", action: "keep-theirs", onclick: keepTheirs }), button(say("review-keep-mine"), { action: "keep-mine", onclick: keepMine }), button(say("review-open-item"), { action: "open-item", onclick: open })),
  ];
}

/** A decision on all that the list shows: first what it would do, then just that, on just these items. */
export function batchPanel(say, { preview, run }) {
  const result = h("div", { "aria-live": "polite" });
  const action = h("select", { class: "qb-input", "data-batch": "action", "aria-label": say("review-batch"), onchange: () => replace(result) }, ["accept", "reject", "later", "delete"].map((name) => h("option", { value: name }, say(`review-do-${name}`))));
  const reason = h("input", { type: "text", class: "qb-input qb-grow", placeholder: say("review-batch-reason"), "aria-label": say("review-batch-reason") });
  const look = async () => {
    const chosen = action.value;
    const found = await preview(chosen);
    if (found && action.value === chosen) offer(found, chosen);
  };
  const offer = (found, chosen, changed = false) => {
    replace(result,
      changed ? h("p", { class: "qb-warning", role: "alert" }, say("review-batch-changed")) : null,
      h("p", {}, say("review-batch-would", { count: found.count, action: say(`review-do-${chosen}`) })),
      h("ul", {}, found.sample.map((row) => h("li", {}, shown(row.stem)))),
      found.faulty.length ? h("p", { class: "qb-warning" }, say("review-batch-faulty", { count: found.faulty.length, checked: found.checked })) : null,
      button(say("review-batch-do", { count: found.count }), { kind: "qb-primary", action: "batch-do", disabled: !found.count, onclick: async () => {
        replace(result, h("p", {}, say("review-batch-running")));
        const done = await run(chosen, reason.value, found.shown);
        if (!done) replace(result);
        else if (!("done" in done)) offer(done, chosen, true);
        else replace(result, h("p", {}, say("review-batch-done", { done: done.done, conflicts: done.conflicts, left: done.left })), h("ul", {}, done.refused.map((line) => h("li", {}, shown(line)))));
      } }));
  };
  return [h("p", { class: "qb-dim" }, say("review-batch-help")), h("p", { class: "qb-line-of" }, action, reason, button(say("review-batch-look"), { action: "batch-look", onclick: look })), result];
}

/** Two items that ask much the same, side by side. */
export function similarPanel(say, card, found, { keep, merge, reject, visit }) {
  if (!found.length) return h("p", {}, say("review-no-similar"));
  return found.map((other) => h("section", { class: "qb-pair" },
    h("p", {}, h("b", {}, say(`review-pair-${other.kind}`)), " ", h("span", { class: "qb-dim" }, `${Math.round(other.score * 100)} %`)),
    h("div", { class: "qb-sides" },
      h("div", {}, h("h3", {}, say("review-this-one")), h("p", {}, shown(card.stem)), h("p", { class: "qb-key" }, shown(card.key))),
      h("div", {}, h("h3", {}, h("button", { type: "button", class: "qb-link", onclick: () => visit(other.id) }, say("review-the-other", { status: say(`review-status-${other.status}`) }))), h("p", {}, shown(other.stem)), h("p", { class: "qb-key" }, shown(other.key)))),
    changeList(other.changes, say),
    h("p", {}, button(say("review-pair-keep"), { kind: "qb-small", action: "pair-keep", onclick: () => keep(other) }), button(say("review-pair-merge"), { kind: "qb-small", action: "pair-merge", onclick: () => merge(other) }), button(say("review-pair-reject"), { kind: "qb-small", action: "pair-reject", onclick: () => reject(other) }))));
}

/** Begin an item by hand: first its type, and the document its proof line is picked in. */
export function createPanel(say, { types, facets, begun }, begin) {
  const type = h("select", { class: "qb-input", "data-new": "type", "aria-label": say("review-filter-type") }, Object.entries(types).map(([name, { label }]) => h("option", { value: name }, label, begun(name) ? say("review-new-begun") : "")));
  const document = h("select", { class: "qb-input qb-grow", "data-new": "document", "aria-label": say("review-filter-document") }, h("option", { value: "" }, say("review-new-no-document")), facets.documents.map((name) => h("option", { value: name }, name)));
  return [h("p", { class: "qb-dim" }, say("review-new-help")), h("p", { class: "qb-line-of" }, type, document), button(say("review-new-begin"), { kind: "qb-primary", action: "new-begin", onclick: () => begin(type.value, document.value) })];
}
