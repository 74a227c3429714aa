// A heap of what waits for its instant: chaos keeps tens of thousands of copies waiting.

export interface Due {
  dueAt: number;
  /** Breaks ties, so that one seed gives one order. */
  sequence: number;
}

export interface DueQueue<Item extends Due> {
  readonly size: number;
  add(item: Item): void;
  peek(): Item | null;
  /** Takes out everything due at the instant, earliest first. */
  takeDue(at: number): Item[];
  all(): Item[];
}

export function createDueQueue<Item extends Due>(items: Item[] = []): DueQueue<Item> {
  const heap: Item[] = [];
  const isBefore = (a: Item, b: Item) =>
    a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.sequence < b.sequence);

  const add = (item: Item) => {
    let index = heap.push(item) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(item, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = item;
  };

  const take = (): Item | null => {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last) return null;
    if (heap.length > 0) sink(last);
    return first;
  };

  const sink = (item: Item) => {
    let index = 0;
    for (;;) {
      let below = index * 2 + 1;
      let child = heap[below];
      const right = heap[below + 1];
      if (child && right && isBefore(right, child)) {
        below += 1;
        child = right;
      }
      if (!child || !isBefore(child, item)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = item;
  };

  for (const item of items) add(item);

  return {
    get size() {
      return heap.length;
    },
    add,
    peek: () => heap[0] ?? null,
    takeDue(at) {
      const due: Item[] = [];
      for (let next = heap[0]; next && next.dueAt <= at; next = heap[0]) {
        const taken = take();
        if (taken) due.push(taken);
      }
      return due;
    },
    all: () => [...heap],
  };
}
