import { Link, Text } from "@shopify/polaris";
import type { Calibration } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import { countryName } from "~/insights/country-name";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";
import type { Words } from "~/ui/words/speaker";
import { InsightsCard } from "./insights-card";

/** What would have to be promised to be right nine times in ten, in a sentence for each destination. */
export function PromisesCard({ calibration }: { calibration: Calibration[] }) {
  const say = useWords();
  return (
    <InsightsCard title={say("insights.promises")}>
      {calibration.length === 0 ? <Text as="p">{say("insights.nothing")}</Text> : null}
      {calibration.slice(0, 8).map((lane) => (
        <Text as="p" key={lane.country}>
          <Text as="span" fontWeight="semibold">
            {countryName(lane.country, say.language) ?? say("insights.noCountry")}
          </Text>
          {`: ${sentence(lane, say)}`}
        </Text>
      ))}
      {calibration.length > 0 ? (
        <Link url="/app/settings/promise-rules">{say("setup.promise_rules.do")}</Link>
      ) : null}
    </InsightsCard>
  );
}

function sentence({ kept, daysMore, withMore }: Calibration, say: Words): string {
  if (kept.n < enoughToTell) return say("insights.promise.few", { n: kept.n });
  const percent = decimal(percentOf(kept) ?? 0, say.language);
  if (daysMore === null || withMore === null) return say("insights.promise.never", { percent, n: kept.n });
  if (daysMore === 0) return say("insights.promise.right", { percent, n: kept.n });
  const more = decimal(percentOf(withMore) ?? 0, say.language);
  return say.n("insights.promise.more", daysMore, { percent, more, count: kept.n });
}
