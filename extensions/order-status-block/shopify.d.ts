// In the form Shopify's CLI writes it: inside each module `shopify` is what its targets give to work with.
import "@shopify/ui-extensions";

declare module "./src/block.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}

declare module "./src/delay-notice.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}

declare module "./src/delivery-question.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}

declare module "./src/answer-form.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}

declare module "./src/parcel.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after").Api;
}

declare module "./src/order-status-api.ts" {
  const shopify:
    | import("@shopify/ui-extensions/customer-account.order-status.block.render").Api
    | import("@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after").Api;
}

declare module "./src/preview-page.ts" {
  const shopify:
    | import("@shopify/ui-extensions/customer-account.order-status.block.render").Api
    | import("@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after").Api;
}

declare module "./src/use-order-page.ts" {
  const shopify:
    | import("@shopify/ui-extensions/customer-account.order-status.block.render").Api
    | import("@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after").Api;
}
