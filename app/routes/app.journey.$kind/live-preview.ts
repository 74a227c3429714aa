import { useFetcher } from "@remix-run/react";
import { createContext, useContext, useEffect } from "react";
import type { TouchpointPreview } from "~/insights/touchpoint-preview.server";
import type { PartFault } from "~/messages/own-words";
import { useDraft } from "~/ui/settings-draft";

/** How the words look as they are being written. */
export const LivePreview = createContext<TouchpointPreview | null>(null);

/** What is wrong with the words as they stand. */
export function useFaults(): PartFault[] {
  return useContext(LivePreview)?.faults ?? [];
}

const pauseMs = 300;

/** Asks for the preview anew when the writing pauses. */
export function useLivePreview(
  saved: TouchpointPreview,
  { action, orderNumber }: { action: string; orderNumber: string },
): TouchpointPreview {
  const fetcher = useFetcher<TouchpointPreview>();
  const { fields, isDirty } = useDraft();
  const words = JSON.stringify(Object.entries(fields).filter(([name]) => name.startsWith("words.")));
  const isSaved = !isDirty && orderNumber === "";
  const { submit } = fetcher;
  useEffect(() => {
    if (isSaved) return;
    const pause = setTimeout(() => {
      const form = new FormData();
      for (const [name, text] of JSON.parse(words) as Array<[string, string]>) form.set(name, text);
      form.set("order", orderNumber);
      void submit(form, { method: "post", action });
    }, pauseMs);
    return () => clearTimeout(pause);
  }, [words, orderNumber, action, isSaved, submit]);
  return isSaved ? saved : (fetcher.data ?? saved);
}
