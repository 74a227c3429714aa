import { Box, Button, InlineStack, Text } from "@shopify/polaris";
import { XSmallIcon } from "@shopify/polaris-icons";
import { chooseProducts } from "./choose-products";
import { useWords } from "./use-words";

interface ProductFilterProps {
  /** Shopify's number of the product chosen. */
  product: string | null;
  title: string | null;
  /** "" for all products. */
  onChoose: (product: string) => void;
}

/** One product, chosen in Shopify's own window. */
export function ProductFilter({ product, title, onChoose }: ProductFilterProps) {
  const say = useWords();
  const choose = async () => {
    const chosen = await chooseProducts({ chosen: product === null ? [] : [product], several: false });
    if (chosen !== null) onChoose(chosen[0]?.id ?? "");
  };
  const name =
    product === null ? say("products.chooseOne") : (title ?? say("filter.product.unknown", { id: product }));
  return (
    <div>
      <Box paddingBlockEnd="100">
        <Text as="span">{say("filter.product")}</Text>
      </Box>
      <InlineStack gap="100" wrap={false} blockAlign="center">
        <Button fullWidth size="large" textAlign="left" disclosure="select" onClick={() => void choose()}>
          {name}
        </Button>
        {product === null ? null : (
          <Button
            variant="tertiary"
            icon={XSmallIcon}
            accessibilityLabel={say("filter.product.clear")}
            onClick={() => onChoose("")}
          />
        )}
      </InlineStack>
    </div>
  );
}
