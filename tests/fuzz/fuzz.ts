import { Agent, request as httpRequest } from "node:http";
import { parseArgs } from "node:util";

import fc from "fast-check";

import { attacksOn, type Attack, type Keys } from "./attacks";

export interface FuzzReport {
  runs: number;
  /** Answers of 500 and more, and requests that got none at all. */
  serverErrors: number;
  /** Exceptions nobody caught: in production each would have ended the process. */
  crashes: number;
  maxRssMb: number;
}

interface Fuzz {
  port: number;
  keys: Keys;
  runs: number;
  seed: number;
  /** Told of each attack that got no clear answer. */
  onServerError?(attack: Attack, status: number | null): void;
}

const atOnce = 16;
const chunk = 400;

/** Throws generated requests at a listening server and counts what is not a clear answer. */
export async function fuzz({ port, keys, runs, seed, onServerError }: Fuzz): Promise<FuzzReport> {
  const report: FuzzReport = { runs: 0, serverErrors: 0, crashes: 0, maxRssMb: 0 };
  const crash = () => {
    report.crashes += 1;
  };
  process.on("uncaughtException", crash).on("unhandledRejection", crash);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const attacks = attacksOn(keys);
  try {
    while (report.runs < runs) {
      const numRuns = Math.min(chunk, runs - report.runs);
      const waiting = fc.sample(attacks, { numRuns, seed: seed + report.runs });
      const attack = async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          const status = await send(next, { port, agent });
          if (status !== null && status < 500) continue;
          report.serverErrors += 1;
          onServerError?.(next, status);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, attack));
      report.runs += numRuns;
      report.maxRssMb = Math.max(report.maxRssMb, Math.round(process.memoryUsage.rss() / 1_048_576));
    }
  } finally {
    agent.destroy();
    process.off("uncaughtException", crash).off("unhandledRejection", crash);
  }
  return report;
}

/** The status; null where there was no answer. */
function send({ method, path, headers, body }: Attack, { port, agent }: { port: number; agent: Agent }) {
  return new Promise<number | null>((resolve) => {
    let status: number | null = null;
    const length = body === null ? {} : { "Content-Length": String(body.byteLength) };
    const request = httpRequest(
      { host: "127.0.0.1", port, agent, method, path, headers: { ...headers, ...length }, timeout: 30_000 },
      (response) => {
        status = response.statusCode ?? null;
        response
          .resume()
          .once("end", () => resolve(status))
          .once("error", () => resolve(status));
      },
    );
    request.once("timeout", () => request.destroy()).once("error", () => resolve(status));
    request.end(body ?? undefined);
  });
}

/** `--runs N --seed N --json`; without --json the attacks that got no clear answer are named. */
export function readFuzzArgs(args: string[]): { runs: number; seed: number; json: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  return { runs: Number(values.runs), seed: Number(values.seed), json: values.json };
}
