import { Link } from "@shopify/polaris";
import { useWords } from "~/ui/use-words";

/** A figure that leads to its orders; where there are none it leads nowhere. `of` says aloud which row it stands in. */
export function OrdersLink({ url, n, of, words }: { url: string; n: number; of: string; words: string }) {
  const say = useWords();
  if (n === 0) return words;
  return (
    <Link
      url={url}
      accessibilityLabel={`${of}: ${words}. ${say.n("insights.ordersBehind", n)}`}
      removeUnderline
    >
      {words}
    </Link>
  );
}
