// Rows that came as JSON (`to_jsonb`), several tables in one answer.

// Names tell the kind: instants end in "At" or "Since" (or are ship-by), local dates in "On".
const isTimeName = (name: string): boolean => /(At|On|Since)$/.test(name) || name === "shipBy";

/**
 * A row that came as JSON, its instants and local dates turned, in place, into what the client gives: one is read at
 * every webhook. JSON has no dates: instants come as UTC without a zone, local dates as YYYY-MM-DD.
 */
export function withInstants<Row extends object>(row: Row): Row {
  const values = row as Record<string, unknown>;
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (typeof value === "string") {
      if (isTimeName(name)) values[name] = new Date(value.length === 10 ? value : `${value}Z`);
      // What a touchpoint keeps for itself is not columns.
    } else if (typeof value === "object" && value !== null && name !== "details" && name !== "settings") {
      withInstants(value);
    }
  }
  return row;
}
