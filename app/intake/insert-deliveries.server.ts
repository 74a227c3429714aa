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

export interface StoredKey {
  id: string;
  shopId: string;
  topic: string;
  webhookId: string;
}

/** What one delivery has of its own; when it was received is the group's, and the first parameter. */
const columns = 7;

/** The most that one statement inserts. */
const rowLimit = 32;

const prepared = new Map<number, { name: string; text: string }>();

/** One for each number of rows: a group is one statement, parsed and planned once on a connection. */
function statementOf(count: number): { name: string; text: string } {
  const known = prepared.get(count);
  if (known) return known;
  const places = Array.from({ length: count }, (_row, row) => {
    const numbers = Array.from({ length: columns }, (_column, column) => `$${row * columns + column + 2}`);
    return `($1, ${numbers.join(", ")})`;
  });
  const text = `INSERT INTO "WebhookDelivery"
    ("receivedAt", "shopId", "topic", "webhookId", "eventId", "apiVersion", "triggeredAt", "body")
    VALUES ${places.join(", ")} ON CONFLICT DO NOTHING RETURNING "id", "shopId", "topic", "webhookId"`;
  const statement = { name: `inbox-${count}`, text };
  prepared.set(count, statement);
  return statement;
}

/** Inserts those that are not there yet, in the transaction the client is in. */
export async function insertDeliveries(
  client: pg.ClientBase,
  deliveries: Delivery[],
  receivedAt: Date,
): Promise<StoredKey[]> {
  const stored: StoredKey[] = [];
  for (let from = 0; from < deliveries.length; from += rowLimit) {
    const group = deliveries.slice(from, from + rowLimit);
    const values = [withoutZone(receivedAt), ...group.flatMap(valuesOf)];
    const { rows } = await client.query<StoredKey>({ ...statementOf(group.length), values });
    stored.push(...rows);
  }
  return stored;
}

const valuesOf = (delivery: Delivery): Array<string | null> => [
  delivery.shopId,
  delivery.topic,
  delivery.webhookId,
  delivery.eventId,
  delivery.apiVersion,
  delivery.triggeredAt && withoutZone(delivery.triggeredAt),
  delivery.body,
];

/** Columns hold UTC without a zone; the driver would write the machine's own time. */
const withoutZone = (instant: Date): string => instant.toISOString().slice(0, -1);
