import { expect, test } from "vitest";

import type { StoredMail } from "../../sandbox/mail-server";
import type { LedgerTouchpoint } from "../../sandbox/simulation/app-ledger";
import type { RunRecords } from "../../sandbox/simulation/run-report";
import { accountOf } from "./account";

const at = "2026-03-02T08:00:00.000Z";
const touchpoint: LedgerTouchpoint = {
  id: "t1",
  kind: "delay_notice",
  orderId: "17",
  state: "dispatched",
  reason: null,
  plannedAt: at,
  dueAt: at,
  dispatchedAt: at,
  unconfirmed: false,
};
const delivery: RunRecords["deliveries"][number] = {
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
const mail = (touchpointId: string, messageId: string) =>
  ({ kind: "delay_notice", orderId: "17", touchpointId, messageId }) as StoredMail;

const records = (changes: {
  mails?: StoredMail[];
  unconfirmed?: boolean;
  state?: string;
  reason?: string;
  ledger?: Partial<RunRecords["ledger"]>;
}): RunRecords => ({
  orders: [],
  deliveries: [delivery, { ...delivery, copy: 2 }],
  mails: changes.mails ?? [],
  ledger: {
    webhooksStored: 1,
    webhooksWaiting: 0,
    surveyResponses: 0,
    touchpoints: [
      {
        ...touchpoint,
        unconfirmed: changes.unconfirmed ?? false,
        state: changes.state ?? "dispatched",
        reason: changes.reason ?? null,
      },
    ],
    ...changes.ledger,
  },
});

test("one mail for each touchpoint and every webhook worked on: nothing lost, nothing doubled", () => {
  expect(accountOf(records({ mails: [mail("t1", "<m1>"), mail("t2", "<m2>")] }))).toMatchObject({
    lost: 0,
    doubled: 0,
    unconfirmed: 0,
  });
});

test("the same mail again counts as unconfirmed only where its sending was cut off", () => {
  const mails = [mail("t1", "<m1>"), mail("t1", "<m1>")];
  expect(accountOf(records({ mails, unconfirmed: true }))).toMatchObject({ doubled: 0, unconfirmed: 1 });
  expect(accountOf(records({ mails }))).toMatchObject({ doubled: 1, unconfirmed: 0 });
});

test("another mail for the same touchpoint is a double, cut off or not", () => {
  const mails = [mail("t1", "<m1>"), mail("t1", "<m2>")];
  expect(accountOf(records({ mails, unconfirmed: true }))).toMatchObject({ doubled: 1, unconfirmed: 0 });
});

test("a mail the app gave up as not confirmed is lost only where no server has it", () => {
  const givenUp = { state: "failed", reason: "not_confirmed", unconfirmed: true };
  const mails = [mail("t1", "<m1>"), mail("t1", "<m1>"), mail("t1", "<m1>")];
  expect(accountOf(records({ ...givenUp, mails }))).toMatchObject({
    ...{ lost: 0, unconfirmed: 2, notConfirmed: 1 },
  });
  expect(accountOf(records(givenUp))).toMatchObject({ lost: 1, losses: { notTaken: 1 } });
});

test("a webhook answered but not stored, one not worked on and a touchpoint without an end are lost", () => {
  const lost = (changes: Parameters<typeof records>[0]) => accountOf(records(changes));
  expect(lost({ ledger: { webhooksStored: 0 } })).toMatchObject({ lost: 1, losses: { notStored: 1 } });
  expect(lost({ ledger: { webhooksWaiting: 2 } })).toMatchObject({ lost: 2, losses: { notApplied: 2 } });
  expect(lost({ state: "planned" })).toMatchObject({ lost: 1, losses: { unended: 1 } });
});
