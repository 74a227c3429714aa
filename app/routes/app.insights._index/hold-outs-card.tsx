import { BlockStack, Card, Text } from "@shopify/polaris";
import type { Share } from "~/insights/delivery-figures";
import { decimal } from "~/insights/figure-words";
import type { HoldOutEffect } from "~/insights/hold-outs.server";
import { repurchaseDays } from "~/insights/repurchase";
import { enoughToTell } from "~/ui/enough-to-tell";
import { touchpointWords } from "~/ui/kind-words";
import { rateWords } from "~/ui/rate-words";
import { useWords } from "~/ui/use-words";

/** What messages do: who bought again, written to and held out. A shop that measures nothing is not bothered with it. */
export function HoldOutsCard({ holdOuts }: { holdOuts: HoldOutEffect[] }) {
  const say = useWords();
  if (holdOuts.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.holdOuts")}
        </Text>
        <div className="insights-scroll">
          <table className="insights-table">
            <thead>
              <tr>
                <th scope="col">{say("insights.message")}</th>
                <th scope="col">{say("insights.holdOuts.written")}</th>
                <th scope="col">{say("insights.holdOuts.heldOut")}</th>
                <th scope="col">{say("insights.holdOuts.effect")}</th>
              </tr>
            </thead>
            <tbody>
              {holdOuts.map(({ kind, written, heldOut, effect }) => (
                <tr key={kind}>
                  <th scope="row">{touchpointWords(kind, say)}</th>
                  <ShareCell share={written} />
                  <ShareCell share={heldOut} />
                  <td>
                    {effect === null || Math.min(written.n, heldOut.n) < enoughToTell
                      ? say("insights.fewShort")
                      : say("insights.holdOuts.points", {
                          points: signed(effect.points, say.language),
                          low: signed(effect.low, say.language),
                          high: signed(effect.high, say.language),
                        })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Text as="p" variant="bodySm" tone="subdued">
          {say("insights.holdOuts.counts", { days: repurchaseDays })}
        </Text>
      </BlockStack>
    </Card>
  );
}

function ShareCell({ share }: { share: Share }) {
  const say = useWords();
  return (
    <td>
      {rateWords(share, say)}
      <br />
      {`n = ${String(share.n)}`}
    </td>
  );
}

/** "+1.2", "−0.4" */
const signed = (points: number, language: Parameters<typeof decimal>[1]): string =>
  `${points < 0 ? "−" : "+"}${decimal(Math.abs(points), language)}`;
