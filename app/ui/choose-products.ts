const gidOf = (id: string) => `gid://shopify/Product/${id}`;
const idOf = (gid: string) => gid.slice(gid.lastIndexOf("/") + 1);

/**
 * Shopify's own window to choose products in. `chosen` are the numbers of those chosen already. null: it was closed
 * without choosing, or there is none.
 */
export async function chooseProducts({
  chosen,
  several,
}: {
  chosen: string[];
  several: boolean;
}): Promise<Array<{ id: string; title: string }> | null> {
  const selected = await window.shopify?.resourcePicker({
    type: "product",
    action: "select",
    multiple: several,
    filter: { variants: false },
    selectionIds: chosen.map((id) => ({ id: gidOf(id) })),
  });
  return selected?.map(({ id, title }) => ({ id: idOf(id), title })) ?? null;
}
