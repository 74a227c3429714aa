import { expect, it } from "vitest";

import { useTestDatabase } from "../../tests/harness/database";

const { deps } = useTestDatabase();

it("a statement that failed the first time it was prepared works when nothing is wrong with it any more", async () => {
  const { pool } = deps.connection;
  const divide = (by: number) => pool.query<{ n: number }>("SELECT 12 / $1::int AS n", [by]);
  const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => divide(0)));
  expect(attempts.map(({ status }) => status)).toEqual(Array(6).fill("rejected"));
  expect((await divide(4)).rows).toEqual([{ n: 3 }]);
});
