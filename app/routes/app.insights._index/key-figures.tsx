import { InlineGrid, Link } from "@shopify/polaris";
import type { Share } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import type { Insights } from "~/insights/insights.server";
import type { OutcomeFilter } from "~/insights/outcome-filters";
import type { NpsResult } from "~/surveys/nps";
import { enoughToTell } from "~/ui/enough-to-tell";
import { FigureCard } from "~/ui/figure";
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
    <ComparedFigure
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
    <ComparedFigure
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

interface ComparedFigureProps {
  title: string;
  value: string | null;
  n: number;
  /** In points against the period before; null while either is too few to tell. */
  change: number | null;
  nBefore: number;
  orders: string | null;
}

function ComparedFigure({ title, value, n, change, nBefore, orders }: ComparedFigureProps) {
  const say = useWords();
  const points = change === null ? "" : decimal(Math.abs(change), say.language);
  const comparison =
    change === null
      ? say("insights.noBefore", { n: nBefore })
      : say(change > 0 ? "insights.more" : change < 0 ? "insights.less" : "insights.same", {
          points,
          n: nBefore,
        });
  return (
    <FigureCard
      title={title}
      value={value}
      n={n}
      note={value === null ? comparison : `n = ${String(n)}. ${comparison}`}
    >
      {orders ? <Link url={`/app/insights/orders?${orders}`}>{say("insights.orders")}</Link> : null}
    </FigureCard>
  );
}
