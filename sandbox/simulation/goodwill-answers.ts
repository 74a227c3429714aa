// The merchant of the story looks at what is proposed to her: every morning, save in the last days, so that
// whoever opens the shop finds some proposals waiting.

import { dayMs } from "../durations";
import type { Actor, Sandbox } from "../sandbox";
import type { World } from "../world";
import { approveGoodwill } from "./merchant";

/** The days after an arrival on which something may have been proposed: it came late, or she answered about it. */
const looksBack = [1, 5];
/** She gave these when she was first asked. */
const granted = [
  ...["write_discounts", "write_store_credit_account_transactions", "read_store_credit_accounts"],
  ...["write_draft_orders", "read_products"],
];

export function createGoodwillAnswers({
  sandbox,
  from,
  until,
}: {
  sandbox: Pick<Sandbox, "idToken" | "appUrl" | "world">;
  from: Date;
  until: Date;
}): Actor {
  let next = from.getTime();
  return {
    nextAt: () => (next <= until.getTime() ? new Date(next) : null),
    async act(now) {
      const { world } = sandbox;
      const { scopes } = world.installation;
      if (!granted.every((scope) => scopes.includes(scope)))
        world.changeScopes([...new Set([...scopes, ...granted])]);
      for (const orderId of arrivedLately(world, now)) await approveGoodwill(sandbox, orderId);
      next += dayMs;
    },
  };
}

function arrivedLately(world: World, now: Date): string[] {
  const daysSince = (at: string) => Math.floor((now.getTime() - Date.parse(at)) / dayMs);
  return Object.values(world.state.fulfillments)
    .filter(({ deliveredAt }) => deliveredAt !== null && looksBack.includes(daysSince(deliveredAt)))
    .map(({ orderId }) => orderId);
}

/** Several actors as one: whoever is due first acts first. */
export function together(...actors: Actor[]): Actor {
  const due = () =>
    actors
      .flatMap((actor) => {
        const at = actor.nextAt();
        return at ? [{ actor, at }] : [];
      })
      .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  return {
    nextAt: () => due()?.at ?? null,
    async act(now) {
      for (let next = due(); next && next.at <= now; next = due()) await next.actor.act(now);
    },
  };
}
