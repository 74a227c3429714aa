import { Badge, ResourceItem, Text } from "@shopify/polaris";
import type { DateRange } from "~/insights/order-delivery";
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
  /** Its most likely days, null where none can be named; left out where no forecast is asked for. */
  likely?: DateRange | null | undefined;
  /** What is listed of the order and when it was: an order may stand in the list more than once. */
  listed?: { id: string; name: string; at: Date } | undefined;
}

/** One order of a list. No component of its own: Polaris wants its lists to hold its own items. */
export function shipmentItem({ facts, chance, likely, listed }: ListedShipment, say: Words) {
  const { id, name } = facts.order;
  return (
    <ResourceItem
      id={listed?.id ?? id}
      url={`/app/orders/${id}`}
      accessibilityLabel={say("shipments.open", { order: name })}
    >
      <ShipmentFacts facts={facts} chance={chance} likely={likely} listed={listed} />
    </ResourceItem>
  );
}

/**
 * Who, how late and why, promised and expected, where it is, what she was told. Laid out by shipment-item.css: a list
 * has 25 of them, and as Polaris' boxes and grids they were two thirds of the page.
 */
function ShipmentFacts({ facts, chance, likely, listed }: ListedShipment) {
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
    <>
      <div className="shipment-head">
        <Text as="h2" variant="bodyMd" fontWeight="bold">
          {order.name}
        </Text>
        <span>{shopper}</span>
        <LatenessBadge facts={facts} />
        {order.heldAt ? <Badge tone="info">{say("hold.badge")}</Badge> : null}
        {needsYou ? <Badge tone="attention">{say("shipments.needsYou")}</Badge> : null}
      </div>
      <div className={chance === undefined && !listed ? "shipment-facts" : "shipment-facts of-five"}>
        <Fact name={say("shipments.promised")} value={delivery.promised && time.range(delivery.promised)} />
        {listed ? <Fact name={listed.name} value={time.at(listed.at)} /> : null}
        {delivery.arrivedOn ? (
          <Fact name={say("shipments.arrived")} value={time.day(delivery.arrivedOn)} />
        ) : (
          <Expected expected={delivery.expected} likely={likely} />
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
      </div>
    </>
  );
}

/** What she was told or the carrier says; where neither names a day, what the forecast does, by its own name. */
function Expected({ expected, likely }: { expected: DateRange | null } & Pick<ListedShipment, "likely">) {
  const say = useWords();
  const time = useShopTime();
  if (!expected && likely) return <Fact name={say("shipments.likely")} value={time.range(likely)} />;
  const unknown = likely === null ? say("shipments.expected.unnamed") : null;
  return <Fact name={say("shipments.expected")} value={expected ? time.range(expected) : unknown} />;
}

/** What is not known keeps its column; on a phone, where there are none, it is left out. */
function Fact({ name, value }: { name: string; value: string | null }) {
  return (
    <p className={value === null ? "is-unknown" : undefined}>
      <span>{`${name}: `}</span>
      {value ?? "–"}
    </p>
  );
}
