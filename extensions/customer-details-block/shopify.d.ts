// In the form Shopify's CLI writes it: inside each module `shopify` is what this target gives to work with.
import "@shopify/ui-extensions";

declare module "./src/customer-details-block.tsx" {
  const shopify: import("@shopify/ui-extensions/admin.customer-details.block.render").Api;
}
