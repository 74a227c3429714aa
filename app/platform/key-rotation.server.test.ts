import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { shopId } from "../../tests/harness/records";
import { openSecrets, sealAnew } from "./key-rotation.server";
import { createLinkSigner } from "./signed-link.server";

const { db, deps } = useTestDatabase();

const oldKey = Buffer.alloc(32, 1).toString("base64");
const newKey = Buffer.alloc(32, 2).toString("base64");
const before = () => openSecrets(db, { ENCRYPTION_KEY: oldKey });
const during = () => openSecrets(db, { ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_OLD: oldKey });
const after = () => openSecrets(db, { ENCRYPTION_KEY: newKey });

async function aSession(): Promise<void> {
  const secrets = await before();
  await db.session.create({
    data: {
      id: `offline_${shopId}`,
      shop: shopId,
      state: "",
      accessToken: secrets.seal("access"),
      refreshToken: secrets.seal("refresh"),
    },
  });
}

describe("changing the encryption key", () => {
  it("keeps every shop's tokens, and needs the old key no longer", async () => {
    await aSession();
    await sealAnew(db, await during(), deps.log);
    const { accessToken, refreshToken } = await db.session.findFirstOrThrow();
    const secrets = await after();
    expect([secrets.open(accessToken), secrets.open(refreshToken ?? "")]).toEqual(["access", "refresh"]);
    await expect(before()).rejects.toThrow();
  });

  it("finds who asked not to be written to by the same key as before", async () => {
    const key = (await before()).shopperKey(shopId, "marta@example.com");
    await sealAnew(db, await during(), deps.log);
    expect((await after()).shopperKey(shopId, "marta@example.com")).toBe(key);
  });

  it("lets the links in old mails open while the old key is named, and no longer", async () => {
    const link = { purpose: "rate", shopId, id: "t", expiresAt: new Date("2026-12-01") } as const;
    const token = createLinkSigner(await before()).sign(link);
    const read = async (secrets: ReturnType<typeof before>) =>
      createLinkSigner(await secrets).read("rate", token, deps.clock.now()).outcome;
    expect(await read(during())).toBe("valid");
    await sealAnew(db, await during(), deps.log);
    expect(await read(after())).toBe("forged");
  });
});
