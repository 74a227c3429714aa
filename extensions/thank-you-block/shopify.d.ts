// In the form Shopify's CLI writes it: inside each module `shopify` is what this target gives to work with.
import "@shopify/ui-extensions";

declare module "./src/block.tsx" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}

declare module "./src/follow-up.tsx" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}

declare module "./src/kept-answer.ts" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}

declare module "./src/lastmile-api.ts" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}

declare module "./src/load-page.ts" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}

declare module "./src/preview-page.ts" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}

declare module "./src/question.tsx" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}
