import { parseArgs } from "node:util";
import { DateTime, IANAZone } from "luxon";
import { mainTimeZones, provinceTimeZones } from "~/promises/country-time-zones";
import { readInstant } from "~/promises/local-dates";

export interface BacktestOptions {
  history: string;
  /** Figures are over orders placed from this local day on; null: all. */
  from: string | null;
  /** Nothing that happens after this instant is known; null: all is. */
  until: Date | null;
  /** Folder for looks.csv and warnings.csv. */
  out: string | null;
  json: boolean;
  timeZone: string;
  country: string;
}

export const usage = `npm run --silent backtest -- --history FILE.csv[.gz] [options]

Plays an order history forward with the product's own forecast and rules: a look at every local midnight for each
open order until its promised day is over, and only with what was known by then.

  --history FILE      one row an order, local times, plain or gzip
                      (for instance ../shared/data/history/orders-until-2018-04.csv.gz)
  --from YYYY-MM-DD   figures over delivered orders placed from that day on; earlier ones only teach
  --until ISO         hide everything that happens after that instant (in --timezone where it names no offset)
  --out DIR           write looks.csv (one line an order and look) and warnings.csv
  --timezone ZONE     the zone of the file's times (default America/Sao_Paulo)
  --country CC        whose holidays count (default: the country of the zone)
  --json              one JSON object instead of tables
  --help              this text

What no order tells is null in the object and - in the tables: the recall where none was late, a lead without a warning.
`;

/** The command line, or what is wrong with it; "help" when that was asked for. */
export function parseOptions(args: string[]): BacktestOptions | { problem: string } | "help" {
  const read = readArgs(args);
  if ("problem" in read) return read;
  const { values } = read;
  if (values.help) return "help";
  if (!values.history) return { problem: "--history FILE is needed." };
  const from = values.from ?? null;
  if (from !== null && !isDay(from)) return { problem: `--from is no day (YYYY-MM-DD): ${from}` };
  const timeZone = values.timezone ?? "America/Sao_Paulo";
  if (!IANAZone.isValidZone(timeZone)) return { problem: `--timezone is no time zone: ${timeZone}` };
  const until = values.until === undefined ? null : readInstant(values.until, timeZone);
  if (values.until !== undefined && until === null)
    return { problem: `--until is no instant (ISO 8601): ${values.until}` };
  const country = values.country ?? countryOf(timeZone) ?? "";
  if (values.country !== undefined && !Object.hasOwn(mainTimeZones, country))
    return { problem: `--country is no country code such as BR: ${country}` };
  const { history, out = null, json = false } = values;
  return { history, from, until, out, json, timeZone, country };
}

const stringOption = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function readArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        history: stringOption,
        from: stringOption,
        until: stringOption,
        out: stringOption,
        timezone: stringOption,
        country: stringOption,
        json: flag,
        help: flag,
      },
    });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text).isValid;
}

/** The country a zone is the clock of, or that of some of its provinces. */
function countryOf(timeZone: string): string | undefined {
  return (
    Object.keys(mainTimeZones).find((code) => mainTimeZones[code] === timeZone) ??
    Object.keys(provinceTimeZones).find((code) =>
      Object.values(provinceTimeZones[code] ?? {}).includes(timeZone),
    )
  );
}
