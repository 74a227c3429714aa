// Bundles every extension target as Shopify's CLI would, for the sandbox to serve: build/extensions/<module>.js.
// `shopify app build` makes the bundle that goes to Shopify; this one is the same code with one difference, the
// app's address is read from `globalThis.lastmileAppUrl`, which the sandbox's page sets.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Shopify refuses more than 64 KB compressed; a block that slows the thank-you page down is no thank-you. */
const gzipLimitKb = 20;

interface ExtensionTarget {
  /** The module's name, which no other target may have: thank-you-block */
  name: string;
  /** purchase.thank-you.block.render */
  target: string;
  modulePath: string;
}

export interface BuiltExtension extends ExtensionTarget {
  file: string;
  gzipKb: number;
}

/** Builds all of them. Throws when one does not bundle or is too heavy. */
export async function buildExtensions(
  outDir = path.join(root, "build/extensions"),
): Promise<BuiltExtension[]> {
  const built: BuiltExtension[] = [];
  for (const extension of listTargets(path.join(root, "extensions"))) {
    const file = path.join(outDir, `${extension.name}.js`);
    await build({
      stdin: {
        // As Shopify's host does it: the module's default export is called once the page is there.
        contents: `import extend from ${JSON.stringify(extension.modulePath)}; globalThis.lastmileExtend = extend;`,
        resolveDir: root,
        loader: "ts",
      },
      outfile: file,
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2020",
      jsx: "automatic",
      jsxImportSource: "preact",
      legalComments: "none",
      define: {
        "process.env.NODE_ENV": JSON.stringify("production"),
        "process.env.APP_URL": "globalThis.lastmileAppUrl",
      },
    });
    const gzipKb = gzipSync(readFileSync(file)).length / 1024;
    if (gzipKb > gzipLimitKb) {
      throw new Error(
        `${extension.name} weighs ${gzipKb.toFixed(1)} KB compressed; the limit is ${gzipLimitKb} KB.`,
      );
    }
    built.push({ ...extension, file, gzipKb });
  }
  return built;
}

function listTargets(dir: string): ExtensionTarget[] {
  const tomls = readdirSync(dir, { withFileTypes: true })
    .map((entry) => path.join(dir, entry.name, "shopify.extension.toml"))
    // What extensions share stands beside them and is none itself.
    .filter((toml) => existsSync(toml));
  return tomls.flatMap((toml) => {
    const [, ...targetings] = readFileSync(toml, "utf8").split("[[extensions.targeting]]");
    return targetings.map((targeting) => {
      const modulePath = path.join(path.dirname(toml), valueIn(targeting, "module"));
      return { name: path.parse(modulePath).name, target: valueIn(targeting, "target"), modulePath };
    });
  });
}

function valueIn(targeting: string, key: string): string {
  const value = new RegExp(`^${key}\\s*=\\s*"([^"]+)"`, "m").exec(targeting)?.[1];
  if (value === undefined) throw new Error(`A targeting in shopify.extension.toml names no ${key}.`);
  return value;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, target, gzipKb } of await buildExtensions()) {
    process.stdout.write(`${name}  ${target}  ${gzipKb.toFixed(1)} KB compressed of ${gzipLimitKb} KB\n`);
  }
}
