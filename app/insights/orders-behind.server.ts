import { z } from "zod";
import { Prisma } from "~/platform/prisma/client";
import type { Database } from "~/platform/database.server";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { goodwillGifts, type GoodwillGift } from "~/settings/goodwill-settings";
import { getShop } from "~/settings/shops.server";
import { happenings, type Happening } from "~/surveys/happenings";
import { surveys, type Survey } from "~/surveys/survey-kinds";
import { heldOutKinds, type HeldOutKind } from "~/touchpoints/hold-out";
import { touchpointKinds, type TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { readPeriod, whoseDaysEndOn, type Period } from "./insights-period";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";
import { promiseFilters, type OrderFilter, type PromiseFilter } from "./orders-behind";
import { readLocationNames } from "./packing-locations.server";
import { pageOf, readCursor } from "./page-cursor";
import { fallsOn } from "./period-condition.server";
import { pageLength } from "./shipment-tabs";
import { undeliveredStates } from "./text-costs.server";

export interface OrdersBehind {
  period: Period;
  filter: OrderFilter;
  /** What is asked to fall on the days of the period. */
  of: "promises" | "repurchases" | "answers" | "trials" | "gifts" | "refunds" | "held_back" | "texts";
  country: string | null;
  carrier: string | null;
  /** The location that packed them: its id, and the name the shop gave it. */
  location: { id: string; name: string | null } | null;
  happened: Happening | null;
  survey: Survey | null;
  kind: TouchpointKind | null;
  /** The rule that held a message back. */
  reason: string | null;
  gives: GoodwillGift | null;
  rows: OrderBehind[];
  next: string | null;
}

/** Where messages are counted, an order stands in the list as often as a message was about it. */
export interface OrderBehind extends OrderFacts {
  rowId: string;
  happenedAt: Date;
}

/** The orders behind a figure of the insights, the newest first, a page at a time: each list has an index of its own. */
export async function listOrdersBehind(
  deps: { db: Database; clock: { now(): Date } },
  { shopId, search }: { shopId: string; search: URLSearchParams },
): Promise<OrdersBehind> {
  const { db } = deps;
  const now = deps.clock.now();
  const { timeZone, settings } = await getShop(db, shopId);
  const today = localDateOf(now, timeZone);
  const period = readPeriod(search, today);
  const [at, tie] = readCursor(search.get("after"), z.tuple([z.iso.datetime(), z.string()])) ?? [
    "infinity",
    "",
  ];
  const { list, ...asked } = listOf(search, { shopId, timeZone, today, period, at, tie });
  const found = await db.$queryRaw<Array<{ id: string; at: Date; tie: string }>>`
    SELECT "id", "at", "tie" FROM (${list}) l ORDER BY "at" DESC, "tie" DESC LIMIT ${pageAndOne}`;
  const { ids, next } = pageOf(found, (row) => [row.at.toISOString(), row.tie]);
  const facts = await listOrderFacts(db, { shopId, orderIds: [...new Set(ids)], settings, now });
  const factsOf = new Map(facts.map((one) => [one.order.id, one]));
  const originId = asked.of === "promises" ? search.get("location") : null;
  const names = originId === null ? new Map<string, string>() : await readLocationNames(db, shopId);
  return {
    ...asked,
    period,
    location: originId === null ? null : { id: originId, name: names.get(originId) ?? null },
    rows: found.slice(0, ids.length).flatMap(({ id, at: happenedAt, tie: rowId }) => {
      const known = factsOf.get(id);
      return known ? [{ ...known, rowId, happenedAt }] : [];
    }),
    next,
  };
}

/** Of which days, and from where the page goes on: before that instant, and among those of the same one before `tie`. */
interface Asked {
  shopId: string;
  timeZone: string;
  today: string;
  period: Period;
  at: string;
  tie: string;
}

const pageAndOne = pageLength + 1;

type AskedFor = Pick<
  OrdersBehind,
  "filter" | "of" | "country" | "carrier" | "happened" | "survey" | "kind" | "reason" | "gives"
>;

/** What an address asks for, and how its orders are found; what it says wrongly is all orders with a promise. */
function listOf(search: URLSearchParams, asked: Asked): AskedFor & { list: Prisma.Sql } {
  const which = search.get("which");
  const nothing = {
    ...{ country: null, carrier: null, happened: null, survey: null, kind: null, reason: null, gives: null },
  };
  const happened = happenings.find((one) => one === search.get("happened")) ?? null;
  switch (which) {
    case "answered": {
      const survey = surveys.find((one) => one === search.get("survey")) ?? "delivery_feedback";
      const list = answers(asked, { survey, happened });
      return { ...nothing, of: "answers", filter: which, happened, survey, list };
    }
    case "judged":
    case "bought_again": {
      const cell = happened ?? "on_time";
      const list = repurchases(asked, cell, verdicts(which === "bought_again"));
      return { ...nothing, of: "repurchases", filter: which, happened: cell, list };
    }
    case "written":
    case "written_again":
    case "held_out":
    case "held_out_again": {
      const kind = heldOutKinds.find((one) => one === search.get("kind")) ?? heldOutKinds[0];
      const heldOut = which === "held_out" || which === "held_out_again";
      const isAgain = which === "written_again" || which === "held_out_again";
      return {
        ...{ ...nothing, of: "trials", filter: which, kind },
        list: trials(asked, { kind, heldOut }, verdicts(isAgain)),
      };
    }
    case "given": {
      const gives = goodwillGifts.find((one) => one === search.get("gives")) ?? "words";
      const list = gifts(asked, { gives, currency: search.get("currency") });
      return { ...nothing, of: "gifts", filter: which, gives, list };
    }
    case "refunded":
      return { ...nothing, of: "refunds", filter: which, list: refunds(asked) };
    case "held_back": {
      const kind = touchpointKinds.find((one) => one === search.get("kind")) ?? "feedback_invitation";
      const reason = search.get("reason") ?? "";
      return {
        ...nothing,
        of: "held_back",
        filter: which,
        kind,
        reason,
        list: heldBack(asked, { kind, reason }),
      };
    }
    case "texted":
    case "text_not_delivered": {
      const list = texts(asked, {
        currency: search.get("currency"),
        states: which === "texted" ? null : undeliveredStates,
      });
      return { ...nothing, of: "texts", filter: which, list };
    }
    default: {
      const filter = promiseFilters.find((one) => one === which) ?? "all";
      const [country, carrier, originId] = [
        search.get("country"),
        search.get("carrier"),
        search.get("location"),
      ];
      const list = promises(asked, filter, { country, carrier, originId });
      return { ...nothing, of: "promises", filter, country, carrier, list };
    }
  }
}

const verdicts = (isAgain: boolean) => (isAgain ? ["again"] : ["again", "not_again"]);

const isKept = Prisma.sql`(o."lateness" IS NOT NULL AND o."lateness" <= 0)`;
// "No longer possible" and "not yet" are both not kept: only promises whose day is over are looked at.
const conditions: Record<PromiseFilter, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  on_time: isKept,
  late: Prisma.sql`NOT ${isKept}`,
  in_full: Prisma.sql`o."inFull"`,
  on_time_in_full: Prisma.sql`${isKept} AND o."inFull"`,
  not_in_full: Prisma.sql`NOT o."inFull"`,
  tried_in_vain: Prisma.sql`o."failedAttempt" AND o."lateness" IS NOT NULL`,
  warned: Prisma.sql`NOT ${isKept} AND o."leadDays" >= 0`,
  not_warned: Prisma.sql`NOT ${isKept} AND COALESCE(o."leadDays", -1) < 0`,
  needless: Prisma.sql`${isKept} AND o."noticedAt" IS NOT NULL`,
  praised: Prisma.sql`o."praised"`,
  complained: Prisma.sql`o."complained"`,
};

