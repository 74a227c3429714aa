// In the form Shopify's CLI writes it: inside each module `shopify` is what this target gives to work with.
import "@shopify/ui-extensions";

declare module "./src/order-details-block.tsx" {
  const shopify: import("@shopify/ui-extensions/admin.order-details.block.render").Api;
}
