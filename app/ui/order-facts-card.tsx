import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { OrderFacts } from "~/insights/order-facts.server";
import { delayKindWords } from "./kind-words";
import { money } from "./money";
import { useShopTime } from "./shop-time";
import { useWords } from "./use-words";

/** The order in short, beside its story. */
export function OrderFactsCard({ facts: { order, delivery, delay } }: { facts: OrderFacts }) {
  const say = useWords();
  const time = useShopTime();
  const { parcel, promised, expected, arrivedOn } = delivery;
  const tracking = [parcel?.carrier, parcel?.trackingNumber].filter(Boolean).join(" ");
  const lines: Array<[string, string | null]> = [
    [say("shipments.promised"), promised && time.range(promised)],
    arrivedOn
      ? [say("shipments.arrived"), time.day(arrivedOn)]
      : [say("shipments.expected"), expected && time.range(expected)],
    [say("facts.incident"), delay && delayKindWords(delay.kind, say)],
    [say("facts.method"), order.shippingMethod],
    [say("facts.value"), money(order.totalAmount, order.currency, say.language)],
    [say("facts.gift"), order.gift ? say("yes") : null],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("facts.title")}
        </Text>
        {lines.map(([name, value]) =>
          value ? (
            <BlockStack key={name}>
              <Text as="span" variant="bodySm" tone="subdued">
                {name}
              </Text>
              <Text as="span">{value}</Text>
            </BlockStack>
          ) : null,
        )}
        {tracking && parcel?.trackingUrl?.startsWith("https://") ? (
          <Link url={parcel.trackingUrl} target="_blank">
            {tracking}
          </Link>
        ) : (
          <Text as="span">{tracking}</Text>
        )}
      </BlockStack>
    </Card>
  );
}
