import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Card, InlineGrid, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { isFiltered, readFeedbackFilters } from "~/insights/feedback-filters";
import { npsDays, readFeedback } from "~/insights/feedback.server";
import { withStock } from "~/recovery/list-goodwill.server";
import { authenticate } from "~/shopify.server";
import { AnswerCard } from "~/ui/answer-card";
import { answerOrderForm } from "~/ui/answer-order-form.server";
import { DownloadButton } from "~/ui/download-button";
import { FeedbackFilterBar } from "~/ui/feedback-filter-bar";
import { FollowUpCard } from "~/ui/follow-up-card";
import { GoodwillCard } from "~/ui/goodwill-card";
import { NpsFigure } from "~/ui/nps-figure";
import { NothingYet } from "~/ui/nothing-yet";
import { Pager } from "~/ui/pager";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("feedback.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const filters = readFeedbackFilters(new URL(request.url).searchParams);
  const page = await readFeedback(getDeps(), { shopId: session.shop, filters });
  const goodwill = await withStock(getDeps(), session.shop, page.goodwill);
  return { ...page, goodwill, filters, npsDays };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return answerOrderForm(getDeps(), { shopId: session.shop, form: await request.formData() });
}

export default function Feedback() {
  const { nps, npsDays, count, isMore, answers, lanes, productTitle, next, goodwill, filters, ...page } =
    useLoaderData<typeof loader>();
  const { followUps, openFollowUps, nextFollowUps } = page;
  const say = useWords();
  const [search] = useSearchParams();
  const period = say("figure.days", { n: npsDays });
  const narrowed = isFiltered(filters);
  return (
    <Page title={say("feedback.title")} subtitle={say("feedback.subtitle")}>
      {/* A grid has its two columns from the first byte on: the long one does not shrink when the other one comes. */}
      <InlineGrid columns={{ xs: 1, md: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
            <NpsFigure title={say("feedback.nps.purchase")} result={nps.purchase_nps} period={period} />
            <NpsFigure title={say("feedback.nps.delivery")} result={nps.delivery_feedback} period={period} />
          </InlineGrid>
          <FeedbackFilterBar filters={filters} lanes={lanes} productTitle={productTitle} />
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <InlineStack gap="300" align="space-between" blockAlign="center">
              <Text as="h2" variant="headingMd">
                {isMore ? say("feedback.count.over", { n: count }) : say.n("feedback.count", count)}
              </Text>
              <InlineStack gap="300" blockAlign="center">
                {openFollowUps.open > 0 ? (
                  <Link url="#follow-ups">{say.n("feedback.followUps.to", openFollowUps.open)}</Link>
                ) : null}
                {narrowed ? <Link url="/app/feedback">{say("feedback.clear")}</Link> : null}
                {count > 0 ? (
                  <DownloadButton
                    url={`/app/feedback/export?${search.toString()}`}
                    fileName="answers.csv"
                    label={say("feedback.export")}
                  />
                ) : null}
              </InlineStack>
            </InlineStack>
          </Box>
          {answers.map((row) => (
            <AnswerCard key={row.answer.id} row={row} />
          ))}
          {answers.length === 0 ? (
            <Card>
              <NothingYet
                heading={say(narrowed ? "feedback.empty.filtered" : "feedback.empty")}
                why={say(narrowed ? "feedback.empty.filtered.why" : "feedback.empty.why")}
              />
            </Card>
          ) : null}
          <Pager next={next} />
        </BlockStack>
        <BlockStack gap="400">
          <Box id="follow-ups" paddingInline={{ xs: "400", sm: "0" }}>
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                {say("feedback.followUps")}
              </Text>
              {openFollowUps.open > 0 ? (
                <Text as="p" tone="subdued">
                  {`${say.n("feedback.followUps.open", openFollowUps.open)}, ${say.n("feedback.followUps.overdue", openFollowUps.overdue)}`}
                </Text>
              ) : null}
            </BlockStack>
          </Box>
          {followUps.map((followUp) => (
            <BlockStack key={followUp.id} gap="200">
              <FollowUpCard followUp={followUp} />
              {goodwill
                .filter(({ orderId }) => orderId === followUp.orderId)
                .map((one) => (
                  <GoodwillCard key={one.orderId} goodwill={one} hasLink />
                ))}
            </BlockStack>
          ))}
          {followUps.length === 0 ? (
            <Card>
              <Text as="p" tone="subdued">
                {say("feedback.followUps.none")}
              </Text>
            </Card>
          ) : null}
          <Pager next={nextFollowUps} param="due" label={say("feedback.followUps.pages")} />
        </BlockStack>
      </InlineGrid>
    </Page>
  );
}
