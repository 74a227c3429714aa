import { InlineStack, Pagination } from "@shopify/polaris";
import { useNavigate, useSearchParams } from "@remix-run/react";
import { useWords } from "./use-words";

/** Onwards by cursor; back is the browser's own step, which always leads where the merchant came from. */
export function Pager({
  next,
  param = "after",
  label,
}: {
  next: string | null;
  /** What the address calls the place; a page of two lists has two. */
  param?: string;
  label?: string;
}) {
  const say = useWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  if (next === null && !search.has(param)) return null;
  const onward = new URLSearchParams(search);
  if (next) onward.set(param, next);
  return (
    <InlineStack align="center">
      <Pagination
        accessibilityLabel={label ?? say("pager.label")}
        hasPrevious={search.has(param)}
        onPrevious={() => void navigate(-1)}
        previousTooltip={say("pager.previous")}
        hasNext={next !== null}
        nextURL={`?${onward.toString()}`}
        nextTooltip={say("pager.next")}
      />
    </InlineStack>
  );
}
