import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";

const pauseMs = 300;

/**
 * The newest answer to what a form's fields ask of `action`, as entries in JSON; null asks nothing. Asked anew when they
 * have changed and the typing pauses, but not before the last answer is here: given up half read, it is an error in the
 * browser's console.
 */
export function useAskedAnew<Answer>(question: string | null, { action }: { action: string }) {
  const { submit, state, data } = useFetcher<Answer>();
  const asked = useRef<string | null>(null);
  const isFree = state === "idle";
  useEffect(() => {
    if (question === null) asked.current = null;
    const asking = `${action} ${String(question)}`;
    if (question === null || !isFree || asking === asked.current) return;
    const pause = setTimeout(() => {
      asked.current = asking;
      const form = new FormData();
      for (const [name, text] of JSON.parse(question) as Array<[string, string]>) form.set(name, text);
      void submit(form, { method: "post", action });
    }, pauseMs);
    return () => clearTimeout(pause);
  }, [question, action, isFree, submit]);
  return data;
}
