import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, EmptyState, InlineGrid, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { isFiltered, readFeedbackFilters } from "~/insights/feedback-filters";
import { npsDays, readFeedback } from "~/insights/feedback.server";
import { answerGoodwill } from "~/recovery/answer-goodwill.server";
import { withStock } from "~/recovery/list-goodwill.server";
import { authenticate } from "~/shopify.server";
import { changeFollowUp } from "~/surveys/change-follow-up.server";
import { AnswerCard } from "~/ui/answer-card";
import { DownloadButton } from "~/ui/download-button";
import { FeedbackFilterBar } from "~/ui/feedback-filter-bar";
import { FollowUpCard } from "~/ui/follow-up-card";
import { readFollowUpForm } from "~/ui/follow-up-form";
import { GoodwillCard } from "~/ui/goodwill-card";
import { readGoodwillForm } from "~/ui/goodwill-form";
import { NpsFigure } from "~/ui/nps-figure";
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
  const form = await request.formData();
  const answer = readGoodwillForm(form);
  if (answer) return answerGoodwill(getDeps(), { shopId: session.shop, ...answer });
  const change = readFollowUpForm(form);
  if (change === null) throw new Response("Unknown intent", { status: 400 });
  return changeFollowUp(getDeps(), { shopId: session.shop, change });
}

export default function Feedback() {
  const { nps, npsDays, count, answers, lanes, productTitle, next, followUps, goodwill, filters } =
    useLoaderData<typeof loader>();
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
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {say.n("feedback.count", count)}
            </Text>
            <InlineStack gap="300" blockAlign="center">
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
          {answers.map((row) => (
            <AnswerCard key={row.answer.id} row={row} />
          ))}
          {answers.length === 0 ? (
            <Card>
              <EmptyState image="" heading={say(narrowed ? "feedback.empty.filtered" : "feedback.empty")}>
                <p>{say(narrowed ? "feedback.empty.filtered.why" : "feedback.empty.why")}</p>
              </EmptyState>
            </Card>
          ) : null}
          <Pager next={next} />
        </BlockStack>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {say("feedback.followUps")}
          </Text>
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
        </BlockStack>
      </InlineGrid>
    </Page>
  );
}
