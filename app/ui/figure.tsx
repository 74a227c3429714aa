import { BlockStack, Card, Text } from "@shopify/polaris";
import { useWords } from "./use-words";

interface FigureProps {
  title: string;
  /** Null: too few to tell. */
  value: string | null;
  n: number;
  detail: string;
}

/** One key figure with the number of cases it rests on. */
export function Figure({ title, value, n, detail }: FigureProps) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h2" variant="headingSm" tone="subdued">
          {title}
        </Text>
        {value === null ? (
          <Text as="p" variant="bodyLg">
            {say("figure.tooFew", { n })}
          </Text>
        ) : (
          <Text as="p" variant="headingXl" numeric>
            {value}
          </Text>
        )}
        <Text as="p" variant="bodySm" tone="subdued">
          {value === null ? detail : `n = ${String(n)} · ${detail}`}
        </Text>
      </BlockStack>
    </Card>
  );
}
