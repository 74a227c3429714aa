import { expect, test } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { StatementGroup } from "./statement-group.server";

const { db, deps } = useTestDatabase();

const keep = `INSERT INTO "Session" ("id", "shop", "state", "accessToken") VALUES ($1, $2, '', '') RETURNING "id"`;
const stored = async () => (await db.session.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);

test("statements sent together answer their rows in order, again and again", async () => {
  for (const round of ["1", "2"]) {
    const group = new StatementGroup();
    group.add(keep, [`a${round}`, "acme.myshopify.com"]);
    group.add(keep, [`b${round}`, "acme.myshopify.com"]);
    expect(await group.send(deps.connection.pool)).toEqual([[`a${round}`], [`b${round}`]]);
  }
  expect(await stored()).toEqual(["a1", "a2", "b1", "b2"]);
});

test("where one fails nothing was done, and the next group is", async () => {
  const broken = new StatementGroup();
  broken.add(keep, ["a", "acme.myshopify.com"]);
  broken.add(keep, ["a", "acme.myshopify.com"]);
  await expect(broken.send(deps.connection.pool)).rejects.toThrow("duplicate key");
  expect(await stored()).toEqual([]);
  const whole = new StatementGroup();
  whole.add(keep, ["b", "acme.myshopify.com"]);
  await whole.send(deps.connection.pool);
  expect(await stored()).toEqual(["b"]);
});
