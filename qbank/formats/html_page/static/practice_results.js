// The person's results as a small table for others to read: CSV in UTF-8 with its mark, every cell quoted.

import { responseInWords, title } from "./practice_wording.js";

const RISKY = /^[=+\-@＝＋－＠\t\r\n']/;
const COLUMNS = [
  "practice-col-id", "practice-col-title", "practice-col-response", "practice-col-right", "practice-col-score", "practice-col-time", "practice-col-name",
];

/** Return a cell; what a table program would calculate gets an apostrophe in front, and so does one that has it already. */
export function cell(text) {
  const safe = RISKY.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Return the table: a line an answered item, in the order of the file. */
export function table(deck, { name, done }) {
  const head = COLUMNS.map((each) => deck.say(each));
  const rows = Object.keys(done)
    .map(Number)
    .sort((one, other) => one - other)
    .map((place) => {
      const item = deck.items[place];
      const { given, score, at } = done[place];
      const right = score === null ? "" : deck.say(score === 1 ? "practice-yes" : score === 0 ? "practice-no" : "practice-partly");
      const share = score === null ? "" : String(Math.round(score * 10000) / 10000);
      return [item.id ?? "", title(item), responseInWords(item, given, deck.say), right, share, at, name.trim()];
    });
  return `\ufeff${[head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** Return the hour as people write it, by their own clock: 2027-03-08 14:05:33. */
export function timeOf(date) {
  const two = (number) => String(number).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":")}`;
}

/** Hand a text over as a file. */
export function download(text, fileName) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName.replace(/[\\/:*?"<>|\s]+/g, "_");
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
