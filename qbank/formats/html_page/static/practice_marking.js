// What a response earns, as the bank's item types mark it. A response names options by their place in the file, from 0.

/** Return a function (item, response) → share of the marks, 0–1; null where a person has to mark. */
export function marker(sameWording, folded) {
  const accepts = (accepted, answer) => folded(answer) !== "" && accepted.some((each) => sameWording(answer, each));
  return (item, given) => {
    switch (item.form) {
      case "verdict":
        return Number(given === item.key);
      case "choice":
        return Number(given?.length === 1 && given[0] === item.key[0]);
      case "choices":
        return chosen(item, given ?? []);
      case "blanks":
        return item.key.length ? filled(item, given ?? [], accepts) / item.key.length : 0;
      case "points":
        return made(item, given);
      case "match":
        return matched(item, given ?? []);
      case "order":
        return Number(given?.length === item.key.length && item.key.every((each, at) => given[at] === each));
      default:
        throw new Error(item.form);
    }
  };
}

/** Tell whether there is anything in a response. */
export function isGiven(item, given) {
  if (given === undefined || given === null) return false;
  if (item.form === "blanks") return given.some((each) => each.trim() !== "");
  if (item.form === "match") return given.some((each) => each >= 0);
  if (item.form === "points") return given.text.trim() !== "" || Boolean(given.made);
  return typeof given === "boolean" || given.length > 0;
}

function chosen(item, given) {
  const right = given.filter((each) => item.key.includes(each)).length;
  const table = item.rules?.marking?.table ?? [];
  if (right < given.length || !right) return 0;
  if (right === item.key.length) return 1;
  return table.length ? table[Math.min(right, table.length) - 1] : 0;
}

function filled(item, given, accepts) {
  const open = item.key.map((first, at) => [first, ...(item.accepted?.[at] ?? [])]);
  if (!item.rules?.any_order) return open.filter((accepted, at) => accepts(accepted, given[at] ?? "")).length;
  for (const answer of given) {
    const at = open.findIndex((accepted) => accepts(accepted, answer));
    if (at >= 0) open.splice(at, 1);
  }
  return item.key.length - open.length;
}

function made(item, given) {
  if (!given?.made) return given && given.text.trim() ? null : 0;
  const full = item.marks.reduce((sum, each) => sum + each, 0);
  return item.marks.reduce((sum, each, at) => sum + (given.made[at] ? each : 0), 0) / full;
}

function matched(item, given) {
  const rights = item.left.map((_, row) => item.key.filter(([left]) => left === row).map(([, right]) => right));
  const right = rights.filter((keys, row) => keys.length === 1 && keys[0] === given[row]).length;
  return right / Math.max(item.left.length, 1);
}

/** Return which parts of a response are right, one truth value a part: blanks and rows; [] for the other forms. */
export function partsRight(item, given, mark) {
  if (item.form === "match") return item.left.map((_, row) => item.key.some(([left, right]) => left === row && right === given?.[row]));
  if (item.form !== "blanks") return [];
  if (!item.rules?.any_order) {
    return item.key.map((_, at) => mark({ ...item, key: [item.key[at]], accepted: [item.accepted?.[at] ?? []] }, [given?.[at] ?? ""]) === 1);
  }
  // In any order a blank is right if it fills one more of those that the blanks before it left open.
  const shares = item.key.map((_, at) => mark(item, (given ?? []).slice(0, at + 1)));
  return shares.map((share, at) => share > (shares[at - 1] ?? 0));
}
