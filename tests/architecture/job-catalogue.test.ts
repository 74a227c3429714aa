import { expect, test } from "vitest";

import type { Deps } from "~/deps.server";
import { jobCatalogue, jobNames } from "~/platform/jobs";
import { jobHandlers } from "~/worker.server";

test("every job of the catalogue has somebody who does it, and nobody waits for a job that does not exist", () => {
  // Making the handlers touches nothing: each takes what it needs when its job comes.
  expect(Object.keys(jobHandlers({} as Deps)).sort()).toEqual([...jobNames].sort());
});

test.each(jobNames)(
  "%s carries ids and the shop, never a person's data: payloads are logged and kept",
  (name) => {
    const keys = Object.keys(jobCatalogue[name].payload.shape);
    expect(keys).toContain("shopId");
    expect(keys.filter((key) => !/Ids?$/.test(key) && key !== "key")).toEqual([]);
  },
);

test.each(jobNames)("%s is named noun.verb", (name) => {
  expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
});

test.each(jobNames)("%s goes on trying for a while when the world fails", (name) => {
  expect(jobCatalogue[name].retries).toBeGreaterThanOrEqual(3);
});
