import type { MessageWords } from "~/messages/message-words";
import { settingsFields } from "~/settings/settings-form";
import type { ShopSettings } from "~/settings/shop-settings";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { wordsFields } from "~/ui/words-form";

// How often a shopper hears of a delay is one choice for notices and updates together.
const delayPaths = ["delays.maxNotices", "delays.hoursBetweenNotices"];

/** The settings this page edits, and the words, by field. */
export function editorFields(
  kind: TouchpointKind,
  { settings, words }: { settings: ShopSettings; words: MessageWords },
): Record<string, string> {
  const isHere = (path: string) =>
    path.startsWith(`touchpoints.${kind}.`) ||
    path === `holdOut.${kind}` ||
    (kind.startsWith("delay") && delayPaths.includes(path));
  return {
    ...Object.fromEntries(Object.entries(settingsFields(settings)).filter(([path]) => isHere(path))),
    ...(kind === "nps_survey" ? {} : wordsFields(words)),
  };
}
