import { BlockStack, Card, Text } from "@shopify/polaris";
import type { Insights } from "~/insights/insights.server";
import { useLocationName } from "~/ui/location-name";
import { useWords } from "~/ui/use-words";
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
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.locations")}
        </Text>
        {rows.length === 0 ? (
          <Text as="p">{say("insights.nothing")}</Text>
        ) : (
          <LatenessTable of={say("insights.location")} rows={rows} days={days} />
        )}
      </BlockStack>
    </Card>
  );
}
