// The question as it stands on paper, its key, its proof line and what the checks say.

import { h, shown } from "./dom.js";
import { localTime } from "./text.js";

/** Return the card's content as elements. `point(field)` is called when a check is clicked. */
export function cardBody(card, say, { point, total, similar }) {
  return [
    heading(card, say, total),
    card.exam ? exam(card.exam, say) : null,
    card.stimulus ? h("blockquote", { class: "qb-stimulus" }, h("b", {}, say("review-stimulus")), shown(card.stimulus)) : null,
    h("div", { class: "qb-paper", lang: "zh-CN" }, card.blocks.map((block) => blockOf(block, card, say))),
    h("dl", { class: "qb-facts" },
      h("dt", {}, say("review-key")), h("dd", { class: "qb-key" }, shown(card.key)),
      card.fields.rationale ? [h("dt", {}, say("review-field-rationale")), h("dd", {}, shown(card.fields.rationale))] : null,
      card.sources.map((source) => [h("dt", {}, say("review-proof")), h("dd", { class: "qb-excerpt" },
        h("span", { class: "qb-dim" }, shown([source.title, source.place, source.line ? say("review-line", { line: source.line }) : ""].filter(Boolean).join("　"))), h("br"),
        shown(source.before), h("mark", {}, shown(source.text)), shown(source.after))]),
      card.note ? [h("dt", {}, say("review-note")), h("dd", { class: "qb-note" }, shown(card.note))] : null),
    problemList(card.problems, say, point),
    card.verdicts?.length ? verdicts(card.verdicts, say) : null,
    h("div", { class: "qb-similar" }, similar),
    h("p", { class: "qb-dim qb-small-print" }, footer(card, say)),
  ];
}

function heading(card, say, total) {
  const status = card.later && card.status === "draft" ? "later" : card.status;
  return h("header", { class: "qb-card-head" },
    h("span", { class: "qb-type" }, card.type),
    h("span", { class: `qb-mark qb-${status}` }, `${say(`review-mark-${status}`)} ${say(`review-status-${status}`)}`),
    card.place >= 0 ? h("span", { class: "qb-dim" }, say("review-place-of", { n: card.place + 1, total })) : null,
    h("span", { class: "qb-dim" }, card.difficulty));
}

/** What exams showed: the figures, below them what speaks against the item and what to do, or who keeps it as it is. */
export function exam(found, say) {
  return h("section", { class: `qb-exam${found.work ? " qb-asks" : ""}`, "aria-label": say("review-exam") },
    found.lines.map((line) => h("p", {}, shown(line))),
    found.flags.length ? h("ul", {}, found.flags.map((line) => h("li", {}, shown(line)))) : null,
    found.kept ? h("p", { class: "qb-dim" }, shown(found.kept)) : null);
}

function footer(card, say) {
  const made = card.pattern ? say("review-made-by", { pattern: card.pattern, priority: card.priority }) : say("review-by-hand");
  const last = card.last && card.last.action !== "draft"
    ? say("review-last", { action: card.last.says, actor: card.last.actor, at: localTime(card.last.at), reason: card.last.reason ? `（${card.last.reason}）` : "" }) : "";
  return shown([card.id, made, card.record, last].filter(Boolean).join(" · "));
}

function blockOf(block, card, say) {
  switch (block.kind) {
    case "text":
      return h("p", { class: "qb-stem" }, block.parts.map((part) => (Array.isArray(part) ? gap(part[1], say) : shown(part))));
    case "choices":
      return h("ol", { class: "qb-options" }, block.options.map((option) => choice(option, card, say)));
    case "columns":
      return h("div", { class: "qb-columns" }, [block.left, block.right].map((side) =>
        h("ul", {}, side.map((row) => h("li", {}, h("b", {}, row.mark), " ", shown(row.text))))));
    default:
      return h("p", { class: "qb-dim" }, say("review-space", { lines: block.lines }));
  }
}

function gap(size, say) {
  return h("span", { class: "qb-gap", role: "img", "aria-label": say("review-gap") }, size ? "　".repeat(Math.min(12, Math.max(3, size))) : "（　）");
}

function choice(option, card, say) {
  const right = card.marks.includes(option.id);
  return h("li", { class: right ? "qb-right" : "" },
    h("span", { class: "qb-letter" }, option.mark),
    h("span", { class: "qb-option-text" }, shown(option.text), option.reason ? h("small", { class: "qb-dim" }, shown(option.reason)) : null),
    right ? h("span", { class: "qb-tick", role: "img", "aria-label": say("review-right") }, "✓") : null);
}

/** Return what the checks say, each line a way to the field it is about. */
export function problemList(problems, say, point) {
  if (!problems.length) return h("p", { class: "qb-problems qb-good" }, `✓ ${say("review-no-problems")}`);
  return h("ul", { class: "qb-problems", "aria-label": say("review-checks") }, problems.map((problem) =>
    h("li", { class: `qb-${problem.severity}` },
      h("button", { type: "button", class: "qb-link", onclick: () => point(problem.field || "stem") },
        `${problem.severity === "error" ? "✗" : "!"} `, shown(problem.says), problem.cure ? [" ", h("span", { class: "qb-dim" }, shown(problem.cure))] : null))));
}

/** Return a difference as elements: what went is struck out, what came is underlined. */
export function changeList(changes, say) {
  return h("ul", { class: "qb-changes" }, changes.map((change) =>
    h("li", {}, h("b", {}, say(`review-field-${change.field}`)), " ", change.parts.map(([sign, text]) =>
      sign === "=" ? shown(text) : h(sign === "-" ? "del" : "ins", {}, shown(text))))));
}

function verdicts(found, say) {
  return h("table", { class: "qb-verdicts" }, h("caption", {}, say("review-verdicts")), h("tbody", {}, found.map((each) =>
    h("tr", {}, h("td", {}, shown(each.reader)), h("td", {}, each.verdict), h("td", {}, shown(each.reason)), h("td", { class: "qb-dim" }, localTime(each.at))))));
}
