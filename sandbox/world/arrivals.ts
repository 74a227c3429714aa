import { dayMs } from "../durations";
import type { Product } from "./records";
import { inventedArrivals } from "./invented-shop";

/** What has come into the shop since the app was installed, with the instant; what is still to come is not told. */
export function arrivedProducts(
  installedAt: string | null,
  now: Date,
): Array<{ product: Product; publishedAt: Date }> {
  if (installedAt === null) return [];
  return inventedArrivals()
    .map(({ afterDays, product }) => ({
      product,
      publishedAt: new Date(Date.parse(installedAt) + afterDays * dayMs),
    }))
    .filter(({ publishedAt }) => publishedAt <= now);
}
