import { useRouteLoaderData } from "@remix-run/react";
import type { Language } from "~/messages/voices";

/** Who looks at the page, as the layout found out. */
export interface Merchant {
  language: Language;
  /** The shop's: every instant in the admin is shown in it. */
  timeZone: string;
}

export function useMerchant(): Merchant {
  const merchant = useRouteLoaderData<Merchant>("routes/app");
  return { language: merchant?.language ?? "en", timeZone: merchant?.timeZone ?? "UTC" };
}
