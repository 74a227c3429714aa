import { Link, List, Text } from "@shopify/polaris";
import type { DeliveryFigures } from "~/insights/delivery-figures";
import { ordersBehind } from "~/insights/orders-behind";
import { useWords } from "~/ui/use-words";
import { InsightsCard } from "./insights-card";

/** How early shoppers were warned, and how often for nothing. */
export function NoticesCard({ delivery, days }: { delivery: DeliveryFigures; days: string }) {
  const say = useWords();
  const { warned, toldAfter, needless, medianLeadDays } = delivery;
  const never = warned.n - warned.part - toldAfter;
  return (
    <InsightsCard title={say("insights.notices")}>
      {warned.n === 0 && needless.n === 0 ? (
        <Text as="p">{say("insights.nothing")}</Text>
      ) : (
        <List>
          <List.Item>
            <Link url={ordersBehind(days, "warned")}>
              {say("insights.notices.warned", { part: warned.part, n: warned.n })}
            </Link>
            {medianLeadDays === null ? "" : ` ${say.n("insights.notices.lead", medianLeadDays)}`}
          </List.Item>
          <List.Item>
            <Link url={ordersBehind(days, "not_warned")}>
              {say("insights.notices.after", { after: toldAfter, never })}
            </Link>
          </List.Item>
          <List.Item>
            <Link url={ordersBehind(days, "needless")}>
              {say.n("insights.notices.needless", needless.part, { part: needless.part, n: needless.n })}
            </Link>
          </List.Item>
        </List>
      )}
    </InsightsCard>
  );
}
