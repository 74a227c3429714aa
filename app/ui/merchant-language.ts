import { languageOf, languages, type Language } from "~/messages/voices";

/**
 * The language the merchant reads the admin in: what Shopify says in the address, else what the browser asks
 * for (App Bridge sets it to the admin's), else the shop's own, else English.
 */
export function merchantLanguage(request: {
  url: string;
  acceptLanguage: string | null;
  shopLocale: string;
}): Language {
  const asked = new URL(request.url).searchParams.get("locale");
  const wishes = [
    asked,
    ...(request.acceptLanguage ?? "").split(",").map((wish) => wish.split(";")[0]?.trim() ?? ""),
    request.shopLocale,
  ];
  for (const wish of wishes) {
    const code = wish?.toLowerCase().split(/[-_]/)[0];
    const language = languages.find((known) => known === code);
    if (language) return language;
  }
  return languageOf(null, "en");
}

/** The same for a request from the admin's own pages. */
export function merchantLanguageOf(request: Request, shopLocale: string): Language {
  return merchantLanguage({
    url: request.url,
    acceptLanguage: request.headers.get("Accept-Language"),
    shopLocale,
  });
}
