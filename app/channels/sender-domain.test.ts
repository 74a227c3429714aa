import { describe, expect, it } from "vitest";
import { domainOf, judgeDkim, judgeDmarc, judgeSpf, recordsToAdd } from "./sender-domain";

const found = (...records: string[]) => ({ outcome: "found", records }) as const;
const none = { outcome: "none" } as const;
const silent = { outcome: "no_answer" } as const;
const needs = { spfInclude: "spf.posta.example", dkimSelector: "lm", dkimTarget: "lm.posta.example" };

describe("a sender's domain", () => {
  it.each([
    ["names us", found("google-site=1", "v=spf1 include:spf.posta.example ~all"), "good"],
    ["names others only", found("v=spf1 include:other.example -all"), "wrong"],
    [
      "names a domain that only begins like ours",
      found("v=spf1 include:spf.posta.example.evil -all"),
      "wrong",
    ],
    ["stands there twice", found("v=spf1 include:spf.posta.example ~all", "v=spf1 -all"), "wrong"],
    ["is none of the records", found("v=spf10 nonsense"), "missing"],
    ["is not there", none, "missing"],
    ["cannot be asked for", silent, "unknown"],
  ])("has an SPF record that %s", (_, records, state) => {
    expect(judgeSpf(records, needs).spf).toBe(state);
  });

  it.each([
    ["a key", found("v=DKIM1; k=rsa; p=MIGf"), "good"],
    ["a key taken back", found("v=DKIM1; p="), "wrong"],
    ["no key", none, "missing"],
    ["a key nobody could ask for", silent, "unknown"],
  ])("has %s at the selector", (_, records, state) => {
    expect(judgeDkim(records)).toBe(state);
  });

  it.each([
    ["one DMARC record", found("v=DMARC1; p=none"), "good"],
    ["two of them, so that none counts", found("v=DMARC1; p=none", "v=DMARC1; p=reject"), "wrong"],
    ["something else there", found("v=spf1 -all"), "missing"],
  ])("has %s", (_, records, state) => {
    expect(judgeDmarc(records)).toBe(state);
  });

  it("is what stands behind the at sign, in small letters", () => {
    expect([domainOf("Ciao@Acme.Example"), domainOf(null)]).toEqual(["acme.example", null]);
  });
});

describe("what to add", () => {
  const standing = { spf: "missing", dkim: "missing", dmarc: "missing", spfNow: null };

  it("is said record by record, ready to be copied", () => {
    expect(recordsToAdd("acme.example", standing, needs)).toMatchObject([
      { type: "TXT", name: "acme.example", value: "v=spf1 include:spf.posta.example ~all" },
      { type: "CNAME", name: "lm._domainkey.acme.example", value: "lm.posta.example" },
      { type: "TXT", name: "_dmarc.acme.example", value: "v=DMARC1; p=none" },
    ]);
  });

  it("completes the SPF record that is there, before the word that closes it", () => {
    const now = { ...standing, spf: "wrong", dkim: "good", dmarc: "good" };
    const valueFor = (spfNow: string) => recordsToAdd("acme.example", { ...now, spfNow }, needs)[0]?.value;
    expect(valueFor("v=spf1 include:other.example -all")).toBe(
      "v=spf1 include:other.example include:spf.posta.example -all",
    );
    expect(valueFor("v=spf1 a mx")).toBe("v=spf1 a mx include:spf.posta.example ~all");
  });

  it("is nothing where all is well, and no guess where the operator names no key", () => {
    const good = { spf: "good", dkim: "not_asked", dmarc: "unknown", spfNow: null };
    expect(recordsToAdd("acme.example", good, needs)).toEqual([]);
    const nobodysKey = { ...needs, dkimSelector: null };
    expect(recordsToAdd("acme.example", { ...good, dkim: "missing" }, nobodysKey)).toEqual([]);
  });
});
