// Text as it is, safely: Python counts code points, JavaScript UTF-16 units, and corpus text may hide characters.

// Controls, zero-width and direction marks, blank letters, tags: they would act on what the editor reads, so they are shown instead.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Return the text as pieces: strings to show as they are, and `{ code }` for a character that hides. */
export function pieces(text) {
  const found = [];
  let last = 0;
  for (const match of String(text).matchAll(HIDDEN)) {
    if (match.index > last) found.push(text.slice(last, match.index));
    found.push({ code: `U+${match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` });
    last = match.index + match[0].length;
  }
  if (last < text.length) found.push(text.slice(last));
  return found;
}

/** Return `[before, within, after]` for the code points `[start, end)` of a text. */
export function cut(text, start, end) {
  const points = Array.from(text);
  const [from, to] = [Math.max(0, start), Math.max(0, end)];
  return [points.slice(0, from).join(""), points.slice(from, to).join(""), points.slice(to).join("")];
}

/** Return how many code points stand before a UTF-16 offset. */
export function pointsBefore(text, offset) {
  return Array.from(text.slice(0, offset)).length;
}

/** Return a sentence with its `{placeholders}` filled; an unknown key comes back as it is. */
export function fill(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Return a UTC time as the reader's own day and minute. */
export function localTime(at) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  const two = (number) => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** Return the beginning of a text, to tell which one is meant. */
export function brief(text, most = 24) {
  const chars = Array.from(text);
  return chars.length > most ? `${chars.slice(0, most).join("")}…` : text;
}
