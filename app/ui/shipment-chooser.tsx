import { useFetcher } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Checkbox,
  Divider,
  InlineStack,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { ToldNow } from "~/delays/tell-now.server";
import type { OrderFacts } from "~/insights/order-facts.server";
import { LatenessBadge } from "./lateness-badge";
import { shopperName } from "./shopper-name";
import { ToldNowBanner } from "./told-now";
import { useToast } from "./toast";
import { useWords } from "./use-words";

/**
 * Chooses orders of the page, to hold back what is planned for them, let it go on, or tell what is new. Boxes of our own: the list's
 * are drawn otherwise on a phone than on the server.
 */
export function ShipmentChooser({ rows, onDone }: { rows: OrderFacts[]; onDone(): void }) {
  const say = useWords();
  const fetcher = useFetcher<{ outcome: "held" | "released"; orders: number } | ToldNow>();
  const [chosen, setChosen] = useState<string[]>([]);
  const answer = fetcher.data;
  const told = answer?.outcome === "told" ? answer : null;
  useToast(
    answer,
    answer && answer.outcome !== "told" ? say.n(`hold.${answer.outcome}`, answer.orders) : null,
  );
  useEffect(() => {
    if (answer) setChosen([]);
  }, [answer]);
  const isBusy = fetcher.state !== "idle";
  const send = (intent: "hold" | "release" | "tell") =>
    void fetcher.submit(
      { intent, orders: chosen.join(",") },
      { method: "post", action: "/app/shipments?index" },
    );
  const isAll = chosen.length === rows.length;
  return (
    <Box paddingInline="300" paddingBlockEnd="300">
      <BlockStack gap="300">
        <ButtonGroup>
          <Button disabled={chosen.length === 0} loading={isBusy} onClick={() => send("hold")}>
            {say("hold.do")}
          </Button>
          <Button disabled={chosen.length === 0} loading={isBusy} onClick={() => send("release")}>
            {say("hold.release")}
          </Button>
          <Button disabled={chosen.length === 0} loading={isBusy} onClick={() => send("tell")}>
            {say("tell.do")}
          </Button>
          <Button onClick={onDone}>{say("hold.done")}</Button>
        </ButtonGroup>
        {told ? <ToldNowBanner told={told} /> : null}
        <Checkbox
          label={say("hold.all")}
          checked={isAll ? true : chosen.length > 0 ? "indeterminate" : false}
          onChange={() => setChosen(isAll ? [] : rows.map(({ order }) => order.id))}
        />
        {rows.map((facts) => {
          const { order } = facts;
          const isChosen = chosen.includes(order.id);
          return (
            <BlockStack key={order.id} gap="200">
              <Divider />
              <InlineStack gap="200" blockAlign="center">
                <Checkbox
                  label={[order.name, shopperName(order)].filter(Boolean).join(" ")}
                  checked={isChosen}
                  onChange={() =>
                    setChosen(isChosen ? chosen.filter((id) => id !== order.id) : [...chosen, order.id])
                  }
                />
                <LatenessBadge facts={facts} />
                {order.heldAt ? <Badge tone="info">{say("hold.badge")}</Badge> : null}
              </InlineStack>
            </BlockStack>
          );
        })}
      </BlockStack>
    </Box>
  );
}
