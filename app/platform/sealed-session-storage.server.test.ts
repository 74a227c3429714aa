import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { expect, test } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { shopId } from "../../tests/harness/records";
import { sealSessions } from "./sealed-session-storage.server";

const { db, deps } = useTestDatabase();

test("a shop's tokens are sealed in the database and whole to Shopify's library", async () => {
  const storage = sealSessions(new PrismaSessionStorage(db), deps.secrets);
  const id = `offline_${shopId}`;
  const tokens = { accessToken: "shpat_access", refreshToken: "shprt_refresh" };
  await storage.storeSession(new Session({ id, shop: shopId, state: "", isOnline: false, ...tokens }));

  const row = JSON.stringify(await db.session.findFirstOrThrow());
  for (const token of Object.values(tokens)) expect(row).not.toContain(token);
  expect(await storage.loadSession(id)).toMatchObject(tokens);
  expect(await storage.findSessionsByShop(shopId)).toMatchObject([tokens]);
});
