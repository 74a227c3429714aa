import type { Goodwill } from "~/platform/prisma/client";

export const isFreeShipping = (gives: string): boolean => gives === "free_shipping";

type Gift = Pick<Goodwill, "gives" | "amount" | "currency">;

/** As the merchant finds it among her discounts. */
export function titleOf({ gives, amount, currency }: Gift): string {
  if (isFreeShipping(gives)) return "free shipping";
  return gives === "voucher_percent" ? `${String(amount)} %` : `${String(amount)} ${currency}`;
}

/** A discount whose codes work once each, for its customers alone; every variable of Shopify's mutation. */
export function discountInput({
  goodwill,
  customerId,
  code,
  expiresAt,
  now,
}: {
  goodwill: Gift;
  customerId: string;
  code: string;
  expiresAt: Date;
  now: Date;
}): object {
  const shared = {
    title: `Lastmile goodwill: ${titleOf(goodwill)}, until ${expiresAt.toISOString().slice(0, 10)}`,
    code,
    context: { customers: { add: [`gid://shopify/Customer/${customerId}`] } },
    startsAt: now.toISOString(),
    endsAt: expiresAt.toISOString(),
    // Of each code, not of all together.
    usageLimit: 1,
    combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
  };
  if (isFreeShipping(goodwill.gives))
    return {
      ...shared,
      combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: false },
      destination: { all: true },
    };
  const value =
    goodwill.gives === "voucher_percent"
      ? { percentage: goodwill.amount / 100 }
      : { discountAmount: { amount: String(goodwill.amount), appliesOnEachItem: false } };
  return { ...shared, customerGets: { value, items: { all: true } } };
}
