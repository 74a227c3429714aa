import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { Session } from "@shopify/shopify-api";
import { openPostgres } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import { openSecrets } from "~/platform/key-rotation.server";
import { createLogger } from "~/platform/log.server";
import { sealSessions } from "~/platform/sealed-session-storage.server";
import { benchEncryptionKey } from "./app-processes";

/** Live shops with a token that is good for a day, thanks due at once and no quiet hours: benches run at any hour. */
export async function openShops(databaseUrl: string, shopIds: readonly string[]): Promise<void> {
  const { db, close } = openPostgres(databaseUrl, createLogger("warn"));
  const storage = sealSessions(
    new PrismaSessionStorage(db),
    await openSecrets(db, { ENCRYPTION_KEY: benchEncryptionKey }),
  );
  const tomorrow = new Date(Date.now() + dayMs);
  for (const id of shopIds) {
    await db.shop.create({
      data: {
        id,
        name: "Fior di Casa",
        installedAt: new Date(Date.now() - 90 * dayMs),
        liveAt: new Date(Date.now() - 90 * dayMs),
        timeZone: "Europe/Rome",
        // The hourly and the daily looks are not what is measured.
        reconcileAfter: tomorrow,
        forgetAfter: tomorrow,
        settings: {
          quietHours: { startsAt: "00:00", endsAt: "00:00" },
          touchpoints: { thank_you_note: { afterMinutes: 0 }, delay_notice: { enabled: false } },
        },
      },
    });
    await storage.storeSession(
      new Session({
        id: `offline_${id}`,
        shop: id,
        state: "",
        isOnline: false,
        accessToken: "bench",
        expires: tomorrow,
        refreshToken: "bench",
        refreshTokenExpires: tomorrow,
      }),
    );
  }
  await close();
}
