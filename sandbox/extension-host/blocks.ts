/** Where in Shopify an extension runs: what `shopify` is there, and whose token it gets. */
export type Surface = "checkout" | "customer-account" | "admin";

export interface HostedBlock {
  /** The folder under extensions/, whose words it speaks. */
  folder: string;
  target: string;
  surface: Surface;
}

/** Every target the sandbox can show, by the name of its bundle in build/extensions/. */
export const hostedBlocks: Readonly<Record<string, HostedBlock>> = {
  "thank-you-block": {
    folder: "thank-you-block",
    target: "purchase.thank-you.block.render",
    surface: "checkout",
  },
  "order-status-block": {
    folder: "order-status-block",
    target: "customer-account.order-status.block.render",
    surface: "customer-account",
  },
  "parcel-line": {
    folder: "order-status-block",
    target: "customer-account.order-status.fulfillment-details.render-after",
    surface: "customer-account",
  },
  "order-details-block": {
    folder: "order-details-block",
    target: "admin.order-details.block.render",
    surface: "admin",
  },
  "customer-details-block": {
    folder: "customer-details-block",
    target: "admin.customer-details.block.render",
    surface: "admin",
  },
  "order-cards": {
    folder: "thank-you-cards",
    target: "admin.order-details.print-action.render",
    surface: "admin",
  },
  "selected-cards": {
    folder: "thank-you-cards",
    target: "admin.order-index.selection-print-action.render",
    surface: "admin",
  },
};

export function findBlock(name: string): HostedBlock | null {
  return Object.hasOwn(hostedBlocks, name) ? (hostedBlocks[name] ?? null) : null;
}
