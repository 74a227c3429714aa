import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page, ResourceList } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { listPromisedOrders } from "~/insights/promised-orders.server";
import { authenticate } from "~/shopify.server";
import { countryName } from "~/ui/countries";
import { useLocationName } from "~/ui/location-name";
import { pageTitle } from "~/ui/page-title";
import { Pager } from "~/ui/pager";
import { shipmentItem } from "~/ui/shipment-item";
import { useShopTime } from "~/ui/shop-time";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("insights.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const search = new URL(request.url).searchParams;
  return listPromisedOrders(getDeps(), { shopId: session.shop, search });
}

/** The orders behind a figure of the insights. */
export default function PromisedOrders() {
  const { period, filter, country, carrier, location, rows, next } = useLoaderData<typeof loader>();
  const say = useWords();
  const time = useShopTime();
  const back = new URLSearchParams({ from: period.fromOn, until: period.untilOn });
  const nameOf = useLocationName();
  const lane = [
    country && (countryName(country, say.language) ?? country),
    carrier,
    location && nameOf(location),
  ].filter(Boolean);
  return (
    <Page
      title={say(`insights.which.${filter}`)}
      subtitle={[
        say("insights.promisedBetween", {
          range: time.range({ earliestOn: period.fromOn, latestOn: period.untilOn }),
        }),
        ...lane,
      ].join(" · ")}
      backAction={{ content: say("nav.insights"), url: `/app/insights?${back.toString()}` }}
    >
      <BlockStack gap="400">
        <Card padding="0">
          {rows.length > 0 ? (
            <ResourceList
              resourceName={{ singular: say("order.singular"), plural: say("order.plural") }}
              items={rows}
              idForItem={({ order }) => order.id}
              renderItem={(facts) => shipmentItem({ facts }, say)}
            />
          ) : (
            <EmptyState image="" heading={say("insights.which.none")}>
              <p>{say("insights.which.none.why")}</p>
            </EmptyState>
          )}
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}
