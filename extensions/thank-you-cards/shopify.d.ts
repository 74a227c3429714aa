// In the form Shopify's CLI writes it: inside each module `shopify` is what its targets give to work with.
import "@shopify/ui-extensions";

declare module "./src/cards.tsx" {
  const shopify:
    | import("@shopify/ui-extensions/admin.order-details.print-action.render").Api
    | import("@shopify/ui-extensions/admin.order-index.selection-print-action.render").Api;
}

declare module "./src/cards-api.ts" {
  const shopify:
    | import("@shopify/ui-extensions/admin.order-details.print-action.render").Api
    | import("@shopify/ui-extensions/admin.order-index.selection-print-action.render").Api;
}
