import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import type { DryNotice, Verdict } from "~/delays/dry-run-tally";
import type { DryRunStep } from "~/delays/dry-run.server";
import { delayKindWords } from "~/ui/kind-words";
import { useShopTime } from "~/ui/shop-time";
import { SteadyTabs } from "~/ui/steady-tabs";
import { useWords } from "~/ui/use-words";

const views = ["all", "before", "needless", "unwarned"] as const;

const tones: Record<Verdict, "success" | "attention" | "warning" | "info" | undefined> = {
  early: "success",
  after: "attention",
  needless: "warning",
  open: "info",
  unjudged: undefined,
};

// A screen or two; the rest is asked for.
const shownAtOnce = 50;

/** The orders behind every number. */
export function NoticeList({
  notices,
  lateUnwarned,
  isLinked,
}: {
  notices: DryNotice[];
  lateUnwarned: DryRunStep["lateUnwarned"];
  /** Orders of an imported history have no story to open. */
  isLinked: boolean;
}) {
  const say = useWords();
  const time = useShopTime();
  const [tab, setTab] = useState(0);
  const [shown, setShown] = useState(shownAtOnce);
  const view = views[tab] ?? "all";
  const members = {
    all: notices,
    before: notices.filter(({ hoursAhead }) => hoursAhead !== null && hoursAhead > 0),
    needless: notices.filter(({ verdict }) => verdict === "needless"),
  };
  const count = (one: (typeof views)[number]) => (one === "unwarned" ? lateUnwarned : members[one]).length;
  return (
    <Card padding="0">
      <SteadyTabs
        selected={tab}
        onSelect={(index) => {
          setTab(index);
          setShown(shownAtOnce);
        }}
        tabs={views.map((id) => ({
          id,
          content: say(`dryRun.view.${id}`),
          badge: String(count(id)),
          panelID: "dry-run",
        }))}
      />
      <div id="dry-run" style={{ padding: "var(--p-space-400)" }}>
        <BlockStack gap="300">
          {count(view) === 0 ? (
            <Text as="p" tone="subdued">
              {say(`dryRun.view.${view}.none`)}
            </Text>
          ) : null}
          {view === "unwarned"
            ? lateUnwarned.slice(0, shown).map(({ orderId, name }) => (
                <div key={orderId}>
                  <OrderName orderId={isLinked ? orderId : null} name={name} />
                </div>
              ))
            : members[view].slice(0, shown).map(({ orderId, name, kind, at, verdict }) => (
                <InlineStack key={`${orderId} ${at.toISOString()}`} gap="200" blockAlign="center">
                  <OrderName orderId={isLinked ? orderId : null} name={name} />
                  <Text as="span" tone="subdued">
                    {time.at(at)}
                  </Text>
                  <Text as="span">{delayKindWords(kind, say)}</Text>
                  <Badge {...(tones[verdict] && { tone: tones[verdict] })}>
                    {say(`dryRun.verdict.${verdict}`)}
                  </Badge>
                </InlineStack>
              ))}
          {count(view) > shown ? (
            <InlineStack>
              <Button onClick={() => setShown(shown + shownAtOnce)}>{say("dryRun.more")}</Button>
            </InlineStack>
          ) : null}
        </BlockStack>
      </div>
    </Card>
  );
}

function OrderName({ orderId, name }: { orderId: string | null; name: string }) {
  return orderId === null ? (
    <Text as="span">{name}</Text>
  ) : (
    <Link url={`/app/orders/${orderId}`}>{name}</Link>
  );
}
