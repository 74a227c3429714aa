import { describe, expect, it } from "vitest";
import { gatherByKey } from "./gathering";

/** A work that ends when told to, and what it was given. */
function heldWork() {
  const given: string[][] = [];
  const ends: Array<(error?: Error) => void> = [];
  const work = (some: string[]) =>
    new Promise<string[]>((resolve, reject) => {
      given.push(some);
      ends.push((error) => (error ? reject(error) : resolve(some.map((one) => one.toUpperCase()))));
    });
  return { given, work, end: (error?: Error) => ends.shift()?.(error) };
}

describe("what is to be done of one key", () => {
  it("is begun at once, and what comes meanwhile is done together after it", async () => {
    const { given, work, end } = heldWork();
    const gather = gatherByKey(work);
    const first = gather("shop", ["a"]);
    const others = [gather("shop", ["b", "c"]), gather("shop", ["d"])];
    expect(given).toEqual([["a"]]);
    end();
    expect(await first).toEqual(["A"]);
    expect(given).toEqual([["a"], ["b", "c", "d"]]);
    end();
    expect(await Promise.all(others)).toEqual([["B", "C"], ["D"]]);
    void gather("shop", ["e"]);
    expect(given.at(-1)).toEqual(["e"]);
  });

  it("does not wait for what is to be done of another", () => {
    const { given, work } = heldWork();
    const gather = gatherByKey(work);
    void gather("shop", ["a"]);
    void gather("other", ["b"]);
    expect(given).toEqual([["a"], ["b"]]);
  });

  it("fails for those alone who were together when it failed", async () => {
    const { work, end } = heldWork();
    const gather = gatherByKey(work);
    const first = gather("shop", ["a"]);
    const second = gather("shop", ["b"]);
    end(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    end();
    expect(await second).toEqual(["B"]);
  });
});
