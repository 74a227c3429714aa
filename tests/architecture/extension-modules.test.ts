import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize, sep } from "node:path";

import { describe, expect, test } from "vitest";

/** Those with something to show: a workflow's triggers and actions are a toml and nothing else. */
const extensions = readdirSync("extensions", { withFileTypes: true })
  .map((entry) => entry.name)
  .filter((name) => {
    const toml = join("extensions", name, "shopify.extension.toml");
    return existsSync(toml) && readFileSync(toml, "utf8").includes('type = "ui_extension"');
  });

/** Whether the path exists letter by letter: Shopify builds on Linux, a Mac does not mind the case. */
function existsExactly(root: string, path: string): boolean {
  let folder = root;
  for (const name of normalize(path).split(sep)) {
    if (!existsSync(folder) || !readdirSync(folder).includes(name)) return false;
    folder = join(folder, name);
  }
  return true;
}

const valuesOf = (key: string, toml: string) =>
  [...toml.matchAll(new RegExp(`^\\s*${key}\\s*=\\s*"([^"]+)"`, "gm"))].map(([, value]) => value ?? "");

test("there is an extension to look at", () => {
  expect(extensions).not.toEqual([]);
});

test("a path that differs only in case is not taken for the same", () => {
  expect(existsExactly("tests", "architecture/extension-modules.test.ts")).toBe(true);
  expect(existsExactly("tests", "architecture/Extension-modules.test.ts")).toBe(false);
});

describe.each(extensions)("%s", (name) => {
  const folder = join("extensions", name);
  const toml = readFileSync(join(folder, "shopify.extension.toml"), "utf8");

  test("every module its targets name is there, letter by letter", () => {
    const modules = valuesOf("module", toml);
    expect(modules.length).toBeGreaterThanOrEqual(valuesOf("target", toml).length);
    expect(modules.filter((module) => !existsExactly(folder, module))).toEqual([]);
  });

  test("no target is claimed twice", () => {
    const targets = valuesOf("target", toml);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets).toEqual([...new Set(targets)]);
  });

  test("it is built for the version of Shopify the app speaks to", () => {
    expect(valuesOf("api_version", toml)).toEqual(["2026-07"]);
  });

  test("every language says the same things, and exactly one is the default", () => {
    const files = readdirSync(join(folder, "locales"));
    expect(files.filter((file) => file.endsWith(".default.json"))).toHaveLength(1);
    const keys = files.map((file) => keysOf(JSON.parse(readFileSync(join(folder, "locales", file), "utf8"))));
    for (const other of keys) expect(other).toEqual(keys[0]);
  });
});

function keysOf(words: unknown, prefix = ""): string[] {
  if (typeof words !== "object" || words === null) return [prefix];
  return Object.entries(words)
    .flatMap(([key, value]) => keysOf(value, `${prefix}.${key}`))
    .sort();
}
