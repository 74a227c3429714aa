import { Link } from "@shopify/polaris";
import { useWords } from "~/ui/use-words";

interface OrdersLinkProps {
  url: string;
  n: number;
  /** Says aloud which row it stands in. */
  of: string;
  /** The figure, where it is not the number of orders itself. */
  words?: string;
}

/** A figure that leads to its orders; where there are none it leads nowhere. */
export function OrdersLink({ url, n, of, words }: OrdersLinkProps) {
  const say = useWords();
  const figure = words ?? say.count(n);
  if (n === 0) return figure;
  return (
    <Link
      url={url}
      accessibilityLabel={`${of}: ${figure}. ${say.n("insights.ordersBehind", n)}`}
      removeUnderline
    >
      {figure}
    </Link>
  );
}
