import type { BatchAbout } from "~/insights/delay-batches.server";
import { countryName } from "~/insights/country-name";
import type { Words } from "./words/speaker";

/** "41 parcels by BRT turned late at once", in the merchant's language. */
export function batchTitle(about: BatchAbout, parcels: number, say: Words): string {
  if (about.scope === "carrier") return say.n("batch.title.carrier", parcels, { carrier: about.carrier });
  if (about.scope !== "lane") return say.n(`batch.title.${about.scope}`, parcels);
  const { carrier, countryCode, provinceCode } = about;
  const country = countryName(countryCode || "ZZ", say.language) ?? countryCode;
  const place = provinceCode === "" ? country : `${provinceCode}, ${country}`;
  return say.n("batch.title.lane", parcels, { carrier, place });
}
