import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { LaneFigures } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import { enoughToTell } from "~/ui/enough-to-tell";
import { countryName } from "~/ui/countries";
import { useWords } from "~/ui/use-words";

const shownLanes = 12;

/** Promises kept by where parcels go and who carries them; each row leads to its late orders. */
export function LanesCard({ lanes, days }: { lanes: LaneFigures[]; days: string }) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.lanes")}
        </Text>
        {lanes.length === 0 ? <Text as="p">{say("insights.nothing")}</Text> : null}
        {lanes.length > 0 ? (
          <div className="insights-scroll">
            <table className="insights-table">
              <thead>
                <tr>
                  <th scope="col">{say("insights.lane")}</th>
                  <th scope="col">{say("insights.kept")}</th>
                  <th scope="col">n</th>
                  <th scope="col">{say("insights.meanLateness")}</th>
                </tr>
              </thead>
              <tbody>
                {lanes.slice(0, shownLanes).map((lane) => (
                  <LaneRow key={`${lane.country} ${lane.carrier}`} lane={lane} days={days} />
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
        {lanes.length > shownLanes ? (
          <Text as="p" tone="subdued">
            {say("insights.lanes.more", { n: lanes.length - shownLanes })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function LaneRow({ lane, days }: { lane: LaneFigures; days: string }) {
  const say = useWords();
  const { country, carrier, onTime, meanLateness } = lane;
  const percent = percentOf(onTime) ?? 0;
  const orders = new URLSearchParams({ which: "late", country, carrier });
  return (
    <tr>
      <th scope="row">
        <Link url={`/app/insights/orders?${days}&${orders.toString()}`} removeUnderline>
          {[
            countryName(country, say.language) ?? say("insights.noCountry"),
            carrier || say("insights.noCarrier"),
          ].join(" · ")}
        </Link>
      </th>
      <td>
        {onTime.n < enoughToTell ? (
          say("insights.fewShort")
        ) : (
          <span className="insights-rate">
            <span className="insights-bar" aria-hidden="true">
              <span style={{ width: `${String(percent)}%` }} />
            </span>
            {`${decimal(percent, say.language)} %`}
          </span>
        )}
      </td>
      <td>{onTime.n}</td>
      <td>
        {meanLateness === null
          ? "–"
          : say("insights.daysLate", { days: decimal(meanLateness, say.language) })}
      </td>
    </tr>
  );
}
