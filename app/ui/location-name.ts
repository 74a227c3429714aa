import { useWords } from "./use-words";

/** What to call a location that packs: by its name, by Shopify's number until that is known, or that there is none yet. */
export function useLocationName(): (location: { id: string; name: string | null }) => string {
  const say = useWords();
  return ({ id, name }) =>
    name ?? (id === "" ? say("insights.noLocation") : say("insights.locationNumber", { number: id }));
}
