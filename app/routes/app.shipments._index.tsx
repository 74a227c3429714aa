import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, Page, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { tellNow } from "~/delays/tell-now.server";
import {
  isFilterable,
  isNarrowed,
  readShipmentFilters,
  writeShipmentFilters,
} from "~/insights/shipment-filters";
import { shipmentTabs, type ShipmentTab } from "~/insights/shipment-tabs";
import { listWaitingBatches } from "~/insights/delay-batches.server";
import { readShipments } from "~/insights/shipments.server";
import { dropView, listSavedViews, saveView } from "~/settings/saved-views.server";
import { authenticate } from "~/shopify.server";
import { holdOrders } from "~/touchpoints/hold-orders.server";
import { batchTitle } from "~/ui/batch-title";
import { OrderSearch } from "~/ui/order-search";
import { NothingYet } from "~/ui/nothing-yet";
import { Pager } from "~/ui/pager";
import { SavedViews } from "~/ui/saved-views";
import { ShipmentFilterBar } from "~/ui/shipment-filter-bar";
import { ShipmentList } from "~/ui/shipment-list";
import { pageTitle } from "~/ui/page-title";
import { SteadyTabs } from "~/ui/steady-tabs";
import itemStyles from "~/ui/shipment-item.css?url";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("shipments.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: itemStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const asked = new URL(request.url).searchParams;
  const filters = readShipmentFilters(asked);
  const search = asked.get("order")?.trim().slice(0, 60) || null;
  const deps = getDeps();
  const [page, batches, views] = await Promise.all([
    readShipments(deps, { shopId: session.shop, filters, search, after: asked.get("after") }),
    listWaitingBatches(deps.db, session.shop),
    listSavedViews(deps.db, session.shop),
  ]);
  return { ...page, batches, views, filters, search };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const deps = getDeps();
  const shopId = session.shop;
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  switch (form.get("intent")) {
    case "hold":
    case "release":
      return holdOrders(deps, {
        ...{ shopId, hold: form.get("intent") === "hold" },
        orderIds: text("orders").split(","),
      });
    case "tell":
      return tellNow(deps, { shopId, orderIds: text("orders").split(",") });
    case "save-view": {
      // Written anew from what it says: nothing but filters is ever kept.
      const query = writeShipmentFilters(readShipmentFilters(new URLSearchParams(text("query"))));
      return saveView(deps, { shopId, name: text("name"), query });
    }
    case "drop-view":
      return dropView(deps, { shopId, viewId: text("viewId") });
    default:
      throw new Response("Unknown intent", { status: 400 });
  }
}

export default function Shipments() {
  const { rows, chances, likely, next, counts, carriers, atRisk, batches, views, filters, search } =
    useLoaderData<typeof loader>();
  const { tab } = filters;
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
          <SteadyTabs
            tabs={tabs}
            selected={shipmentTabs.indexOf(tab)}
            onSelect={(index) => void navigate(`?tab=${shipmentTabs[index] ?? "all"}`)}
          />
          <div id="shipments">
            <OrderSearch key={search} search={search ?? ""} />
            {isFilterable(tab) && !search ? (
              <ShipmentFilterBar filters={filters} carriers={carriers} />
            ) : null}
            <SavedViews views={views} query={search ? "" : writeShipmentFilters(filters)} />
            {tab === "at_risk" && !search ? (
              <Box paddingInline="400" paddingBlockEnd="300">
                <Text as="p" tone="subdued">
                  {say("shipments.atRisk.means", {
                    n: atRisk.fromPercent,
                    from: `${String(atRisk.fromDays)} ${say.n("unit.business_days", atRisk.fromDays)}`,
                  })}
                </Text>
              </Box>
            ) : null}
            {rows.length > 0 ? (
              <ShipmentList key={rows[0]?.order.id} rows={rows} chances={chances} likely={likely} />
            ) : (
              <NothingHere tab={tab} search={search} isNarrowed={isNarrowed(filters)} />
            )}
          </div>
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}

function NothingHere({
  tab,
  search,
  isNarrowed,
}: {
  tab: ShipmentTab;
  search: string | null;
  isNarrowed: boolean;
}) {
  const say = useWords();
  if (isNarrowed && !search) {
    return <NothingYet heading={say("shipments.empty.filtered")} why={say("feedback.empty.filtered.why")} />;
  }
  return (
    <NothingYet
      heading={search ? say("shipments.notFound", { order: search }) : say(`shipments.empty.${tab}`)}
      why={search ? say("shipments.notFound.advice") : say(`shipments.empty.${tab}.why`)}
    />
  );
}
