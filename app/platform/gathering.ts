interface Party<One, Result> {
  all: One[];
  resolve(results: Result[]): void;
  reject(error: unknown): void;
}

/**
 * A way to have things done that gain from company. What comes first for a key is begun at once; whatever else comes for
 * it meanwhile waits, and is done together after that. `work` answers for each, in order, and so does this; what it
 * throws reaches everybody whose things it had.
 */
export function gatherByKey<One, Result>(
  work: (some: One[]) => Promise<Result[]>,
): (key: string, all: One[]) => Promise<Result[]> {
  /** Of each key that is worked on, who came meanwhile. */
  const waiting = new Map<string, Array<Party<One, Result>>>();

  const workOff = async (key: string, first: Party<One, Result>) => {
    for (let parties = [first]; parties.length > 0; parties = waiting.get(key) ?? []) {
      waiting.set(key, []);
      try {
        const results = await work(parties.flatMap(({ all }) => all));
        for (const { all, resolve } of parties) resolve(results.splice(0, all.length));
      } catch (error) {
        for (const { reject } of parties) reject(error);
      }
    }
    waiting.delete(key);
  };

  return (key, all) =>
    new Promise((resolve, reject) => {
      const party = { all, resolve, reject };
      const line = waiting.get(key);
      if (line) line.push(party);
      else void workOff(key, party);
    });
}
