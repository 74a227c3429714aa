import type { Prisma } from "~/platform/prisma/client";
import { groupOf } from "~/surveys/nps";
import { behind, theseAnswers, type AnswerPlace } from "./answers.server";
import { csvLines, csvMark } from "./csv";
import type { AnswerFilters } from "./feedback-filters";

interface AnswerLine extends AnswerPlace {
  order: string | null;
  survey: string;
  rating: number;
  reasons: string[];
  comment: string | null;
  mayContact: boolean | null;
  channel: string;
  country: string | null;
  carrier: string | null;
  promisedOn: string | null;
  arrivedOn: string | null;
  lateness: number | null;
  wasTold: boolean;
  products: string | null;
}

const columns = [
  ...["answered_at", "order", "asked", "rating", "group", "reasons", "comment", "may_contact", "answered_on"],
  ...["country", "carrier", "promised_on", "arrived_on", "business_days_late", "told_of_a_delay"],
  "products",
];

// Read slice by slice: a hundred thousand answers never lie in memory together.
const sliceLength = 2_000;

/**
 * The answers the page lists, as lines of a file for spreadsheets, newest first, with what happened to each order.
 * Names and addresses stay where they are: the order's number leads to them.
 */
export async function* answersFile(
  db: Prisma.TransactionClient,
  { shopId, filters }: { shopId: string; filters: AnswerFilters },
): AsyncGenerator<string> {
  yield csvMark + csvLines([columns]);
  let after: AnswerPlace | null = null;
  do {
    const lines: AnswerLine[] = await readSlice(db, { shopId, filters, after });
    if (lines.length > 0) yield csvLines(lines.map(cellsOf));
    after = lines.length === sliceLength ? (lines.at(-1) ?? null) : null;
  } while (after !== null);
}

function readSlice(
  db: Prisma.TransactionClient,
  { shopId, filters, after }: { shopId: string; filters: AnswerFilters; after: AnswerPlace | null },
): Promise<AnswerLine[]> {
  return db.$queryRaw<AnswerLine[]>`
    SELECT r.id, r."answeredAt", o.name AS "order", r.survey, r.rating, r.reasons, r.comment, r."mayContact", r.channel,
      d.country, d.carrier, d."promisedOn"::text AS "promisedOn", d."arrivedOn"::text AS "arrivedOn", d.lateness,
      d."noticedAt" IS NOT NULL AS "wasTold",
      (SELECT string_agg(l.title, ', ' ORDER BY l.id) FROM "OrderLine" l
        WHERE l."shopId" = r."shopId" AND l."orderId" = r."orderId" AND l.title <> '') AS "products"
    FROM (
      SELECT * FROM "SurveyResponse" r WHERE ${theseAnswers(shopId, filters)} AND ${behind(after)}
      ORDER BY r."answeredAt" DESC, r.id DESC LIMIT ${sliceLength}
    ) r
    LEFT JOIN "Order" o ON o."shopId" = r."shopId" AND o.id = r."orderId"
    LEFT JOIN "DeliveryOutcome" d ON d."shopId" = r."shopId" AND d."orderId" = r."orderId"
    ORDER BY r."answeredAt" DESC, r.id DESC`;
}

function cellsOf(line: AnswerLine): Array<string | number | null> {
  return [
    line.answeredAt.toISOString(),
    line.order,
    line.survey,
    line.rating,
    groupOf(line.rating),
    line.reasons.join(" "),
    line.comment,
    yesOrNo(line.mayContact),
    line.channel,
    line.country,
    line.carrier,
    line.promisedOn,
    line.arrivedOn,
    line.lateness,
    line.promisedOn === null ? null : yesOrNo(line.wasTold),
    line.products,
  ];
}

function yesOrNo(value: boolean | null): string | null {
  return value === null ? null : value ? "yes" : "no";
}
