import { z } from "zod";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import { listUngrantedScopes } from "~/platform/granted-scopes.server";

/** Optional: asked for in the settings. */
export const troubleMarkScope = "write_customers";

// Without a namespace the metafield is the app's own ($app): no other app can write it.
export const troubleMarkQuery = `#graphql
  query TroubleMark($id: ID!) {
    customer(id: $id) { metafield(key: "trouble") { value compareDigest } }
  }
`;

// The definition shows the metafield to the merchant. It is made here and not in shopify.app.toml, because Shopify makes
// none of customers where the optional write_customers is not granted; where there is one, it stays as it is.
export const setTroubleMarkMutation = `#graphql
  mutation SetTroubleMark($definition: MetafieldDefinitionInput!, $metafields: [MetafieldsSetInput!]!) {
    metafieldDefinitionCreate(definition: $definition) {
      userErrors { message code }
    }
    metafieldsSet(metafields: $metafields) {
      userErrors { message code }
    }
  }
`;

const knownMark = z.object({
  customer: z
    .object({ metafield: z.object({ value: z.string(), compareDigest: z.string() }).nullable() })
    .nullable(),
});

const setMark = z.object({
  metafieldsSet: z
    .object({ userErrors: z.array(z.object({ message: z.string(), code: z.string().nullable() })) })
    .nullable(),
});

const definition = {
  ...{ key: "trouble", name: "Lastmile: in trouble", ownerType: "CUSTOMER", type: "json", pin: true },
  description: "Whether questions and offers pause for this customer, and until when.",
  access: { admin: "MERCHANT_READ" },
};

/** The state and nothing more of her. */
export type TroubleMark = { paused: boolean; until: string | null };

export type TroubleMarkOutcome =
  { outcome: "written" | "same" | "not_allowed" | "no_customer" } | { outcome: "refused"; reason: string };

/**
 * Says on a customer in Shopify whether she is in trouble: only where that changes, and only with the permission.
 * `decide` is asked after Shopify was: what another look has written meanwhile is not written over, and is tried again.
 */
export async function writeTroubleMark(
  shopify: ShopifyAdmin,
  { shopId, customerId }: { shopId: string; customerId: string },
  decide: () => Promise<TroubleMark>,
): Promise<TroubleMarkOutcome> {
  const ownerId = `gid://shopify/Customer/${customerId}`;
  try {
    const lacking = await listUngrantedScopes(shopify, shopId, [troubleMarkScope]);
    if (lacking.length > 0) return { outcome: "not_allowed" };
    const known = await shopify.request(shopId, troubleMarkQuery, { id: ownerId }, knownMark);
    if (known.customer === null) return { outcome: "no_customer" };
    const mark = await decide();
    const { metafield } = known.customer;
    const value = JSON.stringify(mark);
    // Of who was never in trouble nothing is said.
    if (metafield ? metafield.value === value : !mark.paused) return { outcome: "same" };
    const compareDigest = metafield?.compareDigest ?? null;
    const metafields = [{ ownerId, key: "trouble", type: "json", value, compareDigest }];
    const { metafieldsSet } = await shopify.request(
      shopId,
      setTroubleMarkMutation,
      { definition, metafields },
      setMark,
    );
    const [fault] = metafieldsSet?.userErrors ?? [{ message: "Shopify gave no answer", code: null }];
    if (fault?.code === "STALE_OBJECT") throw new Error(`the mark of a customer of ${shopId} is stale`);
    return fault ? { outcome: "refused", reason: fault.message } : { outcome: "written" };
  } catch (error) {
    if (error instanceof AdminApiError && error.kind === "refused")
      return { outcome: "refused", reason: error.message };
    throw error;
  }
}
