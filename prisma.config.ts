import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { defineConfig } from "prisma/config";

// Prisma reads the variable even for commands that touch no database; without it `generate`
// falls back to downloading a native engine.
process.env.DATABASE_URL ??= "postgresql://embedded";

// The command line runs on the WebAssembly schema engine and an in-memory PGlite, so
// `prisma generate` and `prisma migrate diff` need neither a download nor a server.
export default defineConfig({
  schema: "prisma/schema.prisma",
  engine: "js",
  experimental: { adapter: true },
  // The adapter is typed against an older copy of the interface it implements.
  adapter: async () => new PrismaPGlite(new PGlite()) as never,
});
