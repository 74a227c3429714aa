import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Layout, Page, ResourceList, Text } from "@shopify/polaris";
import { previewBatch } from "~/delays/preview-batch.server";
import { settleBatch } from "~/delays/settle-batch.server";
import { getDeps } from "~/deps.server";
import { readDelayBatch } from "~/insights/delay-batches.server";
import { languages } from "~/messages/voices";
import { authenticate } from "~/shopify.server";
import { batchTitle } from "~/ui/batch-title";
import { NothingYet } from "~/ui/nothing-yet";
import { Pager } from "~/ui/pager";
import { pageTitle } from "~/ui/page-title";
import { shipmentItem } from "~/ui/shipment-item";
import { useShopTime } from "~/ui/shop-time";
import itemStyles from "~/ui/shipment-item.css?url";
import { useWords } from "~/ui/use-words";
import { DecideCard } from "./decide-card";

export const meta = pageTitle("batch.page");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: itemStyles }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const ask = { shopId: session.shop, batchId: params.batchId ?? "" };
  const after = new URL(request.url).searchParams.get("after");
  const batch = await readDelayBatch(getDeps(), { ...ask, after });
  const isOpen = batch !== null && batch.state === "pending" && batch.waiting > 0;
  const previews = isOpen ? await previewBatch(getDeps(), { ...ask, reason: {} }) : [];
  return data({ batch, isOpen, previews }, { status: batch ? 200 : 404 });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const form = await request.formData();
  const given = languages.map((language) => [language, textOf(form.get(`reason.${language}`))]);
  const ask = {
    shopId: session.shop,
    batchId: params.batchId ?? "",
    reason: Object.fromEntries(given) as Record<(typeof languages)[number], string>,
  };
  const intent = form.get("intent");
  if (intent === "approve" || intent === "dismiss") return settleBatch(getDeps(), { ...ask, answer: intent });
  return { outcome: "previewed" as const, previews: await previewBatch(getDeps(), ask) };
}

export default function DelayBatchPage() {
  const { batch, isOpen, previews } = useLoaderData<typeof loader>();
  const say = useWords();
  const time = useShopTime();
  const back = { content: say("nav.shipments"), url: "/app/shipments" };
  if (!batch) {
    return (
      <Page title={say("batch.unknown")} backAction={back}>
        <Card>
          <NothingYet heading={say("batch.unknown")} why={say("batch.unknown.why")} />
        </Card>
      </Page>
    );
  }
  const { planned = 0, dispatched = 0, dispatching = 0, ...others } = batch.notices;
  const notSent = Object.values(others).reduce((sum, n) => sum + n, 0);
  const all = planned + dispatched + dispatching + notSent;
  const settled =
    batch.settledAt && (batch.state === "approved" || batch.state === "dismissed")
      ? say(`batch.state.${batch.state}`, { at: time.at(batch.settledAt) })
      : null;
  return (
    <Page
      title={batchTitle(batch.about, all, say)}
      subtitle={[say("batch.since", { at: time.at(batch.openedAt) }), settled].filter(Boolean).join(" · ")}
      backAction={back}
    >
      <Layout>
        {isOpen ? <DecideCard batch={batch} firstPreviews={previews} /> : null}
        <Layout.Section>
          <BlockStack gap="400">
            <Card padding="0">
              <BlockStack gap="0">
                <div style={{ padding: "var(--p-space-400)" }}>
                  <Text as="h2" variant="headingMd">
                    {say("batch.list")}
                  </Text>
                  <Text as="p" tone="subdued">
                    {settled === null && !isOpen ? `${say("batch.state.lapsed")}. ` : ""}
                    {say("batch.tally", { sent: dispatched + dispatching, waiting: planned, not: notSent })}
                  </Text>
                </div>
                <ResourceList
                  resourceName={{ singular: say("order.singular"), plural: say("order.plural") }}
                  items={batch.rows}
                  idForItem={({ facts }) => facts.order.id}
                  renderItem={({ facts }) => shipmentItem({ facts }, say)}
                />
              </BlockStack>
            </Card>
            <Pager next={batch.next} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

const textOf = (field: FormDataEntryValue | null): string => (typeof field === "string" ? field : "");
