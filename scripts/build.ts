import { spawnSync } from "node:child_process";
import { join } from "node:path";

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
