import type { Insights } from "~/insights/insights.server";
import { ordersBehind } from "~/insights/orders-behind";
import { happenings, type Happening } from "~/surveys/happenings";
import type { NpsResult } from "~/surveys/nps";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";

/** What shoppers say, by what really happened to them: the figure, and how far chance alone could move it. */
export function NpsByOutcomeCard({ npsByOutcome, days }: Pick<Insights, "npsByOutcome"> & { days: string }) {
  const say = useWords();
  return (
    <InsightsCard title={say("insights.nps")}>
      <FigureTable columns={[say("insights.happened"), "NPS", say("insights.interval"), "n"]}>
        {happenings.map((happening) => (
          <NpsRow key={happening} happening={happening} days={days} result={npsByOutcome[happening]} />
        ))}
      </FigureTable>
    </InsightsCard>
  );
}

function NpsRow({
  happening,
  days,
  result: { nps, n, interval },
}: {
  happening: Happening;
  days: string;
  result: NpsResult;
}) {
  const say = useWords();
  const title = say(`insights.happened.${happening}`);
  const isTold = nps !== null && interval !== null && n >= enoughToTell;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="figures-unbroken">{isTold ? Math.round(nps) : say("insights.fewShort")}</td>
      <td>{isTold ? <Interval nps={nps} {...interval} /> : ""}</td>
      <td>
        <OrdersLink url={ordersBehind(days, "answered", { happened: happening })} n={n} of={title} />
      </td>
    </tr>
  );
}

/** From −100 to 100: a line as long as chance may reach, with the figure on it. */
function Interval({ nps, low, high }: { nps: number; low: number; high: number }) {
  const say = useWords();
  const at = (value: number) => 5 + (value + 100) * 0.65;
  return (
    <svg
      viewBox="0 0 140 16"
      width="140"
      height="16"
      role="img"
      aria-label={say("figure.interval", { low: Math.round(low), high: Math.round(high) })}
    >
      <line className="insights-grid" x1={5} x2={135} y1={8} y2={8} />
      <line className="insights-grid" x1={70} x2={70} y1={2} y2={14} />
      <line className="insights-reach" x1={at(low)} x2={at(high)} y1={8} y2={8} />
      <circle className="insights-dot" cx={at(nps)} cy={8} r={4} />
    </svg>
  );
}
