import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, ResourceList } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { listOrdersBehind, type OrdersBehind } from "~/insights/orders-behind.server";
import { repurchaseDays } from "~/insights/repurchase";
import { authenticate } from "~/shopify.server";
import type { Happening } from "~/surveys/happenings";
import { countryName } from "~/insights/country-name";
import { reasonOfRule } from "~/insights/decision-words";
import { happenedWords, touchpointWords } from "~/ui/kind-words";
import { useLocationName } from "~/ui/location-name";
import { NothingYet } from "~/ui/nothing-yet";
import { pageTitle } from "~/ui/page-title";
import { Pager } from "~/ui/pager";
import { shipmentItem } from "~/ui/shipment-item";
import { useShopTime } from "~/ui/shop-time";
import itemStyles from "~/ui/shipment-item.css?url";
import { useWords } from "~/ui/use-words";
import type { WordKey } from "~/ui/words/speaker";

export const meta = pageTitle("insights.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: itemStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const search = new URL(request.url).searchParams;
  return listOrdersBehind(getDeps(), { shopId: session.shop, search });
}

type Traits = Pick<
  OrdersBehind,
  "of" | "country" | "carrier" | "location" | "happened" | "survey" | "kind" | "reason" | "gives"
>;

/** What happened to the message each row is about, where messages are counted. */
const happenedWord: Partial<Record<OrdersBehind["of"], WordKey>> = {
  held_back: "insights.message.held_back",
  texts: "insights.message.texts",
};

/** The orders behind a figure of the insights. */
export default function OrdersBehindFigure() {
  const behind = useLoaderData<typeof loader>();
  const { period, rows, next } = behind;
  const say = useWords();
  const time = useShopTime();
  const back = new URLSearchParams({ from: period.fromOn, until: period.untilOn });
  const happened = happenedWord[behind.of];
  const range = time.range({ earliestOn: period.fromOn, latestOn: period.untilOn });
  return (
    <Page
      title={say(`insights.which.${behind.filter}`, { days: repurchaseDays })}
      subtitle={[
        say(`insights.days.${behind.of}`, { range, days: repurchaseDays }),
        ...useTraits(behind),
      ].join(" · ")}
      backAction={{ content: say("nav.insights"), url: `/app/insights?${back.toString()}` }}
    >
      <BlockStack gap="400">
        <Card padding="0">
          {rows.length > 0 ? (
            <ResourceList
              resourceName={{ singular: say("order.singular"), plural: say("order.plural") }}
              items={rows}
              idForItem={({ rowId }) => rowId}
              renderItem={({ rowId, happenedAt, ...facts }) => {
                const listed = happened && { id: rowId, name: say(happened), at: happenedAt };
                return shipmentItem({ facts, listed }, say);
              }}
            />
          ) : (
            <NothingYet heading={say("insights.which.none")} why={say("insights.which.none.why")} />
          )}
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}

/** What tells these orders from others, beside their days. */
function useTraits({
  of,
  country,
  carrier,
  location,
  happened,
  survey,
  kind,
  reason,
  gives,
}: Traits): string[] {
  const say = useWords();
  const nameOf = useLocationName();
  const wordsOf = (happening: Happening) =>
    of === "answers" ? say(`insights.happened.${happening}`) : happenedWords(happening, say);
  return [
    country && (countryName(country, say.language) ?? country),
    carrier,
    location && nameOf(location),
    happened && wordsOf(happened),
    survey === "purchase_nps" && say("insights.npsWeeks.purchase"),
    kind && touchpointWords(kind, say),
    reason && reasonOfRule(reason, {}, say.language),
    gives && say(`gives.${gives}`),
  ].flatMap((trait) => (trait ? [trait] : []));
}
