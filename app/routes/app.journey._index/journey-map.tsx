import type { JourneyMap as Journey } from "~/insights/journey.server";
import { useWords } from "~/ui/use-words";
import { StageMark } from "./stage-mark";
import { TouchpointCard } from "./touchpoint-card";

/** An order's road from left to right, on a phone from top to bottom, with every touchpoint standing at it. */
export function JourneyMap({ stages }: Pick<Journey, "stages">) {
  const say = useWords();
  return (
    <ol className="journey" aria-label={say("journey.map")}>
      {stages.map(({ stage, cards }, n) => (
        <li key={stage} className="journey-stage">
          <StageMark stage={stage} isFirst={n === 0} isLast={n === stages.length - 1} />
          <h2 className="journey-stage-name">{say(`journey.stage.${stage}`)}</h2>
          {cards.length > 0 ? (
            <ul className="journey-cards">
              {cards.map((card) => (
                <li key={`${card.kind} ${card.part ?? ""}`}>
                  <TouchpointCard card={card} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="journey-empty">{say("journey.stage.empty")}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
