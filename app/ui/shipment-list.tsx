import { Box, Button, ResourceList } from "@shopify/polaris";
import { useState } from "react";
import type { ShipmentsPage } from "~/insights/shipments.server";
import { ShipmentChooser } from "./shipment-chooser";
import { shipmentItem } from "./shipment-item";
import { useWords } from "./use-words";

/** The orders of a page: to read, or to choose some of them. */
export function ShipmentList({ rows, chances, likely }: Pick<ShipmentsPage, "rows" | "chances" | "likely">) {
  const say = useWords();
  const [isChoosing, setIsChoosing] = useState(false);
  if (isChoosing) return <ShipmentChooser rows={rows} onDone={() => setIsChoosing(false)} />;
  return (
    <>
      <Box paddingInline="300" paddingBlockEnd="300">
        <Button onClick={() => setIsChoosing(true)}>{say("hold.choose")}</Button>
      </Box>
      <ResourceList
        resourceName={{ singular: say("order.singular"), plural: say("order.plural") }}
        items={rows}
        idForItem={({ order }) => order.id}
        renderItem={(facts) => {
          const { id } = facts.order;
          return shipmentItem({ facts, chance: chances[id] ?? null, likely: likely[id] }, say);
        }}
      />
    </>
  );
}
