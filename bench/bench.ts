// `npm run bench -- NAME [flags] [--json]`: what we measure, each bench in a file of its own.

/** Prints its own figures; answers the exit code. */
export type Bench = (args: string[]) => Promise<number>;

const benches: Record<string, () => Promise<Bench>> = {
  intake: async () => (await import("./intake")).intake,
  pipeline: async () => (await import("./pipeline")).pipeline,
  sweep: async () => (await import("./sweep")).sweep,
  bundle: async () => (await import("./bundle")).bundle,
  survey: async () => (await import("./survey")).survey,
  seed: async () => (await import("./seed")).seed,
  admin: async () => (await import("./admin")).admin,
  forecast: async () => (await import("./forecast")).forecast,
};

async function main([name = "", ...args]: string[]): Promise<number> {
  const open = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!open) {
    process.stderr.write(`npm run bench -- NAME, with one of: ${Object.keys(benches).join(", ")}\n`);
    return 2;
  }
  return (await open())(args);
}

process.exitCode = await main(process.argv.slice(2));
