// What the sandbox tells its App Bridge: written in front of the script when it is served.

export interface BridgeSetup {
  /** The sandbox's own address. */
  url: string;
  apiKey: string;
  shop: string;
  shopName: string;
  /** base64 of admin.shopify.com/store/<handle> */
  host: string;
}

declare global {
  interface Window {
    lastmileSandbox?: BridgeSetup;
  }
}

export function readSetup(): BridgeSetup {
  const setup = window.lastmileSandbox;
  if (!setup) throw new Error("The sandbox's App Bridge was loaded without its setup");
  return setup;
}
