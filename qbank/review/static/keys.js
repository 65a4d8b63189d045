// Which key does what. Single keys act on the card only: never in a text field, never while a word is being composed.

export const PRESETS = {
  standard: {
    accept: "a", edit: "e", reject: "x", later: "s", undo: "u", redo: "r", next: "j", previous: "k", history: "h",
    note: "n", search: "/", filter: "f", similar: "m", batch: "b", create: "c", source: "d", recent: "l", remove: "w",
    settings: "o", help: "?",
  },
  left: {
    accept: "f", edit: "e", reject: "d", later: "s", undo: "z", redo: "x", next: "r", previous: "w", history: "t",
    note: "v", search: "/", filter: "q", similar: "g", batch: "b", create: "c", source: "a", recent: "0", remove: "y",
    settings: "`", help: "?",
  },
};
export const ACTIONS = Object.keys(PRESETS.standard);
const EDITABLE = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const IME = 229;

/** Return the key map of the settings: a preset with the editor's own keys over it. */
export function keymapOf(settings) {
  return { ...(PRESETS[settings?.preset] ?? PRESETS.standard), ...settings?.keys };
}

/** Return the pairs of actions that would share a key, and the actions whose key is no single character. */
export function faultsOf(keymap) {
  const faults = [];
  ACTIONS.forEach((action, at) => {
    const key = keymap[action] ?? "";
    if (Array.from(key).length !== 1 || key === " ") faults.push([action, action]);
    for (const other of ACTIONS.slice(0, at)) if (keymap[other] === key) faults.push([other, action]);
  });
  return faults;
}

/** Tell whether what has the focus takes text. */
export function isEditable(target) {
  return Boolean(target) && (EDITABLE.has(target.tagName) || target.isContentEditable === true);
}

/**
 * Return what a key press asks for: `{ action }`, `{ digit }`, `{ command: "save" | "cancel" | "already-saved" }`, or null.
 *
 * While an input method composes a word every key is the word's own. On the card itself, where nothing can be composed, an
 * input method may still swallow the letter (keyCode 229): the place of the key then says which one it was.
 */
export function meaningOf(event, keymap) {
  if (event.isComposing) return null;
  const editable = isEditable(event.target);
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey && event.key?.toLowerCase() === "s") return { command: "already-saved" };
  if (control && event.key === "Enter") return { command: "save" };
  if (event.keyCode === IME && editable) return null;
  if (event.key === "Escape") return { command: "cancel" };
  if (editable || control || event.altKey) return null;
  const key = event.keyCode === IME || event.key === "Process" ? fromCode(event.code) : event.key;
  const action = ACTIONS.find((name) => keymap[name] === key || keymap[name] === key?.toLowerCase());
  if (action) return { action };
  return /^[1-9]$/.test(key ?? "") ? { digit: Number(key) } : null;
}

function fromCode(code = "") {
  return code.replace(/^(?:Key|Digit|Numpad)(?=[A-Z0-9]$)/, "").toLowerCase();
}
