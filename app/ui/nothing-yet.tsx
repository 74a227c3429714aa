import { BlockStack, Box, Text } from "@shopify/polaris";

/**
 * Where a list is empty: what is not there, and what would bring it. Polaris' own empty state keeps room for a picture,
 * and on a phone lays its grey disc over the words.
 */
export function NothingYet({ heading, why }: { heading: string; why: string }) {
  return (
    <Box paddingInline="400" paddingBlock="1000">
      <BlockStack gap="200" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {heading}
        </Text>
        <Box maxWidth="28rem">
          <Text as="p" alignment="center">
            {why}
          </Text>
        </Box>
      </BlockStack>
    </Box>
  );
}
