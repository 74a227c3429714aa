import { DateTime } from "luxon";

export interface QuietHours {
  /** local time, "21:00" */
  startsAt: string;
  /** local time, "08:00" */
  endsAt: string;
}

/**
 * The first moment at or after `now` that is not quiet in the shopper's time zone: `now` itself when it is
 * not quiet. The same time twice means there are no quiet hours. Local clocks decide, so a night with a
 * daylight-saving change is an hour longer or shorter.
 */
export function endOfQuiet(now: Date, timeZone: string, quiet: QuietHours): Date {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  if (quiet.startsAt === quiet.endsAt) return now;
  const minute = local.hour * 60 + local.minute;
  const [from, to] = [minuteOf(quiet.startsAt), minuteOf(quiet.endsAt)];
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return now;
  const ends = local.set({ hour: Math.floor(to / 60), minute: to % 60, second: 0, millisecond: 0 });
  return (ends > local ? ends : ends.plus({ days: 1 })).toJSDate();
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
