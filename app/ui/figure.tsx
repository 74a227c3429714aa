import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useWords } from "./use-words";

interface FigureProps {
  title: string;
  /** Null: too few to tell. */
  value: string | null;
  n: number;
}

/** One key figure with the number of cases it rests on. */
export function Figure({ detail, trend, ...figure }: FigureProps & { detail: string; trend?: string }) {
  const say = useWords();
  const { value, n } = figure;
  return (
    <FigureCard {...figure} note={value === null ? detail : `n = ${say.count(n)} · ${detail}`}>
      {trend && value !== null ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {trend}
        </Text>
      ) : null}
    </FigureCard>
  );
}

/** The card of a key figure: what it is, how much, what it rests on, and where to look further. */
export function FigureCard({
  title,
  value,
  n,
  note,
  children,
}: FigureProps & { note: ReactNode; children?: ReactNode }) {
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
          {note}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}
