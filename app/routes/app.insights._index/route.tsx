import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, InlineGrid, Page } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { readInsights } from "~/insights/insights.server";
import { authenticate } from "~/shopify.server";
import { DownloadButton } from "~/ui/download-button";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";
import { ComplaintCostsCard } from "./complaint-costs-card";
import { ForecastsCard } from "./forecasts-card";
import { HeldBackCard } from "./held-back-card";
import { HoldOutsCard } from "./hold-outs-card";
import figureTableStyles from "~/ui/figure-table.css?url";
import insightsStyles from "./insights.css?url";
import { KeyFigures } from "./key-figures";
import { LanesCard } from "./lanes-card";
import { LocationsCard } from "./locations-card";
import { NoticesCard } from "./notices-card";
import { NpsByOutcomeCard } from "./nps-by-outcome-card";
import { NpsWeeksCard } from "./nps-weeks-card";
import { PeriodBar } from "./period-bar";
import { PromisesCard } from "./promises-card";
import { RepurchaseCard } from "./repurchase-card";
import { TextsCard } from "./texts-card";
import { WeeksCard } from "./weeks-card";

export const meta = pageTitle("insights.title");
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: figureTableStyles },
  { rel: "stylesheet", href: insightsStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const search = new URL(request.url).searchParams;
  return readInsights(getDeps(), { shopId: session.shop, search });
}

export default function InsightsPage() {
  const insights = useLoaderData<typeof loader>();
  const say = useWords();
  const { period, delivery } = insights;
  const days = new URLSearchParams({ from: period.fromOn, until: period.untilOn }).toString();
  return (
    <Page fullWidth title={say("insights.title")} subtitle={say("insights.subtitle")}>
      <BlockStack gap="400">
        <PeriodBar period={period} today={insights.today}>
          <DownloadButton
            url={`/app/insights/export?${days}`}
            fileName={`insights-${period.fromOn}-${period.untilOn}.csv`}
            label={say("insights.export")}
          />
        </PeriodBar>
        <KeyFigures insights={insights} days={days} />
        <WeeksCard weeks={insights.weeks} period={period} />
        <NpsWeeksCard npsWeeks={insights.npsWeeks} period={period} />
        <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <LanesCard lanes={insights.lanes} days={days} />
            <LocationsCard locations={insights.locations} days={days} />
            <NoticesCard delivery={delivery} days={days} />
            <TextsCard texts={insights.texts} days={days} />
            <ComplaintCostsCard insights={insights} days={days} />
          </BlockStack>
          <BlockStack gap="400">
            <PromisesCard calibration={insights.calibration} />
            <NpsByOutcomeCard npsByOutcome={insights.npsByOutcome} days={days} />
            <RepurchaseCard insights={insights} days={days} />
            <ForecastsCard forecasts={insights.forecasts} />
            <HoldOutsCard holdOuts={insights.holdOuts} days={days} />
            <HeldBackCard heldBack={insights.heldBack} days={days} />
          </BlockStack>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}
