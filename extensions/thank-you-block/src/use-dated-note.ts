import { useEffect, useState } from "preact/hooks";

import type { Note } from "./lastmile-api";
import { reloadNote } from "./load-page";

// The page opens before Shopify has told the app of the order, most often by seconds. Asked for twice more, then
// the note stays as it is: it says nothing wrong, only no date.
const laterMs = [3_000, 9_000];

/** The note, with the promised dates as soon as the app knows the order. */
export function useDatedNote(
  note: Note | null,
  { checkoutToken, firstOrder }: { checkoutToken: string | undefined; firstOrder: boolean },
): Note | null {
  const [newer, setNewer] = useState<Note | null>(null);
  const [attempt, setAttempt] = useState(0);
  const shown = newer ?? note;
  const waitMs = shown?.awaitsOrder === true ? laterMs[attempt] : undefined;

  useEffect(() => {
    if (waitMs === undefined || checkoutToken === undefined) return;
    const timer = setTimeout(() => {
      void reloadNote({ checkoutToken, firstOrder }).then((reloaded) => {
        if (reloaded !== null) setNewer(reloaded);
        setAttempt(attempt + 1);
      });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [waitMs, attempt, checkoutToken, firstOrder]);

  return shown;
}
