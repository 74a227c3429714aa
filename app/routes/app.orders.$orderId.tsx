import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Layout, Page } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { readOrderStory } from "~/insights/order-story.server";
import { withStock } from "~/recovery/list-goodwill.server";
import { authenticate } from "~/shopify.server";
import { answerOrderForm } from "~/ui/answer-order-form.server";
import { FollowUpCard } from "~/ui/follow-up-card";
import { ForecastCard } from "~/ui/forecast-card";
import { GoodwillCard } from "~/ui/goodwill-card";
import { LatenessBadge } from "~/ui/lateness-badge";
import { OrderFactsCard } from "~/ui/order-facts-card";
import { NothingYet } from "~/ui/nothing-yet";
import { shopperName } from "~/ui/shopper-name";
import { Timeline } from "~/ui/timeline";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("story.title");

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const deps = getDeps();
  const order = { shopId: session.shop, orderId: params.orderId ?? "" };
  const story = await readOrderStory(deps, order);
  const [goodwill] = await withStock(deps, session.shop, story?.goodwill ? [story.goodwill] : []);
  return data({ story, goodwill, now: deps.clock.now() }, { status: story ? 200 : 404 });
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return answerOrderForm(getDeps(), { shopId: session.shop, form: await request.formData() });
}

export default function OrderStoryPage() {
  const { story, goodwill, now } = useLoaderData<typeof loader>();
  const say = useWords();
  const back = { content: say("nav.shipments"), url: "/app/shipments" };
  if (!story) {
    return (
      <Page title={say("story.unknown")} backAction={back}>
        <Card>
          <NothingYet heading={say("story.unknown")} why={say("story.unknown.why")} />
        </Card>
      </Page>
    );
  }
  const { order } = story.facts;
  const shopper = [shopperName(order), order.city].filter(Boolean).join(", ");
  return (
    <Page
      title={[order.name, shopper].filter(Boolean).join(" · ")}
      titleMetadata={<LatenessBadge facts={story.facts} />}
      backAction={back}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {story.followUps.map((followUp) => (
              <FollowUpCard key={followUp.id} followUp={followUp} />
            ))}
            {goodwill ? <GoodwillCard goodwill={goodwill} /> : null}
            <Timeline entries={story.entries} currency={order.currency} now={now} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <OrderFactsCard facts={story.facts} />
            {story.forecast ? (
              <ForecastCard forecast={story.forecast} expected={story.facts.delivery.expected} />
            ) : null}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
