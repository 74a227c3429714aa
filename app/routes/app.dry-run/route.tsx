import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, ProgressBar, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { dryRunDays, dryRunOrders, dryRunStep } from "~/delays/dry-run.server";
import { tallyNotices } from "~/delays/dry-run";
import { authenticate } from "~/shopify.server";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";
import type { Words } from "~/ui/words/speaker";
import { KindTable } from "./kind-table";
import { NoticeList } from "./notice-list";
import { useDryRun, type DryRunSoFar } from "./use-dry-run";

export const meta = pageTitle("dryRun.title");

/** One step; the page asks for the next until all are counted. Reading only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const after = new URL(request.url).searchParams.get("after");
  const step = await dryRunStep(getDeps(), { shopId: session.shop, after });
  return { step, days: dryRunDays, most: dryRunOrders };
}

export default function DryRun() {
  const { step, days, most } = useLoaderData<typeof loader>();
  const say = useWords();
  const { soFar, isDone } = useDryRun(step, most);
  return (
    <Page
      title={say("dryRun.title")}
      subtitle={say("dryRun.subtitle")}
      backAction={{ content: say("nav.shipments"), url: "/app/shipments" }}
    >
      <BlockStack gap="400">
        <Banner tone="info" title={sentence(soFar, days, say)}>
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
        <NoticeList notices={soFar.notices} lateUnwarned={soFar.lateUnwarned} />
      </BlockStack>
    </Page>
  );
}

/** The one sentence: what going live would have done. */
function sentence({ notices }: DryRunSoFar, days: number, say: Words): string {
  const { notices: all, beforeLate, needless } = tallyNotices(notices);
  if (all === 0) return say("dryRun.sentence.none", { days });
  return [
    say.n("dryRun.sentence", all, { days }),
    say.n("dryRun.sentence.before", beforeLate),
    say.n("dryRun.sentence.needless", needless),
  ].join(" ");
}

function detail({ orders, late, updates, lateUnwarned }: DryRunSoFar, say: Words): string {
  return [
    say.n("dryRun.detail.orders", orders),
    say.n("dryRun.detail.late", late),
    say.n("dryRun.detail.unwarned", lateUnwarned.length),
    say.n("dryRun.detail.updates", updates),
  ].join(" ");
}
