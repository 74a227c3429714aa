import type { MetaFunction } from "@remix-run/node";
import type { Language } from "~/messages/voices";
import { speaker, type WordKey } from "./words/speaker";

/** "Shipments · Lastmile" in the merchant's language, which the layout's loader found out. */
export function pageTitle(key: WordKey): MetaFunction {
  return ({ matches }) => {
    const layout = matches.find((match) => match.id === "routes/app")?.data as
      { language?: Language } | undefined;
    return [{ title: `${speaker(layout?.language ?? "en")(key)} · Lastmile` }];
  };
}
