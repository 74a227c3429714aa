import { useMemo } from "react";
import type { Language } from "~/messages/voices";
import { useMerchant } from "./merchant";

export interface ShopTime {
  /** "Fri 12 Jun, 09:10" */
  at(instant: Date): string;
  /** "09:10" */
  time(instant: Date): string;
  /** A local date: "Wed 17 Jun" */
  day(on: string): string;
  /** "Wed 17 Jun", "Tue 16 – Wed 17 Jun" */
  range(range: { earliestOn: string; latestOn: string }): string;
}

export function useShopTime(): ShopTime {
  const { language, timeZone } = useMerchant();
  return useMemo(() => shopTime(language, timeZone), [language, timeZone]);
}

/**
 * Instants in the shop's time zone, dates as they stand. Built from parts, because browsers and servers place
 * the commas of a whole date differently, and React takes the page apart over it.
 */
export function shopTime(language: Language, timeZone: string): ShopTime {
  const locale = language === "it" ? "it-IT" : "en-US";
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const dayIn = (zone: string) => {
    const format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
    });
    return (instant: Date) => {
      const parts = Object.fromEntries(
        format.formatToParts(instant).map(({ type, value }) => [type, value.replace(".", "")]),
      );
      return { weekday: parts.weekday ?? "", day: parts.day ?? "", month: parts.month ?? "" };
    };
  };
  const shopDay = dayIn(timeZone);
  const utcDay = dayIn("UTC");
  const whole = ({ weekday, day, month }: ReturnType<typeof utcDay>) => `${weekday} ${day} ${month}`;
  return {
    at: (instant) => `${whole(shopDay(instant))}, ${clock.format(instant)}`,
    time: (instant) => clock.format(instant),
    day: (on) => whole(utcDay(new Date(on))),
    range({ earliestOn, latestOn }) {
      const [first, last] = [utcDay(new Date(earliestOn)), utcDay(new Date(latestOn))];
      if (earliestOn === latestOn) return whole(last);
      return first.month === last.month
        ? `${first.weekday} ${first.day} – ${whole(last)}`
        : `${whole(first)} – ${whole(last)}`;
    },
  };
}
