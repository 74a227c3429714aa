import { describe, expect, test } from "vitest";
import { renderMessage } from "./render-message";
import { almostNothing, everything, request, titled } from "./sample-messages.fixture";

const offers = titled.filter(([, { kind }]) => kind === "recovery_offer");

describe("a mail that makes good", () => {
  test.each(offers)("%s says sorry once, without an exclamation mark", async (_title, spoken) => {
    for (const values of [everything, almostNothing]) {
      const { subject, preheader, text } = await renderMessage({ ...request, ...spoken, values });
      const said = `${subject} ${preheader} ${text}`;
      expect(said.match(/\bsorry\b|apolog|dispiace|scus/gi)).toHaveLength(1);
      expect(said).not.toContain("!");
    }
  });

  const coded = offers.filter(([, { variant }]) => variant === "voucher" || variant === "free_shipping");
  test.each(coded)("%s gives the code and its last day", async (_title, spoken) => {
    const { text, html } = await renderMessage({ ...request, ...spoken });
    expect(text).toContain("BONUS-7FK3M-2QRTX");
    // Unbroken, so that it is copied whole.
    expect(html).toMatch(/white-space:\s*nowrap[^>]*>BONUS-7FK3M-2QRTX</);
    expect(text).toContain(spoken.language === "it" ? "domenica 28 febbraio" : "Sunday 28 February");
  });

  const worth = offers.filter(([, { variant }]) => variant === "voucher" || variant === "store_credit");
  test.each(worth)("%s says what it is worth, as one writes money there", async (_title, spoken) => {
    const { text } = await renderMessage({ ...request, ...spoken });
    expect(text).toContain(spoken.language === "it" ? "5 €" : "€5");
  });

  test.each(offers)("%s tells nothing of what it does not know", async (_title, spoken) => {
    const { text, subject } = await renderMessage({ ...request, ...spoken, values: almostNothing });
    expect(`${subject} ${text}`).not.toMatch(/BONUS-|\*\*|\{|\bnull\b|undefined/);
  });
});
