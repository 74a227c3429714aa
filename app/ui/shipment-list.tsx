import { useFetcher } from "@remix-run/react";
import { ResourceList } from "@shopify/polaris";
import { useState } from "react";
import type { OrderFacts } from "~/insights/order-facts.server";
import { ShipmentItem } from "./shipment-item";
import { useToast } from "./toast";
import { useWords } from "./use-words";

/** The orders of a page; some of them can be chosen, to hold back what is planned for them or let it go on. */
export function ShipmentList({ rows }: { rows: OrderFacts[] }) {
  const say = useWords();
  const fetcher = useFetcher<{ outcome: "held" | "released"; orders: number }>();
  const [chosen, setChosen] = useState<string[]>([]);
  const answer = fetcher.data;
  useToast(answer, answer ? say.n(`hold.${answer.outcome}`, answer.orders) : null);
  const send = (intent: "hold" | "release") => () => {
    void fetcher.submit(
      { intent, orders: chosen.join(",") },
      { method: "post", action: "/app/shipments?index" },
    );
    setChosen([]);
  };
  return (
    <ResourceList
      resourceName={{ singular: say("order.singular"), plural: say("order.plural") }}
      items={rows}
      idForItem={({ order }) => order.id}
      renderItem={(facts) => <ShipmentItem facts={facts} />}
      selectedItems={chosen}
      // "All" is never offered: what is not on the screen nobody has looked at.
      onSelectionChange={(selected) => setChosen(selected === "All" ? [] : selected)}
      promotedBulkActions={[
        { content: say("hold.do"), onAction: send("hold") },
        { content: say("hold.release"), onAction: send("release") },
      ]}
      loading={fetcher.state !== "idle"}
    />
  );
}
