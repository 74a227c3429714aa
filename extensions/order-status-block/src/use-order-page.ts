import { useEffect, useState } from "preact/hooks";

import {
  bringDeed,
  fetchOrderPage,
  type Brought,
  type Deed,
  type OrderClaim,
  type OrderPage,
} from "./order-status-api";
import { afterPreviewed, previewPage } from "./preview-page";

interface ShownOrderPage {
  page: OrderPage | null;
  /** Brings what she does to the app; the page then shows how things stand. Null when it did not get through. */
  bring(deed: Deed): Promise<Brought | null>;
}

/** The order's page from the app; in the merchant's editor an example that asks the app for nothing. */
export function useOrderPage({
  ask,
  fulfillmentId,
}: {
  ask: boolean;
  fulfillmentId?: string;
}): ShownOrderPage {
  const orderId = shopify.order.value?.id;
  const checkoutToken = shopify.checkoutToken.value;
  const inEditor = shopify.extension.editor !== undefined;
  const [page, setPage] = useState<OrderPage | null>(inEditor ? previewPage() : null);

  useEffect(() => {
    if (inEditor || orderId === undefined) return;
    let current = true;
    void fetchOrderPage(claimOf({ orderId, checkoutToken, ask, fulfillmentId })).then((loaded) => {
      if (current) setPage(loaded);
    });
    return () => {
      current = false;
    };
  }, [inEditor, orderId, checkoutToken, ask, fulfillmentId]);

  async function bring(deed: Deed): Promise<Brought | null> {
    const brought =
      inEditor && page !== null
        ? afterPreviewed(page, deed)
        : orderId === undefined
          ? null
          : await bringDeed(claimOf({ orderId, checkoutToken, ask, fulfillmentId }), deed);
    // An order the app does not know any more has nothing to say: what she sees stays as it was.
    if (brought !== null && brought.outcome !== "unknown") setPage(brought);
    return brought;
  }

  return { page, bring };
}

function claimOf({
  fulfillmentId,
  ...claim
}: Omit<OrderClaim, "fulfillmentId"> & { fulfillmentId: string | undefined }): OrderClaim {
  return fulfillmentId === undefined ? claim : { ...claim, fulfillmentId };
}
