import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, InlineGrid, Layout, Link, Page } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import { percentOf } from "~/insights/figure-words";
import { readHome, type HomePage } from "~/insights/home.server";
import { dismissSetup } from "~/settings/dismiss-setup.server";
import { authenticate } from "~/shopify.server";
import { comparisonWords } from "~/ui/comparison-words";
import { enoughToTell } from "~/ui/enough-to-tell";
import { Figure } from "~/ui/figure";
import { Lately } from "~/ui/lately";
import { NeedsYou } from "~/ui/needs-you";
import { NpsFigure } from "~/ui/nps-figure";
import { SetupGuide } from "~/ui/setup-guide";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("home.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return readHome(getDeps(), { shopId: session.shop });
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  if ((await request.formData()).get("intent") !== "dismiss-setup")
    throw new Response("Unknown intent", { status: 400 });
  return dismissSetup(getDeps(), { shopId: session.shop });
}

export default function Home() {
  const home = useLoaderData<typeof loader>();
  const say = useWords();
  const isLive = home.liveAt !== null;
  // Once live, today's work stands above what is left of the setup.
  const guide = home.setupDismissed ? null : <SetupGuide done={home.setup} isLive={isLive} />;
  return (
    <Page
      title={say("home.title")}
      secondaryActions={[{ content: say("test.send"), url: "/app/journey/thank_you_note" }]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <IsItWorking home={home} />
            {isLive ? null : guide}
            <NeedsYou needs={home.needs} />
            <KeyFigures figures={home.figures} before={home.before} />
            {isLive ? guide : null}
            <Lately entries={home.lately} isLive={isLive} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

const tones = { working: "success", not_live: "info", behind: "warning", needs_reauth: "critical" } as const;

function IsItWorking({ home }: { home: HomePage }) {
  const say = useWords();
  const { open } = home;
  const things =
    home.needs.batches.length +
    home.needs.openFollowUps +
    (home.needs.goodwill > 0 ? 1 : 0) +
    (home.needs.senderMissing || home.needs.sender ? 1 : 0) +
    (home.needs.failedMessages > 0 ? 1 : 0) +
    (home.needs.unconfirmedMessages > 0 ? 1 : 0) +
    (home.needs.unreadable > 0 ? 1 : 0);
  return (
    <Banner tone={tones[home.state]} title={say(`home.state.${home.state}`)}>
      {home.state === "working" ? (
        <p>
          {say.n("home.watching", open.on_the_way)} <OpenOnes tab="late" n={open.late} />{" "}
          <OpenOnes tab="at_risk" n={open.at_risk} />{" "}
          {things === 0 ? say("home.nothingNeedsYou") : say.n("home.thingsNeedYou", things)}
        </p>
      ) : (
        <p>{say(`home.state.${home.state}.advice`)}</p>
      )}
    </Banner>
  );
}

/** So many of them, and the list of them. */
function OpenOnes({ tab, n }: { tab: "late" | "at_risk"; n: number }) {
  const say = useWords();
  return n === 0 ? null : <Link url={`/app/shipments?tab=${tab}`}>{say.n(`home.${tab}`, n)}</Link>;
}

function KeyFigures({ figures, before }: Pick<HomePage, "figures" | "before">) {
  const say = useWords();
  const { onTime, warned, nps, answers } = figures;
  const rate = (part: number, n: number) => ({ points: percentOf({ part, n }), n });
  const period = say("home.period");
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, lg: 4 }} gap="400">
      <Figure
        title={say("figure.onTime")}
        value={share(onTime.kept, onTime.n)}
        n={onTime.n}
        detail={say("figure.onTime.detail")}
        trend={comparisonWords(rate(onTime.kept, onTime.n), rate(before.onTime.kept, before.onTime.n), say)}
      />
      <Figure
        title={say("figure.warned")}
        value={
          warned.n < enoughToTell ? null : say("figure.warned.value", { before: warned.before, n: warned.n })
        }
        n={warned.n}
        detail={
          warned.medianDays === null
            ? period
            : say.n("figure.warned.median", Math.round(warned.medianDays * 10) / 10)
        }
        trend={comparisonWords(
          rate(warned.before, warned.n),
          rate(before.warned.before, before.warned.n),
          say,
        )}
      />
      <NpsFigure
        title={say("figure.nps")}
        result={nps}
        period={period}
        trend={comparisonWords(
          { points: nps.nps, n: nps.n },
          { points: before.nps.nps, n: before.nps.n },
          say,
        )}
      />
      <Figure
        title={say("figure.answers")}
        value={share(answers.answered, answers.asked)}
        n={answers.asked}
        detail={say.n("feedback.count", answers.answered)}
        trend={comparisonWords(
          rate(answers.answered, answers.asked),
          rate(before.answers.answered, before.answers.asked),
          say,
        )}
      />
    </InlineGrid>
  );
}

/** "94 %", or nothing while a rate would say more about chance than about the shop. */
function share(part: number, n: number): string | null {
  return n < enoughToTell ? null : `${String(Math.round((100 * part) / n))} %`;
}
