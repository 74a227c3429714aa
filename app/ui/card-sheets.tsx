import { brandColors } from "~/messages/brand-colors";
import type { ShopperLook } from "~/messages/shopper-look";
import type { CardFormat } from "~/touchpoints/card-formats";
import type { ThankYouCard } from "~/touchpoints/thank-you-cards.server";
import { cardSheetStyles } from "./card-sheet-styles";
import { QrCode } from "./qr-code";
import type { ShopTime } from "./shop-time";
import type { Words } from "./words/speaker";

interface CardSheetsProps {
  cards: ThankYouCard[];
  format: CardFormat;
  look: ShopperLook;
  signature: string | null;
  /** What the packer is to do, said once for all of them: "add a sample". */
  packingNote: string | null;
  say: Words;
  time: ShopTime;
}

/** The whole document the browser prints: fronts, then their backs, sheet by sheet. */
export function CardSheets(props: CardSheetsProps) {
  const { cards, format, look, say } = props;
  const sheets = sheetsOf(cards, format === "a6" ? 1 : 4);
  return (
    <html lang={say.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="robots" content="noindex" />
        <title>{say("cards.title")}</title>
        <style dangerouslySetInnerHTML={{ __html: cardSheetStyles(format, brandColors(look.color)) }} />
      </head>
      <body>
        <main>
          {cards.length === 0 && <p className="nothing">{say("cards.none")}</p>}
          {sheets.map((sheet) => (
            <div key={sheet[0]?.orderId}>
              <div className="sheet">
                {sheet.map((card) => (
                  <Front key={card.orderId} card={card} {...props} />
                ))}
              </div>
              <div className="sheet">
                {mirrored(sheet, format).map((card, at) =>
                  card ? (
                    <Back key={card.orderId} card={card} say={say} />
                  ) : (
                    <div key={at} className="card" />
                  ),
                )}
              </div>
            </div>
          ))}
        </main>
      </body>
    </html>
  );
}

function Front({ card, look, signature, packingNote, say, time }: CardSheetsProps & { card: ThankYouCard }) {
  return (
    <section className="card" aria-label={card.orderName}>
      <div className="brand" lang={card.language}>
        {look.logoUrl ? <img src={look.logoUrl} alt={look.name} /> : look.name}
      </div>
      <div className="words" lang={card.language}>
        <hr className="rule" />
        <h1>{card.heading}</h1>
        <p>{card.line}</p>
        {card.extra && <p>{card.extra.line}</p>}
      </div>
      {/* Without a signature of the brand's own its name signs, unless it stands on top already. */}
      <p className="signature" lang={card.language}>
        {signature ?? (look.logoUrl ? look.name : "")}
      </p>
      <div style={{ height: "8mm" }} />
      <div className="tear-off">
        {[
          card.orderName,
          say(`cards.variant.${card.variant}`),
          say.n("cards.items", card.itemCount),
          card.extra?.note,
          packingNote,
        ]
          .filter(Boolean)
          .join(" · ")}
        {card.printedBeforeAt && (
          <>
            <br />
            <strong>{say("cards.printedBefore", { at: time.at(card.printedBeforeAt) })}</strong>
          </>
        )}
      </div>
    </section>
  );
}

function Back({ card, say }: { card: ThankYouCard; say: Words }) {
  if (card.back === null) return <section className="card back" aria-label={card.orderName} />;
  return (
    <section className="card back" aria-label={card.orderName} lang={card.language}>
      <p>{card.back.ask}</p>
      <QrCode text={card.back.url} label={say("cards.code", { order: card.orderName })} />
    </section>
  );
}

function sheetsOf(cards: ThankYouCard[], perSheet: number): ThankYouCard[][] {
  return Array.from({ length: Math.ceil(cards.length / perSheet) }, (_, at) =>
    cards.slice(at * perSheet, (at + 1) * perSheet),
  );
}

/** Turned over its long edge a sheet's left is its right. */
function mirrored(sheet: ThankYouCard[], format: CardFormat): Array<ThankYouCard | null> {
  if (format === "a6") return sheet;
  const [first, second, third, fourth] = [0, 1, 2, 3].map((at) => sheet[at] ?? null);
  return [second ?? null, first ?? null, fourth ?? null, third ?? null];
}
