import { differenceFromOurs, faultsOf, readWordsPlace, type PartFault } from "~/messages/own-words";
import { restoreWords, saveWords } from "~/messages/words-versions.server";
import type { Database } from "~/platform/database.server";
import { saveShopSettings, type SettingErrors } from "~/settings/save-shop-settings.server";
import { settingsPatchFromForm } from "~/settings/settings-form";
import { getShop } from "~/settings/shops.server";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { readWordsForm } from "~/ui/words-form";

export type EditOutcome =
  | { outcome: "saved" | "unchanged" | "unknown" }
  | { outcome: "refused"; errors: SettingErrors; faults: PartFault[] };

interface Edit {
  shopId: string;
  kind: TouchpointKind;
  /** Variant, language and voice, from the address. */
  asked: URLSearchParams;
  form: FormData;
}

/** Settings and words together, or an older version of the words brought back. With one fault nothing is saved. */
export async function editTouchpoint(
  deps: { db: Database; clock: { now(): Date } },
  { shopId, kind, asked, form }: Edit,
): Promise<EditOutcome> {
  const { settings } = await getShop(deps.db, shopId);
  const place = {
    shopId,
    ...readWordsPlace(
      kind,
      { variant: asked.get("variant"), language: asked.get("language"), voice: asked.get("voice") },
      { language: settings.languages.fallback, voice: settings.brand.voice },
    ),
  };
  const restore = form.get("restore");
  if (typeof restore === "string") return restoreWords(deps, place, Number(restore));

  const written = readWordsForm(form);
  const faults = written ? faultsOf(differenceFromOurs(place, written)) : [];
  if (faults.length > 0) return { outcome: "refused", errors: {}, faults };
  const saved = await saveShopSettings(deps, { shopId, patch: settingsPatchFromForm(form) });
  if (saved.outcome === "refused") return { ...saved, faults: [] };
  if (written) await saveWords(deps, place, written);
  return { outcome: "saved" };
}
