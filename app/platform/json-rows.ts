// Rows that came as JSON (`to_jsonb`), several tables in one answer.

// Names tell the kind: instants end in "At" or "Since" (or are ship-by), local dates in "On".
const isTimeName = (name: string): boolean => /(At|On|Since)$/.test(name) || name === "shipBy";

/** A row that came as JSON, with its instants and local dates as the client gives them. */
export const withInstants = <Row extends object>(row: Row): Row => revive(row) as Row;

/** JSON has no dates: instants come back as UTC without a zone, local dates as YYYY-MM-DD. */
function revive(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => revive(item));
  if (typeof value === "string")
    return isTimeName(name) ? new Date(value.length === 10 ? value : `${value}Z`) : value;
  // What a touchpoint keeps for itself is not columns.
  if (typeof value !== "object" || value === null || name === "details" || name === "settings") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item, key)]));
}
