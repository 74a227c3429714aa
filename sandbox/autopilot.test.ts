import { expect, test } from "vitest";
import { createAutopilot } from "./autopilot";
import { dayMs } from "./durations";
import type { StoredMail } from "./mail-server";
import type { Actor } from "./sandbox";
import { createWorld } from "./world";
import { martasOrder } from "./world/marta.fixture";

const placedAt = new Date("2026-11-02T09:00:00Z");

function visitorsShop() {
  let now = placedAt;
  const world = createWorld({ seed: 1, now: () => now, emit: () => undefined });
  const order = world.placeOrder({ ...martasOrder, byVisitor: true });
  const mails: StoredMail[] = [];
  const autopilot = createAutopilot({ world, mails: { all: mails } });
  const passUntil = async (days: number) => {
    const until = new Date(placedAt.getTime() + days * dayMs);
    await act(autopilot, until, (at) => {
      now = at;
    });
    now = until;
  };
  const scans = () =>
    world.fulfillmentsOf(order.id).flatMap((parcel) => world.eventsOf(parcel.id).map(({ status }) => status));
  return { world, order, mails, passUntil, scans };
}

async function act(actor: Actor, until: Date, move: (at: Date) => void) {
  for (let next = actor.nextAt(); next && next <= until; next = actor.nextAt()) {
    move(next);
    await actor.act(next);
  }
}

test("within three days the visitor's parcel is shipped, scanned and late, and goes no further", async () => {
  const shop = visitorsShop();
  await shop.passUntil(3);
  expect(shop.scans()).toEqual(["in_transit", "delayed"]);
  await shop.passUntil(7);
  expect(shop.scans()).toEqual(["in_transit", "delayed"]);
});

test("two days after the delay notice it arrives", async () => {
  const shop = visitorsShop();
  await shop.passUntil(3);
  const at = new Date(placedAt.getTime() + 3 * dayMs).toISOString();
  shop.mails.push({ kind: "delay_notice", orderId: shop.order.id, at } as StoredMail);
  await shop.passUntil(5);
  expect(shop.scans()).toEqual(["in_transit", "delayed", "out_for_delivery", "delivered"]);
});

test("what she cancels is not shipped", async () => {
  const shop = visitorsShop();
  shop.world.cancelOrder(shop.order.id);
  await shop.passUntil(10);
  expect(shop.scans()).toEqual([]);
});
