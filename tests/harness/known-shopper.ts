import type { Database } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import { personalData } from "~/privacy/personal-data";
import type { Tie } from "~/privacy/personal-data-rule";
import { named } from "~/privacy/shopper-rows.server";

interface Person {
  shopId: string;
  /** A word nobody else's rows hold: stands in every personal column. */
  sign: string;
  email: string;
  /** What her rows are known by. */
  ties: Record<Tie, string>;
}

interface Column {
  table: string;
  column: string;
  type: string;
  isRequired: boolean;
}

/** One row of hers in every table there is, with her sign in every personal column, by the database's own description. */
export async function makeKnown(db: Database, person: Person): Promise<void> {
  const columns = await db.$queryRaw<Column[]>`
    SELECT table_name::text AS "table", column_name::text AS "column", udt_name::text AS "type",
      is_nullable = 'NO' AND column_default IS NULL AS "isRequired"
    FROM information_schema.columns WHERE table_schema = 'public'`;
  for (const [table, rule] of Object.entries(personalData)) {
    if (rule.shop === null) continue;
    const row: Record<string, unknown> = {};
    for (const { column, type, isRequired } of columns.filter((one) => one.table === table)) {
      if (column in rule.personal) row[column] = signed(type, person.sign);
      else if (isRequired) row[column] = signed(type, `${table} in ${person.shopId}`);
    }
    for (const [tie, column] of Object.entries(rule.hers)) row[column] = person.ties[tie as Tie];
    Object.assign(row, particulars(table, person), { [rule.shop]: person.shopId });
    const names = Prisma.raw(
      Object.keys(row)
        .map((column) => `"${column}"`)
        .join(", "),
    );
    await db.$executeRaw`INSERT INTO ${named(table)} (${names})
      SELECT ${names} FROM jsonb_populate_record(NULL::${named(table)}, ${JSON.stringify(row)}::text::jsonb)`;
  }
}

/** What must be so for a row to be believable. */
function particulars(table: string, { shopId, sign, email, ties }: Person): Record<string, unknown> {
  switch (table) {
    case "Touchpoint":
      // One about her and no order, counted by her own id.
      return { id: ties.touchpoint, orderId: null, subjectId: ties.customer };
    case "SurveyResponse":
      return { id: ties.response, subject: `order:${ties.order}` };
    case "Delay":
      return { id: ties.delay };
    case "Order":
      return { email, checkoutToken: ties.checkout };
    case "Customer":
      return { email };
    case "Shop":
      return { settings: { blocklist: { emails: [email], tags: [] } } };
    case "Session":
      return {
        id: `offline_${shopId}`,
        firstName: "Staff",
        lastName: null,
        email: null,
        locale: null,
        accessToken: "",
        refreshToken: null,
      };
    case "WebhookDelivery":
      return { state: "applied", body: JSON.stringify({ order_id: Number(ties.order), note: sign }) };
    default:
      return {};
  }
}

function signed(type: string, sign: string): unknown {
  switch (type) {
    case "text":
    case "varchar":
      return sign;
    case "_text":
      return [sign];
    case "jsonb":
      return { said: sign };
    case "bool":
      return true;
    case "timestamp":
    case "date":
      return "2026-06-11T08:00:00";
    default:
      return 7;
  }
}

/** Everything the database holds, table by table, as text. */
export async function everythingKept(db: Database, shopId: string): Promise<Map<string, string[]>> {
  const kept = new Map<string, string[]>();
  for (const [table, { shop }] of Object.entries(personalData)) {
    if (shop === null) continue;
    const rows = await db.$queryRaw<Array<{ row: string }>>`
      SELECT to_jsonb(t)::text AS "row" FROM ${named(table)} t WHERE ${named(shop)} = ${shopId} ORDER BY 1`;
    kept.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return kept;
}
