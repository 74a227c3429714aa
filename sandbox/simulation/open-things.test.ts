import { describe, expect, it } from "vitest";
import { createOpenThings } from "./open-things";

describe("closing what was opened", () => {
  it("closes the last opened first and nothing twice", async () => {
    const closed: string[] = [];
    const open = createOpenThings();
    const add = (name: string) =>
      open.add(() => {
        closed.push(name);
        return Promise.resolve();
      });
    add("shop");
    const closeFirstApp = add("first app");
    await closeFirstApp();
    add("second app");
    await open.closeAll();
    await open.closeAll();
    await closeFirstApp();
    expect(closed).toEqual(["first app", "second app", "shop"]);
  });
});
