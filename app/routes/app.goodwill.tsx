import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Card, Page, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { answerGoodwill } from "~/recovery/answer-goodwill.server";
import { listWaitingGoodwill, withStock } from "~/recovery/list-goodwill.server";
import { authenticate } from "~/shopify.server";
import { GoodwillCard } from "~/ui/goodwill-card";
import { readGoodwillForm } from "~/ui/goodwill-form";
import { NothingYet } from "~/ui/nothing-yet";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("goodwill.page");

// Each replacement among them costs a question to Shopify.
const shown = 20;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const deps = getDeps();
  const { waiting, goodwill } = await listWaitingGoodwill(deps.db, { shopId: session.shop, limit: shown });
  return { waiting, goodwill: await withStock(deps, session.shop, goodwill) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const answer = readGoodwillForm(await request.formData());
  if (answer === null) throw new Response("Unknown intent", { status: 400 });
  return answerGoodwill(getDeps(), { shopId: session.shop, ...answer });
}

/** Every proposal that waits, the oldest first. */
export default function GoodwillPage() {
  const { waiting, goodwill } = useLoaderData<typeof loader>();
  const say = useWords();
  return (
    <Page
      title={say("goodwill.page")}
      subtitle={say("goodwill.page.why")}
      backAction={{ content: say("nav.home"), url: "/app" }}
      secondaryActions={[{ content: say("editor.ladder.do"), url: "/app/settings/goodwill" }]}
    >
      <Box paddingBlockEnd="800">
        <BlockStack gap="400">
          {goodwill.length === 0 ? (
            <Card>
              <NothingYet heading={say("goodwill.none")} why={say("goodwill.none.why")} />
            </Card>
          ) : null}
          {goodwill.map((one) => (
            <GoodwillCard key={one.orderId} goodwill={one} hasLink />
          ))}
          {waiting > goodwill.length ? (
            <Text as="p" tone="subdued">
              {say.n("needs.more", waiting - goodwill.length)}
            </Text>
          ) : null}
        </BlockStack>
      </Box>
    </Page>
  );
}
