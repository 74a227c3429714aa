import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

const app = fileURLToPath(new URL("./app/", import.meta.url));
const alias = [{ find: /^~\//, replacement: app }];

// With TEST_DATABASE_URL the files that act on a database run on that Postgres instead of PGlite.
const onPostgres = Boolean(process.env.TEST_DATABASE_URL);

/** The whole process thinks in UTC: a test that passes only in the author's time zone is no test. */
const env = { TZ: "UTC", NODE_ENV: "test" } as const;

export default defineConfig({
  test: {
    // Vitest leaves a core to whoever sits before the machine: of two that is half of them.
    maxWorkers: availableParallelism(),
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          environment: "node",
          env,
          include: onPostgres
            ? [
                "{app,tests}/**/*.server.test.{ts,tsx}",
                "app/routes/**/*.test.{ts,tsx}",
                "tests/postgres/**/*.test.ts",
              ]
            : [
                "{app,sandbox,scripts,bench,server}/**/*.test.{ts,tsx}",
                "tests/{architecture,harness,database,doors,fuzz}/**/*.test.ts",
                "tests/faults/account.test.ts",
              ],
          globalSetup: ["tests/harness/prepare-database.ts"],
          setupFiles: ["tests/harness/watch-console.ts", "tests/harness/stay-on-loopback.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        esbuild: { jsx: "automatic", jsxImportSource: "preact" },
        test: {
          name: "extensions",
          environment: "happy-dom",
          env,
          include: ["extensions/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/harness/watch-console.ts"],
          // Shopify's tester imports the extension's .tsx itself: outside Vite, Node knows no such file.
          server: { deps: { inline: ["@shopify/ui-extensions-tester"] } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: "e2e",
          environment: "node",
          env,
          include: ["tests/e2e/**/*.test.ts", "tests/faults/faults.test.ts"],
          setupFiles: ["tests/harness/stay-on-loopback.ts"],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          // Each file starts a whole shop and a browser: two at a time would only wait for each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
