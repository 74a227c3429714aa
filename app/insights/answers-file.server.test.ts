import { describe, expect, it } from "vitest";
import { feedbackReasons } from "~/messages/shopper-page-words";
import { hourMs, minuteMs } from "~/platform/durations";
import { responseChannels, surveys } from "~/surveys/survey-kinds";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import { aShop, aSurveyResponse, shopId, sumAnswers } from "../../tests/harness/records";
import { answersFile } from "./answers-file.server";
import { npsGroups, readFeedbackFilters, writeLane } from "./feedback-filters";
import { readFeedback } from "./feedback.server";

const { db, deps } = useTestDatabase();

async function fileOf(search: string): Promise<string[]> {
  const filters = readFeedbackFilters(new URLSearchParams(search));
  let file = "";
  for await (const piece of answersFile(db, { shopId, filters })) file += piece;
  // No comment of the invented answers breaks a line: a line is an answer, after the one that names the columns.
  return file.split("\r\n").slice(1, -1);
}

const roads = [
  { country: "IT", carrier: "BRT" },
  { country: "DE", carrier: "DHL" },
];
const pick = <One>(list: readonly One[], n: number): One => list[n % list.length] as One;

const productOf = (n: number) => String(7700 + (n % 17));

// More than one slice of the file; each of the numbers has a period of its own, so that every mixture comes up.
const answersMade = 2_500;

async function manyAnswers() {
  await aShop(db);
  const numbers = Array.from({ length: answersMade }, (_, n) => n);
  await db.surveyResponse.createMany({
    data: numbers.map((n) => ({
      id: `r${String(n).padStart(5, "0")}`,
      ...{ shopId, survey: pick(surveys, n), subject: `order:${String(n)}`, orderId: String(n) },
      rating: (n * 7) % 11,
      comment: n % 3 === 0 ? `answer ${String(n)}` : null,
      reasons: n % 4 === 0 ? [pick(feedbackReasons, n / 4)] : [],
      channel: pick(responseChannels, n % 5),
      productIds: n % 13 === 0 ? [] : [productOf(n)],
      // Three at once, so that a slice may end between answers of one instant.
      answeredAt: new Date(friday.getTime() - Math.floor(n / 3) * minuteMs),
      changedAt: friday,
    })),
  });
  await db.deliveryOutcome.createMany({
    data: numbers
      .filter((n) => n % 6 !== 0)
      .map((n) => ({
        ...{ shopId, orderId: String(n), ...pick(roads, n), inFull: true },
        promisedOn: new Date("2026-06-10"),
      })),
  });
  await db.orderLine.createMany({
    data: numbers
      .filter((n) => n % 13 !== 0)
      .map((n) => ({
        ...{ shopId, orderId: String(n), id: `l${String(n)}`, title: "Vaso", quantity: 1 },
        productId: productOf(n),
      })),
  });
  await aSurveyResponse(db, { id: "another shop's", shopId: "other.myshopify.com" });
  await sumAnswers(db);
}

describe("the file of answers", () => {
  it("has as many lines as the page counts and as SQL counts, whatever the filters", async () => {
    await manyAnswers();
    const asked = [
      { search: "", where: "TRUE" },
      ...npsGroups.map((group) => ({
        search: `group=${group}`,
        where: { promoter: "rating >= 9", passive: "rating IN (7, 8)", detractor: "rating <= 6" }[group],
      })),
      ...surveys.map((survey) => ({ search: `survey=${survey}`, where: `survey = '${survey}'` })),
      ...feedbackReasons.map((reason) => ({
        search: `reason=${reason}`,
        where: `'${reason}' = ANY(reasons)`,
      })),
      ...responseChannels.map((channel) => ({
        search: `channel=${channel}`,
        where: `channel = '${channel}'`,
      })),
      ...roads.map((road) => ({
        search: new URLSearchParams({ lane: writeLane(road), group: "detractor" }).toString(),
        where: `rating <= 6 AND "orderId" IN (SELECT "orderId" FROM "DeliveryOutcome" WHERE carrier = '${road.carrier}')`,
      })),
      ...["7700", "7716", "7799"].map((product) => ({
        search: `product=${product}&group=promoter`,
        where: `rating >= 9 AND "orderId" IN (SELECT "orderId" FROM "OrderLine" WHERE "productId" = '${product}')`,
      })),
    ];
    for (const { search, where } of asked) {
      const [truth] = await db.$queryRawUnsafe<Array<{ n: number }>>(
        `SELECT COUNT(*)::int AS n FROM "SurveyResponse" WHERE "shopId" = '${shopId}' AND ${where}`,
      );
      const filters = readFeedbackFilters(new URLSearchParams(search));
      const page = await readFeedback(deps, { shopId, filters });
      const lines = await fileOf(search);
      expect([page.count, lines.length], search).toEqual([truth?.n, truth?.n]);
      expect(new Set(lines).size, search).toBe(lines.length);
    }
  });

  it("says what happened to the order beside what she said, and lets no words of hers run as a formula", async () => {
    await aShop(db);
    await aSurveyResponse(db, {
      rating: 2,
      comment: '=HYPERLINK("http://evil")',
      reasons: ["damaged", "fast"],
    });
    await db.deliveryOutcome.create({
      data: {
        ...{ shopId, orderId: "1043", country: "IT", carrier: "BRT", inFull: true, lateness: 2 },
        ...{ promisedOn: new Date("2026-06-09"), arrivedOn: new Date("2026-06-11"), noticedAt: friday },
      },
    });
    await db.orderLine.create({
      data: { shopId, orderId: "1043", id: "1", title: "Vaso Alba", quantity: 1 },
    });
    expect(await fileOf("")).toEqual([
      `${new Date(friday.getTime() - hourMs).toISOString()},,purchase_nps,2,detractor,damaged fast,"'=HYPERLINK(""http://evil"")",,thank_you_page,IT,BRT,2026-06-09,2026-06-11,2,yes,Vaso Alba`,
    ]);
  });
});
