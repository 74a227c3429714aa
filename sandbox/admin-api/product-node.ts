import type { World } from "../world";
import { arrivedProducts } from "../world/arrivals";
import type { Product } from "../world/records";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid } from "./gid";
import type { Filters } from "./search";
import { compareInstant, search } from "./search";

type Arguments = PageArguments & { query?: string | null };

interface Published {
  product: Product;
  publishedAt: Date;
}

/** The shop opened with what is not new. */
const openedAt = new Date("2024-03-04T08:00:00Z");

/** Nothing changes after it was published, so each was last changed then. */
export function productQueries(world: World, now: () => Date): Record<string, unknown> {
  const published = (): Published[] => [
    ...world.listProducts().map((product) => ({ product, publishedAt: openedAt })),
    ...arrivedProducts(world.installation.installedAt, now()),
  ];
  return {
    products: (args: Arguments) =>
      connection(search(published(), args.query, filters), args, (one) => productNode(world, one)),
  };
}

const filters: Filters<Published> = {
  updated_at: ({ publishedAt }, term) => compareInstant(publishedAt.toISOString(), term),
};

function productNode(world: World, { product, publishedAt }: Published): GraphNode {
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    title: product.title.it,
    handle: product.handle,
    vendor: world.shop.name,
    productType: product.shape,
    status: "ACTIVE",
    onlineStoreUrl: `${world.shop.storefrontUrl}/products/${product.handle}`,
    createdAt: publishedAt.toISOString(),
    publishedAt: publishedAt.toISOString(),
    updatedAt: publishedAt.toISOString(),
  };
}
