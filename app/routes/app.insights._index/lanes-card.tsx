import { Text } from "@shopify/polaris";
import type { LaneFigures } from "~/insights/delivery-figures";
import { countryName } from "~/insights/country-name";
import { useWords } from "~/ui/use-words";
import { InsightsCard } from "./insights-card";
import { LatenessTable } from "./lateness-table";

const shownLanes = 12;

/** Promises kept by where parcels go and who carries them. */
export function LanesCard({ lanes, days }: { lanes: LaneFigures[]; days: string }) {
  const say = useWords();
  const rows = lanes.slice(0, shownLanes).map(({ country, carrier, ...figures }) => ({
    key: `${country} ${carrier}`,
    name: [
      countryName(country, say.language) ?? say("insights.noCountry"),
      carrier || say("insights.noCarrier"),
    ].join(" · "),
    orders: { country, carrier },
    ...figures,
  }));
  return (
    <InsightsCard title={say("insights.lanes")}>
      {rows.length === 0 ? (
        <Text as="p">{say("insights.nothing")}</Text>
      ) : (
        <LatenessTable of={say("insights.lane")} rows={rows} days={days} />
      )}
      {lanes.length > shownLanes ? (
        <Text as="p" tone="subdued">
          {say("insights.lanes.more", { n: lanes.length - shownLanes })}
        </Text>
      ) : null}
    </InsightsCard>
  );
}
