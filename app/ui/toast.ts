import { useEffect } from "react";

/** Shows the toast once for every new answer of an action; null shows nothing. */
export function useToast(answer: unknown, message: string | null, options?: { isError: boolean }): void {
  const isError = options?.isError ?? false;
  useEffect(() => {
    if (answer && message) window.shopify?.toast.show(message, { isError });
    // Only a new answer is news: the same words in a new rendering are not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answer]);
}
