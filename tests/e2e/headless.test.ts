import { DateTime } from "luxon";
import { beforeAll, describe, expect, test } from "vitest";

import { dayMs, hourMs, minuteMs } from "~/platform/durations";
import { type HeadlessRun, type Mail, runHeadless, type TrueOrder } from "./headless-run";

// Among this seed's forty orders are cancelled ones, a test order and a parcel that never arrives.
const options = ["--orders", "40", "--seed", "9"];

const finalStates = ["dispatched", "suppressed", "cancelled", "failed"];
/** Shopify is asked every hour what changed; the simulated clock moves by twenty minutes. */
const reconcileEveryMs = hourMs;
const stepMs = 20 * minuteMs;
const nightMs = dayMs / 2 + reconcileEveryMs;
const isMorning = (iso: string) => DateTime.fromISO(iso, { zone: "Europe/Rome" }).hour < 10;
/** Without a delivery scan the question is asked by age: never before two weeks from the label. */
const fallbackAgeMs = 14 * dayMs;

let run: HeadlessRun;

beforeAll(async () => {
  run = await runHeadless(...options);
}, 300_000);

const mailsOf = (order: TrueOrder, kind?: string) =>
  run.mails.filter((mail) => mail.orderId === order.orderId && (kind === undefined || mail.kind === kind));
const ms = (iso: string) => Date.parse(iso);

/** Orders for which something went wrong, as text that says which and why. */
const ordersWhere = (isWrong: (order: TrueOrder) => boolean) => run.orders.filter(isWrong).map(describeOrder);
const describeOrder = (order: TrueOrder) =>
  JSON.stringify({ ...order, mails: mailsOf(order).map(({ kind, at }) => `${kind ?? "?"} ${at}`) });

