// How far the work is, counted from what the kernel tells per document.

const DONE = ["accepted", "rejected", "retired"];

/** Return how many items of the documents have one of the statuses. */
export function countOf(documents, ...names) {
  return documents.reduce((total, each) => total + names.reduce((n, name) => n + (each[name] ?? 0), 0), 0);
}

/** Return `{ done, all }` over documents: decided, and decided or waiting. */
export function farOf(documents) {
  const done = countOf(documents, ...DONE);
  return { done, all: done + countOf(documents, "draft") };
}

/**
 * Return what the head of the card shows: `words`, and where drafts are reviewed `done`, `all` and `title` of the bar.
 *
 * @param {object} progress document → status → items
 * @param {{ say, mode: string, document: string }} desk `document` narrows the words to one, "" to none
 */
export function progressOf(progress, { say, mode, document }) {
  const documents = Object.values(progress);
  if (mode === "second") return { words: say("review-answered", { n: countOf(documents, "answered") }) };
  if (mode === "conflicts") return { words: "" };
  const far = farOf(documents);
  const counts = Object.fromEntries(["accepted", "rejected", "later"].map((name) => [name, countOf(documents, name)]));
  const words = document ? say("review-progress-document", farOf([progress[document] ?? {}])) : say("review-progress-short", far);
  return { ...far, title: say("review-progress-all", { ...far, ...counts }), words };
}