function promises(
  { shopId, period, today, at, tie }: Asked,
  filter: PromiseFilter,
  { country, carrier, originId }: Record<"country" | "carrier" | "originId", string | null>,
): Prisma.Sql {
  const yesterday = plusDays(today, -1);
  return Prisma.sql`
    SELECT o."orderId" AS "id", o."promisedOn"::timestamp AS "at", o."orderId" AS "tie" FROM "DeliveryOutcome" o
    WHERE o."shopId" = ${shopId} AND o."promisedOn" >= ${period.fromOn}::date
      AND o."promisedOn" <= ${period.untilOn < yesterday ? period.untilOn : yesterday}::date
      AND (o."promisedOn", o."orderId") < (${at}::date, ${tie})
      AND ${conditions[filter]}
      AND (${country}::text IS NULL OR o."country" = ${country}) AND (${carrier}::text IS NULL OR o."carrier" = ${carrier})
      AND (${originId}::text IS NULL OR o."originId" = ${originId})
    ORDER BY o."promisedOn" DESC, o."orderId" DESC LIMIT ${pageAndOne}`;
}

function repurchases(
  { shopId, period, at, tie }: Asked,
  happened: Happening,
  judged: readonly string[],
): Prisma.Sql {
  const { fromOn, untilOn } = whoseDaysEndOn(period);
  return oneAfterAnother(
    judged,
    (verdict) =>
      Prisma.sql`
    SELECT o."orderId" AS "id", o."arrivedOn"::timestamp AS "at", o."orderId" AS "tie" FROM "DeliveryOutcome" o
    WHERE o."shopId" = ${shopId} AND o."repurchase" = ${verdict} AND o."happened" = ${happened}
      AND o."arrivedOn" BETWEEN ${fromOn}::date AND ${untilOn}::date
      AND (o."arrivedOn", o."orderId") < (${at}::date, ${tie})
    ORDER BY o."arrivedOn" DESC, o."orderId" DESC LIMIT ${pageAndOne}`,
  );
}

