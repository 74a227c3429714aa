import { Banner, List } from "@shopify/polaris";
import type { NotTold, ToldNow } from "~/delays/tell-now.server";
import { reasonOfRule } from "~/insights/decision-words";
import { useWords } from "./use-words";
import type { Words } from "./words/speaker";

/** How many shoppers are being told, and why the others are not. */
export function ToldNowBanner({ told: { planned, others } }: { told: ToldNow }) {
  const say = useWords();
  return (
    <Banner
      title={planned === 0 ? say("tell.none") : say.n("tell.planned", planned)}
      tone={planned > 0 ? "success" : "info"}
    >
      {others.length > 0 ? (
        <>
          <p>{say("tell.notTold")}</p>
          <List>
            {others.map(({ reason, orders }) => (
              <List.Item key={reason}>
                {say.n("tell.others", orders, { reason: reasonWords(reason, say) })}
              </List.Item>
            ))}
          </List>
        </>
      ) : null}
    </Banner>
  );
}

function reasonWords(reason: NotTold, say: Words): string {
  switch (reason) {
    case "no_delay":
    case "waiting":
    case "nothing_new":
    case "told_enough":
    case "told_lately":
      return say(`tell.why.${reason}`);
    default:
      return reasonOfRule(reason, {}, say.language) ?? reason;
  }
}
