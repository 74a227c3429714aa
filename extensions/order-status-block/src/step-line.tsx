import type { Step } from "./order-status-api";

const icons = { done: "check-circle-filled", now: "delivery", ahead: "circle" } as const;

/** From ordered to arrived, as a line: an ordered list for those who hear it, each step with its state. */
export function StepLine({ line, steps }: { line: string; steps: Step[] }) {
  return (
    <s-grid
      gridTemplateColumns={steps.map(() => "1fr").join(" ")}
      gap="small-300"
      accessibilityRole="ordered-list"
      accessibilityLabel={line}
    >
      {steps.map(({ name, state, spoken }) => (
        <s-stack
          key={name}
          gap="small-400"
          alignItems="center"
          accessibilityRole="list-item"
          accessibilityLabel={spoken}
        >
          <s-icon type={icons[state]} tone={state === "ahead" ? "neutral" : "success"} />
          <s-text type="small" color={state === "ahead" ? "subdued" : "base"}>
            {name}
          </s-text>
        </s-stack>
      ))}
    </s-grid>
  );
}
