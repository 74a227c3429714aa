import { z } from "zod";
import { cardFormats, cardLimit } from "~/touchpoints/card-formats";

const querySchema = z.object({
  orders: z
    .string()
    .transform((ids) => [...new Set(ids.split(",").map((id) => id.split("/").at(-1) ?? ""))])
    .pipe(
      z
        .array(z.string().regex(/^\d{1,20}$/))
        .min(1)
        .max(cardLimit),
    ),
  print: z.uuid(),
  format: z.enum(cardFormats).catch("a6"),
  note: z
    .string()
    .trim()
    .max(60)
    .transform((note) => (note === "" ? null : note))
    .nullable(),
  printed: z.stringbool().nullable(),
});

export type CardsQuery =
  | {
      outcome: "read";
      orderIds: string[];
      /** One opening of the print action: looking twice at its preview is no second print. */
      printId: string;
      format: (typeof cardFormats)[number];
      note: string | null;
      /** Also the cards printed before. */
      withPrinted: boolean;
    }
  | { outcome: "refused"; field: string };

/** What the print action asks for: ids as Shopify gives them, numbers or gid://shopify/Order/1043. */
export function readCardsQuery(url: string): CardsQuery {
  const { searchParams } = new URL(url);
  const names = ["orders", "print", "format", "note", "printed"] as const;
  const query = querySchema.safeParse(
    Object.fromEntries(names.map((name) => [name, searchParams.get(name)])),
  );
  if (!query.success) return { outcome: "refused", field: String(query.error.issues[0]?.path[0]) };
  const { orders, print, format, note, printed } = query.data;
  return { outcome: "read", orderIds: orders, printId: print, format, note, withPrinted: printed ?? true };
}
