/** Kept per shop in this browser, as Shopify keeps it per extension and shopper. */
export function createStorage(shopDomain: string) {
  const keyOf = (key: string) => `extension:${shopDomain}:${key}`;
  return {
    read: async (key: string): Promise<unknown> => {
      const stored = localStorage.getItem(keyOf(key));
      return stored === null ? null : (JSON.parse(stored) as unknown);
    },
    write: async (key: string, value: unknown): Promise<void> =>
      localStorage.setItem(keyOf(key), JSON.stringify(value)),
    delete: async (key: string): Promise<void> => localStorage.removeItem(keyOf(key)),
  };
}
