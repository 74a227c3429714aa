import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import en from "./en.json";
import it_ from "./it.json";
import { speaker } from "./speaker";

const app = join(import.meta.dirname, "../..");

/** Everything quoted in the pages' sources: keys as they stand, and templates as patterns. */
function quotedInPages(): { whole: Set<string>; patterns: RegExp[] } {
  const whole = new Set<string>();
  const patterns: RegExp[] = [];
  for (const room of ["ui", "routes"]) {
    for (const file of readdirSync(join(app, room), { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(file) || /\.test\./.test(file)) continue;
      const source = readFileSync(join(app, room, file), "utf8");
      for (const [, quoted] of source.matchAll(/"([\w.]+)"/g)) if (quoted) whole.add(quoted);
      for (const [, template] of source.matchAll(/`(\w+\.[^`\s]*\$\{[^`]*)`/g)) {
        if (template)
          patterns.push(
            new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\$\{[^}]*\}/g, "[\\w.]+")}$`),
          );
      }
    }
  }
  return { whole, patterns };
}

describe("the admin's words", () => {
  it("are the same in English and Italian, none empty", () => {
    expect(Object.keys(it_)).toEqual(Object.keys(en));
    for (const words of [...Object.values(en), ...Object.values(it_)]) expect(words.trim()).not.toBe("");
  });

  it("ask for the same values in both languages", () => {
    const valuesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const differing = (Object.keys(en) as Array<keyof typeof en>).filter(
      // "and one more" needs no number.
      (key) => !key.endsWith(".one") && valuesIn(en[key]).join() !== valuesIn(it_[key]).join(),
    );
    expect(differing).toEqual([]);
  });

  it("are all used by some page", () => {
    const { whole, patterns } = quotedInPages();
    const unused = Object.keys(en).filter((key) => {
      const stem = key.replace(/\.(one|other)$/, "");
      return ![key, stem].some((name) => whole.has(name) || patterns.some((pattern) => pattern.test(name)));
    });
    expect(unused).toEqual([]);
  });

  it("have both forms of every number", () => {
    const keys = Object.keys(en);
    for (const key of keys.filter((name) => name.endsWith(".one")))
      expect(keys).toContain(key.replace(/one$/, "other"));
  });

  it("never show braces, and write numbers as the language does", () => {
    expect(speaker("en")("shipments.open")).toBe("Open the story of ");
    expect(speaker("it").n("home.watching", 12345)).toBe("Teniamo d'occhio 12.345 pacchi per te.");
    expect(speaker("en").n("home.watching", 1)).toBe("Watching 1 parcel for you.");
  });
});
