import { DelayNotice } from "./delay-notice";
import { DeliveryQuestion } from "./delivery-question";
import { StepLine } from "./step-line";
import { useOrderPage } from "./use-order-page";
import { Whereabouts } from "./whereabouts";

/** Shows nothing until it has something to show, and nothing at all when the app cannot be reached. */
export function Block() {
  const {
    hide_delivery: hideDelivery,
    hide_question: hideQuestion,
    question: ownWords,
  } = shopify.settings.value;
  const ask = hideQuestion !== true;
  const { page, bring } = useOrderPage({ ask });

  const delivery = page?.delivery ?? null;
  const delay = delivery?.delay ?? null;
  const question = ask ? (page?.question ?? null) : null;
  const isShown = hideDelivery !== true && delivery !== null;
  if (!isShown && delay === null && question === null) return null;

  return (
    <s-stack gap="large">
      {delivery !== null && (isShown || delay !== null) && (
        <s-section heading={delivery.heading}>
          <s-stack gap="base">
            {isShown && <StepLine line={delivery.line} steps={delivery.steps} />}
            <Whereabouts delivery={delivery} />
            {delay !== null && <DelayNotice key={delay.id} delay={delay} bring={bring} />}
          </s-stack>
        </s-section>
      )}
      {question !== null && (
        <s-section>
          <DeliveryQuestion
            question={inOwnWords(question.question, ownWords)}
            words={question}
            bring={bring}
          />
        </s-section>
      )}
    </s-stack>
  );
}

function inOwnWords(ours: string, own: unknown): string {
  return typeof own === "string" && own.trim() !== "" ? own.trim() : ours;
}
