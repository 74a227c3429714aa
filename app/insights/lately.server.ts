import type { Prisma } from "~/platform/prisma/client";
import type { DecisionFacts } from "./decision-words";

/** One line of "lately": what was written to whom, or why it was not. */
export interface LatelyEntry {
  id: string;
  at: Date;
  orderId: string | null;
  orderName: string | null;
  firstName: string | null;
  lastName: string | null;
  /** The touchpoint's kind; null for a line about an incident. */
  kind: string | null;
  /** Of the message, where one went out. */
  subject: string | null;
  decision: DecisionFacts;
}

// Planning and putting off are no news: the line comes when something was sent or will not be.
const newsOutcomes = [
  "sent",
  "suppressed",
  "cancelled",
  "failed",
  "opened",
  "upgraded",
  "returned",
  "closed",
];

/** The newest decisions a merchant would call news, the newest first. */
export async function listLately(
  db: Prisma.TransactionClient,
  { shopId, limit }: { shopId: string; limit: number },
): Promise<LatelyEntry[]> {
  const decisions = await db.decision.findMany({
    // A page nobody opened is nobody's news.
    where: { shopId, outcome: { in: newsOutcomes }, rule: { not: "page_not_opened" } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
  const idsOf = (values: Array<string | null>) => values.filter((value) => value !== null);
  const touchpointIds = idsOf(decisions.map((row) => row.touchpointId));
  const [orders, touchpoints, messages, customers] = await Promise.all([
    db.order.findMany({
      where: { shopId, id: { in: idsOf(decisions.map((row) => row.orderId)) } },
      select: { id: true, name: true, firstName: true, lastName: true },
    }),
    db.touchpoint.findMany({
      where: { shopId, id: { in: touchpointIds } },
      select: { id: true, kind: true },
    }),
    db.message.findMany({
      where: { shopId, touchpointId: { in: touchpointIds } },
      select: { touchpointId: true, subject: true },
    }),
    listCustomersOf(db, {
      shopId,
      touchpointIds: idsOf(decisions.map((row) => (row.orderId === null ? row.touchpointId : null))),
    }),
  ]);
  return decisions.map((decision) => {
    const order = orders.find(({ id }) => id === decision.orderId);
    const shopper = order ?? customers.get(decision.touchpointId ?? "");
    return {
      id: decision.id.toString(),
      at: decision.at,
      orderId: decision.orderId,
      orderName: order?.name ?? null,
      firstName: shopper?.firstName ?? null,
      lastName: shopper?.lastName ?? null,
      kind: touchpoints.find(({ id }) => id === decision.touchpointId)?.kind ?? null,
      subject:
        decision.outcome === "sent"
          ? (messages.find(({ touchpointId }) => touchpointId === decision.touchpointId)?.subject ?? null)
          : null,
      decision: { outcome: decision.outcome, rule: decision.rule, inputs: decision.inputs },
    };
  });
}

type Named = { firstName: string | null; lastName: string | null };

/** Whom touchpoints were for that no order brought, by the touchpoint's id. */
async function listCustomersOf(
  db: Prisma.TransactionClient,
  { shopId, touchpointIds }: { shopId: string; touchpointIds: string[] },
): Promise<Map<string, Named>> {
  if (touchpointIds.length === 0) return new Map();
  const rows = await db.$queryRaw<Array<Named & { id: string }>>`
    SELECT t."id", c."firstName", c."lastName" FROM "Touchpoint" t
    JOIN "Customer" c ON c."shopId" = t."shopId" AND c."id" = t."customerId"
    WHERE t."shopId" = ${shopId} AND t."id" = ANY(${touchpointIds}) AND t."orderId" IS NULL`;
  return new Map(rows.map((row) => [row.id, row]));
}
