import { useEffect, useState } from "preact/hooks";

import { findPrintedBefore, sheetAddress, type Found, type Format } from "./cards-api";

const say = (key: string, values: Record<string, string | number> = {}) =>
  shopify.i18n.translate(key, values);

/**
 * Chooses the sheet before it is printed. Cards printed before are left out until she says otherwise, so that
 * nobody is thanked twice by mistake.
 */
export function Cards() {
  const orders = shopify.data.selected.map(({ id }) => id.split("/").at(-1)).join(",");
  const chosen = shopify.data.selected.length;
  const [print] = useState(() => crypto.randomUUID());
  const [found, setFound] = useState<Found | null>(null);
  const [format, setFormat] = useState<Format>(chosen > 1 ? "a4" : "a6");
  const [withPrinted, setWithPrinted] = useState(false);
  const [note, setNote] = useState("");

  useEffect(() => {
    let current = true;
    void findPrintedBefore({ orders, print }).then((answered) => {
      if (current) setFound(answered ?? { cards: chosen, leftOut: 0, printedBefore: [] });
    });
    return () => {
      current = false;
    };
  }, [orders, chosen, print]);

  if (found === null) return <s-admin-print-action />;
  const { printedBefore, leftOut, cards } = found;
  const toPrint = withPrinted ? cards : cards - printedBefore.length;
  const src = toPrint > 0 ? sheetAddress({ orders, print, format, note, withPrinted }) : null;
  return (
    <s-admin-print-action {...(src === null ? {} : { src })}>
      <s-stack gap="base">
        <s-text>{say(toPrint === 1 ? "oneCard" : "manyCards", { n: toPrint })}</s-text>
        {leftOut > 0 && <s-text color="subdued">{say("leftOut", { n: leftOut })}</s-text>}
        {printedBefore.length > 0 && (
          <s-banner tone="warning">
            <s-stack gap="small-200">
              {printedBefore.map(({ order, at }) => (
                <s-text key={order}>{say("printedBefore", { order, at })}</s-text>
              ))}
              <s-checkbox
                label={say("again")}
                checked={withPrinted}
                onChange={(event) => setWithPrinted(event.currentTarget.checked)}
              />
            </s-stack>
          </s-banner>
        )}
        <s-choice-list
          label={say("format")}
          name="format"
          values={[format]}
          onChange={(event) => setFormat(event.currentTarget.values?.[0] === "a4" ? "a4" : "a6")}
        >
          <s-choice value="a6">{say("a6")}</s-choice>
          <s-choice value="a4">{say("a4")}</s-choice>
        </s-choice-list>
        <s-text-field
          label={say("note")}
          details={say("noteDetails")}
          maxLength={60}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value ?? "")}
        />
      </s-stack>
    </s-admin-print-action>
  );
}
