import type { ThankYouPage } from "./lastmile-api";

/** What the merchant sees in the checkout editor: no order, no shopper, nothing asked of the app. */
export function previewPage(): ThankYouPage {
  const sample = (name: string) => shopify.i18n.translate(`preview.${name}`);
  const thanks = sample("thanks");
  return {
    note: { heading: sample("heading"), text: sample("text"), awaitsOrder: false },
    survey: {
      question: sample("question"),
      lowest: sample("lowest"),
      highest: sample("highest"),
      followUps: { promoter: sample("promoter"), passive: sample("passive"), detractor: sample("detractor") },
      thanks: { promoter: thanks, passive: thanks, detractor: thanks },
      answer: null,
    },
  };
}
