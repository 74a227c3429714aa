import { flowTriggersInsert, type Happened } from "~/channels/flow-triggers.server";
import type { Prisma } from "~/platform/prisma/client";
import { troubleChecksInsert } from "~/touchpoints/trouble-checks.server";
import type { ReviewedIncident } from "./review";

interface TouchedIncident {
  orderId: string;
  delayId: string;
  reviewed: ReviewedIncident;
}

/** Who is told that incidents begin and end: the merchant's workflows, and the customers that say who is in trouble. */
export function incidentNewsWrites(
  shopId: string,
  incidents: TouchedIncident[],
  now: Date,
): Array<Prisma.Sql | null> {
  const news = incidents.flatMap((one) => newsOf(one, shopId, now));
  const orderIds = incidents.filter(hasBegunOrEnded).map(({ orderId }) => orderId);
  return [flowTriggersInsert(news), troubleChecksInsert(shopId, orderIds, now)];
}

const hasBegunOrEnded = ({ reviewed }: TouchedIncident): boolean =>
  reviewed.steps.some(({ step }) => step === "opened" || step === "closed");

/** The merchant's workflows hear when an incident begins, and when it is over. */
function newsOf(
  { orderId, reviewed, delayId }: TouchedIncident,
  shopId: string,
  now: Date,
): Array<Happened & { orderId: string }> {
  const { kind, cause } = reviewed.incident;
  const happened = { shopId, orderId, subjectId: delayId, at: now };
  return reviewed.steps.flatMap((step): Array<Happened & { orderId: string }> => {
    if (step.step === "opened" && step.found.kind === "predicted_late")
      return [{ ...happened, handle: "delay-predicted", details: { Cause: cause } }];
    if ((step.step === "opened" || step.step === "upgraded") && step.found.kind !== "predicted_late")
      return [{ ...happened, handle: "delay-opened", details: { Kind: kind, Cause: cause } }];
    if (step.step === "closed")
      return [{ ...happened, handle: "delay-closed", details: { Reason: step.reason } }];
    return [];
  });
}
