import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, aSurveyResponse, shopId } from "../../tests/harness/records";
import { handOutData, listPrivacyRequests, recordDataRequest } from "./data-requests.server";
import { redactCustomer } from "./redact.server";

const { db, deps } = useTestDatabase();

const ask = (requestId = "9999") =>
  db.$transaction((tx) =>
    recordDataRequest(tx, deps.secrets, {
      shopId,
      requestId,
      customerId: "701",
      email: "marta@example.com",
      orderIds: ["1043"],
      at: deps.clock.now(),
    }),
  );
const take = () => handOutData(deps, { shopId, requestId: "9999", userId: "42" });
const fileOf = async (): Promise<string> => {
  const handed = await take();
  if (handed.outcome !== "handed_out") throw new Error(handed.outcome);
  return handed.file;
};

describe("a shopper who asks what is known about her", () => {
  beforeEach(async () => {
    await aShop(db);
    await anOrder(db);
    await aSurveyResponse(db, { comment: "lovely <b>box</b>" });
    await anOrder(db, {
      id: "2000",
      name: "#2000",
      customerId: "900",
      shopperKey: "another",
      email: "ada@example.com",
    });
    await ask();
  });

  it("is listed once, with thirty days to answer", async () => {
    await ask();
    const [request, ...others] = await listPrivacyRequests(deps, { shopId });
    expect(others).toEqual([]);
    expect(request).toMatchObject({ kind: "data_request", customerId: "701", orders: 1, outcome: null });
    expect(request?.dueAt.toISOString()).toBe("2026-07-12T09:00:00.000Z");
    deps.clock.advance({ days: 31 });
    expect((await listPrivacyRequests(deps, { shopId }))[0]?.isOverdue).toBe(true);
  });

  it("gets a readable page with everything of hers and nothing of anybody else", async () => {
    const file = await fileOf();
    expect(file).toContain("What Acme knows about you");
    expect(file).toContain("marta@example.com");
    expect(file).toContain("Palermo");
    expect(file).toContain("49.9");
    expect(file).toContain("lovely &lt;b&gt;box&lt;/b&gt;");
    expect(file).not.toContain("ada@example.com");
    expect(file).not.toContain("checkout-1043");
  });

  it("gets it in the shop's language and time", async () => {
    await db.shop.update({ where: { id: shopId }, data: { settings: { languages: { fallback: "it" } } } });
    const file = await fileOf();
    expect(file).toContain("Che cosa sa di te Acme");
    expect(file).toContain("11 giugno 2026 alle ore 11:00");
  });

  it("leaves in the books who took the file and when, and no more than that in the log", async () => {
    await take();
    deps.clock.advance({ hours: 1 });
    await take();
    expect(await db.privacyRequest.findFirst()).toMatchObject({
      outcome: "handed_out",
      settledBy: "42",
      settledAt: new Date("2026-06-12T09:00:00.000Z"),
    });
    expect(deps.log.lines.map(({ fields }) => fields)).toEqual([
      { shopId, requestId: "9999", userId: "42" },
      { shopId, requestId: "9999", userId: "42" },
    ]);
  });

  it("cannot be answered once she was forgotten", async () => {
    await db.$transaction((tx) =>
      redactCustomer(tx, deps.secrets, {
        shopId,
        customerId: "701",
        email: null,
        phone: null,
        orderIds: [],
        at: deps.clock.now(),
      }),
    );
    expect(await take()).toEqual({ outcome: "forgotten" });
    expect((await listPrivacyRequests(deps, { shopId })).map(({ outcome }) => outcome)).toEqual([
      "forgotten",
      "forgotten",
    ]);
  });

  it("is nobody's business in another shop", async () => {
    expect(
      await handOutData(deps, { shopId: "other.myshopify.com", requestId: "9999", userId: null }),
    ).toEqual({
      outcome: "unknown",
    });
    expect(await listPrivacyRequests(deps, { shopId: "other.myshopify.com" })).toEqual([]);
  });
});
