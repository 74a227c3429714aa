import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseHistory, readHistoryFile } from "./history-file";

const header =
  "order_id,customer_id,placed_at,promised_on,ship_by,handed_over_at,delivered_at,status,origin_region,origin_location,destination_region,destination_postcode,carrier,service,items,value,rating,rating_asked_on,rated_at";

interface Row {
  id?: string;
  placed?: string;
  promised?: string;
  handedOver?: string;
  delivered?: string;
  status?: string;
  items?: string;
  value?: string;
  rating?: string;
}

function row(row: Row = {}): string {
  const { id = "o1", placed = "2031-03-05T10:00:00", promised = "2031-03-20", rating = "5" } = row;
  const { handedOver = "2031-03-07T12:00:00", delivered = "2031-03-14T16:30:00", status = "delivered" } = row;
  return [
    id,
    "c1",
    placed,
    promised,
    "",
    handedOver,
    delivered,
    status,
    "SP",
    "x",
    "RJ",
    "20000",
    "",
    "",
    row.items ?? "2",
    row.value ?? "59.90",
    rating,
    "",
    "",
  ].join(",");
}

const parse = (...rows: string[]) => parseHistory([header, ...rows].join("\n"), null);

describe("reading an order history", () => {
  it("reads local times of São Paulo, summer time included", () => {
    const { orders } = parse(
      row({
        id: "winter",
        placed: "2018-06-05T10:00:00",
        promised: "2018-06-30",
        handedOver: "",
        delivered: "",
        status: "invoiced",
      }),
      row({
        id: "summer",
        placed: "2018-01-05T10:00:00",
        promised: "2018-01-30",
        handedOver: "",
        delivered: "",
        status: "invoiced",
      }),
    );
    expect(orders.map((order) => [order.orderId, order.placedAt.toISOString()])).toEqual([
      ["summer", "2018-01-05T12:00:00.000Z"],
      ["winter", "2018-06-05T13:00:00.000Z"],
    ]);
  });

  it("takes an hour that comes twice for the first, where no offset says which", () => {
    // São Paulo put its clocks back at midnight after the 17th.
    const open = { promised: "2018-03-20", handedOver: "", delivered: "", status: "invoiced" };
    const { orders } = parse(
      row({ ...open, id: "local", placed: "2018-02-17T23:30:00" }),
      row({ ...open, id: "offset", placed: "2018-02-17 23:30:00-03:00" }),
    );
    expect(orders.map(({ placedAt }) => placedAt.toISOString())).toEqual([
      "2018-02-18T01:30:00.000Z",
      "2018-02-18T02:30:00.000Z",
    ]);
  });

  it("keeps what is empty as unknown", () => {
    const { orders } = parse(
      row({ handedOver: "", delivered: "", status: "processing", rating: "", value: "" }),
    );
    expect(orders[0]).toMatchObject({
      handedOverAt: null,
      deliveredAt: null,
      rating: null,
      valueCents: 0,
      items: 2,
    });
  });

  it("lists bad rows by line and reason and uses the good ones", () => {
    const { orders, badRows } = parse(
      row({ id: "good" }),
      row({ id: "no time", placed: "yesterday" }),
      row({ id: "no day", promised: "2031-02-31" }),
      row({ id: "odd status", status: "teleported" }),
      row({ id: "too early", delivered: "2031-03-06T00:00:00" }),
      row({ id: "stars", rating: "11" }),
      row({ id: "when?", delivered: "" }),
      "too,few,cells",
      row({ id: "good" }),
      row({ id: "good too" }),
    );
    expect(orders.map((order) => order.orderId)).toEqual(["good", "good too"]);
    expect(badRows).toEqual([
      { line: 3, reason: 'placed_at: Not a time such as 2026-05-04 09:30: "yesterday"' },
      { line: 4, reason: 'promised_on: Not a day such as 2026-05-04: "2031-02-31"' },
      { line: 5, reason: 'status: Not a known status: "teleported"' },
      { line: 6, reason: 'delivered_at: Delivered before it was handed over: "2031-03-06T00:00:00"' },
      { line: 7, reason: 'rating: Not a rating from 1 to 5: "11"' },
      { line: 8, reason: "delivered_at: Empty, and it is needed" },
      { line: 9, reason: 'row: Not as many cells as the first row: "3/19"' },
      { line: 10, reason: 'order_id: The same order stands further up: "good"' },
    ]);
  });

  it("understands quotes, commas and line breaks inside them, Windows line ends and a byte order mark", () => {
    const quoted = row().replace("SP", '"S\r\n""P"", etc."');
    const { orders, badRows } = parseHistory(
      `\uFEFF${header}\r\n${quoted}\r\n\r\n${row({ id: "o2", rating: "nine" })}\r\n`,
      null,
    );
    expect(orders).toHaveLength(1);
    expect(badRows).toEqual([{ line: 5, reason: 'rating: Not a rating from 1 to 5: "nine"' }]);
  });

  it("says so when a quote is never closed", () => {
    const { orders, badRows } = parse(row(), `"${row({ id: "o2" })}`);
    expect(orders).toHaveLength(1);
    expect(badRows).toEqual([{ line: 3, reason: "row: A quotation mark is never closed" }]);
  });

  it("refuses a file that is no history", () => {
    expect(() => parseHistory("name,price\nvase,12", null)).toThrow("no column order_id, placed_at");
    expect(() => parseHistory("", null)).toThrow("no column");
  });

  it("stops at the limit, and reads packed files as well as plain ones", async () => {
    const folder = await mkdtemp(join(tmpdir(), "history-"));
    try {
      const text = [header, row({ id: "o1" }), row({ id: "o2" }), row({ id: "o3" })].join("\n");
      await writeFile(join(folder, "plain.csv"), text);
      await writeFile(join(folder, "packed.csv.gz"), gzipSync(text));
      expect((await readHistoryFile(join(folder, "plain.csv"), 2)).orders).toHaveLength(2);
      expect((await readHistoryFile(join(folder, "packed.csv.gz"), null)).orders).toHaveLength(3);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
