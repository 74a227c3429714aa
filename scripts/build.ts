import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// `npm run build`: the app (server and browser) and the extension bundles the sandbox serves.

const program = (name: string) => join("node_modules", ".bin", name);

const steps: Array<[string, string[]]> = [
  [program("remix"), ["vite:build"]],
  [program("tsx"), ["scripts/build-extensions.ts"]],
];

for (const [command, args] of steps) {
  const { status } = spawnSync(command, args, {
    // Output goes to stderr: the headless demo prints one JSON object and nothing else.
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) process.exit(status ?? 1);
}

compressAssets(join("build", "client", "assets"));

/** Once and well, instead of for every browser by the process that answers webhooks: server/web.ts hands them out. */
function compressAssets(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const file = join(folder, name);
    const compressed = brotliCompressSync(readFileSync(file), {
      params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
    });
    writeFileSync(`${file}.br`, compressed);
  }
}
