import { BlockStack, Card, Link, List, Text } from "@shopify/polaris";
import type { DeliveryFigures } from "~/insights/delivery-figures";
import { useWords } from "~/ui/use-words";

/** How early shoppers were warned, and how often for nothing. */
export function NoticesCard({ delivery, days }: { delivery: DeliveryFigures; days: string }) {
  const say = useWords();
  const { warned, toldAfter, needless, medianLeadDays } = delivery;
  const never = warned.n - warned.part - toldAfter;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.notices")}
        </Text>
        {warned.n === 0 && needless.n === 0 ? (
          <Text as="p">{say("insights.nothing")}</Text>
        ) : (
          <List>
            <List.Item>
              <Link url={`/app/insights/orders?${days}&which=warned`}>
                {say("insights.notices.warned", { part: warned.part, n: warned.n })}
              </Link>
              {medianLeadDays === null ? "" : ` ${say.n("insights.notices.lead", medianLeadDays)}`}
            </List.Item>
            <List.Item>
              <Link url={`/app/insights/orders?${days}&which=not_warned`}>
                {say("insights.notices.after", { after: toldAfter, never })}
              </Link>
            </List.Item>
            <List.Item>
              <Link url={`/app/insights/orders?${days}&which=needless`}>
                {say("insights.notices.needless", { part: needless.part, n: needless.n })}
              </Link>
            </List.Item>
          </List>
        )}
      </BlockStack>
    </Card>
  );
}
