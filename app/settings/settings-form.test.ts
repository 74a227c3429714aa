import { describe, expect, it } from "vitest";
import { settingsFields, settingsPatchFromForm } from "./settings-form";
import { defaultShopSettings } from "./shop-settings";

function patchOf(fields: Array<[string, string]>) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return settingsPatchFromForm(form);
}

describe("the settings form", () => {
  it("becomes a patch of the fields it carries and nothing else", () => {
    expect(
      patchOf([
        ["intent", "save"],
        ["quietHours.startsAt", " 22:00 "],
        ["touchpoints.feedback_invitation.afterDeliveryDays", "5"],
        ["touchpoints.nps_survey.enabled", "false"],
      ]),
    ).toEqual({
      quietHours: { startsAt: "22:00" },
      touchpoints: { feedback_invitation: { afterDeliveryDays: 5 }, nps_survey: { enabled: false } },
    });
  });

  it("turns an emptied field into none", () => {
    expect(
      patchOf([
        ["contacts.phone", ""],
        ["sender.replyTo", "  "],
      ]),
    ).toEqual({
      contacts: { phone: null },
      sender: { replyTo: null },
    });
  });

  it("reads a list from commas, lines or several boxes", () => {
    expect(
      patchOf([
        ["blocklist.emails", "a@example.com\nb@example.com, c@example.com\n"],
        ["promiseRules.workingDays", "1"],
        ["promiseRules.workingDays", "2"],
        ["consent.surveyNeedsOptIn", ""],
      ]),
    ).toEqual({
      blocklist: { emails: ["a@example.com", "b@example.com", "c@example.com"] },
      promiseRules: { workingDays: [1, 2] },
      consent: { surveyNeedsOptIn: [] },
    });
  });

  it("reads the transit table row by row", () => {
    expect(
      patchOf([
        ["promiseRules.transit.0.to", "domestic"],
        ["promiseRules.transit.0.method", ""],
        ["promiseRules.transit.0.minDays", "1"],
        ["promiseRules.transit.0.maxDays", "3"],
        ["promiseRules.transit.1.to", "FR"],
        ["promiseRules.transit.1.maxDays", "six"],
      ]),
    ).toEqual({
      promiseRules: {
        transit: [
          { to: "domestic", method: null, minDays: 1, maxDays: 3 },
          { to: "FR", maxDays: "six" },
        ],
      },
    });
  });

  it("leaves what is not a number for the refusal to name, an emptied number too", () => {
    expect(
      patchOf([
        ["surveyEveryDays", "soon"],
        ["followUpHours", ""],
      ]),
    ).toEqual({ surveyEveryDays: "soon", followUpHours: "" });
  });

  it("saved untouched, changes nothing", () => {
    const settings = {
      ...defaultShopSettings,
      blocklist: {
        emails: ["a@example.com", "b@example.com"],
        tags: ["wholesale"],
        products: "Piatti, set da quattro (7940)\nVaso",
      },
      sender: { name: "Acme", email: "ciao@acme.example", replyTo: null },
    };
    expect(patchOf(Object.entries(settingsFields(settings)))).toEqual(settings);
  });
});
