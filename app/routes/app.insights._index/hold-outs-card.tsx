import type { Share } from "~/insights/delivery-figures";
import { decimal } from "~/insights/figure-words";
import type { HoldOutEffect } from "~/insights/hold-outs.server";
import { ordersBehind } from "~/insights/orders-behind";
import { repurchaseDays } from "~/insights/repurchase";
import type { Difference } from "~/insights/two-shares";
import { enoughToTell } from "~/ui/enough-to-tell";
import { touchpointWords } from "~/ui/kind-words";
import { rateWords } from "~/ui/rate-words";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";

/** What messages do: who bought again, written to and held out. A shop that measures nothing is not bothered with it. */
export function HoldOutsCard({ holdOuts, days }: { holdOuts: HoldOutEffect[]; days: string }) {
  const say = useWords();
  if (holdOuts.length === 0) return null;
  return (
    <InsightsCard
      title={say("insights.holdOuts")}
      counts={say("insights.holdOuts.counts", { days: repurchaseDays })}
    >
      <FigureTable
        columns={[
          say("insights.message"),
          say("insights.holdOuts.written"),
          say("insights.holdOuts.heldOut"),
          say("insights.holdOuts.effect"),
        ]}
      >
        {holdOuts.map(({ kind, written, heldOut, effect }) => (
          <tr key={kind}>
            <th scope="row">{touchpointWords(kind, say)}</th>
            <ShareCell
              share={written}
              of={`${touchpointWords(kind, say)}, ${say("insights.holdOuts.written")}`}
              all={ordersBehind(days, "written", { kind })}
              again={ordersBehind(days, "written_again", { kind })}
            />
            <ShareCell
              share={heldOut}
              of={`${touchpointWords(kind, say)}, ${say("insights.holdOuts.heldOut")}`}
              all={ordersBehind(days, "held_out", { kind })}
              again={ordersBehind(days, "held_out_again", { kind })}
            />
            <td>
              {effect === null || Math.min(written.n, heldOut.n) < enoughToTell ? (
                say("insights.fewShort")
              ) : (
                <Effect effect={effect} />
              )}
            </td>
          </tr>
        ))}
      </FigureTable>
    </InsightsCard>
  );
}

/** What writing does, and below it where it lies 95 times in 100. */
function Effect({ effect }: { effect: Difference }) {
  const say = useWords();
  const [low, high] = [signed(effect.low, say.language), signed(effect.high, say.language)];
  return (
    <>
      {signed(effect.points, say.language)}
      <br />
      {say("insights.holdOuts.range", { low, high })}
    </>
  );
}

interface ShareCellProps {
  share: Share;
  of: string;
  /** The orders of all of them, and of those who bought again. */
  all: string;
  again: string;
}

function ShareCell({ share, of, all, again }: ShareCellProps) {
  const say = useWords();
  return (
    <td>
      <OrdersLink url={again} n={share.part} of={of} words={rateWords(share, say)} />
      <br />
      <OrdersLink url={all} n={share.n} of={of} words={`n = ${say.count(share.n)}`} />
    </td>
  );
}

/** "+1.2", "−0.4" */
const signed = (points: number, language: Parameters<typeof decimal>[1]): string =>
  `${points < 0 ? "−" : "+"}${decimal(Math.abs(points), language)}`;
