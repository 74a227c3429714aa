import type { ReactNode } from "react";
import { useWords } from "~/ui/use-words";

/** The table a picture is drawn from, for whoever would rather read: its rows, under the words of their columns. */
export function TableBehind({ columns, children }: { columns: readonly string[]; children: ReactNode }) {
  const say = useWords();
  return (
    <details className="insights-table-behind">
      <summary>{say("insights.asTable")}</summary>
      <div className="insights-scroll">
        <table className="insights-table">
          <thead>
            <tr>
              {columns.map((words, place) => (
                <th key={place} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </details>
  );
}
