import { createContext, useContext } from "react";
import type { TouchpointPreview } from "~/insights/touchpoint-preview.server";
import type { PartFault } from "~/messages/own-words";
import { useDraft } from "~/ui/settings-draft";
import { useAskedAnew } from "~/ui/use-asked-anew";

/** How the words look as they are being written. */
export const LivePreview = createContext<TouchpointPreview | null>(null);

/** What is wrong with the words as they stand. */
export function useFaults(): PartFault[] {
  return useContext(LivePreview)?.faults ?? [];
}

/** Asks for the preview anew when the writing pauses. */
export function useLivePreview(
  saved: TouchpointPreview,
  { action, orderNumber }: { action: string; orderNumber: string },
): TouchpointPreview {
  const { fields, isDirty } = useDraft();
  const words = Object.entries(fields).filter(([name]) => name.startsWith("words."));
  const isSaved = !isDirty && orderNumber === "";
  const question = isSaved ? null : JSON.stringify([...words, ["order", orderNumber]]);
  const previewed = useAskedAnew<TouchpointPreview>(question, { action });
  return isSaved ? saved : (previewed ?? saved);
}
