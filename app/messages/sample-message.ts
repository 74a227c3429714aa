import { dayMs } from "~/platform/durations";
import type { DelayCause, MessageValues } from "./message-values";
import { tellsArrival } from "./message-words";

const causes: Record<string, DelayCause> = { unshipped: "unshipped", failed_attempt: "attempt_failed" };

/** An invented order for previews: Marta's, promised for some days from now and running two days late. Links lead nowhere. */
export function sampleValues({
  now,
  timeZone,
  variant,
}: {
  now: Date;
  timeZone: string;
  variant: string;
}): MessageValues {
  const on = (days: number) => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
  const promised = { earliestOn: on(1), latestOn: on(2) };
  const hasArrived = tellsArrival(variant);
  return {
    now,
    timeZone,
    firstName: "Marta",
    order: { number: "#1043", statusUrl: sampleLink("order") },
    promise: { ...promised, shipBy: new Date(now.getTime() + dayMs) },
    delay: {
      cause: causes[variant] ?? "no_scan",
      quietDays: 2,
      promised: hasArrived ? { earliestOn: on(-3), latestOn: on(-2) } : promised,
      expected: hasArrived ? null : { earliestOn: on(3), latestOn: on(4) },
      nextUpdateAt: hasArrived ? null : new Date(now.getTime() + 2 * dayMs),
      arrivedOn: hasArrived ? on(0) : null,
      partly: null,
      openWish: null,
    },
    goodwill: {
      mishap: "late",
      worth: { amount: 5, currency: "EUR" },
      code: "BONUS-7FK3M-2QRTX",
      expiresOn: on(90),
    },
    product: variant === "gift" ? null : "Alba",
    arrivals: ["Alba", "Brina", "Corallo"].map((title) => ({ title, url: sampleLink(title.toLowerCase()) })),
    rewardCode: "MERCI10",
    links: sampleLinks,
    gift: variant === "gift",
    firstOrder: variant === "first_order",
  };
}

const sampleLink = (name: string) => `https://shop.example/${name}`;

/** As long as a text's own, so that its segments are counted right; no page answers to it. */
export const sampleShortLink = (appUrl: string) => `${appUrl}/s/${"0".repeat(10)}`;

/** A preview must never carry a link that does something. */
export const sampleLinks: MessageValues["links"] = {
  wait: sampleLink("wait"),
  changeAddress: sampleLink("address"),
  cancel: sampleLink("cancel"),
  talk: sampleLink("talk"),
  returns: sampleLink("returns"),
  track: sampleLink("track"),
  feedback: sampleLink("feedback"),
  shop: sampleLink(""),
};

export const sampleStopLinks = {
  unsubscribeUrl: sampleLink("unsubscribe"),
  preferencesUrl: sampleLink("unsubscribe"),
};
