import { BlockStack, Card, InlineGrid, Link, Text } from "@shopify/polaris";
import type { Share } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import type { Insights } from "~/insights/insights.server";
import type { OutcomeFilter } from "~/insights/outcome-filters";
import type { NpsResult } from "~/surveys/nps";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";

/** The five figures of the period, each with what it rests on and how it was before. */
export function KeyFigures({ insights, days }: { insights: Insights; days: string }) {
  const say = useWords();
  const { delivery, nps, before } = insights;
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 3, xl: 5 }} gap="400">
      <RateCard
        title={say("insights.otif")}
        share={delivery.otif}
        before={before.delivery.otif}
        orders={`${days}&which=all`}
      />
      <RateCard
        title={say("insights.onTime")}
        share={delivery.onTime}
        before={before.delivery.onTime}
        orders={ordersOf(days, "late")}
      />
      <RateCard
        title={say("insights.inFull")}
        share={delivery.inFull}
        before={before.delivery.inFull}
        orders={ordersOf(days, "not_in_full")}
      />
      <RateCard
        title={say("insights.warned")}
        share={delivery.warned}
        before={before.delivery.warned}
        orders={ordersOf(days, "not_warned")}
      />
      <NpsCard
        title={say("feedback.nps.delivery")}
        nps={nps.delivery_feedback}
        before={before.nps.delivery_feedback}
      />
    </InlineGrid>
  );
}

const ordersOf = (days: string, which: OutcomeFilter) => `${days}&which=${which}`;

function RateCard({
  title,
  share,
  before,
  orders,
}: {
  title: string;
  share: Share;
  before: Share;
  orders: string;
}) {
  const say = useWords();
  const [now, then] = [percentOf(share), percentOf(before)];
  const enough = share.n >= enoughToTell;
  return (
    <FigureCard
      title={title}
      value={now !== null && enough ? `${decimal(now, say.language)} %` : null}
      n={share.n}
      change={now !== null && then !== null && enough && before.n >= enoughToTell ? now - then : null}
      nBefore={before.n}
      orders={share.n > 0 ? orders : null}
    />
  );
}

function NpsCard({ title, nps, before }: { title: string; nps: NpsResult; before: NpsResult }) {
  const enough = nps.n >= enoughToTell;
  return (
    <FigureCard
      title={title}
      value={nps.nps !== null && enough ? String(Math.round(nps.nps)) : null}
      n={nps.n}
      change={
        nps.nps !== null && before.nps !== null && enough && before.n >= enoughToTell
          ? nps.nps - before.nps
          : null
      }
      nBefore={before.n}
      orders={null}
    />
  );
}

interface FigureCardProps {
  title: string;
  value: string | null;
  n: number;
  /** In points against the period before; null while either is too few to tell. */
  change: number | null;
  nBefore: number;
  orders: string | null;
}

function FigureCard({ title, value, n, change, nBefore, orders }: FigureCardProps) {
  const say = useWords();
  const points = change === null ? "" : decimal(Math.abs(change), say.language);
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h2" variant="headingSm" tone="subdued">
          {title}
        </Text>
        {value === null ? (
          <Text as="p" variant="bodyLg">
            {say("figure.tooFew", { n })}
          </Text>
        ) : (
          <Text as="p" variant="headingXl" numeric>
            {value}
          </Text>
        )}
        <Text as="p" variant="bodySm" tone="subdued">
          {value === null ? "" : `n = ${String(n)}. `}
          {change === null
            ? say("insights.noBefore", { n: nBefore })
            : say(change > 0 ? "insights.more" : change < 0 ? "insights.less" : "insights.same", {
                points,
                n: nBefore,
              })}
        </Text>
        {orders ? <Link url={`/app/insights/orders?${orders}`}>{say("insights.orders")}</Link> : null}
      </BlockStack>
    </Card>
  );
}
