// Shopify's window to choose products in: a list, searched by title, with what was chosen before ticked.

export interface PickerOptions {
  multiple?: boolean | number;
  selectionIds?: Array<{ id: string }>;
}

export interface PickedProduct {
  id: string;
  title: string;
}

/** Draws the window into `root`; resolves with what was chosen, undefined where it was closed without choosing. */
export function pickProducts(
  root: ShadowRoot,
  { products, options }: { products: PickedProduct[]; options: PickerOptions },
): Promise<PickedProduct[] | undefined> {
  const several = options.multiple !== undefined && options.multiple !== false;
  const chosen = new Set(options.selectionIds?.map(({ id }) => id));
  const dialog = document.createElement("dialog");
  dialog.className = "picker";
  dialog.setAttribute("aria-label", several ? "Add products" : "Add product");
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "Search products";
  search.setAttribute("aria-label", "Search products");
  const list = document.createElement("div");
  list.className = "picker-list";
  for (const product of products) list.append(choice(product, { several, checked: chosen.has(product.id) }));
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const row of list.children)
      (row as HTMLElement).hidden = !(row.textContent ?? "").toLowerCase().includes(wanted);
  });
  const actions = document.createElement("div");
  actions.className = "picker-actions";
  const cancel = action("Cancel", () => dialog.close());
  const add = action("Add", () => dialog.close("add"));
  add.className = "primary";
  actions.append(cancel, add);
  dialog.append(search, list, actions);
  root.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const ticked = new Set(
        [...list.querySelectorAll("input")].filter(({ checked }) => checked).map(({ value }) => value),
      );
      dialog.remove();
      resolve(dialog.returnValue === "add" ? products.filter(({ id }) => ticked.has(id)) : undefined);
    });
  });
}

function choice(
  { id, title }: PickedProduct,
  { several, checked }: { several: boolean; checked: boolean },
): HTMLLabelElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = several ? "checkbox" : "radio";
  box.name = "product";
  box.value = id;
  box.checked = checked;
  label.append(box, title);
  return label;
}

function action(words: string, onClick: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.append(words);
  button.addEventListener("click", onClick);
  return button;
}
