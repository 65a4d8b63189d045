// What was typed and not yet saved: this page keeps it until the bank has it for good.

export class Typed {
  /**
   * @param {Storage} storage where it outlives the page
   * @param {string} name of the bank, so that two banks never mix
   */
  constructor(storage, name) {
    this.storage = storage;
    this.prefix = `qbank-typed/${name}/`;
    this.known = new Set();
  }

  /** Take the ids for which the bank keeps something typed; those of this page come beside them. */
  learn(ids) {
    const here = Object.keys(this.storage).filter((name) => name.startsWith(this.prefix)).map((name) => name.slice(this.prefix.length));
    this.known = new Set([...ids, ...here]);
  }

  has(id) {
    return this.known.has(id);
  }

  /** Keep what was typed under an item's id, or under another name as a note's. */
  put(id, typed) {
    this.known.add(id);
    try {
      this.storage.setItem(this.prefix + id, JSON.stringify(typed));
    } catch {
      this.storage.removeItem(this.prefix + id); // no room: better none than an older one; the bank keeps it too
    }
  }

  /** Return what this page has under an id or name, null if nothing. */
  get(id) {
    try {
      return JSON.parse(this.storage.getItem(this.prefix + id) ?? "null");
    } catch {
      return null;
    }
  }

  forget(id) {
    this.known.delete(id);
    this.storage.removeItem(this.prefix + id);
  }
}
