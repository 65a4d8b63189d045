// What is kept on the computer between two visits, where the browser allows it; a page without such a store works too.

const LATER = 400;

/** Return the store of one file: `state` as it was left, and `save` to be called after a change. */
export function keeper(mark, empty) {
  const key = `qbank-practice-${mark}`;
  const store = opened(key);
  let waiting = 0;
  const kept = { state: { ...empty, ...store.state }, works: store.works, save, forget };

  function write() {
    clearTimeout(waiting);
    waiting = 0;
    if (!kept.works) return;
    try {
      localStorage.setItem(key, JSON.stringify(kept.state));
    } catch {
      kept.works = false; // full, or taken away meanwhile
    }
  }

  function save() {
    waiting ||= setTimeout(write, LATER);
  }

  function forget() {
    Object.assign(kept.state, structuredCloned(empty));
    write();
  }

  addEventListener("pagehide", write);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && write());
  return kept;
}

function structuredCloned(value) {
  return JSON.parse(JSON.stringify(value));
}

function opened(key) {
  try {
    localStorage.setItem(`${key}-try`, "1");
    localStorage.removeItem(`${key}-try`);
  } catch {
    return { works: false, state: {} };
  }
  try {
    const state = JSON.parse(localStorage.getItem(key) ?? "{}");
    return { works: true, state: state && typeof state === "object" ? state : {} };
  } catch {
    return { works: true, state: {} };
  }
}
