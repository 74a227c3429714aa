import { delayKinds, type DelayKind } from "~/delays/delay-kinds";
import { shipmentTabs, type ShipmentTab } from "./shipment-tabs";

export const shipmentSorts = ["pressing", "likely", "newest", "quiet"] as const;
/** pressing: what was promised first; likely: what is likeliest to be late; quiet: what was not scanned for longest. */
export type ShipmentSort = (typeof shipmentSorts)[number];

export interface ShipmentFilters {
  tab: ShipmentTab;
  /** What is wrong with it; no_scan and stalled are kinds like the others. */
  kind: DelayKind | null;
  /** The carrier an incident is with. */
  carrier: string | null;
  /** Only orders whose messages the merchant holds back. */
  held: boolean;
  sort: ShipmentSort;
}

/** The filters live in the address; what it says wrongly filters nothing. */
export function readShipmentFilters(search: URLSearchParams): ShipmentFilters {
  return {
    tab: shipmentTabs.find((tab) => tab === search.get("tab")) ?? "all",
    kind: delayKinds.find((kind) => kind === search.get("kind")) ?? null,
    carrier: search.get("carrier")?.slice(0, 100) || null,
    held: search.get("held") === "yes",
    sort: shipmentSorts.find((sort) => sort === search.get("sort")) ?? "pressing",
  };
}

/** The same, for the address: what says nothing is left out. */
export function writeShipmentFilters({ tab, kind, carrier, held, sort }: ShipmentFilters): string {
  const search = new URLSearchParams();
  if (tab !== "all") search.set("tab", tab);
  if (kind) search.set("kind", kind);
  if (carrier) search.set("carrier", carrier);
  if (held) search.set("held", "yes");
  if (sort !== "pressing") search.set("sort", sort);
  return search.toString();
}

export function isNarrowed({ kind, carrier, held }: ShipmentFilters): boolean {
  return kind !== null || carrier !== null || held;
}

/** Follow-ups and arrivals are lists of their own, in their own order. */
export function isFilterable(tab: ShipmentTab): boolean {
  return tab !== "needs_you" && tab !== "arrived";
}
