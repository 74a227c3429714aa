import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { Secrets } from "~/platform/secrets.server";

// What carriers and Twilio understand, and the same in Italian.
const stopWords: ReadonlySet<string> = new Set([
  ...["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke"],
  ...["basta", "annulla", "ferma", "disiscrivi"],
]);
const startWords: ReadonlySet<string> = new Set(["start", "unstop", "yes", "riprendi", "inizia"]);

/** What she wants with a text of hers: the whole message is the word, or it is a message for a person. */
export function textWishOf(body: string): "stop" | "start" | null {
  const word = body
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, "");
  if (stopWords.has(word)) return "stop";
  return startWords.has(word) ? "start" : null;
}

interface Deps {
  db: Database;
  clock: Clock;
  secrets: Pick<Secrets, "phoneKey">;
}

/** STOP holds for every shop that ever wrote to the number: she cannot know which of them shares it. */
export async function keepTextWish(
  { db, clock, secrets }: Deps,
  { phone, wish }: { phone: string; wish: "stop" | "start" },
): Promise<{ outcome: "stopped" | "resumed"; shops: number }> {
  const phoneKey = secrets.phoneKey(phone);
  if (wish === "start") {
    const { count } = await db.textStop.deleteMany({ where: { phoneKey } });
    return { outcome: "resumed", shops: count };
  }
  const shops = await db.textMessage.findMany({
    where: { phoneKey },
    distinct: ["shopId"],
    select: { shopId: true },
  });
  const at = clock.now();
  await db.textStop.createMany({
    data: shops.map(({ shopId }) => ({ shopId, phoneKey, at })),
    skipDuplicates: true,
  });
  return { outcome: "stopped", shops: shops.length };
}

/** Whether she told this shop to stop texting the number. */
export async function hasStoppedTexts(
  db: Pick<Transaction, "textStop">,
  { shopId, phoneKey }: { shopId: string; phoneKey: string },
): Promise<boolean> {
  return (await db.textStop.findUnique({ where: { shopId_phoneKey: { shopId, phoneKey } } })) !== null;
}
