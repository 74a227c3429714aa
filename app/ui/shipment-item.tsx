import { Badge, BlockStack, InlineGrid, InlineStack, ResourceItem, Text } from "@shopify/polaris";
import type { OrderFacts } from "~/insights/order-facts.server";
import { stageWords, touchpointWords } from "./kind-words";
import { LatenessBadge } from "./lateness-badge";
import { useShopTime } from "./shop-time";
import { shopperName } from "./shopper-name";
import { useWords } from "./use-words";
import type { Words } from "./words/speaker";

interface ListedShipment {
  facts: OrderFacts;
  /** That it comes late, in percent; left out where the list does not tell. */
  chance?: number | null | undefined;
}

/** One order of a list. No component of its own: Polaris wants its lists to hold its own items. */
export function shipmentItem({ facts, chance }: ListedShipment, say: Words) {
  const { id, name } = facts.order;
  return (
    <ResourceItem
      id={id}
      url={`/app/orders/${id}`}
      accessibilityLabel={say("shipments.open", { order: name })}
    >
      <ShipmentFacts facts={facts} chance={chance} />
    </ResourceItem>
  );
}

/** Who, how late and why, promised and expected, where it is, what she was told. */
function ShipmentFacts({ facts, chance }: ListedShipment) {
  const say = useWords();
  const time = useShopTime();
  const { order, delivery, needsYou } = facts;
  const told = facts.told.at(-1);
  const { parcel } = delivery;
  const shopper = [shopperName(order), order.city].filter(Boolean).join(", ");
  const where = parcel
    ? [parcel.carrier, stageOrLabel(parcel.stage)].filter(Boolean).join(" · ")
    : say("shipments.notShipped");

  function stageOrLabel(stage: string | null): string {
    return stage ? stageWords(stage, say) : say("shipments.labelOnly");
  }

  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h2" variant="bodyMd" fontWeight="bold">
          {order.name}
        </Text>
        <Text as="span">{shopper}</Text>
        <LatenessBadge facts={facts} />
        {order.heldAt ? <Badge tone="info">{say("hold.badge")}</Badge> : null}
        {needsYou ? <Badge tone="attention">{say("shipments.needsYou")}</Badge> : null}
      </InlineStack>
      <InlineGrid columns={{ xs: 1, sm: 2, lg: chance === undefined ? 4 : 5 }} gap={{ xs: "100", sm: "300" }}>
        <Fact name={say("shipments.promised")} value={delivery.promised && time.range(delivery.promised)} />
        {delivery.arrivedOn ? (
          <Fact name={say("shipments.arrived")} value={time.day(delivery.arrivedOn)} />
        ) : (
          <Fact name={say("shipments.expected")} value={delivery.expected && time.range(delivery.expected)} />
        )}
        {chance === undefined ? null : (
          <Fact
            name={say("shipments.chance")}
            value={chance === null ? null : say("shipments.chance.percent", { n: chance })}
          />
        )}
        <Fact name={say("shipments.where")} value={where} />
        <Fact
          name={say("shipments.told")}
          value={told ? `${touchpointWords(told.kind, say)}, ${time.at(told.at)}` : null}
        />
      </InlineGrid>
    </BlockStack>
  );
}

/** What is not known keeps its column; on a phone, where there are none, it is left out. */
function Fact({ name, value }: { name: string; value: string | null }) {
  const fact = (
    <Text as="p" variant="bodySm">
      <Text as="span" tone="subdued">
        {`${name}: `}
      </Text>
      {value ?? "–"}
    </Text>
  );
  return value === null ? <div className="fact-unknown">{fact}</div> : fact;
}
