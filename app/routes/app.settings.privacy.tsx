import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { listPrivacyRequests } from "~/privacy/data-requests.server";
import { authenticate } from "~/shopify.server";
import { NothingYet } from "~/ui/nothing-yet";
import { pageTitle } from "~/ui/page-title";
import { PrivacyRequestItem } from "~/ui/privacy-request-item";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("privacy.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return { requests: await listPrivacyRequests(getDeps(), { shopId: session.shop }) };
}

export default function Privacy() {
  const { requests } = useLoaderData<typeof loader>();
  const say = useWords();
  const toAnswer = requests.filter(({ outcome }) => outcome === null).length;
  return (
    <Page
      title={say("privacy.title")}
      subtitle={say("privacy.subtitle")}
      backAction={{ content: say("nav.settings"), url: "/app/settings" }}
    >
      <BlockStack gap="400">
        {toAnswer > 0 ? (
          <Banner tone="warning" title={say.n("privacy.toAnswer", toAnswer)}>
            <p>{say("privacy.toAnswer.advice")}</p>
          </Banner>
        ) : null}
        <Card padding="0">
          {requests.length > 0 ? (
            <BlockStack as="ul">
              {requests.map((asked) => (
                <PrivacyRequestItem key={asked.id} asked={asked} />
              ))}
            </BlockStack>
          ) : (
            <NothingYet heading={say("privacy.none")} why={say("privacy.none.advice")} />
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
