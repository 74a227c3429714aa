import { useNavigate } from "@remix-run/react";
import { Box, InlineGrid, Select } from "@shopify/polaris";
import { delayKinds } from "~/delays/delay-kinds";
import { shipmentSorts, writeShipmentFilters, type ShipmentFilters } from "~/insights/shipment-filters";
import { delayKindWords } from "./kind-words";
import { useWords } from "./use-words";

interface FilterBarProps {
  filters: ShipmentFilters;
  carriers: string[];
}

/** What is wrong, with whom, held back or not, and what stands first; all of it in the address. */
export function ShipmentFilterBar({ filters, carriers }: FilterBarProps) {
  const say = useWords();
  const navigate = useNavigate();
  const choose = (change: Partial<Record<keyof ShipmentFilters, unknown>>) =>
    void navigate(`?${writeShipmentFilters({ ...filters, ...change } as ShipmentFilters)}`, {
      preventScrollReset: true,
    });
  const any = { value: "", label: say("filter.any") };
  const known =
    filters.carrier && !carriers.includes(filters.carrier) ? [filters.carrier, ...carriers] : carriers;
  return (
    <Box paddingInline="300" paddingBlockEnd="300">
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
        <Select
          label={say("shipments.filter.kind")}
          options={[any, ...delayKinds.map((value) => ({ value, label: delayKindWords(value, say) }))]}
          value={filters.kind ?? ""}
          onChange={(kind) => choose({ kind: kind || null })}
        />
        <Select
          label={say("shipments.filter.carrier")}
          options={[any, ...known.map((value) => ({ value, label: value }))]}
          value={filters.carrier ?? ""}
          onChange={(carrier) => choose({ carrier: carrier || null })}
        />
        <Select
          label={say("shipments.filter.held")}
          options={[any, { value: "yes", label: say("shipments.filter.held.yes") }]}
          value={filters.held ? "yes" : ""}
          onChange={(held) => choose({ held: held === "yes" })}
        />
        <Select
          label={say("shipments.sort")}
          options={shipmentSorts.map((value) => ({ value, label: say(`shipments.sort.${value}`) }))}
          value={filters.sort}
          onChange={(sort) => choose({ sort })}
        />
      </InlineGrid>
    </Box>
  );
}
