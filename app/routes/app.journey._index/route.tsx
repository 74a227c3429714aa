import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Box, Page, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { journeyDays, readJourney } from "~/insights/journey.server";
import { authenticate } from "~/shopify.server";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";
import mapStyles from "./journey-map.css?url";
import { JourneyMap } from "./journey-map";

export const meta = pageTitle("journey.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: mapStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return { ...(await readJourney(getDeps(), { shopId: session.shop })), days: journeyDays };
}

export default function Journey() {
  const { stages, liveAt, days } = useLoaderData<typeof loader>();
  const say = useWords();
  return (
    <Page fullWidth title={say("journey.title")} subtitle={say("journey.subtitle", { days })}>
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <JourneyMap stages={stages} />
        <Text as="p" tone="subdued">
          {say(liveAt ? "journey.advice" : "journey.notLive")}
        </Text>
      </Box>
    </Page>
  );
}
