import { existsSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { flowTriggerProblem } from "../../sandbox/admin-api/flow-triggers";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, aSurveyResponse, shopId } from "../../tests/harness/records";
import { fireFlowTrigger, sweepFlowTriggers, tellFlow, type FlowHandle } from "./flow-triggers.server";

const { db, deps } = useTestDatabase();

const happenings: Array<[FlowHandle, Record<string, string>]> = [
  ["delay-predicted", { Cause: "no_scan" }],
  ["delay-opened", { Kind: "stalled", Cause: "no_scan" }],
  ["delay-choice", { Choice: "wait" }],
  ["delay-closed", { Reason: "arrived" }],
  ["survey-answered", { Survey: "purchase_nps", Group: "promoter" }],
  ["detractor-reported", { Survey: "purchase_nps" }],
];

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
  await aSurveyResponse(db, { comment: "Lovely" });
});

async function tell(handle: FlowHandle, details: Record<string, string>) {
  await tellFlow(db, {
    shopId,
    handle,
    subjectId: "response-1043",
    orderId: "1043",
    details,
    at: deps.clock.now(),
  });
  await sweepFlowTriggers(deps);
  return deps.queue.payloadsOf("flow.trigger").at(-1) ?? { shopId, flowTriggerId: "" };
}

const taken = { flowTriggerReceive: { userErrors: [] } };

describe("what the merchant's workflows are told", () => {
  test.each(happenings)("%s carries only what its extension names", async (handle, details) => {
    const job = await tell(handle, details);
    deps.shopify.answer("FireFlowTrigger", taken);
    expect(await fireFlowTrigger(deps, job)).toEqual({ outcome: "fired" });
    const call = deps.shopify.requests.at(-1)?.variables as {
      handle: string;
      payload: Record<string, unknown>;
    };
    expect(call.handle).toBe(handle);
    expect(call.payload).toMatchObject({ order_id: 1043, customer_id: 701, ...details });
    expect(flowTriggerProblem(handle, call.payload)).toBeNull();
  });

  test("an answer's words are read when it is told, and told once", async () => {
    const job = await tell("survey-answered", { Survey: "purchase_nps", Group: "promoter" });
    deps.shopify.answer("FireFlowTrigger", taken);
    await fireFlowTrigger(deps, job);
    expect(deps.shopify.requests.at(-1)?.variables).toMatchObject({
      payload: { Rating: 9, Comment: "Lovely" },
    });
    expect(await fireFlowTrigger(deps, job)).toEqual({ outcome: "nothing_to_fire" });
    expect(await sweepFlowTriggers(deps)).toEqual({ taken: 0 });
    expect(JSON.stringify(await db.flowTrigger.findMany())).not.toContain("Lovely");
  });

  test("what Shopify refuses is given up with the reason", async () => {
    const job = await tell("delay-closed", { Reason: "arrived" });
    const refusal = { flowTriggerReceive: { userErrors: [{ field: null, message: "Invalid handle" }] } };
    deps.shopify.answer("FireFlowTrigger", refusal);
    expect(await fireFlowTrigger(deps, job)).toEqual({ outcome: "given_up", reason: "Invalid handle" });
    expect(await db.flowTrigger.findFirst()).toMatchObject({ state: "given_up", reason: "Invalid handle" });
  });
});

test.each(happenings)("%s has its extension, with keys of letters and spaces alone", (handle) => {
  const file = `extensions/flow-${handle}/shopify.extension.toml`;
  expect(existsSync(file)).toBe(true);
  const keys = [...readFileSync(file, "utf8").matchAll(/^key = "(.*)"$/gm)].map(([, key]) => key ?? "");
  expect(keys.filter((key) => !/^[a-zA-Z\s]*$/.test(key))).toEqual([]);
});
