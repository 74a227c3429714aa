import { StepLine } from "./step-line";
import { useOrderPage } from "./use-order-page";
import { Whereabouts } from "./whereabouts";

/** Beside one parcel: where that one is. Its delay and the question have their place in the block. */
export function Parcel() {
  const { page } = useOrderPage({ ask: false, fulfillmentId: shopify.fulfillmentId });
  const delivery = page?.delivery ?? null;
  if (delivery === null) return null;
  return (
    <s-stack gap="base">
      <s-text type="strong">{delivery.heading}</s-text>
      <StepLine line={delivery.line} steps={delivery.steps} />
      <Whereabouts delivery={delivery} />
    </s-stack>
  );
}
