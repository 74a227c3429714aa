import type { Delivery } from "./order-status-api";

/** The dates, what else we know, and the way to the carrier's own page. */
export function Whereabouts({ delivery: { dates, details, tracking } }: { delivery: Delivery }) {
  return (
    <s-stack gap="small-200">
      {dates !== null && <s-text type="strong">{dates}</s-text>}
      {details.map((detail) => (
        <s-text key={detail} color="subdued">
          {detail}
        </s-text>
      ))}
      {tracking !== null && (
        <s-link href={tracking.url} target="_blank">
          {tracking.label}
        </s-link>
      )}
    </s-stack>
  );
}
