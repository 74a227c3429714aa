import type { Database } from "~/platform/database.server";
import type { Secrets } from "~/platform/secrets.server";
import { keepShortLink } from "~/touchpoints/short-links.server";

import { aDelay, aDeliveryPromise, anOrder, aShop, aTouchpoint, shopId } from "../harness/records";

export const linksEndAt = new Date("2099-01-01");

/** An order with something behind every kind of link, and the code of its short one: doors that find nothing are soon through. */
export async function anAttackedShop({ db, secrets }: { db: Database; secrets: Secrets }): Promise<string> {
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
  await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
  await aTouchpoint(db, { kind: "feedback_invitation", class: "survey", state: "dispatched" });
  return keepShortLink(
    { db, secrets },
    { touchpointId: "notice", shopId, orderId: "1043", expiresAt: linksEndAt },
  );
}
