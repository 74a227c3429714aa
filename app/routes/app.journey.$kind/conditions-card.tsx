import { BlockStack, Button, Card, InlineGrid, InlineStack, Text as Words } from "@shopify/polaris";
import { conditionRules } from "~/settings/touchpoint-settings";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { ProductListField } from "~/ui/product-list-field";
import { RemoveRow } from "~/ui/remove-row";
import { Choice, Text } from "~/ui/setting-fields";
import { rowsUnder, useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";
import type { WordKey } from "~/ui/words/speaker";

const placeholders: Record<string, string> = {
  country_in: "IT, DE",
  country_not_in: "US, CH",
  tagged: "vip",
  not_tagged: "wholesale",
  value_from: "50",
  value_up_to: "500",
};

/** Whom it is for with no condition, and with some. */
const saidOf = (kind: TouchpointKind): [all: WordKey, these: WordKey] =>
  kind === "new_arrivals"
    ? ["editor.forWhom.everyone", "editor.forWhom.lastOrder"]
    : ["editor.forWhom.all", "editor.forWhom.these"];

/** Which orders get it: all conditions must hold. */
export function ConditionsCard({ kind, currency }: { kind: TouchpointKind; currency: string }) {
  const say = useWords();
  const draft = useDraft();
  const table = `touchpoints.${kind}.conditions`;
  const rows = rowsUnder(draft.fields, table);
  const [all, these] = saidOf(kind);
  const options = conditionRules.map((value) => ({ value, label: say(`condition.${value}`, { currency }) }));
  return (
    <Card>
      <BlockStack gap="300">
        <Words as="h2" variant="headingMd">
          {say("editor.forWhom")}
        </Words>
        <Words as="p" tone="subdued">
          {say(rows.length === 0 ? all : these)}
        </Words>
        {rows.map(({ rule = "" }, n) => {
          const path = `${table}.${String(n)}`;
          const choice = <Choice path={`${path}.rule`} label={say("condition.rule")} options={options} />;
          const remove = (
            <RemoveRow table={table} rows={rows} n={n} label={say("condition.removeRow", { n: n + 1 })} />
          );
          if (rule.startsWith("product"))
            return (
              <BlockStack key={n} gap="200">
                <InlineGrid columns={{ xs: 1, sm: "1fr auto" }} gap="200" alignItems="end">
                  {choice}
                  {remove}
                </InlineGrid>
                <ProductListField path={`${path}.value`} label={say("condition.value")} lines={2} />
              </BlockStack>
            );
          const placeholder = placeholders[rule];
          return (
            <InlineGrid key={n} columns={{ xs: 1, sm: "3fr 3fr auto" }} gap="200" alignItems="end">
              {choice}
              {placeholder === undefined ? (
                <span />
              ) : (
                <Text path={`${path}.value`} label={say("condition.value")} placeholder={placeholder} />
              )}
              {remove}
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
