import type { StatementGroup } from "~/platform/statement-group.server";

export interface Delivery {
  shopId: string;
  topic: string;
  webhookId: string;
  eventId: string | null;
  apiVersion: string | null;
  triggeredAt: Date | null;
  body: string;
}

/** A delivery under the id it will be stored by. */
export type NumberedDelivery = Delivery & { id: string };

/** What one delivery has of its own; when it was received is the group's, and the first parameter. */
const columns = 8;

/** The most that one statement inserts. */
const rowLimit = 32;

const texts = new Map<number, string>();

/** One for each number of rows: a group is one statement, parsed and planned once on a connection. */
function textOf(count: number): string {
  const known = texts.get(count);
  if (known !== undefined) return known;
  const places = Array.from({ length: count }, (_row, row) => {
    const numbers = Array.from({ length: columns }, (_column, column) => `$${row * columns + column + 2}`);
    return `($1, ${numbers.join(", ")})`;
  });
  const text = `INSERT INTO "WebhookDelivery"
    ("receivedAt", "id", "shopId", "topic", "webhookId", "eventId", "apiVersion", "triggeredAt", "body")
    VALUES ${places.join(", ")} ON CONFLICT DO NOTHING RETURNING "id"`;
  texts.set(count, text);
  return text;
}

/** Adds to the group what inserts those that are not there yet and answers their ids. */
export function insertDeliveries(
  group: StatementGroup,
  deliveries: NumberedDelivery[],
  receivedAt: Date,
): void {
  for (let from = 0; from < deliveries.length; from += rowLimit) {
    const some = deliveries.slice(from, from + rowLimit);
    group.add(textOf(some.length), [withoutZone(receivedAt), ...some.flatMap(valuesOf)]);
  }
}

const valuesOf = (delivery: NumberedDelivery): Array<string | null> => [
  delivery.id,
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
