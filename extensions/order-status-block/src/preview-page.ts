import type { Brought, Deed, OrderPage, Step } from "./order-status-api";

const sample = (name: string) => shopify.i18n.translate(`preview.${name}`);

/** What the merchant sees in the editor: a late order and the question after arrival, nothing asked of the app. */
export function previewPage(): OrderPage {
  const step = (name: string, state: Step["state"]): Step => ({
    name: sample(name),
    state,
    spoken: `${sample(name)}: ${sample(state)}`,
  });
  return {
    delivery: {
      heading: sample("heading"),
      details: [sample("lastScan")],
      line: sample("line"),
      steps: [
        step("ordered", "done"),
        step("prepared", "done"),
        step("onItsWay", "now"),
        step("outForDelivery", "ahead"),
        step("arrived", "ahead"),
      ],
      dates: sample("dates"),
      tracking: null,
      delay: {
        id: "preview",
        why: sample("why"),
        sorry: sample("sorry"),
        nextWord: sample("nextWord"),
        chosen: null,
        options: [
          { choice: "wait", name: sample("wait"), url: "" },
          { choice: "change_address", name: sample("changeAddress"), url: "" },
          { choice: "talk", name: sample("talk"), url: "" },
        ],
        returns: { label: sample("returns"), url: "" },
      },
    },
    question: {
      question: sample("question"),
      lowest: sample("lowest"),
      highest: sample("highest"),
      reasons: {
        label: sample("reasons"),
        options: ["late", "damaged", "packaging", "fast"].map((reason) => ({
          reason,
          label: sample(reason),
        })),
      },
      comment: sample("comment"),
      mayContact: sample("mayContact"),
      answer: null,
    },
  };
}

/** The example after the merchant has tried it: as if the app had kept it. */
export function afterPreviewed({ delivery, question }: OrderPage, deed: Deed): Brought {
  if (deed.intent === "answer") {
    const { intent: _, ...answer } = deed;
    const given = { ...answer, changeable: true, thanks: [sample("thanks")], review: null };
    return { outcome: "recorded", delivery, question: question && { ...question, answer: given } };
  }
  const delay = delivery?.delay ?? null;
  return {
    outcome: "recorded",
    question,
    delivery: delivery && {
      ...delivery,
      delay: delay && {
        ...delay,
        chosen: { name: sample("wait"), done: sample("waiting") },
        options: delay.options.filter(({ choice }) => choice !== deed.choice),
      },
    },
  };
}
