import { useState } from "preact/hooks";

import type { Brought, Deed, Delay, Option } from "./order-status-api";

interface DelayNoticeProps {
  delay: Delay;
  bring(deed: Deed): Promise<Brought | null>;
}

/** A delay she knows of: why, when the next word comes, and what she can do about it. Asks for nothing. */
export function DelayNotice({ delay, bring }: DelayNoticeProps) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<"notKept" | "noLongerOpen" | null>(null);
  const waiting = delay.options.find(({ choice }) => choice === "wait");
  const others = delay.options.filter(({ choice }) => choice !== "wait");

  async function wait({ choice }: Option) {
    setSending(true);
    const brought = await bring({ intent: "choose", delayId: delay.id, choice });
    setSending(false);
    const isKept = brought?.outcome === "recorded" || brought?.outcome === "already";
    setProblem(isKept ? null : brought === null ? "notKept" : "noLongerOpen");
  }

  return (
    <s-box border="base" borderRadius="base" padding="base">
      <s-stack gap="base">
        <s-paragraph>
          {delay.why} {delay.sorry}
        </s-paragraph>
        <s-stack gap="small-200">
          {delay.nextWord !== null && <s-paragraph>{delay.nextWord}</s-paragraph>}
          {/* Always there, so that a screen reader hears what changes in it. */}
          <s-stack key="status" accessibilityRole="status">
            {problem !== null && <s-text>{shopify.i18n.translate(problem)}</s-text>}
            {problem === null && delay.chosen !== null && <s-text type="strong">{delay.chosen.done}</s-text>}
          </s-stack>
        </s-stack>
        {(waiting !== undefined || others.length > 0) && (
          <s-text>{shopify.i18n.translate(delay.chosen === null ? "choices" : "otherChoices")}</s-text>
        )}
        <s-stack direction="inline" gap="base">
          {waiting !== undefined && (
            <s-button variant="primary" loading={sending} onClick={() => void wait(waiting)}>
              {waiting.name}
            </s-button>
          )}
          {/* What asks something of a person here is confirmed on the app's own page. */}
          {others.map(({ choice, name, url }) => (
            <s-link key={choice} href={url} target="_blank">
              {name}
            </s-link>
          ))}
          {delay.returns !== null && (
            <s-link href={delay.returns.url} target="_blank">
              {delay.returns.label}
            </s-link>
          )}
        </s-stack>
      </s-stack>
    </s-box>
  );
}
