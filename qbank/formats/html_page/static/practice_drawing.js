// Drawn orders: the same seed gives the same order again, so that a page that is reopened looks as it was left.

/** Return a seed for a new run. */
export function newSeed() {
  return Math.floor(Math.random() * 2 ** 32);
}

function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Return the things in a drawn order. */
export function shuffled(things, seed) {
  const random = generator(seed);
  const mixed = [...things];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

/** Return some of the things, drawn, in the order they stand in. */
export function sample(things, count, seed) {
  const places = shuffled(things.keys(), seed).slice(0, count).sort((one, other) => one - other);
  return places.map((at) => things[at]);
}

/** Return in which order the options of an item (the right column of a match) are shown, as places in the file. */
export function shownOrder(item, place, { seed, mixed }) {
  const texts = item.form === "match" ? item.right : item.options;
  const places = [...(texts ?? []).keys()];
  const own = (seed ^ Math.imul(place + 1, 0x9e3779b1)) >>> 0;
  const isTold = (order) => item.form === "order" && order.length > 1 && order.every((each, at) => each === item.key[at]);
  let order = mixed ? shuffled(places, own) : places;
  // Steps that stand in their right order ask nothing.
  for (let tries = 1; isTold(order); tries += 1) order = shuffled(places, own + tries);
  return order;
}
