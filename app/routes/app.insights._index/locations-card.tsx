import { Text } from "@shopify/polaris";
import type { Insights } from "~/insights/insights.server";
import { useLocationName } from "~/ui/location-name";
import { useWords } from "~/ui/use-words";
import { InsightsCard } from "./insights-card";
import { LatenessTable } from "./lateness-table";

/** Promises kept by the location that packs. */
export function LocationsCard({ locations, days }: Pick<Insights, "locations"> & { days: string }) {
  const say = useWords();
  const nameOf = useLocationName();
  const rows = locations.map(({ originId, name, ...figures }) => ({
    key: originId,
    name: nameOf({ id: originId, name }),
    orders: { location: originId },
    ...figures,
  }));
  return (
    <InsightsCard title={say("insights.locations")}>
      {rows.length === 0 ? (
        <Text as="p">{say("insights.nothing")}</Text>
      ) : (
        <LatenessTable of={say("insights.location")} rows={rows} days={days} />
      )}
    </InsightsCard>
  );
}
