import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

interface InsightsCardProps {
  title: string;
  /** What is counted and what is not, where the title cannot say it. */
  counts?: string;
  children: ReactNode;
}

/** One subject of the insights: its title, its figures, and in small what they count. */
export function InsightsCard({ title, counts, children }: InsightsCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
        {counts === undefined ? null : (
          <Text as="p" variant="bodySm" tone="subdued">
            {counts}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
