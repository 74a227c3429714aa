import { describe, expect, test } from "vitest";
import { renderMessage } from "./render-message";
import { everything, request } from "./sample-messages.fixture";

describe("what people type into names and comments", () => {
  test("markup in a name or shop is shown as text, never as markup", async () => {
    const { html, text, subject } = await renderMessage({
      ...request,
      brand: { ...request.brand, name: 'A<b>"cme"</b> & Co', signature: "<script>alert(1)</script>" },
      values: {
        ...everything,
        firstName: "O'Neil & Söhne",
        order: { number: "<img src=x>", statusUrl: "javascript:alert(1)" },
      },
    });
    expect(html).not.toMatch(/<script>alert|<img src=x|<b>|javascript:/);
    expect(html).toContain("O&#39;Neil &amp; Söhne");
    expect(subject).toContain("<img src=x>");
    expect(text).toContain("O'Neil & Söhne");
  });

  test("Liquid in a name is not run and its braces are not shown", async () => {
    const { html, text } = await renderMessage({
      ...request,
      values: { ...everything, firstName: "{{ shop.name }}" },
    });
    expect(html + text).not.toMatch(/[{}]{2}/);
    expect(text).not.toContain("Ciao Acme");
  });

  test.each([
    "win at http://spam.example now",
    "www.spam.example",
    "spam@example.com",
    "cheap-pills.com",
    "12345678",
    "x".repeat(60),
    "line\nbreak spam@x.it",
    "{{ first_name }}",
    "{% name %}",
    ".",
    "--",
  ])("a name that is an advertisement, or none (%s), is not greeted", async (firstName) => {
    const { text } = await renderMessage({ ...request, values: { ...everything, firstName } });
    expect(text).toContain("\nCiao,\n");
  });

  test("a line break in a name cannot add a header to the mail", async () => {
    const { subject } = await renderMessage({
      ...request,
      kind: "thank_you_note",
      variant: "first_order",
      values: { ...everything, firstName: "Marta\r\nBcc: x" },
    });
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe("a merchant's own words", () => {
  test("take the place of ours, with bold and links", async () => {
    const words = {
      subject: "Ordine {{ order.number }}",
      body: "Ciao {{ shopper.first_name }},\n\n**Novità**: [leggi](https://acme.example/a?b=1&c=2)",
    };
    const { subject, html, text } = await renderMessage({ ...request, words });
    expect(subject).toBe("Ordine #1043");
    expect(html).toContain(
      '<strong>Novità</strong>: <a class="link" href="https://acme.example/a?b=1&amp;c=2" style="color:#1f5f4f;text-decoration:underline">leggi</a>',
    );
    expect(text).toContain("Novità: leggi (https://acme.example/a?b=1&c=2)");
  });

  test("that do not parse are replaced by ours, and reported", async () => {
    const { subject, faults } = await renderMessage({
      ...request,
      words: { subject: "Ordine {{ order.number", body: "{% for i in (1..9) %}x{% endfor %}" },
    });
    expect(subject).toBe("Il tuo ordine #1043 può arrivare 1-2 giorni più tardi");
    expect(faults.map(({ part, line }) => `${part}:${line}`)).toEqual(["subject:1", "body:1"]);
  });
});
