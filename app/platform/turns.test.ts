import { expect, it } from "vitest";
import { takeTurns } from "./turns";

it("as many works as are let are under way, and the next begins when one has ended or failed", async () => {
  const turn = takeTurns(2);
  const begun: string[] = [];
  const held = new Map<string, PromiseWithResolvers<string>>();
  const work = (name: string) =>
    turn(() => {
      begun.push(name);
      const holding = Promise.withResolvers<string>();
      held.set(name, holding);
      return holding.promise;
    });
  const [first, second, third, fourth] = [work("first"), work("second"), work("third"), work("fourth")];
  expect(begun).toEqual(["first", "second"]);
  held.get("second")?.reject(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  expect(begun).toEqual(["first", "second", "third"]);
  held.get("first")?.resolve("done");
  expect(await first).toBe("done");
  expect(begun).toEqual(["first", "second", "third", "fourth"]);
  for (const name of ["third", "fourth"]) held.get(name)?.resolve(name);
  expect(await Promise.all([third, fourth])).toEqual(["third", "fourth"]);
});
