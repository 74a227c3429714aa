import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, ProgressBar, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { dryRunDays, dryRunOrders, dryRunStep } from "~/delays/dry-run.server";
import { dryRunHistoryStep, hasHistory } from "~/delays/dry-run-history.server";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import figureTableStyles from "~/ui/figure-table.css?url";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";
import { dryRunDetail, dryRunSentence } from "./dry-run-sentence";
import { KindTable } from "./kind-table";
import { NoticeList } from "./notice-list";
import { useDryRun } from "./use-dry-run";

export const meta = pageTitle("dryRun.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: figureTableStyles }];

/** One step; the page asks for the next until all are counted. Reading only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const search = new URL(request.url).searchParams;
  const of = search.get("of") === "history" ? ("history" as const) : ("shop" as const);
  const asked = { shopId: session.shop, after: search.get("after") };
  const deps = getDeps();
  const step = await (of === "history" ? dryRunHistoryStep(deps, asked) : dryRunStep(deps, asked));
  const { settings } = await getShop(deps.db, session.shop);
  return {
    ...{ step, of, most: dryRunOrders, days: dryRunDays },
    isImported: await hasHistory(deps.db, session.shop),
    isOff: !settings.touchpoints.delay_notice.enabled,
  };
}

export default function DryRun() {
  const { of } = useLoaderData<typeof loader>();
  // What was counted of the one is no part of the other.
  return <DryRunOf key={of} />;
}

function DryRunOf() {
  const { step, days, most, of, isImported, isOff } = useLoaderData<typeof loader>();
  const say = useWords();
  const { soFar, isDone } = useDryRun(step, { most, of });
  const other =
    of === "history"
      ? { content: say("dryRun.ofShop"), url: "/app/dry-run" }
      : isImported
        ? { content: say("dryRun.ofHistory"), url: "/app/dry-run?of=history" }
        : { content: say("dryRun.import"), url: "/app/settings/data" };
  return (
    <Page
      title={say("dryRun.title")}
      subtitle={say(`dryRun.subtitle.${of}`)}
      secondaryActions={[other]}
      backAction={{ content: say("nav.shipments"), url: "/app/shipments" }}
    >
      <BlockStack gap="400">
        {isOff ? (
          <Banner tone="warning" action={{ content: say("dryRun.off.do"), url: "/app/journey/delay_notice" }}>
            <p>{say("dryRun.off")}</p>
          </Banner>
        ) : null}
        <Banner tone="info" title={dryRunSentence(soFar, say(`dryRun.when.${of}`, { days }), say)}>
          <p>{dryRunDetail(soFar, say)}</p>
        </Banner>
        {isDone ? null : (
          <Card>
            <BlockStack gap="200">
              <Text as="p">{say.n("dryRun.counting", soFar.orders)}</Text>
              <ProgressBar progress={(100 * soFar.orders) / most} size="small" animated={false} />
            </BlockStack>
          </Card>
        )}
        {soFar.orders >= most ? (
          <Text as="p" tone="subdued">
            {say("dryRun.bound", { n: most })}
          </Text>
        ) : null}
        <KindTable notices={soFar.notices} />
        <NoticeList notices={soFar.notices} lateUnwarned={soFar.lateUnwarned} isLinked={of === "shop"} />
      </BlockStack>
    </Page>
  );
}
