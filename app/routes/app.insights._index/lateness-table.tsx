import { Link } from "@shopify/polaris";
import type { LatenessFigures } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import { enoughToTell } from "~/ui/enough-to-tell";
import { ordersBehind } from "~/insights/orders-behind";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";

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
    <FigureTable columns={[of, say("insights.kept"), "n", say("insights.meanLateness")]}>
      {rows.map(({ key, ...row }) => (
        <Row key={key} row={row} days={days} />
      ))}
    </FigureTable>
  );
}

function Row({ row, days }: { row: Omit<LatenessRow, "key">; days: string }) {
  const say = useWords();
  const { name, onTime, meanLateness } = row;
  const percent = percentOf(onTime) ?? 0;
  return (
    <tr>
      <th scope="row">
        <Link url={ordersBehind(days, "late", row.orders)} removeUnderline>
          {name}
        </Link>
      </th>
      <td className="figures-unbroken">
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
      <td>{say.count(onTime.n)}</td>
      <td>
        {meanLateness === null
          ? "–"
          : say("insights.daysLate", { days: decimal(meanLateness, say.language) })}
      </td>
    </tr>
  );
}
