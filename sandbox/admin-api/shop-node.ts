import type { World } from "../world";
import type { GraphNode } from "./connection";
import { gid } from "./gid";
import { metafieldFields } from "./metafields";

export function shopNode(world: World): GraphNode {
  const { shop } = world;
  const address = {
    __typename: "ShopAddress",
    id: gid("ShopAddress", shop.id),
    city: shop.locations[0]?.city ?? null,
    country: shop.countryName,
    countryCodeV2: shop.countryCode,
    company: shop.name,
    address1: "Contrà San Marco 7",
    zip: "36100",
  };
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    myshopifyDomain: shop.domain,
    url: `https://${shop.domain}`,
    primaryDomain: {
      __typename: "Domain",
      id: gid("Domain", shop.id),
      host: shop.domain,
      url: `https://${shop.domain}`,
      sslEnabled: true,
    },
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    ianaTimezone: shop.timeZone,
    timezoneAbbreviation: "CET",
    shopOwnerName: "Giulia Ferri",
    shipsToCountries: ["IT", "DE", "FR", "AT", "ES", "GB", "US"],
    taxesIncluded: true,
    taxShipping: false,
    setupRequired: false,
    checkoutApiSupported: true,
    transactionalSmsDisabled: false,
    unitSystem: "METRIC_SYSTEM",
    weightUnit: "KILOGRAMS",
    description: null,
    orderNumberFormatPrefix: "#",
    orderNumberFormatSuffix: "",
    plan: {
      displayName: shop.plan,
      publicDisplayName: shop.plan,
      partnerDevelopment: false,
      shopifyPlus: false,
    },
    billingAddress: address,
    shopAddress: address,
    ...metafieldFields({ type: "Shop", id: shop.id, metafields: shop.metafields }),
  };
}
