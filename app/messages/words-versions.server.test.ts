import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { ourWords, type WordsPlace } from "./own-words";
import { listWordsVersions, loadOwnWords, restoreWords, saveWords } from "./words-versions.server";

const { db, deps } = useTestDatabase();

const place: WordsPlace & { shopId: string } = {
  shopId,
  kind: "thank_you_note",
  variant: "first_order",
  language: "en",
  voice: "warm",
};
const ours = ourWords(place);
const save = (change: Partial<typeof ours>) => saveWords(deps, place, { ...ours, ...change });
const live = () => loadOwnWords(db, place);
const versions = async () => (await listWordsVersions(db, place)).map(({ version }) => version);

describe("a merchant's own words", () => {
  it("are live once saved, and only where they differ from ours", async () => {
    await aShop(db);
    expect(await save({ subject: "Thank you, {{ shopper.first_name }}" })).toEqual({ outcome: "saved" });
    expect(await live()).toEqual({ subject: "Thank you, {{ shopper.first_name }}" });
  });

  it("with a fault are refused at their line, and the last good version stays live", async () => {
    await aShop(db);
    await save({ body: "Good" });
    expect(await save({ body: "Hi\n\nyour order {{ order.naem }}", subject: " " })).toEqual({
      outcome: "refused",
      faults: [
        { part: "subject", line: 1, problem: "empty", detail: "" },
        { part: "body", line: 3, problem: "unknown_value", detail: "order.naem" },
      ],
    });
    expect(await live()).toEqual({ body: "Good" });
  });

  it("that run for ever are refused", async () => {
    await aShop(db);
    const refused = await save({ body: "{% for i in (1..100000000) %}x{% endfor %}" });
    expect(refused).toMatchObject({ outcome: "refused", faults: [{ part: "body", line: 1 }] });
  });

  it("saved again unchanged make no new version", async () => {
    await aShop(db);
    await save({ subject: "One" });
    expect(await save({ subject: "One" })).toEqual({ outcome: "unchanged" });
    expect(await versions()).toEqual([1]);
  });

  it("of an older version come back as a new one", async () => {
    await aShop(db);
    await save({ subject: "One" });
    await save({ subject: "Two" });
    expect(await restoreWords(deps, place, 1)).toEqual({ outcome: "saved" });
    expect(await live()).toEqual({ subject: "One" });
    expect(await versions()).toEqual([3, 2, 1]);
    expect(await restoreWords(deps, place, 99)).toEqual({ outcome: "unknown" });
  });

  it("give way to ours when the merchant wants them back", async () => {
    await aShop(db);
    await save({ subject: "One" });
    expect(await restoreWords(deps, place, 0)).toEqual({ outcome: "saved" });
    expect(await live()).toEqual({});
  });

  it("saved in two windows at once become two versions", async () => {
    await aShop(db);
    await Promise.all([save({ subject: "One" }), save({ subject: "Two" })]);
    expect(await versions()).toEqual([2, 1]);
  });

  it("are for one language, one voice and one shop", async () => {
    await aShop(db);
    await save({ subject: "One" });
    for (const other of [
      { language: "it" },
      { voice: "elegant" },
      { shopId: "other.myshopify.com" },
    ] as const)
      expect(await loadOwnWords(db, { ...place, ...other })).toEqual({});
  });
});
