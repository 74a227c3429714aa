import { expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { shopId } from "../../tests/harness/records";
import { insertionOf } from "./sql.server";

const { db, deps } = useTestDatabase();

it("text cut in the middle of a character is kept, with a mark where the half was", async () => {
  const row = (name: string) => ({ shopId, orderId: "1", outcome: "sent", rule: name, inputs: { name } });
  const names = ["caff\u00e8 \ud83d", "\ud83d\udce6", String.raw`C:\ud83d`];
  const rows = insertionOf(
    "Decision",
    names.map((name) => ({ ...row(name), at: deps.clock.now() })),
  );
  if (rows) await db.$executeRaw(rows);
  const kept = await db.decision.findMany({ orderBy: { id: "asc" } });
  const asKept = ["caff\u00e8 \ufffd", "\ud83d\udce6", String.raw`C:\ud83d`];
  expect(kept.map(({ rule }) => rule)).toEqual(asKept);
  expect(kept.map(({ inputs }) => inputs)).toEqual(asKept.map((name) => ({ name })));
});
