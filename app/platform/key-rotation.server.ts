import type { Database } from "./database.server";
import type { Logger } from "./log.server";
import { createSecrets, firstShopperSalt, type Secrets } from "./secrets.server";

interface Keys {
  ENCRYPTION_KEY: string;
  ENCRYPTION_KEY_OLD?: string | undefined;
}

const saltName = "shopper salt";

/**
 * The secrets of this installation. What shopper keys are hashed with is kept in the database, sealed: derived from
 * the key alone it would change with it, and every opt-out would be lost.
 */
export async function openSecrets(
  db: Pick<Database, "installationSecret">,
  { ENCRYPTION_KEY, ENCRYPTION_KEY_OLD: oldKey }: Keys,
): Promise<Secrets> {
  const sealing = createSecrets(ENCRYPTION_KEY, { oldKey });
  const first = firstShopperSalt(oldKey ?? ENCRYPTION_KEY);
  const { sealed } = await db.installationSecret.upsert({
    where: { name: saltName },
    create: { name: saltName, sealed: sealing.seal(first.toString("base64")) },
    update: {},
  });
  return createSecrets(ENCRYPTION_KEY, {
    oldKey,
    shopperSalt: Buffer.from(sealing.open(sealed), "base64"),
  });
}

/** Seals everything with today's key. One that was refreshed meanwhile is left as it is: it has today's already. */
export async function sealAnew(
  db: Pick<Database, "installationSecret" | "session">,
  secrets: Pick<Secrets, "seal" | "open">,
  log: Logger,
): Promise<void> {
  const anew = (sealed: string) => secrets.seal(secrets.open(sealed));
  for (const { name, sealed } of await db.installationSecret.findMany()) {
    await db.installationSecret.updateMany({ where: { name, sealed }, data: { sealed: anew(sealed) } });
  }
  const sessions = await db.session.findMany({ select: { id: true, accessToken: true, refreshToken: true } });
  for (const { id, accessToken, refreshToken } of sessions) {
    await db.session.updateMany({
      where: { id, accessToken },
      data: { accessToken: anew(accessToken), ...(refreshToken && { refreshToken: anew(refreshToken) }) },
    });
  }
  log.info(
    { sessions: sessions.length },
    "everything is sealed with the new key; the old one only opens links in old mails",
  );
}
