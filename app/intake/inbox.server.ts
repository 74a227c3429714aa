import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Queue } from "~/platform/queue.server";

export interface Delivery {
  shopId: string;
  topic: string;
  webhookId: string;
  eventId: string | null;
  apiVersion: string | null;
  triggeredAt: Date | null;
  body: string;
}

/** Where deliveries are stored before they are answered. */
export interface Inbox {
  /** Resolves once the delivery is on disk with its job; rejects when it could not be stored. */
  store(delivery: Delivery): Promise<"stored" | "duplicate">;
}

interface Waiting {
  delivery: Delivery;
  resolve(outcome: "stored" | "duplicate"): void;
  reject(error: unknown): void;
}

const groupLimit = 200;

// Long enough for what arrives together to be read from its sockets; nobody notices it in an answer.
const gatherMs = 3;

/**
 * Stores in groups: while one group is being written the next gathers, so that a flood costs one commit for many
 * deliveries and a trickle hardly waits. Each is answered only after its group's commit.
 */
export function createInbox(deps: { db: Database; queue: Queue; clock: Clock }): Inbox {
  const gathering: Waiting[] = [];
  let writing = false;

  const writeGroups = async () => {
    writing = true;
    while (gathering.length > 0) {
      await delay(gatherMs);
      const group = gathering.splice(0, groupLimit);
      try {
        const fresh = await write(
          deps,
          group.map(({ delivery }) => delivery),
        );
        for (const { delivery, resolve } of group)
          resolve(fresh.delete(keyOf(delivery)) ? "stored" : "duplicate");
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  };

  return {
    store: (delivery) =>
      new Promise((resolve, reject) => {
        gathering.push({ delivery, resolve, reject });
        if (!writing) void writeGroups();
      }),
  };
}

/** Answers the keys of those that were not there before. */
async function write(
  { db, queue, clock }: Parameters<typeof createInbox>[0],
  deliveries: Delivery[],
): Promise<Set<string>> {
  const receivedAt = clock.now();
  return db.$transaction(async (tx) => {
    const rows = await tx.webhookDelivery.createManyAndReturn({
      data: deliveries.map((delivery) => ({ ...delivery, receivedAt })),
      skipDuplicates: true,
      select: { id: true, shopId: true, topic: true, webhookId: true },
    });
    await queue.sendAll(
      tx,
      "webhook.apply",
      rows.map(({ id, shopId }) => ({ shopId, deliveryId: id.toString() })),
    );
    return new Set(rows.map(keyOf));
  });
}

const keyOf = ({ shopId, topic, webhookId }: Pick<Delivery, "shopId" | "topic" | "webhookId">): string =>
  JSON.stringify([shopId, topic, webhookId]);
