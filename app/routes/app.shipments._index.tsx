import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Card, EmptyState, Page, ResourceList, Tabs } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { shipmentTabs, type ShipmentTab } from "~/insights/shipment-tabs";
import { listWaitingBatches } from "~/insights/delay-batches.server";
import { readShipments } from "~/insights/shipments.server";
import { authenticate } from "~/shopify.server";
import { batchTitle } from "~/ui/batch-title";
import { OrderSearch } from "~/ui/order-search";
import { Pager } from "~/ui/pager";
import { ShipmentItem } from "~/ui/shipment-item";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("shipments.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const asked = new URL(request.url).searchParams;
  const tab = shipmentTabs.find((known) => known === asked.get("tab")) ?? "all";
  const search = asked.get("order")?.trim().slice(0, 60) || null;
  const deps = getDeps();
  const [page, batches] = await Promise.all([
    readShipments(deps, { shopId: session.shop, tab, search, after: asked.get("after") }),
    listWaitingBatches(deps.db, session.shop),
  ]);
  return { ...page, batches, tab, search };
}

export default function Shipments() {
  const { rows, next, counts, batches, tab, search } = useLoaderData<typeof loader>();
  const say = useWords();
  const navigate = useNavigate();
  const tabs = shipmentTabs.map((id) => ({
    id,
    content: say(`shipments.tab.${id}`),
    panelID: "shipments",
    ...(id in counts && { badge: String(counts[id as keyof typeof counts]) }),
  }));
  return (
    <Page
      title={say("shipments.title")}
      subtitle={say("shipments.subtitle")}
      secondaryActions={[{ content: say("dryRun.open"), url: "/app/dry-run" }]}
    >
      <BlockStack gap="400">
        {batches.map((batch) => (
          <Banner
            key={batch.id}
            tone="warning"
            title={batchTitle(batch.about, batch.waiting, say)}
            action={{ content: say("batch.review"), url: `/app/batches/${batch.id}` }}
          >
            <p>{say("batch.why")}</p>
          </Banner>
        ))}
        <Card padding="0">
          <Tabs
            tabs={tabs}
            selected={shipmentTabs.indexOf(tab)}
            onSelect={(index) => void navigate(`?tab=${shipmentTabs[index] ?? "all"}`)}
          />
          <div id="shipments">
            <OrderSearch key={search} search={search ?? ""} />
            {rows.length > 0 ? (
              <ResourceList
                resourceName={{ singular: say("order.singular"), plural: say("order.plural") }}
                items={rows}
                idForItem={({ order }) => order.id}
                renderItem={(facts) => <ShipmentItem facts={facts} />}
              />
            ) : (
              <NothingHere tab={tab} search={search} />
            )}
          </div>
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}

function NothingHere({ tab, search }: { tab: ShipmentTab; search: string | null }) {
  const say = useWords();
  return (
    <EmptyState
      image=""
      heading={search ? say("shipments.notFound", { order: search }) : say(`shipments.empty.${tab}`)}
    >
      <p>{search ? say("shipments.notFound.advice") : say(`shipments.empty.${tab}.why`)}</p>
    </EmptyState>
  );
}
