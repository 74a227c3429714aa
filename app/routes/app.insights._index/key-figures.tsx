import { InlineGrid, Link, Text } from "@shopify/polaris";
import type { Share } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import type { Insights } from "~/insights/insights.server";
import { ordersBehind, type PromiseFilter } from "~/insights/orders-behind";
import type { NpsResult } from "~/surveys/nps";
import { comparisonWords } from "~/ui/comparison-words";
import { enoughToTell } from "~/ui/enough-to-tell";
import { FigureCard } from "~/ui/figure";
import { useWords } from "~/ui/use-words";

/** The figures of the period, each with what it rests on and how it was before. */
export function KeyFigures({ insights, days }: { insights: Insights; days: string }) {
  const say = useWords();
  const { delivery, nps, before } = insights;
  const kept = (figure: KeptFigure, orders: PromiseFilter, counts?: string) => (
    <RateCard
      title={say(`insights.${figure}`)}
      share={delivery[figure]}
      before={before.delivery[figure]}
      orders={ordersBehind(days, orders)}
      counts={counts}
    />
  );
  const perHundred = (figure: "praise" | "complaints", orders: PromiseFilter) => (
    <RateCard
      title={say(`insights.${figure}`)}
      share={insights[figure]}
      before={before[figure]}
      orders={ordersBehind(days, orders)}
      counts={say(`insights.${figure}.counts`)}
      unit=""
    />
  );
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
      {kept("otif", "all")}
      {kept("onTime", "late")}
      {kept("inFull", "not_in_full")}
      {kept("firstAttempt", "tried_in_vain", say("insights.firstAttempt.counts"))}
      {kept("warned", "not_warned")}
      <NpsCard
        title={say("feedback.nps.delivery")}
        nps={nps.delivery_feedback}
        before={before.nps.delivery_feedback}
        orders={ordersBehind(days, "answered")}
      />
      {perHundred("praise", "praised")}
      {perHundred("complaints", "complained")}
    </InlineGrid>
  );
}

type KeptFigure = "otif" | "onTime" | "inFull" | "firstAttempt" | "warned";

function RateCard({
  title,
  share,
  before,
  orders,
  counts,
  unit = " %",
}: {
  title: string;
  share: Share;
  before: Share;
  orders: string;
  counts?: string | undefined;
  unit?: " %" | "";
}) {
  const say = useWords();
  const now = percentOf(share);
  return (
    <ComparedFigure
      title={title}
      value={now !== null && share.n >= enoughToTell ? `${decimal(now, say.language)}${unit}` : null}
      n={share.n}
      comparison={comparisonWords(
        { points: now, n: share.n },
        { points: percentOf(before), n: before.n },
        say,
      )}
      orders={share.n > 0 ? orders : null}
      counts={counts}
    />
  );
}

interface NpsCardProps {
  title: string;
  nps: NpsResult;
  before: NpsResult;
  orders: string;
}

function NpsCard({ title, nps, before, orders }: NpsCardProps) {
  const say = useWords();
  return (
    <ComparedFigure
      title={title}
      value={nps.nps !== null && nps.n >= enoughToTell ? String(Math.round(nps.nps)) : null}
      n={nps.n}
      comparison={comparisonWords({ points: nps.nps, n: nps.n }, { points: before.nps, n: before.n }, say)}
      orders={nps.n > 0 ? orders : null}
    />
  );
}

interface ComparedFigureProps {
  title: string;
  value: string | null;
  n: number;
  /** With the period before. */
  comparison: string;
  /** The address of the orders behind it. */
  orders: string | null;
  /** What is counted, where the title does not say. */
  counts?: string | undefined;
}

function ComparedFigure({ title, value, n, comparison, orders, counts }: ComparedFigureProps) {
  const say = useWords();
  return (
    <FigureCard
      title={title}
      value={value}
      n={n}
      note={value === null ? comparison : `n = ${say.count(n)}. ${comparison}`}
    >
      {counts ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {counts}
        </Text>
      ) : null}
      {orders ? <Link url={orders}>{say("insights.orders")}</Link> : null}
    </FigureCard>
  );
}