function answers(
  { shopId, timeZone, period, at, tie }: Asked,
  { survey, happened }: { survey: Survey; happened: Happening | null },
): Prisma.Sql {
  return Prisma.sql`
    SELECT r."orderId" AS "id", r."answeredAt" AS "at", r."id" AS "tie" FROM "SurveyResponse" r
    WHERE r."shopId" = ${shopId} AND r."survey" = ${survey} AND r."orderId" IS NOT NULL
      AND (${happened}::text IS NULL OR r."happening" = ${happened})
      AND ${fallsOn(Prisma.sql`r."answeredAt"`, period, timeZone)}
      AND (r."answeredAt", r."id") < (${at}::timestamp, ${tie})
    ORDER BY r."answeredAt" DESC, r."id" DESC LIMIT ${pageAndOne}`;
}

function trials(
  { shopId, timeZone, period, at, tie }: Asked,
  { kind, heldOut }: { kind: HeldOutKind; heldOut: boolean },
  judged: readonly string[],
): Prisma.Sql {
  return oneAfterAnother(
    judged,
    (verdict) =>
      Prisma.sql`
    SELECT c."orderId" AS "id", t."at", t."touchpointId" AS "tie" FROM "HoldOutTrial" t
    JOIN "Touchpoint" c ON c."shopId" = ${shopId} AND c."id" = t."touchpointId"
    WHERE t."shopId" = ${shopId} AND t."kind" = ${kind} AND t."heldOut" = ${heldOut} AND t."repurchase" = ${verdict}
      AND ${fallsOn(Prisma.sql`t."at"`, whoseDaysEndOn(period), timeZone)}
      AND (t."at", t."touchpointId") < (${at}::timestamp, ${tie})
    ORDER BY t."at" DESC, t."touchpointId" DESC LIMIT ${pageAndOne}`,
  );
}

