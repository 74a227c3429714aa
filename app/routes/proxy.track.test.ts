import { beforeEach, describe, expect, test } from "vitest";
import { findTrackedOrder } from "~/delays/find-tracked-order.server";
import { aProxyRequest, useTestApp } from "../../tests/harness/app";
import { aDeliveryPromise, aShop, anOrder, shopId } from "../../tests/harness/records";
import { action, loader } from "./proxy.track";

const { db, deps } = useTestApp();

type Options = NonNullable<Parameters<typeof aProxyRequest>[1]>;
type Tamper = NonNullable<Options["tamper"]>;

const openForm = (options: Options = {}) =>
  loader({ request: aProxyRequest("/proxy/track", options), params: {}, context: {} });

// Every test asks for another address: the limits of the door outlive a test, as they should.
let shoppers = 0;
let email = "";

beforeEach(async () => {
  shoppers += 1;
  email = `marta.${shoppers}@example.com`;
  await aShop(db);
  await anOrder(db, { email, shopperKey: deps.secrets.shopperKey(shopId, email) });
  await aDeliveryPromise(db);
});

async function find(number: string, address: string, options: Options = {}) {
  const request = aProxyRequest("/proxy/track", {
    form: { number, email: address },
    headers: { "X-Forwarded-For": `203.0.113.${shoppers}` },
    ...options,
  });
  const response = await action({ request, params: {}, context: {} });
  return { status: response.status, data: (await response.json()) as object };
}

const notFound = (number: string) => ({
  status: 200,
  data: { view: "refused", problem: "notFound", number },
});

describe("the storefront's tracking page", () => {
  test("asks for number and address in the visitor's language", async () => {
    const response = await openForm({ headers: { "Accept-Language": "it-IT,it" } });
    expect(await response.json()).toMatchObject({
      view: "form",
      language: "it",
      title: "Dov'è il mio ordine?",
    });
  });

  test.each(["#1043", "1043", " 1043 "])(
    "shows the order to who types %s and the right address",
    async (number) => {
      expect(await find(number, email)).toMatchObject({
        status: 200,
        data: { view: "page", page: { orderNumber: "#1043", delivery: { hasArrived: false } } },
      });
    },
  );

  test("takes the address as people type it", async () => {
    expect((await find("1043", ` ${email.toUpperCase()} `)).data).toMatchObject({ view: "page" });
  });
});

describe("guessing is useless", () => {
  test("a right number with a wrong address is answered as a number that does not exist", async () => {
    expect(await find("1043", `nobody.${shoppers}@example.com`)).toEqual(notFound("1043"));
    expect(await find("9999", `nobody.${shoppers}@example.com`)).toEqual(notFound("9999"));
    expect(await find("9999", email)).toEqual(notFound("9999"));
  });

  test("both wrong pairs cost the same reads", async () => {
    const reads: string[] = [];
    const counting = deps.db.$extends({
      query: {
        $allOperations: ({ operation, model, args, query }) => (
          reads.push(`${model ?? ""}.${operation}`),
          query(args)
        ),
      },
    });
    const pair = (number: string) =>
      findTrackedOrder(
        { db: counting as unknown as typeof db, secrets: deps.secrets },
        { shopId, number, email: `nobody.${shoppers}@example.com`, caller: "198.51.100.1" },
      );
    expect(await pair("1043")).toEqual({ outcome: "not_found" });
    const wrongAddress = reads.splice(0);
    expect(await pair("9999")).toEqual({ outcome: "not_found" });
    expect(reads).toEqual(wrongAddress);
  });

  test("an order kept without an address is found by nobody", async () => {
    await db.order.updateMany({ data: { shopperKey: null } });
    expect(await find("1043", email)).toEqual(notFound("1043"));
    expect(await find("1043", "")).toEqual(notFound("1043"));
  });

  test("an address of another shop's order opens nothing here", async () => {
    const other = deps.secrets.shopperKey("foreign.myshopify.com", email);
    await db.order.updateMany({ data: { shopperKey: other } });
    expect(await find("1043", email)).toEqual(notFound("1043"));
  });

  test("trying number after number for one address is stopped, from wherever it comes", async () => {
    const statuses: number[] = [];
    for (let number = 1; number <= 12; number += 1) {
      const headers = { "X-Forwarded-For": `198.51.100.${number}` };
      statuses.push(
        (await find(String(number), email, { headers, form: { number: String(number), email } })).status,
      );
    }
    expect(statuses).toEqual([...Array<number>(8).fill(200), ...Array<number>(4).fill(429)]);
    // The right number is no longer told from a wrong one either.
    expect((await find("1043", email)).status).toBe(429);
  });

  test("trying address after address from one place is stopped", async () => {
    const headers = { "X-Forwarded-For": "192.0.2.77" };
    const statuses: number[] = [];
    for (let guess = 1; guess <= 22; guess += 1) {
      const form = { number: "1043", email: `guess.${shoppers}.${guess}@example.com` };
      statuses.push((await find("", "", { headers, form })).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});

describe("what did not come through the storefront", () => {
  const swap =
    (name: string, value: string): Tamper =>
    (params) =>
      params.map(([one, old]) => [one, one === name ? value : old]);

  test.each<[string, Options]>([
    ["tampered with", { tamper: swap("shop", "foreign.myshopify.com") }],
    ["with a doubled parameter", { tamper: (params) => [...params, ["shop", shopId]] }],
    ["signed by somebody else", { secret: "somebody-else-0123456789" }],
    ["replayed after two minutes", { ageSeconds: 120 }],
  ])("%s, it gets a friendly page and no order", async (_, options) => {
    const form = { number: "1043", email };
    expect(await find("1043", email, { ...options, form })).toMatchObject({
      status: 404,
      data: { view: "bad_link" },
    });
    expect((await openForm(options)).status).toBe(404);
  });

  test("with its parameters in another order it is as good as before", async () => {
    const tamper: Tamper = (params) => params.toReversed();
    expect((await find("1043", email, { tamper, form: { number: "1043", email } })).data).toMatchObject({
      view: "page",
    });
  });

  test("a foreign shop's signed request finds none of our orders", async () => {
    const shop = "foreign.myshopify.com";
    await aShop(db, { id: shop });
    expect(await find("1043", email, { shop, form: { number: "1043", email } })).toEqual(notFound("1043"));
  });

  test("ten megabytes of form are not read", async () => {
    const request = aProxyRequest("/proxy/track", {
      form: { number: "1043", email: "x".repeat(10_000_000) },
    });
    const response = await action({ request, params: {}, context: {} });
    expect(response.status).toBe(400);
  });
});
