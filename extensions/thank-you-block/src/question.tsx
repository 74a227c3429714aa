import { useRef, useState } from "preact/hooks";

import { RatingRow } from "../../shared/rating-row";
import { FollowUp } from "./follow-up";
import { groupOf } from "./group-of";
import type { Answer, Kept, Survey } from "./lastmile-api";

interface QuestionProps {
  survey: Survey;
  /** Brings an answer to the app; null when it did not get through. */
  bring(answer: Answer): Promise<Kept | null>;
}

type Step = "asking" | "following" | "thanked";
/** Lost: the tap did not get through, which is no trouble of hers. Failed: neither did the words she wrote. */
type Delivery = "none" | "sending" | "lost" | "failed" | Kept;

/** The question, the follow-up, the thanks. The tap on a number is an answer already; all after it is extra. */
export function Question({ survey, bring }: QuestionProps) {
  const given = survey.answer;
  const [step, setStep] = useState<Step>(given === null ? "asking" : "thanked");
  const [answer, setAnswer] = useState<Answer | null>(given);
  const [delivery, setDelivery] = useState<Delivery>("none");
  // One after the other: the last number she taps must be the last one to arrive.
  const line = useRef<Promise<unknown>>(Promise.resolve());

  function send(next: Answer): Promise<Kept | null> {
    setAnswer(next);
    const sent = line.current.then(() => bring(next));
    line.current = sent;
    return sent;
  }

  async function choose(rating: number) {
    setStep("following");
    const kept = await send({ rating, comment: answer?.comment ?? null });
    setDelivery(kept ?? "lost");
  }

  function skip() {
    setStep("thanked");
    if (delivery === "lost" && answer !== null) void send(answer);
  }

  async function finish(comment: string | null) {
    if (answer === null) return;
    setDelivery("sending");
    const kept = await send({ ...answer, comment });
    setDelivery(kept ?? "failed");
    if (kept !== null) setStep("thanked");
  }

  const changeable = delivery !== "closed" && (given === null || given.changeable);
  return (
    <s-stack gap="base">
      {step !== "thanked" && (
        <>
          <s-heading>{survey.question}</s-heading>
          <RatingRow
            lowest={survey.lowest}
            highest={survey.highest}
            chosen={answer?.rating ?? null}
            translate={(key, values) => shopify.i18n.translate(key, values)}
            onChoose={(rating) => void choose(rating)}
          />
        </>
      )}
      {step === "following" && answer !== null && (
        <FollowUp
          question={survey.followUps[groupOf(answer.rating)]}
          comment={answer.comment}
          sending={delivery === "sending"}
          onSend={(comment) => void finish(comment)}
          onSkip={skip}
        />
      )}
      {/* Always there, so that a screen reader hears what changes in it. */}
      <s-stack key="status" accessibilityRole="status" gap="small">
        {answer !== null && <Status survey={survey} step={step} rating={answer.rating} delivery={delivery} />}
      </s-stack>
      {step === "thanked" && changeable && (
        <s-stack direction="inline">
          <s-button variant="secondary" onClick={() => setStep("following")}>
            {shopify.i18n.translate("change")}
          </s-button>
        </s-stack>
      )}
    </s-stack>
  );
}

interface StatusProps {
  survey: Survey;
  step: Step;
  rating: number;
  delivery: Delivery;
}

function Status({ survey, step, rating, delivery }: StatusProps) {
  if (delivery === "closed") return <s-text>{shopify.i18n.translate("closed")}</s-text>;
  if (delivery === "failed") return <s-text>{shopify.i18n.translate("notKept")}</s-text>;
  if (step === "thanked") return <s-text type="strong">{survey.thanks[groupOf(rating)]}</s-text>;
  return (
    <s-text color="subdued" type="small">
      {shopify.i18n.translate("chosen", { rating })}
    </s-text>
  );
}
