import { useMemo } from "react";
import { useMerchant } from "./merchant";
import { speaker, type Words } from "./words/speaker";

/** The admin's words in the merchant's language: `say("home.title")`, `say.n("home.parcels", 3)`. */
export function useWords(): Words {
  const { language } = useMerchant();
  return useMemo(() => speaker(language), [language]);
}
