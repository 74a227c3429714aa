import { Box, Tabs, type TabsProps } from "@shopify/polaris";

/** Tabs that stand at their full height from the first paint: Polaris shows none until it has measured them. */
export function SteadyTabs(props: Omit<TabsProps, "children">) {
  return (
    <Box minHeight="44px">
      <Tabs {...props} />
    </Box>
  );
}
