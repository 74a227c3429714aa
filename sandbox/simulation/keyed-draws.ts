// Chance by name: a draw depends on the seed and on what it is for, never on how many draws came before. So the same
// seed gives the same shoppers and parcels even when webhooks come doubled and mails are answered in another order.

export interface Draws {
  /** 0 up to, not including, 1. */
  number(purpose: string): number;
  chance(purpose: string, probability: number): boolean;
  /** A real number from `low` up to, not including, `high`. */
  between(purpose: string, low: number, high: number): number;
  /** A whole number, both ends included. */
  integer(purpose: string, low: number, high: number): number;
  /** Throws on an empty list: there is nothing to choose from. */
  pick<Item>(purpose: string, items: readonly Item[]): Item;
  /** Weights need not sum to one. */
  weighted<const Item>(purpose: string, choices: ReadonlyArray<readonly [Item, number]>): Item;
  /** The draws of one thing among many: an order, a parcel, a mail. */
  of(...key: Array<string | number>): Draws;
}

export function drawsOf(seed: string | number): Draws {
  return drawsUnder(String(seed));
}

function drawsUnder(prefix: string): Draws {
  const number = (purpose: string) => unitHash(`${prefix}/${purpose}`);
  return {
    number,
    chance: (purpose, probability) => number(purpose) < probability,
    between: (purpose, low, high) => low + number(purpose) * (high - low),
    integer: (purpose, low, high) => low + Math.floor(number(purpose) * (high - low + 1)),
    pick: (purpose, items) => itemAt(items, Math.floor(number(purpose) * items.length)),
    weighted: (purpose, choices) => {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let rest = number(purpose) * total;
      const index = choices.findIndex(([, weight]) => (rest -= weight) < 0);
      return itemAt(choices, index < 0 ? choices.length - 1 : index)[0];
    },
    of: (...key) => drawsUnder(`${prefix}/${key.join("/")}`),
  };
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error("Nothing to draw from.");
  return item;
}

/** cyrb53 (public domain): 53 well mixed bits of a text, as a number from 0 up to 1. */
function unitHash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)) / 2 ** 53;
}