describe("a shop's weeks, lived through in seconds", () => {
  test("all orders were placed, and every kind of thing that happens to orders happened", () => {
    expect(run.orders).toHaveLength(40);
    expect(run.orders.some((order) => order.cancelledAt !== null)).toBe(true);
    expect(run.orders.some((order) => order.test)).toBe(true);
    for (const kind of ["thank_you_note", "delay_notice", "feedback_invitation"]) {
      expect(run.mails.map((mail) => mail.kind)).toContain(kind);
    }
  });

  test("every paid order that was not called off is thanked for exactly once", () => {
    const isEligible = (order: TrueOrder) =>
      order.paidAt !== null && order.cancelledAt === null && !order.test && order.email !== null;
    expect(run.orders.filter(isEligible).length).toBeGreaterThan(20);
    expect(
      ordersWhere((order) => isEligible(order) && mailsOf(order, "thank_you_note").length !== 1),
    ).toEqual([]);
  });

  test("nobody hears of a test order, nor of an order after it was cancelled", () => {
    expect(ordersWhere((order) => order.test && mailsOf(order).length > 0)).toEqual([]);
    expect(
      ordersWhere(({ cancelledAt, ...order }) => {
        const isAfter = (mail: Mail) => cancelledAt !== null && ms(mail.at) > ms(cancelledAt);
        return mailsOf({ cancelledAt, ...order }).some(isAfter);
      }),
    ).toEqual([]);
  });

  test("nobody is asked how it went before it went: the parcel has arrived, or is old enough to have", () => {
    const labelledAt = (order: TrueOrder) =>
      Math.min(
        ...run.webhooks
          .filter(({ topic, orderId }) => topic === "fulfillments/create" && orderId === order.orderId)
          .map(({ at }) => ms(at)),
      );
    const isEarly = (order: TrueOrder, mail: Mail) =>
      (order.arrivedAt === null || ms(mail.at) < ms(order.arrivedAt)) &&
      ms(mail.at) < labelledAt(order) + fallbackAgeMs;
    expect(
      ordersWhere((order) => mailsOf(order, "feedback_invitation").some((mail) => isEarly(order, mail))),
    ).toEqual([]);
  });

  test("nobody who was told of a delay is asked anything before the parcel is there", () => {
    expect(
      ordersWhere((order) =>
        mailsOf(order, "feedback_invitation").some((invitation) =>
          mailsOf(order, "delay_notice").some(
            (notice) =>
              ms(notice.at) < ms(invitation.at) &&
              (order.arrivedAt === null || ms(invitation.at) < ms(order.arrivedAt)),
          ),
        ),
      ),
    ).toEqual([]);
  });

  test("no touchpoint is left hanging, and what was not sent says why", () => {
    expect(run.touchpoints.filter(({ state }) => !finalStates.includes(state))).toEqual([]);
    expect(run.touchpoints.filter(({ state, reason }) => state !== "dispatched" && reason === null)).toEqual(
      [],
    );
    expect(run.summary.failed).toBe(0);
  });

  test("no mail was sent twice, and every mail belongs to a touchpoint", () => {
    const ids = run.mails.map((mail) => mail.messageId);
    expect(ids).toEqual([...new Set(ids)]);
    expect(run.mails.filter((mail) => mail.touchpointId === null || mail.kind === null)).toEqual([]);
  });

  test("no mail shows a blank where a word should be", () => {
    const blanks = /\{\{|\}\}|\{%|undefined|\bnull\b|NaN|Invalid Date/;
    // The letters of a signed link are chance: any word may stand in them.
    const read = ({ subject, text }: Mail) => `${subject}\n${text ?? ""}`.replaceAll(/https?:\S+/g, "");
    expect(run.mails.filter((mail) => blanks.test(read(mail)))).toEqual([]);
  });

  test("every delivery that was answered is in the inbox, once", () => {
    const answered = run.webhooks.filter((delivery) => delivery.answered === 200);
    expect(run.summary.webhooksStored).toBe(new Set(answered.map((delivery) => delivery.webhookId)).size);
    expect(run.webhooks.filter((delivery) => delivery.answered !== 200)).toEqual([]);
    expect(run.summary.webhooksSent).toBe(run.webhooks.length);
  });

  test("the summary says what the files say", () => {
    const sent = (kind: string) => run.mails.filter((mail) => mail.kind === kind).length;
    expect(run.summary).toMatchObject({
      orders: 40,
      emailsAccepted: run.mails.length,
      thankYouNotes: sent("thank_you_note"),
      delayNotices: sent("delay_notice"),
      delayUpdates: sent("delay_update"),
      feedbackInvitations: sent("feedback_invitation"),
    });
  });
});

/** What makes an order the same one in two runs: ids may differ where the world heard of things in another order. */
const sameOrder = (order: TrueOrder) => `${order.placedAt} ${order.email ?? "no address"}`;

/** What came of each order, in the order it came. */
function storyOf({ orders, mails }: HeadlessRun, line: (mail: Mail) => string): Record<string, string[]> {
  const inOrder = [...mails].sort((one, other) => ms(one.at) - ms(other.at));
  return Object.fromEntries(
    orders.map((order) => [
      sameOrder(order),
      inOrder.filter((mail) => mail.orderId === order.orderId).map(line),
    ]),
  );
}

/** How each order's touchpoints ended. */
function endsOf({ orders, touchpoints }: HeadlessRun): Record<string, string[]> {
  return Object.fromEntries(
    orders.map((order) => [
      sameOrder(order),
      touchpoints
        .filter(({ orderId }) => orderId === order.orderId)
        .map(({ kind, state, reason }) => `${kind} ${state} ${reason ?? ""}`.trim())
        .sort(),
    ]),
  );
}

describe("the same weeks lived through again", () => {
  let again: HeadlessRun;
  let chaos: HeadlessRun;
  let lossy: HeadlessRun;

  // Side by side: each run leaves a core idle half of its time.
  beforeAll(async () => {
    [again, chaos, lossy] = await Promise.all([
      runHeadless(...options),
      runHeadless(...options, "--chaos"),
      runHeadless(...options, "--lossy"),
    ]);
  }, 600_000);

  const kind = (mail: Mail) => mail.kind ?? "?";

  test("with the same seed: same mails, same days", () => {
    const onItsDay = (mail: Mail) => `${kind(mail)} ${mail.at.slice(0, 10)}`;
    expect(storyOf(again, onItsDay)).toEqual(storyOf(run, onItsDay));
  });

  test("webhooks doubled, tripled and shuffled within two days change nothing a shopper gets", () => {
    expect(chaos.webhooks.length).toBeGreaterThan(run.webhooks.length * 1.3);
    expect(storyOf(chaos, kind)).toEqual(storyOf(run, kind));
    expect(endsOf(chaos)).toEqual(endsOf(run));
  });

  test("a webhook in twenty lost changes nothing either, and delays a mail by an hour or to the morning", () => {
    expect(lossy.webhooks.length).toBeLessThan(run.webhooks.length * 0.97);
    expect(storyOf(lossy, kind)).toEqual(storyOf(run, kind));
    expect(endsOf(lossy)).toEqual(endsOf(run));

    const times = (of: HeadlessRun) => Object.values(storyOf(of, ({ at }) => at)).flat();
    const calm = times(run).map(ms);
    const isTooLate = (at: string, index: number) => {
      const after = ms(at) - (calm[index] ?? NaN);
      return after > reconcileEveryMs + stepMs && !(after < nightMs && isMorning(at));
    };
    expect(times(lossy).filter(isTooLate)).toEqual([]);
  });
});
