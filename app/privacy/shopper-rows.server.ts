import type { Transaction } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import type { Secrets } from "~/platform/secrets.server";
import { personalData } from "./personal-data";
import type { Tie } from "./personal-data-rule";

/** Everything rows are known to be hers by. */
export type Ties = Record<Tie, string[]>;

export interface Shopper {
  shopId: string;
  ties: Ties;
  /** Her addresses and numbers, where they are known: what to look for in bodies nobody took apart. */
  addresses: string[];
}

interface WhoSheIs {
  shopId: string;
  customerId: string | null;
  /** The key of her address, for who no longer has the address itself. */
  shopperKey: string | null;
  orderIds: string[];
}

/** The key an address is looked up by, and the request as the other functions take it. */
export const whoSheIs = (
  secrets: Pick<Secrets, "shopperKey">,
  {
    shopId,
    customerId,
    email,
    orderIds,
  }: { shopId: string; customerId: string | null; email: string | null; orderIds: string[] },
): WhoSheIs => ({
  shopId,
  customerId,
  orderIds,
  shopperKey: email ? secrets.shopperKey(shopId, email) : null,
});

/** Finds a shopper by what Shopify's request names: her orders first, then all that hangs on them. */
export async function findShopper(
  tx: Transaction,
  { shopId, customerId, shopperKey, orderIds }: WhoSheIs,
): Promise<Shopper> {
  const orders = await tx.order.findMany({
    where: {
      shopId,
      OR: [
        { id: { in: orderIds } },
        ...(customerId ? [{ customerId }] : []),
        ...(shopperKey ? [{ shopperKey }] : []),
      ],
    },
    select: { id: true, checkoutToken: true, email: true, phone: true },
  });
  const customer = customerId
    ? await tx.customer.findUnique({ where: { shopId_id: { shopId, id: customerId } } })
    : null;
  const known: Ties = {
    order: [...new Set([...orderIds, ...orders.map(({ id }) => id)])],
    customer: customerId ? [customerId] : [],
    shopper: shopperKey ? [shopperKey] : [],
    checkout: orders.flatMap(({ checkoutToken }) => checkoutToken ?? []),
    touchpoint: [],
    response: [],
    delay: [],
  };
  const idsIn = async (table: string) =>
    (await readRows(tx, { shopId, table, ties: known, columns: ["id"] })).map(idOf);
  const ties = {
    ...known,
    touchpoint: await idsIn("Touchpoint"),
    response: await idsIn("SurveyResponse"),
    delay: await idsIn("Delay"),
  };
  const addresses = [...orders, ...(customer ? [customer] : [])].flatMap(({ email, phone }) => [
    email,
    phone,
  ]);
  return { shopId, ties, addresses: [...new Set(addresses.filter((address) => address !== null))] };
}

const idOf = (row: Record<string, unknown>): string => String(row.id);

interface RowsOf {
  shopId: string;
  /** A table of the list: its names stand in the code, never in a request. */
  table: string;
  ties: Ties;
}

/** Her rows of one table as its columns stand. */
export async function readRows(
  tx: Pick<Transaction, "$queryRaw">,
  { columns, ...rows }: RowsOf & { columns: readonly string[] },
): Promise<Array<Record<string, unknown>>> {
  const hers = isHers(rows);
  if (hers === null || columns.length === 0) return [];
  const list = Prisma.raw(columns.map((column) => `"${column}"`).join(", "));
  return tx.$queryRaw`SELECT ${list} FROM ${named(rows.table)} WHERE ${hers} ORDER BY 1`;
}

/** Raw because which columns tie a row to her is the list's to say; null where nothing of the table is hers. */
export function isHers({ shopId, table, ties }: RowsOf): Prisma.Sql | null {
  const rule = personalData[table];
  const tied = Object.entries(rule?.hers ?? {})
    .map(([tie, column]) => ({ column, values: ties[tie as Tie] }))
    .filter(({ values }) => values.length > 0);
  if (!rule?.shop || tied.length === 0) return null;
  const anyOf = tied.map(({ column, values }) => Prisma.sql`${named(column)} = ANY(${values})`);
  return Prisma.sql`${named(rule.shop)} = ${shopId} AND (${Prisma.join(anyOf, " OR ")})`;
}

/** A table's or column's name out of the list. */
export const named = (name: string): Prisma.Sql => Prisma.raw(`"${name}"`);
