// What a test sees of an extension's page, and how it presses and reads there.

import { fireEvent, waitFor } from "@testing-library/preact";
import { expect } from "vitest";

export const all = (selector: string) => [...document.body.querySelectorAll<HTMLElement>(selector)];
export const text = () => document.body.textContent;
export const status = () => document.body.querySelector("[accessibilityRole=status]")?.textContent;

export function button(label: string, selector = "s-button"): HTMLElement {
  const found = all(selector).find((element) => element.textContent === label);
  if (found === undefined) throw new Error(`There is no "${label}".`);
  return found;
}

export const number = (rating: number) => button(String(rating), "s-press-button");

/** Writes into the only text area, as soon as it is there. */
export async function write(words: string): Promise<void> {
  await waitFor(() => {
    expect(all("s-text-area")).toHaveLength(1);
  });
  const [area] = all("s-text-area");
  if (area === undefined) throw new Error("There is no text area.");
  Object.assign(area, { value: words });
  fireEvent.input(area);
}

/** Long enough for everything that could still happen to have happened. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

/** Shopify's i18n.translate over an extension's own words; a key without words is a mistake. */
export function translatorOf(words: unknown) {
  return (key: string, values: Record<string, string | number> = {}): string => {
    const found = key
      .split(".")
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], words);
    if (typeof found !== "string") throw new Error(`No words for ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}
