import type { Transaction } from "~/platform/database.server";
import { localDateOf } from "~/promises/local-dates";
import { countTouchpoints } from "~/touchpoints/touchpoint-rollup.server";
import { countedAs, groupOf } from "./nps";
import type { Survey } from "./survey-kinds";

interface CountedAnswer {
  shopId: string;
  survey: Survey;
  rating: number;
  /** An answer stays on the day it was first given, changed or not. */
  answeredAt: Date;
  timeZone: string;
}

/** Counts an answer on its day; −1 takes it back. */
export async function countAnswer(tx: Transaction, answer: CountedAnswer, by: 1 | -1): Promise<void> {
  const { shopId, survey, rating, answeredAt, timeZone } = answer;
  const group = countedAs[groupOf(rating)];
  const added = { promoters: 0, passives: 0, detractors: 0, [group]: by };
  const onDate = localDateOf(answeredAt, timeZone);
  // Raw because two shoppers may be the first of the day at once: Postgres settles that in one statement.
  await tx.$executeRaw`
    INSERT INTO "SurveyRollup" ("shopId", "survey", "onDate", "promoters", "passives", "detractors")
    VALUES (${shopId}, ${survey}, ${onDate}::date, ${added.promoters}, ${added.passives}, ${added.detractors})
    ON CONFLICT ("shopId", "survey", "onDate") DO UPDATE SET
      "promoters" = "SurveyRollup"."promoters" + EXCLUDED."promoters",
      "passives" = "SurveyRollup"."passives" + EXCLUDED."passives",
      "detractors" = "SurveyRollup"."detractors" + EXCLUDED."detractors"`;
}

/** The invitation behind a first answer after the delivery has reached its aim; on whatever page she answered. */
export async function countAnsweredInvitation(
  tx: Transaction,
  { shopId, survey }: { shopId: string; survey: Survey },
  orderId: string,
): Promise<void> {
  if (survey !== "delivery_feedback") return;
  const invitation = await tx.touchpoint.findFirst({
    where: { shopId, orderId, kind: "feedback_invitation", state: "dispatched" },
  });
  if (invitation?.settledAt) {
    await countTouchpoints(tx, [
      { touchpoint: invitation, outcome: "answered", reason: null, at: invitation.settledAt },
    ]);
  }
}
