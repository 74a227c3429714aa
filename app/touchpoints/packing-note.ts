import { languageOf, type Language } from "~/messages/voices";
import type { ShopSettings } from "~/settings/shop-settings";

const ourNote: Record<Language, string> = { en: "add a little extra", it: "aggiungi un piccolo extra" };

/** What the packer is to do, in the merchant's words or in ours, in the shop's own language. */
export function packingNoteOf({
  locale,
  settings,
}: {
  locale: string;
  settings: Pick<ShopSettings, "touchpoints" | "languages">;
}): string {
  return settings.touchpoints.surprise.note ?? ourNote[languageOf(locale, settings.languages.fallback)];
}
