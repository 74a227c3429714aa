import inEnglish from "../../extensions/thank-you-block/locales/en.default.json" with { type: "json" };
import inItalian from "../../extensions/thank-you-block/locales/it.json" with { type: "json" };

/** A long walk is walked twice: at a desk in English, on a phone in Italian. `block` holds the thank-you block's words. */
export const walks = [
  { screen: "desktop", language: "en", block: inEnglish },
  { screen: "phone", language: "it", block: inItalian },
] as const;
