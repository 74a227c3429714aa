import { Link } from "@shopify/polaris";
import type { LatenessFigures } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";

export interface LatenessRow extends LatenessFigures {
  key: string;
  name: string;
  /** What tells its orders from others, in the address of their list. */
  orders: Record<string, string>;
}

/** Promises kept, and how late the others were, row by row; each row leads to its late orders. */
export function LatenessTable({ of, rows, days }: { of: string; rows: LatenessRow[]; days: string }) {
  const say = useWords();
  return (
    <div className="insights-scroll">
      <table className="insights-table">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">{say("insights.kept")}</th>
            <th scope="col">n</th>
            <th scope="col">{say("insights.meanLateness")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, ...row }) => (
            <Row key={key} row={row} days={days} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, days }: { row: Omit<LatenessRow, "key">; days: string }) {
  const say = useWords();
  const { name, onTime, meanLateness } = row;
  const percent = percentOf(onTime) ?? 0;
  const orders = new URLSearchParams({ which: "late", ...row.orders });
  return (
    <tr>
      <th scope="row">
        <Link url={`/app/insights/orders?${days}&${orders.toString()}`} removeUnderline>
          {name}
        </Link>
      </th>
      <td>
        {onTime.n < enoughToTell ? (
          say("insights.fewShort")
        ) : (
          <span className="insights-rate">
            <span className="insights-bar" aria-hidden="true">
              <span style={{ width: `${String(percent)}%` }} />
            </span>
            {`${decimal(percent, say.language)} %`}
          </span>
        )}
      </td>
      <td>{onTime.n}</td>
      <td>
        {meanLateness === null
          ? "–"
          : say("insights.daysLate", { days: decimal(meanLateness, say.language) })}
      </td>
    </tr>
  );
}
