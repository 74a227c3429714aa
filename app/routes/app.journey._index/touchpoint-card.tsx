import { Link } from "@remix-run/react";
import { reasonOfRule } from "~/insights/decision-words";
import type { JourneyCard, TouchpointResult } from "~/insights/journey.server";
import { enoughToTell } from "~/ui/enough-to-tell";
import { purposeWords, touchpointWords, volumeVerb } from "~/ui/kind-words";
import { money } from "~/ui/money";
import { TouchpointState } from "~/ui/touchpoint-state";
import { useWords } from "~/ui/use-words";
import type { Words } from "~/ui/words/speaker";

const shownReasons = 2;

/** One touchpoint on the map: whether it is on, how much it does, its one result, and what was held back. */
export function TouchpointCard({ card }: { card: JourneyCard }) {
  const say = useWords();
  const { kind, part, enabled, sent, failed, result, heldBack } = card;
  // A nought says nothing of what she could switch on.
  const isResting = !enabled && sent === 0;
  const shown = heldBack.slice(0, shownReasons);
  const others = heldBack.slice(shownReasons).reduce((sum, { count }) => sum + count, 0);
  return (
    <Link to={`/app/journey/${kind}`} className={enabled ? "journey-card" : "journey-card journey-card-off"}>
      <span className="journey-card-head">
        <span className="journey-card-name">
          {part === "unshipped" ? say("journey.unshipped") : touchpointWords(kind, say)}
        </span>
        <TouchpointState kind={kind} isOn={enabled} />
      </span>
      {isResting ? (
        <span className="journey-card-purpose">{purposeWords(kind, say)}</span>
      ) : (
        <span className="journey-card-volume">{say.n(`journey.${volumeVerb(kind)}`, sent)}</span>
      )}
      {result && !isResting ? <span className="journey-card-result">{resultWords(result, say)}</span> : null}
      {failed > 0 ? <span className="journey-card-failed">{say.n("journey.failed", failed)}</span> : null}
      {heldBack.length > 0 ? (
        <span className="journey-card-held">
          {shown.map(({ reason, count }) => (
            <span key={reason}>
              {say.n(kind === "nps_survey" ? "journey.notAsked" : "journey.heldBack", count, {
                reason: reasonOfRule(reason, {}, say.language) ?? "",
              })}
            </span>
          ))}
          {others > 0 ? <span>{say.n("journey.heldBack.others", others)}</span> : null}
        </span>
      ) : null}
    </Link>
  );
}

/** "34 % answered (n = 301)", or that it is too early to say. */
function resultWords(result: TouchpointResult, say: Words): string {
  if (result.type === "arrival_told") return say.n("journey.result.arrival_told", result.part);
  if (result.type === "waiting") return say.n("journey.result.waiting", result.n);
  if (result.type === "budget")
    return say("journey.result.budget", { left: money(String(result.left), result.currency, say.language) });
  const n = result.type === "nps" ? result.nps.n : result.n;
  if (n < enoughToTell) return say("journey.result.tooFew", { n });
  if (result.type === "nps") return say("journey.result.nps", { nps: Math.round(result.nps.nps ?? 0), n });
  if (result.type === "warned") return say("journey.result.warned", { part: result.part, n });
  const percent = Math.round((100 * result.part) / n);
  return say(`journey.result.${result.type}`, { percent, n });
}
