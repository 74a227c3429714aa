import { BlockStack, Button, Card, InlineGrid, InlineStack, Text as Words } from "@shopify/polaris";
import { conditionRules } from "~/settings/shop-settings";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { ProductListField } from "~/ui/product-list-field";
import { RemoveRow } from "~/ui/remove-row";
import { Choice, Text } from "~/ui/setting-fields";
import { rowsUnder, useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";

const placeholders: Record<string, string> = {
  country_in: "IT, DE",
  country_not_in: "US, CH",
  tagged: "vip",
  not_tagged: "wholesale",
  value_from: "50",
  value_up_to: "500",
};

function Value({ rule, path }: { rule: string; path: string }) {
  const say = useWords();
  const placeholder = placeholders[rule];
  if (rule.startsWith("product"))
    return <ProductListField path={path} label={say("condition.value")} lines={2} />;
  return placeholder === undefined ? (
    <span />
  ) : (
    <Text path={path} label={say("condition.value")} placeholder={placeholder} />
  );
}

/** Which orders get it: all conditions must hold. */
export function ConditionsCard({ kind, currency }: { kind: TouchpointKind; currency: string }) {
  const say = useWords();
  const draft = useDraft();
  const table = `touchpoints.${kind}.conditions`;
  const rows = rowsUnder(draft.fields, table);
  const options = conditionRules.map((value) => ({ value, label: say(`condition.${value}`, { currency }) }));
  return (
    <Card>
      <BlockStack gap="300">
        <Words as="h2" variant="headingMd">
          {say("editor.forWhom")}
        </Words>
        <Words as="p" tone="subdued">
          {say(rows.length === 0 ? "editor.forWhom.all" : "editor.forWhom.these")}
        </Words>
        {rows.map(({ rule = "" }, n) => {
          const isOfProducts = rule.startsWith("product");
          return (
            <InlineGrid
              key={n}
              columns={{ xs: 1, sm: "3fr 3fr auto" }}
              gap="200"
              alignItems={isOfProducts ? "start" : "end"}
            >
              <Choice path={`${table}.${String(n)}.rule`} label={say("condition.rule")} options={options} />
              <Value rule={rule} path={`${table}.${String(n)}.value`} />
              <RemoveRow table={table} rows={rows} n={n} label={say("condition.removeRow", { n: n + 1 })} />
            </InlineGrid>
          );
        })}
        <InlineStack>
          <Button onClick={() => draft.setRows(table, [...rows, { rule: "country_in", value: "" }])}>
            {say("condition.add")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
