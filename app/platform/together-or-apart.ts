/**
 * Does it for all together and, where that fails, for each alone: none suffers for its neighbours. `work` answers for
 * each, in order, and leaves nothing behind where it throws. Answers as Promise.allSettled does.
 */
export async function togetherOrApart<One, Result>(
  all: One[],
  work: (some: One[]) => Promise<Result[]>,
): Promise<Array<PromiseSettledResult<Result>>> {
  if (all.length === 0) return [];
  try {
    return (await work(all)).map((value) => ({ status: "fulfilled", value }));
  } catch (error) {
    if (all.length === 1) return [{ status: "rejected", reason: error }];
    const settled: Array<PromiseSettledResult<Result>> = [];
    for (const one of all) settled.push(...(await togetherOrApart([one], work)));
    return settled;
  }
}
