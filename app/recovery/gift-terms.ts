import { DateTime } from "luxon";

/** Letters that are read aloud without mistakes: no vowels, no 0, 1 or 5. */
const readable = "BCDFGHJKLMNPQRTVWXZ2346789";

/** "BONUS-7FK3M-2QRTX", made from ten letters nobody can guess. */
export function voucherCode(unguessable: string): string {
  const letters = [...unguessable].map((letter) => readable.charAt(letter.charCodeAt(0) % readable.length));
  return `BONUS-${letters.slice(0, 5).join("")}-${letters.slice(5).join("")}`;
}

interface Terms {
  from: Date;
  expiresDays: number;
  /** The shop's. */
  timeZone: string;
}

/**
 * The last second of the month in which a code's days run out. A discount has one end for all its codes, so the
 * codes of a month share it; each lives at least as long as the setting says.
 */
export function codeEndsAt({ from, expiresDays, timeZone }: Terms): Date {
  return DateTime.fromJSDate(from, { zone: timeZone })
    .plus({ days: expiresDays })
    .endOf("month")
    .set({ millisecond: 0 })
    .toJSDate();
}

/**
 * An instant in the evening of a credit's last day, told apart by the seconds a number chooses: Shopify has no field
 * to know a credit again by, and a second of its end is one.
 */
export function creditEndsAt({ from, expiresDays, timeZone }: Terms, chosen: number): Date {
  const evening = DateTime.fromJSDate(from, { zone: timeZone })
    .plus({ days: expiresDays })
    .startOf("day")
    .set({ hour: 20 });
  return evening.plus({ seconds: chosen % (4 * 3600) }).toJSDate();
}
