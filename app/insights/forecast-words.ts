import type { Language } from "~/messages/voices";
import { countryName } from "./country-name";

type Inputs = Record<string, unknown>;

/**
 * Why a parcel was called probably late, from what the decision kept: "61 % likely late: parcels to PA (Italy) by BRT
 * usually take 3-5 business days; this one has been under way for 6".
 */
export function forecastWords(inputs: Inputs, language: Language): string {
  const { chance } = inputs;
  const why = whyWords(inputs, language);
  const words = forecastIn[language];
  return typeof chance !== "number" || why === null ? words.plain : `${words.chance(chance)}: ${why}`;
}

/** The same without a chance, as a sentence: "Parcels to PA (Italy) usually take 3-5 business days; …". */
export function arrivalWords(inputs: Inputs, language: Language): string {
  const why = whyWords(inputs, language) ?? "";
  return why.charAt(0).toUpperCase() + why.slice(1);
}

function whyWords(inputs: Inputs, language: Language): string | null {
  const { leg, usualFrom, usualTo, elapsedDays, speaks } = inputs;
  const words = forecastIn[language];
  if (typeof usualFrom !== "number" || typeof usualTo !== "number") return null;
  const usual = usualFrom === usualTo ? String(usualFrom) : `${String(usualFrom)}-${String(usualTo)}`;
  const been = typeof elapsedDays === "number" ? elapsedDays : 0;
  const why =
    leg === "handling"
      ? words.handling({ usual, most: usualTo, been })
      : words.road({ road: roadOf(inputs, language), usual, most: usualTo, been });
  return `${why}${speaks === "prior" ? words.byRules : ""}`;
}

/**
 * Why a parcel was called standing still: "parcels to PA (Italy) by BRT are usually scanned again within 2 business days;
 * this one was not". By the merchant's setting where too few parcels have told.
 */
export function silenceWords(inputs: Inputs, language: Language): string {
  const { usualDays, speaks, carrier } = inputs;
  const words = silenceIn[language];
  if (typeof usualDays !== "number") return words.plain;
  if (speaks === "setting") return words.bySetting(usualDays);
  const road =
    speaks === "carrier" && typeof carrier === "string"
      ? ` ${forecastIn[language].by} ${carrier}`
      : roadOf(inputs, language);
  return words.usual(road, usualDays);
}

/** "to PA (Italy) by BRT", as far as the history that spoke is that narrow. */
function roadOf({ destination, carrier, speaks }: Inputs, language: Language): string {
  const { to, by } = forecastIn[language];
  if (typeof destination !== "string" || speaks === "shop" || speaks === "prior") return "";
  const [code = "", province] = destination.split("-");
  const country = countryName(code, language) ?? code;
  const place = province ? `${province} (${country})` : country;
  return ` ${to} ${place}${typeof carrier === "string" && speaks === "lane" ? ` ${by} ${carrier}` : ""}`;
}

interface ForecastWords {
  plain: string;
  chance: (percent: number) => string;
  road: (facts: { road: string; usual: string; most: number; been: number }) => string;
  handling: (facts: { usual: string; most: number; been: number }) => string;
  byRules: string;
  to: string;
  by: string;
}

interface SilenceWords {
  plain: string;
  usual: (road: string, days: number) => string;
  bySetting: (days: number) => string;
}

const silenceIn: Record<Language, SilenceWords> = {
  en: {
    plain: "the carrier has not scanned it for days",
    usual: (road, days) =>
      `parcels${road} are usually scanned again within ${String(days)} business ${days === 1 ? "day" : "days"}; this one was not`,
    bySetting: (days) =>
      `the carrier has not scanned it for ${String(days)} business ${days === 1 ? "day" : "days"} (your setting: too few parcels to learn from yet)`,
  },
  it: {
    plain: "il corriere non lo registra da giorni",
    usual: (road, days) =>
      `i pacchi${road} di solito vengono registrati di nuovo entro ${String(days)} ${days === 1 ? "giorno lavorativo" : "giorni lavorativi"}; questo no`,
    bySetting: (days) =>
      `il corriere non lo registra da ${String(days)} ${days === 1 ? "giorno lavorativo" : "giorni lavorativi"} (una tua impostazione: ancora pochi pacchi da cui imparare)`,
  },
};

const forecastIn: Record<Language, ForecastWords> = {
  en: {
    plain: "it will probably be late",
    chance: (percent) => `${String(percent)} % likely late`,
    road: ({ road, usual, most, been }) =>
      `parcels${road} usually take ${usual} business ${most === 1 ? "day" : "days"}; this one has been under way for ${String(been)}`,
    handling: ({ usual, most, been }) =>
      `orders usually leave within ${usual} business ${most === 1 ? "day" : "days"}; this one has been waiting for ${String(been)}`,
    byRules: " (by your promise rules: too few parcels to learn from yet)",
    to: "to",
    by: "by",
  },
  it: {
    plain: "probabilmente arriverà in ritardo",
    chance: (percent) => `in ritardo al ${String(percent)} %`,
    road: ({ road, usual, most, been }) =>
      `i pacchi${road} impiegano di solito ${usual} ${most === 1 ? "giorno lavorativo" : "giorni lavorativi"}; questo è in viaggio da ${String(been)}`,
    handling: ({ usual, most, been }) =>
      `gli ordini partono di solito entro ${usual} ${most === 1 ? "giorno lavorativo" : "giorni lavorativi"}; questo aspetta da ${String(been)}`,
    byRules: " (secondo le tue regole di consegna: ancora pochi pacchi da cui imparare)",
    to: "con destinazione",
    by: "affidati a",
  },
};
