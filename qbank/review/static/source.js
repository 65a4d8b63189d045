// The document beside the card, with the proof line marked to the character.

import { h, replace, shown } from "./dom.js";
import { cut, pointsBefore } from "./text.js";

export class SourcePane {
  /** @param {{ say, ask: (name, digest) => void }} host */
  constructor(host) {
    this.host = host;
    this.documents = new Map(); // name and digest → document
    this.drawn = "";
    this.sources = [];
    this.at = 0;
    this.head = h("div", { class: "qb-source-head" });
    this.body = h("div", { class: "qb-source-text", tabindex: "0", role: "document", "aria-label": host.say("review-source") });
    new ResizeObserver(() => this.#resized()).observe(this.body);
    this.root = h("section", { class: "qb-source", "aria-label": host.say("review-source") }, this.head, this.body);
  }

  /** Show the documents that an item rests on, the first proof line in sight. */
  show(sources, otherwise = this.host.say("review-no-source")) {
    this.sources = sources;
    this.otherwise = otherwise;
    this.at = 0;
    this.#paint();
  }

  /** Take a document that was asked for. */
  receive(document) {
    if (this.documents.size > 20) this.documents.delete(this.documents.keys().next().value);
    this.documents.set(key(document.document, document.digest), document);
    this.#paint();
  }

  /** Return what the editor has selected in the pane as a proof line, null if nothing. */
  selected() {
    const selection = this.root.ownerDocument.getSelection();
    const source = this.sources[this.at];
    if (!selection || selection.isCollapsed || !source || !this.body.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const [start, end] = [this.#point(range.startContainer, range.startOffset), this.#point(range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start) return null;
    const text = this.#text(source);
    return { document: source.document, digest: source.digest, start, end, text: text.slice(start, end).join("") };
  }

  /** Show a document that has no proof line yet, to pick one in. */
  open(name, digest) {
    this.show([{ document: name, digest, title: name, start: 0, end: 0, text: "", state: "current" }]);
  }

  #paint() {
    const source = this.sources[this.at];
    if (!source) {
      this.drawn = "";
      replace(this.head, this.otherwise);
      replace(this.body);
      return;
    }
    this.#paintHead(source);
    const document = this.documents.get(key(source.document, source.digest));
    if (!document) {
      this.drawn = "";
      this.#paintExcerpt(source);
      if (source.state !== "unknown") this.host.ask(source.document, source.digest);
      return;
    }
    if (!document.lines.length) {
      this.drawn = "";
      this.#paintExcerpt(source);
      return;
    }
    this.#paintLines(document);
    this.#mark(document);
  }

  #paintHead(source) {
    const { say } = this.host;
    const warning = source.state === "current" ? null : h("p", { class: "qb-warning", role: "note" }, say(`review-source-${source.state}`));
    const tabs = this.sources.length > 1
      ? h("span", { class: "qb-tabs" }, this.sources.map((_, n) =>
          h("button", { type: "button", class: `qb-tab${n === this.at ? " qb-current" : ""}`, "aria-pressed": n === this.at,
            onclick: () => { this.at = n; this.#paint(); } }, say("review-proof-n", { n: n + 1 }))))
      : null;
    const place = source.line ? say("review-place", { line: source.line, start: source.start, end: source.end }) : "";
    replace(this.head, h("h3", {}, shown(source.title)), h("p", { class: "qb-dim" }, shown([source.document, source.place, place].filter(Boolean).join(" · "))), tabs, warning);
  }

  #paintExcerpt(source) {
    replace(this.body, h("p", { class: "qb-line" }, shown(source.before ?? ""), h("mark", {}, shown(source.text)), shown(source.after ?? "")));
  }

  #paintLines(document) {
    const name = key(document.document, document.digest);
    if (this.drawn === name) return;
    this.drawn = name;
    replace(this.body, document.lines.map(([start, text]) => line(start, text, [])));
  }

  /** Mark the proof lines of this document; the lines they touch are drawn anew, the others stay. */
  #mark(document) {
    for (const old of this.body.querySelectorAll(".qb-marked")) {
      const at = Number(old.dataset.line);
      old.replaceWith(line(...document.lines[at], [], at));
    }
    const here = this.sources.map((source, n) => ({ ...source, n })).filter((source) => key(source.document, source.digest) === this.drawn && source.end > source.start);
    for (const at of touched(document.lines, here)) {
      this.body.children[at].replaceWith(line(...document.lines[at], here, at, this.at));
    }
    const mark = this.body.querySelector("mark.qb-proof-now") ?? this.body.querySelector("mark");
    if (mark) this.#reveal(mark);
  }

  /** In a pane of another width the lines break elsewhere, and the mark may be out of sight. */
  #resized() {
    const { clientWidth } = this.body;
    const mark = this.body.querySelector("mark.qb-proof-now");
    if (mark && this.width && clientWidth !== this.width) this.#reveal(mark);
    this.width = clientWidth;
  }

  /** Bring a mark into the middle of the pane; the page around it stays where it is. */
  #reveal(mark) {
    const middle = () => {
      const [pane, here] = [this.body.getBoundingClientRect(), mark.getBoundingClientRect()];
      this.body.scrollTop += here.top - pane.top - Math.max(0, (pane.height - here.height) / 2.5);
    };
    // Not at once, which would lay out the page twice; and again, since lines that were never drawn had a guessed height.
    requestAnimationFrame(() => { middle(); requestAnimationFrame(middle); });
  }

  /** Return the code point of the document at a place of the page, null outside its lines. */
  #point(node, offset) {
    const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".qb-line");
    if (!element || !("start" in element.dataset)) return null;
    const before = element.ownerDocument.createRange();
    before.setStart(element, 0);
    before.setEnd(node, offset);
    // A hidden character is one code point, but is shown by its name.
    const copy = before.cloneContents();
    for (const named of copy.querySelectorAll(".qb-hidden-char")) named.replaceWith(" ");
    const text = copy.textContent;
    return Number(element.dataset.start) + pointsBefore(text, text.length);
  }

  #text(source) {
    const document = this.documents.get(key(source.document, source.digest));
    return Array.from(document ? document.lines.map(([, text]) => text).join("\n") : "");
  }
}

function key(name, digest) {
  return `${digest}/${name}`;
}

/** Return one line of a document as an element, the parts within `spans` marked. */
function line(start, text, spans, at = -1, main = 0) {
  const length = spans.length ? Array.from(text).length : 0;
  const here = spans.filter((span) => span.start < start + length && span.end > start).sort((a, b) => a.start - b.start);
  const parts = [];
  let done = 0;
  for (const span of here) {
    const [from, to] = [Math.max(span.start - start, done), Math.min(span.end - start, length)];
    if (to <= from) continue;
    parts.push(...shown(cut(text, done, from)[1]), h("mark", { class: span.n === main ? "qb-proof-now" : "" }, shown(cut(text, from, to)[1])));
    done = to;
  }
  parts.push(...shown(done ? cut(text, done, length)[1] : text));
  return h("p", { class: `qb-line${here.length ? " qb-marked" : ""}`, "data-start": start, "data-line": at }, parts);
}

function touched(lines, spans) {
  return lines.flatMap(([start, text], at) =>
    spans.some((span) => span.start < start + text.length + 1 && span.end > start) ? [at] : []);
}
