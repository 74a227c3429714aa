/** The order on the thank-you page, as far as the extension may see it. */
export interface ExtensionOrder {
  /** "acme.myshopify.com" */
  shopDomain: string;
  shopName: string;
  /** Shopify's numeric id. */
  orderId: string;
  confirmationNumber: string;
  isFirstOrder: boolean;
  checkoutToken: string;
  /** "it" or "it-IT" */
  locale: string;
  countryCode: string;
  currency: string;
  timeZone: string;
}
