import { z } from "zod";
import type { ShopifyAdmin } from "./admin-api.server";

export const grantedScopesQuery = `#graphql
  query GrantedScopes {
    currentAppInstallation { accessScopes { handle } }
  }
`;

const grantedScopes = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/** Which of some optional scopes the merchant has not granted; who may write may read. */
export async function listUngrantedScopes(
  shopify: ShopifyAdmin,
  shopId: string,
  wanted: readonly string[],
): Promise<string[]> {
  const { currentAppInstallation } = await shopify.request(shopId, grantedScopesQuery, {}, grantedScopes);
  const granted = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
  return wanted.filter((scope) => !granted.has(scope) && !granted.has(scope.replace(/^read_/, "write_")));
}