function gifts(
  { shopId, timeZone, period, at, tie }: Asked,
  { gives, currency }: { gives: string; currency: string | null },
): Prisma.Sql {
  return Prisma.sql`
    SELECT g."orderId" AS "id", g."approvedAt" AS "at", g."orderId" AS "tie" FROM "Goodwill" g
    WHERE g."shopId" = ${shopId} AND g."state" = 'given' AND g."gives" = ${gives}
      AND (${currency}::text IS NULL OR g."currency" = ${currency})
      AND ${fallsOn(Prisma.sql`g."approvedAt"`, period, timeZone)}
      AND (g."approvedAt", g."orderId") < (${at}::timestamp, ${tie})
    ORDER BY g."approvedAt" DESC, g."orderId" DESC LIMIT ${pageAndOne}`;
}

/** An order refunded in parts is counted once: it is listed by the last of them. */
const refunds = ({ shopId, timeZone, period, at, tie }: Asked): Prisma.Sql => {
  const complained = (alias: Prisma.Sql) => Prisma.sql`
    ${alias}."shopId" = ${shopId} AND ${alias}."complaint"
    AND ${fallsOn(Prisma.sql`${alias}."createdAt"`, period, timeZone)}`;
  return Prisma.sql`
    SELECT r."orderId" AS "id", r."createdAt" AS "at", r."id" AS "tie" FROM "Refund" r
    WHERE ${complained(Prisma.sql`r`)} AND (r."createdAt", r."id") < (${at}::timestamp, ${tie})
      AND NOT EXISTS (
        SELECT 1 FROM "Refund" l
        WHERE ${complained(Prisma.sql`l`)} AND l."orderId" = r."orderId"
          AND (l."createdAt", l."id") > (r."createdAt", r."id"))
    ORDER BY r."createdAt" DESC, r."id" DESC LIMIT ${pageAndOne}`;
};

function heldBack(
  { shopId, timeZone, period, at, tie }: Asked,
  { kind, reason }: { kind: TouchpointKind; reason: string },
): Prisma.Sql {
  return Prisma.sql`
    SELECT t."orderId" AS "id", t."settledAt" AS "at", t."id" AS "tie" FROM "Touchpoint" t
    WHERE t."shopId" = ${shopId} AND t."state" = 'suppressed' AND t."kind" = ${kind}
      AND ${reason === "" ? Prisma.sql`t."reason" IS NULL` : Prisma.sql`t."reason" = ${reason}`}
      AND t."orderId" IS NOT NULL AND ${fallsOn(Prisma.sql`t."settledAt"`, period, timeZone)}
      AND (t."settledAt", t."id") < (${at}::timestamp, ${tie})
    ORDER BY t."settledAt" DESC, t."id" DESC LIMIT ${pageAndOne}`;
}

/** By the currency they were paid in: "" before they had a price. */
function texts(
  { shopId, timeZone, period, at, tie }: Asked,
  { currency, states }: { currency: string | null; states: readonly string[] | null },
): Prisma.Sql {
  return Prisma.sql`
    SELECT t."orderId" AS "id", t."sentAt" AS "at", t."id" AS "tie" FROM "TextMessage" t
    WHERE t."shopId" = ${shopId} AND (${currency}::text IS NULL OR COALESCE(t."priceUnit", '') = ${currency})
      ${states ? Prisma.sql`AND t."state" IN (${Prisma.join([...states])})` : Prisma.empty}
      AND t."orderId" IS NOT NULL AND ${fallsOn(Prisma.sql`t."sentAt"`, period, timeZone)}
      AND (t."sentAt", t."id") < (${at}::timestamp, ${tie})
    ORDER BY t."sentAt" DESC, t."id" DESC LIMIT ${pageAndOne}`;
}

/** A page of each: together they are sorted without reading further. */
function oneAfterAnother(verdict: readonly string[], listOfOne: (verdict: string) => Prisma.Sql): Prisma.Sql {
  return Prisma.join(
    verdict.map((one) => Prisma.sql`(${listOfOne(one)})`),
    " UNION ALL ",
  );
}
