import { resolvePromise, type PromiseRules } from "./resolve-promise";

export interface PreviewedPromise {
  country: string;
  earliestOn: string;
  latestOn: string;
  shipBy: Date | null;
}

const shownCountries = 8;
// Stands for "abroad" where the rules name no country of their own.
const farCountries = ["US", "CA", "CH", "GB", "DE", "FR"];

/** What the rules would promise for an order placed now: at home, to every country they name, and to one abroad. */
export function previewPromises(rules: PromiseRules, now: Date): PreviewedPromise[] {
  const named = rules.transit.map(({ to }) => to).filter((to) => /^[A-Z]{2}$/.test(to));
  const far = farCountries.find((code) => code !== rules.originCountry && !named.includes(code));
  const countries = [...new Set([rules.originCountry, ...named])].slice(0, shownCountries - 1);
  return [...countries, ...(far ? [far] : [])].flatMap((country) => {
    const promise = resolvePromise({
      parts: null,
      rules,
      order: {
        placedAt: now,
        countryCode: country,
        timeZone: null,
        shippingMethod: null,
        requiresShipping: true,
      },
    });
    return promise
      ? [{ country, earliestOn: promise.earliestOn, latestOn: promise.latestOn, shipBy: promise.shipBy }]
      : [];
  });
}
