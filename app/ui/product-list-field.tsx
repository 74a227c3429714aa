import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { readProductList, writeListedProduct } from "~/settings/product-list";
import { chooseProducts } from "./choose-products";
import { Text } from "./setting-fields";
import { useDraft } from "./settings-draft";
import { useWords } from "./use-words";

/** A list of products: written by hand, or chosen in Shopify's own window. What was written stays when choosing. */
export function ProductListField({ path, label, lines }: { path: string; label: string; lines: number }) {
  const say = useWords();
  const draft = useDraft();
  const choose = async () => {
    const listed = readProductList(draft.fields[path] ?? "");
    const chosen = await chooseProducts({ chosen: listed.flatMap(({ id }) => id ?? []), several: true });
    if (chosen === null) return;
    const written = listed.filter(({ id }) => id === null).map(({ words }) => words);
    draft.set(path, [...written, ...chosen.map(writeListedProduct)].join("\n"));
  };
  return (
    <BlockStack gap="200">
      <Text path={path} label={label} lines={lines} help={say("products.help")} />
      <InlineStack>
        <Button onClick={() => void choose()}>{say("products.choose")}</Button>
      </InlineStack>
    </BlockStack>
  );
}
