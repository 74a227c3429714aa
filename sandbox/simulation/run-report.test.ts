import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { demoScripts } from "./demo-scripts";
import { drawsOf } from "./keyed-draws";
import { faultsOf, reportRun, writeRun, type RunRecords } from "./run-report";

const at = "2026-03-02T09:00:00.000Z";

function records(): RunRecords {
  const [script] = demoScripts({
    draws: drawsOf(1),
    orders: 1,
    from: new Date(at),
    until: new Date("2026-03-03T09:00:00Z"),
    products: [
      { id: "v", requiresShipping: true },
      { id: "g", requiresShipping: false },
    ],
    badWeek: null,
  });
  if (!script) throw new Error("one order was asked for");
  const delivery = {
    topic: "orders/create",
    webhookId: "w1",
    eventId: "e1",
    orderId: "17",
    at,
    triggeredAt: at,
    answered: 200,
    attempts: 1,
    copy: 1,
  };
  const mail = {
    id: "1",
    at,
    from: "shop",
    to: "her",
    subject: "Grazie",
    html: "<p>",
    text: "Grazie",
    headers: {},
    raw: "",
    kind: "thank_you_note",
    orderId: "17",
    touchpointId: "t1",
    messageId: "m1",
  };
  const touchpoint = {
    id: "t1",
    kind: "thank_you_note",
    orderId: "17",
    state: "dispatched",
    reason: null,
    plannedAt: at,
    dueAt: at,
    dispatchedAt: at,
    unconfirmed: false,
  };
  return {
    orders: [{ script, orderId: "17", fulfillmentId: null, returnId: null, noticesRead: 0 }],
    deliveries: [delivery, { ...delivery, copy: 2 }],
    mails: [mail],
    ledger: {
      webhooksStored: 1,
      webhooksWaiting: 0,
      surveyResponses: 0,
      touchpoints: [
        touchpoint,
        {
          ...touchpoint,
          id: "t2",
          kind: "feedback_invitation",
          state: "suppressed",
          reason: "consent",
          dispatchedAt: null,
        },
      ],
    },
  };
}

describe("what a run hands over", () => {
  it("counts mails by kind and what was held back by reason", () => {
    expect(reportRun(records(), 1.234)).toEqual({
      orders: 1,
      webhooksSent: 2,
      webhooksStored: 1,
      emailsAccepted: 1,
      thankYouNotes: 1,
      delayNotices: 0,
      delayUpdates: 0,
      feedbackInvitations: 0,
      surveyResponses: 0,
      suppressed: { consent: 1 },
      failed: 0,
      seconds: 1.2,
    });
  });

  it("finds no fault with a good run, and names those of a bad one", () => {
    expect(faultsOf(records())).toEqual([]);
    const { deliveries, ledger } = records();
    const [touchpoint] = ledger.touchpoints;
    const faults = faultsOf({
      deliveries: deliveries.map((delivery) => ({ ...delivery, answered: 500 })),
      ledger: {
        ...ledger,
        touchpoints: touchpoint
          ? [
              { ...touchpoint, state: "planned" },
              { ...touchpoint, state: "failed" },
            ]
          : [],
      },
    });
    expect(faults).toEqual([
      "1 touchpoints ended in no final state",
      "1 touchpoints failed",
      "2 webhooks were not answered 200",
      "1 webhooks are stored, 0 distinct ones were answered 200",
    ]);
  });

  it("writes one JSON a line, absent things as null", async () => {
    const folder = await mkdtemp(join(tmpdir(), "run-"));
    try {
      await writeRun(join(folder, "deep"), records());
      const lines = async (name: string) =>
        (await readFile(join(folder, "deep", name), "utf8"))
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect((await lines("webhooks.jsonl"))[0]).toEqual({
        topic: "orders/create",
        webhookId: "w1",
        eventId: "e1",
        orderId: "17",
        at,
        answered: 200,
      });
      expect(Object.keys((await lines("mails.jsonl"))[0] ?? {})).toEqual([
        "to",
        "subject",
        "kind",
        "orderId",
        "touchpointId",
        "messageId",
        "at",
        "text",
      ]);
      expect((await lines("touchpoints.jsonl"))[1]).toEqual({
        kind: "feedback_invitation",
        orderId: "17",
        state: "suppressed",
        reason: "consent",
        plannedAt: at,
        dueAt: at,
        dispatchedAt: null,
      });
      const [order] = await lines("orders.jsonl");
      expect(order).toMatchObject({ orderId: "17", cancelledAt: null, test: false });
      expect(Object.keys(order ?? {})).toEqual([
        "orderId",
        "email",
        "placedAt",
        "paidAt",
        "cancelledAt",
        "test",
        "gift",
        "consent",
        "promisedLatestOn",
        "handedOverAt",
        "arrivedAt",
        "country",
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
