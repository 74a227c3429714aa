import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { useTestApp } from "../../tests/harness/app";
import { aShop, anOrder, shopId } from "../../tests/harness/records";
import { action } from "./flow.$action";

const { db, env } = useTestApp();

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
});

async function run(
  name: string,
  properties: object,
  change: { runId?: string; shop?: string; secret?: string; body?: string } = {},
) {
  const { runId = "run-1", shop = shopId, secret = env.SHOPIFY_API_SECRET } = change;
  const asked = { shop_id: 1, shopify_domain: shop, action_run_id: runId, handle: name, properties };
  const body = change.body ?? JSON.stringify(asked);
  const request = new Request(`https://lastmile.test/flow/${name}`, {
    method: "POST",
    headers: { "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64") },
    body,
  });
  return (await action({ request, params: { action: name }, context: {} })).status;
}

describe("what a workflow asks for", () => {
  test("a pause holds a customer's messages back until it is taken back", async () => {
    expect(await run("pause-messages", { customer_id: 701 })).toBe(200);
    expect(await db.messagePause.findMany()).toMatchObject([{ shopId, customerId: "701" }]);
    expect(await run("resume-messages", { customer_id: 701 }, { runId: "run-2" })).toBe(200);
    expect(await db.messagePause.count()).toBe(0);
  });

  test("an action sent again has no second effect", async () => {
    await run("pause-messages", { customer_id: 701 });
    await run("resume-messages", { customer_id: 701 }, { runId: "run-2" });
    expect(await run("pause-messages", { customer_id: 701 })).toBe(200);
    expect(await db.messagePause.count()).toBe(0);
  });

  test("a touchpoint is planned for now, once, and the why-log says who asked", async () => {
    const asked = { order_id: 1043, kind: "feedback_invitation" };
    expect(await run("send-touchpoint", asked)).toBe(200);
    expect(await run("send-touchpoint", asked, { runId: "run-2" })).toBe(200);
    expect(await db.touchpoint.findMany()).toMatchObject([
      { kind: "feedback_invitation", class: "survey", state: "planned", subjectId: "1043" },
    ]);
    expect(await db.decision.findMany()).toMatchObject([{ outcome: "planned", rule: "by_workflow" }]);
  });

  test.each([
    ["an order there is not", "send-touchpoint", { order_id: 9, kind: "thank_you_note" }],
    ["a touchpoint that is not its to send", "send-touchpoint", { order_id: 1043, kind: "delay_notice" }],
    ["no customer", "pause-messages", {}],
    ["an action there is not", "delete-everything", { customer_id: 701 }],
  ])("%s ends it as failed", async (_, name, properties) => {
    expect(await run(name, properties)).toBe(400);
    expect(await db.touchpoint.count()).toBe(0);
    expect(await db.messagePause.count()).toBe(0);
  });

  test("an order of another shop is none of its shop's", async () => {
    const shop = "foreign.myshopify.com";
    await aShop(db, { id: shop });
    expect(await run("send-touchpoint", { order_id: 1043, kind: "thank_you_note" }, { shop })).toBe(400);
    expect(await db.touchpoint.count()).toBe(0);
  });

  test("what Shopify did not sign, or cannot be read, does nothing", async () => {
    expect(await run("pause-messages", { customer_id: 701 }, { secret: "somebody-else" })).toBe(401);
    expect(await run("pause-messages", {}, { body: "{" })).toBe(400);
    for (const unstorable of ["half a character \uD800", "a zero byte \0"]) {
      expect(await run("pause-messages", { customer_id: 701 }, { runId: unstorable })).toBe(400);
      expect(await run("pause-messages", { customer_id: 701 }, { shop: unstorable })).toBe(400);
    }
    expect(await run("pause-messages", {}, { body: "x".repeat(200_000) })).toBe(413);
    expect(await db.messagePause.count()).toBe(0);
  });
});
