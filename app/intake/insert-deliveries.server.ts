import type pg from "pg";

export interface Delivery {
  shopId: string;
  topic: string;
  webhookId: string;
  eventId: string | null;
  apiVersion: string | null;
  triggeredAt: Date | null;
  body: string;
}

interface StoredKey {
  id: string;
  shopId: string;
  topic: string;
  webhookId: string;
}

const columns = 8;

// A statement for each of these numbers of rows, prepared once on a connection: a group is made up of them.
const sizes = [32, 16, 8, 4, 2, 1];

const statements = sizes.map((rows) => {
  const places = Array.from({ length: rows }, (_row, row) => {
    const numbers = Array.from({ length: columns }, (_column, column) => `$${row * columns + column + 1}`);
    return `(${numbers.join(", ")})`;
  });
  const text = `INSERT INTO "WebhookDelivery"
    ("shopId", "topic", "webhookId", "eventId", "apiVersion", "triggeredAt", "receivedAt", "body")
    VALUES ${places.join(", ")} ON CONFLICT DO NOTHING RETURNING "id", "shopId", "topic", "webhookId"`;
  return { rows, name: `inbox-${rows}`, text };
});

/** Inserts those that are not there yet, in the transaction the client is in. */
export async function insertDeliveries(
  client: pg.ClientBase,
  deliveries: Delivery[],
  receivedAt: Date,
): Promise<StoredKey[]> {
  const stored: StoredKey[] = [];
  let rest = deliveries;
  for (const { rows: size, name, text } of statements) {
    while (rest.length >= size) {
      const values = rest.slice(0, size).flatMap((delivery) => valuesOf(delivery, receivedAt));
      const { rows } = await client.query<StoredKey>({ name, text, values });
      stored.push(...rows);
      rest = rest.slice(size);
    }
  }
  return stored;
}

const valuesOf = (delivery: Delivery, receivedAt: Date): Array<string | null> => [
  delivery.shopId,
  delivery.topic,
  delivery.webhookId,
  delivery.eventId,
  delivery.apiVersion,
  delivery.triggeredAt && withoutZone(delivery.triggeredAt),
  withoutZone(receivedAt),
  delivery.body,
];

/** Columns hold UTC without a zone; the driver would write the machine's own time. */
const withoutZone = (instant: Date): string => instant.toISOString().slice(0, -1);
