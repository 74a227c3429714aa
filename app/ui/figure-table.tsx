import type { ReactNode } from "react";

/** The words over a column; figures stand to the right, sentences to the left. */
type Column = string | { words: string; isSentence: true };

interface FigureTableProps {
  columns: readonly Column[];
  /** Its rows, each beginning with the cell that names it. */
  children: ReactNode;
  totals?: ReactNode;
}

/** Figures in rows; on a narrow screen it scrolls sideways by itself. */
export function FigureTable({ columns, children, totals }: FigureTableProps) {
  return (
    <div className="figures-scroll">
      <table className="figures-table">
        <thead>
          <tr>
            {columns.map((column, place) => {
              const isSentence = typeof column !== "string";
              return (
                <th key={place} scope="col" className={isSentence ? "figures-words" : undefined}>
                  {isSentence ? column.words : column}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
        {totals === undefined ? null : <tfoot>{totals}</tfoot>}
      </table>
    </div>
  );
}
