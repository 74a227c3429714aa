import type { MessageWords, RecoveryOfferVariant } from "../message-words";

/** One line of what is given, what stands under the subject, and what to do with it. */
type GiftWords = Pick<MessageWords, "preheader" | "body" | "after">;

/** Mails that make good, in one voice: the same beginning, and a gift of its own each. */
export function recoveryOffer({
  opening,
  gifts,
  ...shared
}: Pick<MessageWords, "subject" | "heading"> & {
  /** The greeting, what went wrong and that we are sorry. */
  opening: string;
  gifts: Record<RecoveryOfferVariant, GiftWords>;
}): Record<RecoveryOfferVariant, MessageWords> {
  const mail = ({ body, ...gift }: GiftWords): MessageWords => ({
    ...shared,
    ...gift,
    body: `${opening}\n\n${body}`,
  });
  return {
    words: mail(gifts.words),
    free_shipping: mail(gifts.free_shipping),
    voucher: mail(gifts.voucher),
    store_credit: mail(gifts.store_credit),
    replacement: mail(gifts.replacement),
  };
}
