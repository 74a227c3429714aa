import { repurchaseDays } from "~/insights/repurchase";
import type { HeldOutKind } from "~/touchpoints/hold-out";
import { Whole } from "./setting-fields";
import { useWords } from "./use-words";

/** How many shoppers are left without a kind of message, to see what it does. */
export function HoldOutField({ kind }: { kind: HeldOutKind }) {
  const say = useWords();
  return (
    <Whole
      path={`holdOut.${kind}`}
      label={say("settings.holdOut")}
      help={say("settings.holdOut.help", { days: repurchaseDays })}
    />
  );
}
