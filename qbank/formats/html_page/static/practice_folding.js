// When two wordings count as the same: width, case, spaces and quotes aside, and numbers in either script.
// What qbank/types/_folding.py and qbank/model/numerals.py say, said again for the browser; a test holds the two together.

const ASIDE = /[\t-\r\x1c-\x20\x85\xa0\xad\u1680\u2000-\u200d\u2060\ufeff\u2028\u2029\u202f\u205f\u3000"'“”‘’「」『』《》〈〉]+/g;
const ENDS = /[。．.，,；;、：:！!？?]+$/;
const RAISED = /([0-9０-９])([⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉])/g; // 10² is not 102
const UPPER = /[\u13a0-\u13ff\uab70-\uabbf]/; // Cherokee folds to its capitals

const DIGITS = "零一二三四五六七八九";
const NUMERALS = "零〇一二两三四五六七八九十百千万亿";
const FIGURES = "[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?[百千万亿]*";
const WORDS = `[${NUMERALS}]+(?:点[零〇一二三四五六七八九]+[百千万亿]*)?`;
const NUMERAL = `(?:${FIGURES}|${WORDS})(?![0-9${NUMERALS}几]|[.点][0-9${NUMERALS}])`;
const PLACES = new Map([["十", BigInt(10)], ["百", BigInt(100)], ["千", BigInt(1000)]]);
const SCALES = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

/** Return the wording without what a reader overlooks: width, case, spaces, what is not shown, quotes, 《》, a final stop. */
export function fold(text) {
  const raised = text.replace(RAISED, "$1^$2");
  const plain = caseFolded(raised.normalize("NFKC").replace(ASIDE, ""));
  return plain.normalize("NFKC").replace(ASIDE, "").replace(ENDS, "");
}

/** Return a function that tells whether two answers say the same; 三十日 equals 30日. `numerals`: patterns of measures and tails. */
export function wordings(numerals) {
  const inFigures = figures(numerals);
  return (one, other) => {
    const [first, second] = [fold(one), fold(other)];
    return first === second || inFigures(first) === inFigures(second);
  };
}

function caseFolded(text) {
  let folded = "";
  for (const char of text) {
    if (char === "ı") folded += char;
    else folded += UPPER.test(char) ? char.toUpperCase() : char.toLowerCase().toUpperCase().toLowerCase();
  }
  return folded;
}

/** Return a function that puts numbers into figures where they are the whole text or stand right before a measure. */
export function figures({ measure, tail }) {
  const whole = new RegExp(`^${NUMERAL}$`);
  const share = new RegExp(`百分之(${NUMERAL})|(${NUMERAL})[%％]`, "y");
  const measured = new RegExp(`(?!十分(?!钟|以|$)|一起)(${NUMERAL})(?=(?:${tail})?(?:${measure}))`, "y");
  return (text) => {
    const value = whole.test(text) ? valueOf(text) : null;
    if (value !== null) return plainNumber(value);
    const shares = replaced(text, share, (match) => `${inPlain(match[1] ?? match[2])}%`, (match) => match[1] === undefined);
    return replaced(shares, measured, (match) => inPlain(match[1]), () => true);
  };
}

/** Replace matches from left to right; one that begins with a numeral must not begin within a longer one. */
function replaced(text, sticky, words, isNumeral) {
  let made = "";
  let at = 0;
  while (at < text.length) {
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    if (match && !(isNumeral(match) && isInside(text, at))) {
      made += words(match);
      at += match[0].length;
    } else {
      made += text[at];
      at += 1;
    }
  }
  return made;
}

// Without a look-behind, which browsers of some years ago do not know.
function isInside(text, at) {
  const before = text[at - 1] ?? "";
  if (before && `0123456789${NUMERALS}.点几又`.includes(before)) return true;
  return before === "数" && "十百千万亿".includes(text[at]);
}

function inPlain(numeral) {
  const value = valueOf(numeral);
  return value === null ? numeral : plainNumber(value);
}

function valueOf(numeral) {
  const printed = /^([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([百千万亿]*)$/.exec(numeral);
  if (printed) return Number(printed[1].replaceAll(",", "")) * scaleOf(printed[2]);
  const point = numeral.indexOf("点");
  const value = wholeNumber(point < 0 ? numeral : numeral.slice(0, point));
  if (value === null || point < 0) return value === null ? null : Number(value);
  const decimals = /^([零〇一二三四五六七八九]+)([百千万亿]*)$/.exec(numeral.slice(point + 1));
  if (!decimals) return null;
  const fraction = [...decimals[1]].map(digit).join("");
  return Number(toSix(Number(`${BigInt(Number(value))}.${fraction}`) * scaleOf(decimals[2])));
}

function scaleOf(words) {
  return [...words].reduce((scale, char) => scale * SCALES[char], 1);
}

/** Return a whole number in Chinese, read loosely and kept only if it is printed back the same; else null. */
function wholeNumber(text) {
  const words = text.replaceAll("〇", "零").replaceAll("两", "二").replaceAll("百十", "百一十");
  const value = read(words);
  return value !== null && chinese(value) === (words.startsWith("一十") ? words.slice(1) : words) ? value : null;
}

function read(words) {
  if (!words || [...words].some((char) => !NUMERALS.includes(char))) return null;
  for (const [word, unit] of [["亿", BigInt(1e8)], ["万", BigInt(1e4)]]) {
    const at = words.lastIndexOf(word);
    if (at < 0) continue;
    const top = read(words.slice(0, at));
    const low = words.slice(at + 1);
    const rest = low ? read(low) : BigInt(0);
    return top === null || rest === null ? null : top * unit + rest;
  }
  return words === "零" ? BigInt(0) : readSections(words);
}

function readSections(words) {
  const section = /([一二三四五六七八九])?([千百十])|零|([一二三四五六七八九])$/y;
  let value = BigInt(0);
  let at = 0;
  while (at < words.length) {
    section.lastIndex = at;
    const match = section.exec(words);
    if (!match) return null;
    at += match[0].length;
    value += match[2] ? BigInt(digit(match[1] ?? "一")) * PLACES.get(match[2]) : BigInt(digit(match[3] ?? "零"));
  }
  return value;
}

function chinese(value) {
  for (const [size, word] of [[1e8, "亿"], [1e4, "万"]]) {
    const unit = BigInt(size);
    if (value < unit) continue;
    const low = value % unit;
    const gap = low && low < unit / BigInt(10) ? "零" : "";
    return chinese(value / unit) + word + (low ? gap + long(low) : "");
  }
  const words = long(value);
  return value >= 10 && value < 20 ? words.slice(1) : words;
}

/** Return a number in Chinese with 一十 in full, as it stands inside a longer one. */
function long(value) {
  if (value >= BigInt(1e4)) return chinese(value);
  let words = "";
  let skipped = false;
  for (const [unit, word] of [[1000, "千"], [100, "百"], [10, "十"], [1, ""]]) {
    const figure = Math.floor(Number(value) / unit) % 10;
    if (figure) words += (skipped && words ? "零" : "") + DIGITS[figure] + word;
    skipped = !figure;
  }
  return words || "零";
}

function digit(char) {
  return DIGITS.indexOf(char.replace("〇", "零").replace("○", "零"));
}

function plainNumber(value) {
  return Number.isFinite(value) ? toSix(value).replace(/0+$/, "").replace(/\.$/, "") : "inf";
}

/** Return a number with six decimals; a tie goes to the even digit, as in the program, and no number is cut short. */
function toSix(value) {
  if (value >= 2 ** 53) return `${BigInt(value)}.000000`;
  const half = value * 128; // only such fractions are exact ties at the sixth decimal
  if (!Number.isInteger(half) || half % 2 === 0) return value.toFixed(6);
  const doubled = BigInt(half) * BigInt(15625);
  const floor = doubled / BigInt(2);
  const digits = String(floor % BigInt(2) ? floor + BigInt(1) : floor).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
