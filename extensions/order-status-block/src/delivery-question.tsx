import { useRef, useState } from "preact/hooks";

import { RatingRow } from "../../shared/rating-row";
import { AnswerForm } from "./answer-form";
import type { Answer, Brought, Deed, Question } from "./order-status-api";

interface DeliveryQuestionProps {
  question: string;
  words: Question;
  bring(deed: Deed): Promise<Brought | null>;
}

type Step = "asking" | "adding" | "thanked";
type Delivery = "none" | "sending" | "failed" | "kept" | "closed";

/** The question, what else she would like to say, the thanks. The tap on a number is an answer already. */
export function DeliveryQuestion({ question, words, bring }: DeliveryQuestionProps) {
  const given = words.answer;
  const [step, setStep] = useState<Step>(given === null ? "asking" : "thanked");
  const [answer, setAnswer] = useState<Answer | null>(given);
  const [delivery, setDelivery] = useState<Delivery>("none");
  // One after the other: the last number she taps must be the last one to arrive.
  const line = useRef<Promise<unknown>>(Promise.resolve());

  async function send({ rating, comment, reasons, mayContact }: Answer): Promise<Delivery> {
    const sent = line.current.then(() => bring({ intent: "answer", rating, comment, reasons, mayContact }));
    line.current = sent;
    const brought = await sent;
    const kept = brought?.outcome === "recorded" || brought?.outcome === "changed";
    return kept ? "kept" : brought?.outcome === "closed" ? "closed" : "failed";
  }

  async function choose(rating: number) {
    const next = { ...(answer ?? { comment: null, reasons: [], mayContact: false }), rating };
    setAnswer(next);
    setStep("adding");
    // A tap that did not get through is no trouble of hers: what follows brings it along.
    const kept = await send(next);
    setDelivery(kept === "failed" ? "none" : kept);
  }

  async function finish(next: Answer) {
    setAnswer(next);
    setDelivery("sending");
    const kept = await send(next);
    setDelivery(kept);
    if (kept !== "failed") setStep("thanked");
  }

  const changeable = delivery !== "closed" && (given === null || given.changeable);
  return (
    <s-stack gap="base">
      {step !== "thanked" && (
        <>
          <s-heading>{question}</s-heading>
          <RatingRow
            lowest={words.lowest}
            highest={words.highest}
            chosen={answer?.rating ?? null}
            translate={(key, values) => shopify.i18n.translate(key, values)}
            onChoose={(rating) => void choose(rating)}
          />
        </>
      )}
      {step === "adding" && answer !== null && (
        <AnswerForm
          words={words}
          answer={answer}
          sending={delivery === "sending"}
          onSend={(next) => void finish(next)}
        />
      )}
      {/* Always there, so that a screen reader hears what changes in it. */}
      <s-stack key="status" accessibilityRole="status" gap="small-200">
        {answer !== null && <Status words={words} step={step} rating={answer.rating} delivery={delivery} />}
      </s-stack>
      {step === "thanked" && given?.review != null && delivery !== "closed" && (
        <s-link href={given.review.url} target="_blank">
          {given.review.label}
        </s-link>
      )}
      {step === "thanked" && changeable && (
        <s-stack direction="inline">
          <s-button variant="secondary" onClick={() => setStep("adding")}>
            {shopify.i18n.translate("change")}
          </s-button>
        </s-stack>
      )}
    </s-stack>
  );
}

interface StatusProps {
  words: Question;
  step: Step;
  rating: number;
  delivery: Delivery;
}

function Status({ words, step, rating, delivery }: StatusProps) {
  if (delivery === "closed") return <s-text>{shopify.i18n.translate("closed")}</s-text>;
  if (delivery === "failed") return <s-text>{shopify.i18n.translate("notKept")}</s-text>;
  if (step === "thanked") {
    return (
      <>
        {(words.answer?.thanks ?? []).map((thanks, at) => (
          <s-text key={thanks} {...(at === 0 ? { type: "strong" as const } : {})}>
            {thanks}
          </s-text>
        ))}
      </>
    );
  }
  return (
    <s-text color="subdued" type="small">
      {shopify.i18n.translate("chosen", { rating })}
    </s-text>
  );
}
