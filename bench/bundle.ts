import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ensureBuild } from "../scripts/ensure-build";
import type { Bench } from "./bench";

// What a merchant's browser loads of ours before an admin page works: the entry, the page and its layouts, and all
// they import. Shopify's own script comes from Shopify and is not counted.

const limitKb = 250;
const client = join("build", "client");

interface RouteManifest {
  entry: { module: string; imports: string[] };
  routes: Record<string, { id: string; parentId?: string; module: string; imports?: string[] }>;
}

export const bundle: Bench = (args) => {
  ensureBuild();
  const manifest = readManifest();
  const pages = Object.values(manifest.routes)
    .filter(({ id }) => id.startsWith("routes/app.") || id === "routes/app._index")
    .map(({ id }) => ({ page: id.replace("routes/", ""), gzipKb: gzipKbOf(scriptsOf(manifest, id)) }))
    // A door without a page ships nothing but an empty module.
    .filter(({ page }) => !isDoorOnly(manifest, `routes/${page}`))
    .sort((a, b) => b.gzipKb - a.gzipKb);
  const most = pages[0]?.gzipKb ?? 0;
  const kept = pages.length > 0 && most <= limitKb;
  if (args.includes("--json")) {
    process.stdout.write(`${JSON.stringify({ bench: "bundle", limitKb, mostKb: most, kept, pages })}\n`);
  } else {
    for (const { page, gzipKb } of pages) process.stdout.write(`${String(gzipKb).padStart(6)} KB  ${page}\n`);
    process.stdout.write(`${kept ? "Every" : "Not every"} page stays within ${String(limitKb)} KB.\n`);
  }
  return Promise.resolve(kept ? 0 : 1);
};

/** The build writes it as a script: `window.__remixManifest={…};` */
function readManifest(): RouteManifest {
  const server = readFileSync(join("build", "server", "index.js"), "utf8");
  const name = /\/assets\/manifest-[\w-]+\.js/.exec(server)?.[0];
  if (name === undefined) throw new Error("The build names no manifest.");
  const script = readFileSync(join(client, name), "utf8");
  return JSON.parse(script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1)) as RouteManifest;
}

function scriptsOf({ entry, routes }: RouteManifest, id: string): Set<string> {
  const scripts = new Set([entry.module, ...entry.imports]);
  for (let route = routes[id]; route; route = routes[route.parentId ?? ""]) {
    for (const script of [route.module, ...(route.imports ?? [])]) scripts.add(script);
  }
  return scripts;
}

const emptyModuleBytes = 100;

function isDoorOnly({ routes }: RouteManifest, id: string): boolean {
  const module = routes[id]?.module;
  return module === undefined || readFileSync(join(client, module)).length < emptyModuleBytes;
}

function gzipKbOf(scripts: ReadonlySet<string>): number {
  const bytes = [...scripts].reduce(
    (sum, script) => sum + gzipSync(readFileSync(join(client, script))).length,
    0,
  );
  return Math.round(bytes / 102.4) / 10;
}
