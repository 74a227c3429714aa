import { Badge } from "@shopify/polaris";
import { useWords } from "./use-words";

/** On or off. What makes good is never quite off: it asks the merchant first. */
export function TouchpointState({ kind, isOn }: { kind: string; isOn: boolean }) {
  const say = useWords();
  if (isOn) return <Badge tone="success">{say("journey.on")}</Badge>;
  return kind === "recovery_offer" ? (
    <Badge tone="info">{say("journey.asksYou")}</Badge>
  ) : (
    <Badge>{say("journey.off")}</Badge>
  );
}
