// What is running and has to be closed, whatever ends the program: its last line, an error or Ctrl-C.

export interface OpenThings {
  /** Keeps the closing for later; answers a closing that happens once, here or at the end. */
  add(close: () => Promise<void>): () => Promise<void>;
  /** The last opened closes first: the app before the shop it talks to. */
  closeAll(): Promise<void>;
  readonly count: number;
}

export function createOpenThings(): OpenThings {
  const open: Array<() => Promise<void>> = [];
  return {
    add(close) {
      const once = async () => {
        const index = open.indexOf(once);
        if (index < 0) return;
        open.splice(index, 1);
        await close();
      };
      open.push(once);
      return once;
    },
    async closeAll() {
      for (let close = open.at(-1); close; close = open.at(-1)) await close();
    },
    get count() {
      return open.length;
    },
  };
}
