import { expect, test } from "vitest";
import { renderTextMessage } from "./text-message";
import { almostNothing, messages, noContacts, page, request } from "./sample-messages.fixture";

test("a text message says whose it is, what, why and where to choose, in few lines", () => {
  const text = renderTextMessage({ ...request, language: "en" });
  expect(text).toBe(
    [
      "Acme: Your order #1043 may arrive 1-2 days late.",
      "The carrier has not scanned it for two days.",
      "We now expect it on Wednesday 18 or Thursday 19.",
      "We will write to you again on Wednesday by 18:00, even if there is no news.",
      page("wait"),
    ].join("\n"),
  );
});

test("every text message reads well with almost nothing known", () => {
  for (const spoken of messages) {
    const text = renderTextMessage({ ...request, ...spoken, values: almostNothing, contacts: noContacts });
    expect(text).not.toMatch(/[{}]|undefined|\bnull\b| {2}|\.\.|\*\*/);
  }
});
