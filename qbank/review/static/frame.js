// What stands around the card: head, messages, places for list, card and document; theme, height and focus.

import { button, h, replace } from "./dom.js";
import { isEditable } from "./keys.js";
import { Messages } from "./messages.js";

const LEAST_HEIGHT = 420;
const MOST_HEIGHT = 1100;
const SETTLES = [50, 300, 1200]; // milliseconds after JupyterLab has another theme

export class Frame {
  /**
   * @param {HTMLElement} place
   * @param {{ say, lang: string, act: (action) => void, search: (text) => void, key: (event) => void }} host
   * @param {{ list: HTMLElement, source: HTMLElement, panel: HTMLElement }} parts drawn by others
   */
  constructor(place, host, parts) {
    this.host = host;
    const { say } = host;
    this.messages = new Messages({ say, focus: () => this.focus() });
    this.status = h("span", { class: "qb-status", role: "status", "aria-live": "polite" });
    this.saving = h("span", { class: "qb-saving", "data-saving": "0" });
    this.bar = h("div", { class: "qb-bar", role: "progressbar", "aria-label": say("review-progress"), "aria-valuemin": "0" }, h("div", {}));
    this.progress = h("span", { class: "qb-dim" });
    this.filterButton = button(say("review-filter"), { kind: "qb-small", action: "filter", onclick: () => host.act("filter") });
    this.searchBox = h("input", { type: "search", class: "qb-input qb-search", placeholder: say("review-search"), "aria-label": say("review-search"),
      onkeydown: (event) => { if (event.key === "Enter" && !event.isComposing) host.search(event.target.value); } });
    this.article = h("article", { class: "qb-card", tabindex: "0", "aria-label": say("review-title") });
    this.actions = h("footer", { class: "qb-actions" });
    this.menu = h("span", { class: "qb-menu" });
    this.root = h("div", { class: "qb-root", tabindex: "0", lang: host.lang === "en" ? "en" : "zh-CN", role: "region", "aria-label": say("review-title"), "data-testid": "review-card", "data-lm-suppress-shortcuts": "true",
      onkeydown: (event) => host.key(event), onfocusout: (event) => this.#focusOut(event), onfocusin: () => this.root.classList.remove("qb-away") },
      h("header", { class: "qb-top" }, h("div", { class: "qb-top-left" }, this.bar, this.progress, this.filterButton, this.searchBox), h("div", { class: "qb-top-right" }, this.status, this.saving, this.menu)),
      this.messages.root,
      h("div", { class: "qb-main" }, h("nav", { class: "qb-side", "aria-label": say("review-list") }, parts.list), h("div", { class: "qb-middle" }, this.article, this.actions), parts.source),
      h("button", { type: "button", class: "qb-back", onmousedown: (event) => { event.preventDefault(); this.focus(); }, onclick: () => this.focus() }, say("review-click-to-go-on")),
      parts.panel);
    replace(place, this.root);
    this.#fit(place);
    this.dress("auto");
  }

  /** Bring the card into sight, whole. */
  scroll() {
    this.root.scrollIntoView({ block: "start" });
  }

  /** Tell programs that watch the page whether the next cards are on their way; with none on its way keys go through. */
  filling(isUnderWay) {
    this.root.dataset.filling = isUnderWay ? "1" : "0";
  }

  destroy() {
    this.themes?.disconnect();
    this.sizes?.disconnect();
  }

  /** Wear a theme: `light`, `dark`, which JupyterLab then wears too, or with `auto` the one it has. */
  dress(theme) {
    const paint = () => {
      const light = document.body.dataset.jpThemeLight;
      const dark = light === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : light === "false";
      this.root.dataset.theme = theme === "auto" ? (dark ? "dark" : "light") : theme;
    };
    paint();
    const { jpThemeLight } = document.body.dataset;
    if (theme !== "auto" && jpThemeLight !== undefined && jpThemeLight !== String(theme === "light")) {
      globalThis.jupyterapp?.commands.execute("apputils:change-theme", { theme: theme === "light" ? "JupyterLab Light" : "JupyterLab Dark" }).then(() => this.scroll());
    }
    this.themes?.disconnect();
    this.themes = new MutationObserver(() => {
      paint();
      // While JupyterLab changes its stylesheets nothing may be drawn: what had the focus loses it to nobody.
      for (const after of SETTLES) setTimeout(() => this.#takeBack(), after);
    });
    this.themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  }

  // --- focus --------------------------------------------------------------------------------------

  focus() {
    this.root.focus({ preventScroll: true });
  }

  get focused() {
    return this.root.contains(this.root.getRootNode().activeElement);
  }

  /** Tell whether the person is in a field of text. */
  get isTyping() {
    return this.focused && isEditable(this.root.getRootNode().activeElement);
  }

  /** Take the focus where nobody has it. */
  #takeBack() {
    const active = this.root.getRootNode().activeElement;
    const nobody = !active || active === document.body;
    if (nobody && this.root.isConnected && document.hasFocus()) this.focus();
  }

  #focusOut(event) {
    if (event.relatedTarget && this.root.contains(event.relatedTarget)) return;
    // A focused element that was removed gives the focus to nobody: take it back; a click elsewhere keeps it.
    setTimeout(() => {
      if (!event.relatedTarget && this.redrawn) this.#takeBack();
      this.root.classList.toggle("qb-away", !this.focused);
      this.redrawn = false;
    });
  }

  /** Be as high as the notebook's visible part, so that the buttons are never cut off. */
  #fit(place) {
    const pane = place.closest(".jp-WindowedPanel-outer, .jp-NotebookPanel-notebook");
    if (!pane) return;
    const fit = () => { this.root.style.height = `${Math.min(Math.max(pane.clientHeight - 24, LEAST_HEIGHT), MOST_HEIGHT)}px`; };
    fit();
    this.sizes = new ResizeObserver(fit);
    this.sizes.observe(pane);
  }

  // --- the card's place -----------------------------------------------------------------------------

  /** Draw the card's place; `item` is the one it shows, undefined for none. */
  draw(content, item) {
    this.redrawn = true; // what had the focus may have gone with it
    const { dataset } = this.article;
    if (item) Object.assign(dataset, { itemId: item.id, revision: item.revision });
    else delete dataset.itemId;
    replace(this.article, content);
  }

  /** Say whether the card's place is about to show something else. */
  busy(isBusy) {
    this.article.setAttribute("aria-busy", isBusy);
  }

  // --- what the editor is told ------------------------------------------------------------------------

  announce(text) {
    this.status.textContent = text;
    this.status.title = text; // where there is no room for all of it
  }

  /** Show how many decisions are on their way. */
  count(waiting) {
    const { say } = this.host;
    this.saving.dataset.saving = waiting;
    this.saving.textContent = waiting ? say("review-saving-n", { n: waiting }) : say("review-saved");
  }

  /** Show how far the work is: `{ done, all }` for the bar, in words beside it. */
  advance({ done, all, title, words }) {
    this.progress.textContent = words;
    this.bar.hidden = all === undefined;
    if (this.bar.hidden) return;
    this.bar.setAttribute("aria-valuemax", all);
    this.bar.setAttribute("aria-valuenow", done);
    this.bar.firstChild.style.width = `${all ? (100 * done) / all : 0}%`;
    this.bar.title = title;
  }
}
