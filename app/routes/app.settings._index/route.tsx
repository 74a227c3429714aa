import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Card, InlineGrid, Link, Page, Text } from "@shopify/polaris";
import { lookUpNewSender } from "~/channels/check-sender.server";
import { getDeps } from "~/deps.server";
import { saveShopSettings } from "~/settings/save-shop-settings.server";
import { settingsPatchFromForm } from "~/settings/settings-form";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { pageTitle } from "~/ui/page-title";
import { sectionFacts, settingsSections } from "~/ui/settings-sections";
import { useWords } from "~/ui/use-words";
import { GoLiveCard } from "./go-live-card";

export const meta = pageTitle("settings.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { settings, liveAt } = await getShop(getDeps().db, session.shop);
  return { liveAt, canGoLive: settings.sender.email !== null };
}

/** Saves what any of the settings' forms sends. */
export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const patch = settingsPatchFromForm(await request.formData());
  const saved = await saveShopSettings(getDeps(), { shopId: session.shop, patch });
  // A new sender is looked up at once, so that the page can say what is lacking.
  if (saved.outcome === "saved") await lookUpNewSender(getDeps(), { shopId: session.shop });
  return saved;
}

export default function Settings() {
  const { liveAt, canGoLive } = useLoaderData<typeof loader>();
  const say = useWords();
  const pages = [
    ...settingsSections.map((section) => ({
      url: `/app/settings/${section}`,
      title: say(sectionFacts[section].title),
      why: say(sectionFacts[section].why),
    })),
    { url: "/app/settings/privacy", title: say("settings.privacy.requests"), why: say("privacy.subtitle") },
    { url: "/app/settings/data", title: say("data.title"), why: say("data.subtitle") },
  ];
  return (
    <Page title={say("settings.title")}>
      <Box paddingBlockEnd="800">
        <BlockStack gap="400">
          <GoLiveCard liveAt={liveAt} canGoLive={canGoLive} />
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
            {pages.map(({ url, title, why }) => (
              <Card key={url}>
                <BlockStack gap="100">
                  <Text as="h2" variant="headingSm">
                    <Link url={url} removeUnderline>
                      {title}
                    </Link>
                  </Text>
                  <Text as="p" tone="subdued">
                    {why}
                  </Text>
                </BlockStack>
              </Card>
            ))}
          </InlineGrid>
        </BlockStack>
      </Box>
    </Page>
  );
}
