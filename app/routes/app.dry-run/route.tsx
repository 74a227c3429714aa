import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, ProgressBar, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { dryRunDays, dryRunOrders, dryRunStep } from "~/delays/dry-run.server";
import { dryRunHistoryStep, hasHistory } from "~/delays/dry-run-history.server";
import { authenticate } from "~/shopify.server";
import figureTableStyles from "~/ui/figure-table.css?url";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";
import type { Words } from "~/ui/words/speaker";
import { dryRunSentence } from "./dry-run-sentence";
import { KindTable } from "./kind-table";
import { NoticeList } from "./notice-list";
import { useDryRun, type DryRunSoFar } from "./use-dry-run";

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
  return {
    ...{ step, of, most: dryRunOrders, days: dryRunDays },
    isImported: await hasHistory(deps.db, session.shop),
  };
}

export default function DryRun() {
  const { of } = useLoaderData<typeof loader>();
  // What was counted of the one is no part of the other.
  return <DryRunOf key={of} />;
}

function DryRunOf() {
  const { step, days, most, of, isImported } = useLoaderData<typeof loader>();
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
        <Banner tone="info" title={dryRunSentence(soFar.notices, say(`dryRun.when.${of}`, { days }), say)}>
          <p>{detail(soFar, say)}</p>
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

function detail({ orders, late, updates, lateUnwarned }: DryRunSoFar, say: Words): string {
  return [
    say.n("dryRun.detail.orders", orders),
    say.n("dryRun.detail.late", late),
    say.n("dryRun.detail.unwarned", lateUnwarned.length),
    say.n("dryRun.detail.updates", updates),
  ].join(" ");
}
