/** The order on the shopper's page, as far as an extension may see it. */
export interface ExtensionOrder {
  /** "acme.myshopify.com" */
  shopDomain: string;
  shopName: string;
  /** Shopify's numeric id. */
  orderId: string;
  /** "#1043" */
  orderName: string;
  confirmationNumber: string;
  isFirstOrder: boolean;
  checkoutToken: string;
  /** "it" or "it-IT" */
  locale: string;
  countryCode: string;
  currency: string;
  timeZone: string;
}
