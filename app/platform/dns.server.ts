import { Resolver } from "node:dns/promises";
import { z } from "zod";

/** found: what stands there; none: surely nothing; no_answer: nobody could say. */
export type TextRecords = { outcome: "found"; records: string[] } | { outcome: "none" | "no_answer" };

/** The one question we ask of the DNS. */
export interface Dns {
  textRecords(name: string): Promise<TextRecords>;
}

// A merchant waits for it: two servers' worth of patience, not a minute's.
const answerTimeoutMs = 2_000;

/** The machine's own name servers. */
export function createDns(): Dns {
  const resolver = new Resolver({ timeout: answerTimeoutMs, tries: 1 });
  return {
    async textRecords(name) {
      try {
        // A record longer than 255 characters comes in pieces.
        const records = (await resolver.resolveTxt(name)).map((pieces) => pieces.join(""));
        return records.length === 0 ? { outcome: "none" } : { outcome: "found", records };
      } catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : null;
        return { outcome: code === "ENOTFOUND" || code === "ENODATA" ? "none" : "no_answer" };
      }
    },
  };
}

const playedRecords = z.object({ records: z.array(z.string()) });

/** The stand-in plays the DNS, too: nothing asks the outside world. */
export function standInDns(standInUrl: string): Dns {
  return {
    async textRecords(name) {
      const answer = await fetch(`${standInUrl}/dns/${encodeURIComponent(name)}`);
      const { records } = playedRecords.parse(await answer.json());
      return records.length === 0 ? { outcome: "none" } : { outcome: "found", records };
    },
  };
}
