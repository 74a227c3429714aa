import type { ReactNode } from "react";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";

/** The table a picture is drawn from, for whoever would rather read: its rows, under the words of their columns. */
export function TableBehind({ columns, children }: { columns: readonly string[]; children: ReactNode }) {
  const say = useWords();
  return (
    <details className="insights-table-behind">
      <summary>{say("insights.asTable")}</summary>
      <FigureTable columns={columns}>{children}</FigureTable>
    </details>
  );
}
