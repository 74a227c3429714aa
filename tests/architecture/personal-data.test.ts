import { expect, test } from "vitest";

import { languages } from "~/messages/voices";
import { exportWords } from "~/privacy/export-words";
import { personalData } from "~/privacy/personal-data";

import { useTestDatabase } from "../harness/database";

const { db } = useTestDatabase();

/** What the database itself says it keeps: "Order.email". */
async function columnsKept(): Promise<string[]> {
  const rows = await db.$queryRaw<Array<{ name: string }>>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
  return rows.map(({ name }) => name).sort();
}

test("every column is told apart, a person's or not: a new one goes into app/privacy/personal-data.ts", async () => {
  const listed = Object.entries(personalData).flatMap(([table, { personal, plain }]) =>
    [...Object.keys(personal), ...plain].map((column) => `${table}.${column}`),
  );
  expect(listed.sort()).toEqual(await columnsKept());
  expect(listed).toEqual([...new Set(listed)]);
});

test("every table says whose rows it holds, shop first", async () => {
  const kept = await columnsKept();
  for (const [table, { shop, hers }] of Object.entries(personalData)) {
    if (shop !== null) expect(kept).toContain(`${table}.${shop}`);
    for (const column of Object.values(hers)) expect(kept).toContain(`${table}.${column}`);
  }
});

test("a table with a shopper's columns says how her rows are found, or why they are not looked for", () => {
  const lost = Object.entries(personalData).filter(
    ([, { personal, hers, forget }]) =>
      Object.keys(personal).length > 0 && Object.keys(hers).length === 0 && forget === "columns",
  );
  expect(lost.map(([table]) => table)).toEqual([]);
});

// Keys we look her up by: they say nothing to her, and some open doors.
const keys = [
  "shopperKey",
  "phoneKey",
  "customerId",
  "checkoutToken",
  "subjectId",
  "messageId",
  "settledBy",
  "orderIds",
];

test("a shopper who asks is told everything personal that is kept about her", () => {
  const untold = Object.entries(personalData)
    .filter(([, { hers }]) => Object.keys(hers).length > 0)
    .flatMap(([table, { personal, told }]) =>
      Object.keys(personal)
        .filter((column) => !keys.includes(column) && !told.includes(column))
        .map((column) => `${table}.${column}`),
    );
  // What an answer is counted by: her order again, or the key of her checkout.
  expect(untold).toEqual(["SurveyResponse.subject"]);
});

test.each(languages)("her file has a word for everything it tells in %s", (language) => {
  const words = exportWords[language];
  const told = Object.entries(personalData).filter((entry) => entry[1].told.length > 0);
  expect(told.map(([table]) => table).filter((table) => !words.tables[table])).toEqual([]);
  expect(told.flatMap(([, rule]) => rule.told).filter((column) => !words.columns[column])).toEqual([]);
});
